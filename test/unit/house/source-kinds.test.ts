import { expect, test } from 'vitest';
import { sourceTexts } from './source-files.ts';

/** Where a new source has its entries; CONTRIBUTING.md lists them. */
const tables = ['electron/contract/source-kinds.ts', 'electron/engine/sources/source-policies.ts'];

test('a new source has its entries in two tables, and nobody else keeps a list of kinds', () => {
  const isList = /Record<\s*(SourceKind|RunReport\['source'\])/u;
  const lists = sourceTexts(['electron', 'renderer']).filter(({ text }) => isList.test(text));
  expect(lists.map(({ path }) => path).toSorted()).toEqual(tables);
});

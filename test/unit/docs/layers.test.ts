import { expect, test } from 'vitest';
import { layerRules } from '../house/layer-rules.ts';
import { documentAt } from './documents.ts';

/** Folder → the last names of what it may import, from the plan of the layers in docs/ARCHITECTURE.md. */
function plannedLayers(text: string): Readonly<Record<string, readonly string[]>> {
  const [, plan = ''] = /^## The layers\n+```\n(.*?)^```$/ms.exec(text) ?? [];
  const rows = plan.replaceAll(/,\n +/g, ', ').matchAll(/^( *)(\S+) .*← (.*)$/gm);
  return Object.fromEntries(
    [...rows].map(([, indent = '', name = '', below = '']) => [
      `${indent === '' ? '' : 'electron/engine/'}${name}`,
      below.split(', ').map((one) => one.replace(/^.*\//, '')),
    ]),
  );
}

/** The same, from the rules that hold it. */
async function ruledLayers(): Promise<Readonly<Record<string, readonly string[]>>> {
  const plain = (pattern: string): string => pattern.replace(/^\^/, '').replaceAll('\\', '');
  const rules = (await layerRules()).filter(({ name }) => name.startsWith('layer-'));
  return Object.fromEntries(
    rules.map(({ from, to }) => {
      const [, ...below] = [to.pathNot ?? []].flat().map(plain);
      return [plain(from.path ?? ''), below.map((path) => path.replace(/\/$/, '').replace(/^.*\//, ''))];
    }),
  );
}

test('docs/ARCHITECTURE.md draws the layers as they are held', async () => {
  const { 'electron/engine/': facade = [], ...ruled } = await ruledLayers();
  const { 'electron/engine/engine.ts': drawnFacade = [], ...drawn } = plannedLayers(
    documentAt('docs/ARCHITECTURE.md').text,
  );
  const sorted = (layers: Readonly<Record<string, readonly string[]>>): Record<string, readonly string[]> =>
    Object.fromEntries(Object.entries(layers).map(([layer, below]) => [layer, below.toSorted()]));
  const lowest = { 'electron/base/': [], 'electron/contract/': [] };
  expect(sorted({ ...lowest, ...drawn })).toEqual(sorted(ruled));
  expect(drawnFacade.filter((name) => name !== '')).toEqual([...facade]);
});

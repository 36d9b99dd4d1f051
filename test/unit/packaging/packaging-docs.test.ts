import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readFlags } from '../../smoke/flags.ts';
import { workflows } from './workflows.ts';

const project = join(import.meta.dirname, '..', '..', '..');
const text = readFileSync(join(project, 'docs', 'PACKAGING.md'), 'utf8');

test('docs/PACKAGING.md names files and tests that exist', () => {
  const files = [...text.matchAll(/`((?:build|electron|test|\.github)\/[\w./-]+)`/g)].flatMap(([, path]) => path ?? []);
  const tests = [...text.matchAll(/`((?:unit|integration|e2e)\/[\w/-]+)`/g)].flatMap(([, path]) => path ?? []);
  expect(tests.length).toBeGreaterThan(10);
  for (const path of files) expect(existsSync(join(project, path)), path).toBe(true);
  for (const path of tests) {
    const found = ['.test.ts', '.spec.ts'].some((ending) => existsSync(join(project, 'test', `${path}${ending}`)));
    expect(found, path).toBe(true);
  }
});

test('docs/PACKAGING.md calls the smoke test by flags that it has', () => {
  const calls = [...text.matchAll(/^node test\/smoke\/main\.ts(.*?)(?:#.*)?$/gm)].map(([, words = '']) => words.trim());
  expect(calls.length).toBeGreaterThan(2);
  for (const words of calls) expect(() => readFlags(words.split(/\s+/).filter(Boolean)), words).not.toThrow();
});

test('docs/PACKAGING.md names every secret that a release uses', () => {
  const used = workflows.flatMap((one) =>
    [...one.text.matchAll(/secrets\.([A-Z_]+)/g)].flatMap(([, name]) => name ?? []),
  );
  expect(new Set(used).size).toBeGreaterThan(3);
  for (const name of used) expect(text).toContain(`\`${name}\``);
});

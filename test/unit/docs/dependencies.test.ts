import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { documentAt, documents, project, tableUnder } from './documents.ts';

const versions = z.record(z.string(), z.string());
const manifest = z
  .object({ dependencies: versions, devDependencies: versions, engines: z.object({ node: z.string() }) })
  .parse(JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')));
const page = documentAt('docs/DEPENDENCIES.md');

/** Each package that a table gives a reason for: `electron-forge/*` stands for all that begin like it. */
function packagesIn(heading: string): readonly { readonly name: string; readonly alias: string | undefined }[] {
  return tableUnder(page, heading).flatMap(([packages = '']) =>
    [...packages.matchAll(/`([^`]+)`(?: \(`npm:([^`]+)`\))?/g)].map(([, name = '', alias]) => ({ name, alias })),
  );
}

/** The names that a table gives, with a `/*` replaced by what of `installed` it stands for. */
function spelledOut(names: readonly string[], installed: readonly string[]): readonly string[] {
  return names
    .flatMap((name) => (name.endsWith('/*') ? installed.filter((one) => one.startsWith(name.slice(0, -1))) : [name]))
    .toSorted();
}

test.each([
  ['In the product', manifest.dependencies],
  ['For building and testing', manifest.devDependencies],
] as const)('"%s" gives a reason for each package of its kind, and for no other', (heading, installed) => {
  const names = packagesIn(heading).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(spelledOut(names, Object.keys(installed))).toEqual(Object.keys(installed).toSorted());
  for (const { name, alias } of packagesIn(heading)) {
    if (alias !== undefined) expect(installed[name], name).toMatch(new RegExp(`^npm:${alias}@`));
    else expect(installed[name] ?? '', `${name}: say what it is an alias of`).not.toMatch(/^npm:/);
  }
  for (const cells of tableUnder(page, heading)) expect(cells[1]?.length, cells[0]).toBeGreaterThan(4);
});

test('every package is pinned to one version', () => {
  for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
    expect(version.replace(/^npm:@?[^@]+@/, ''), name).toMatch(/^\d+\.\d+\.\d+$/);
  }
});

test('the versions that pages tell are those of package.json', () => {
  const { typescript = '', node = '', electron = '' } = manifest.devDependencies;
  const major = (version: string): string => version.replace(/\..*/, '');
  const table = (name: string): string =>
    tableUnder(page, 'For building and testing').find(([packages]) => packages?.startsWith(`\`${name}\``))?.[1] ?? '';
  expect(table('typescript')).toContain(`Version ${major(typescript)}:`);
  expect(table('node')).toContain(`(${major(node)})`);
  expect(documentAt('README.md').text).toContain(
    `Node.js](https://nodejs.org) ${manifest.engines.node.slice(2)} or newer`,
  );
  const scanned = /-e (\d+\.\d+\.\d+)/.exec(documentAt('docs/SECURITY.md').text)?.[1];
  expect(scanned, 'run the scanner of docs/SECURITY.md again for the new Electron').toBe(electron);
  for (const { path, text } of documents) {
    for (const [said, found] of text.matchAll(/\bNode (\d\d)\b(?!\.)/g))
      expect(found, `${path}: ${said}`).toBe(major(node));
  }
});

test('a package that is missing, surplus or in the wrong table is found', () => {
  const installed = ['@electron-forge/cli', '@electron-forge/plugin-fuses', 'sharp'];
  expect(spelledOut(['@electron-forge/*', 'sharp'], installed)).toEqual(installed);
  expect(spelledOut(['@electron-forge/*'], installed)).not.toEqual(installed);
  expect(spelledOut(['@electron-forge/*', 'sharp', 'exifreader'], installed)).not.toEqual(installed);
});

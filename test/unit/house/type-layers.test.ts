/** One TypeScript project a layer: each sees only the globals that exist where its code runs. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { project } from './planted-project.ts';
import { sourceFiles } from './source-files.ts';

const uses = {
  node: "export const it = process.cwd() + Buffer.from('').toString();\n",
  page: 'export const it = document.title + window.name;\n',
  electron: 'export const it = (app: Electron.App): string => app.getName();\n',
  console: "console.log('');\nexport {};\n",
  fetch: "export const it = fetch('');\n",
  plain:
    'export const it = structure(new Map([[1, 2n]]));\nfunction structure(of: unknown): unknown {\n  return of;\n}\n',
} as const;
type Use = keyof typeof uses;

/** TypeScript project → what its layer has; everything else must be refused. */
const layers: Readonly<Record<string, readonly Use[]>> = {
  'tsconfig.json': ['node', 'console', 'fetch', 'plain'],
  'electron/contract/tsconfig.json': ['plain'],
  'electron/main/tsconfig.json': ['node', 'electron', 'console', 'fetch', 'plain'],
  // Electron's typings bring Node's along, so the preload's own Node is held by its sandbox alone.
  'electron/preload/tsconfig.json': ['node', 'page', 'electron', 'console', 'fetch', 'plain'],
  'renderer/tsconfig.json': ['page', 'console', 'fetch', 'plain'],
};

/** Typings are read once for all layers. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** The uses that TypeScript takes in the layer of this project. */
function usesTakenBy(projectFile: string): readonly Use[] {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(project, projectFile),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
        throw new Error(String(diagnostic.messageText));
      },
    },
  );
  if (config === undefined) throw new Error(`cannot read ${projectFile}`);
  const planted = new Map(
    Object.entries(uses).map(([name, text]) => [join(project, projectFile, '..', `planted-${name}.ts`), text]),
  );
  const host = ts.createCompilerHost(config.options);
  const read = host.getSourceFile;
  host.getSourceFile = (path, version) => {
    const text = planted.get(path);
    if (text !== undefined) return ts.createSourceFile(path, text, version);
    if (!parsed.has(path)) parsed.set(path, read(path, version));
    return parsed.get(path);
  };
  const exists = host.fileExists;
  host.fileExists = (path) => planted.has(path) || exists(path);
  const program = ts.createProgram([...planted.keys()], config.options, host);
  return [...planted.keys()].flatMap((path, index) => {
    const isTaken = program.getSemanticDiagnostics(program.getSourceFile(path)).length === 0;
    const use = Object.keys(uses)[index];
    return isTaken && isUse(use) ? [use] : [];
  });
}

function isUse(name: string | undefined): name is Use {
  return name !== undefined && Object.hasOwn(uses, name);
}

test.each(Object.entries(layers))('%s takes what its layer has, and nothing else', (projectFile, expected) => {
  expect(usesTakenBy(projectFile).toSorted()).toEqual(expected.toSorted());
});

test('every layer of the product with a TypeScript project of its own is tried here', () => {
  const own = sourceFiles(['electron', 'renderer'], /^tsconfig\.json$/);
  expect(['tsconfig.json', ...own].toSorted()).toEqual(Object.keys(layers).toSorted());
  for (const path of Object.keys(layers)) expect(existsSync(join(project, path))).toBe(true);
});

test('npm run check looks at every TypeScript project', () => {
  const check = readFileSync(join(project, 'test', 'check.ts'), 'utf8');
  const all = ['tsconfig.json', ...sourceFiles(['electron', 'renderer', 'build', 'test'], /^tsconfig\.json$/)];
  expect(all.filter((path) => !check.includes(`'${path}'`))).toEqual([]);
});

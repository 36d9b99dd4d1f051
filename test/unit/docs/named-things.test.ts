/** What the documentation names exists: scripts, files, problems, packages, variables. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { configKeys } from '../../../electron/cli/config-keys.ts';
import { ipcSchema } from '../../../electron/contract/ipc.ts';
import { problemCodes } from '../../../electron/contract/problem-codes.ts';
import { sourceTexts } from '../house/source-files.ts';
import { documents, project } from './documents.ts';
import {
  isInProject,
  linksIn,
  lostAnchorsIn,
  pathEnds,
  pathsNamedIn,
  scriptsNamedIn,
  unknownWordsIn,
} from './named-things.ts';

const versions = z.record(z.string(), z.string());
const manifest = z
  .object({ scripts: versions, dependencies: versions, devDependencies: versions })
  .parse(JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')));

const folders = ['build', 'docs', 'electron', 'renderer', 'test', '.github', '.ci'];
const ends = pathEnds(
  folders.flatMap((folder) => globSync(`${folder}/**/*`, { cwd: project })).map((path) => path.replaceAll('\\', '/')),
);

/** What looks like a file of the project and is none. */
const elsewhere: readonly (readonly [path: RegExp, why: string])[] = [
  [/^(out|dist|node_modules)\//, 'made by npm or by a build'],
  [/^(Photos|Albums|Photos-Backup)\//, 'in the backup folder'],
  [/^logs\//, "in the app's data folder"],
  [/^resources\/|^latest[\w-]*\.yml$/, 'in the packaged app or beside its installers'],
  [/^lovell\/|^electron\/electron|^SHA256SUMS/, "somebody else's repository"],
  [/^[\w-]+(\.[\w-]+)*\.(com|org|invalid)\//, 'an address'],
  [/schema-N\.ts$/, 'named after the version that it makes'],
  [/^Rome\/|^path\/to\/|^I\/O$/, 'an example, or no path at all'],
  [/^home\/Photos$|^Support\/Afterimage$/, "in a person's home"],
  [/^electron\.d\.ts$/, "Electron's typings"],
];

describe.each(documents)('$path', (page) => {
  test('names scripts that exist', () => {
    expect(scriptsNamedIn(page).filter((script) => !Object.hasOwn(manifest.scripts, script))).toEqual([]);
  });

  test('names files and folders that exist', () => {
    const named = pathsNamedIn(page).filter((path) => !elsewhere.some(([pattern]) => pattern.test(path)));
    expect(named.filter((path) => !isInProject(path, ends))).toEqual([]);
  });

  test('links to what exists', () => {
    expect(linksIn(page).filter((target) => !existsSync(join(project, target)))).toEqual([]);
    expect(lostAnchorsIn(page)).toEqual([]);
  });

  test('names variables that a program reads', () => {
    const read = sourceTexts(['build', 'electron', 'test'], /\.(tsx?|cjs|yml)$|^electron$/)
      .map(({ text }) => text)
      .join('\n');
    const named = [...page.text.matchAll(/\b(?:AFTERIMAGE|STANDIN)_[A-Z_]+\b/g)].map(([name]) => name);
    expect(named.filter((name) => !read.includes(name))).toEqual([]);
  });

  test('names problems and questions of the page that exist', () => {
    expect(unknownWordsIn(page, problemCodes, '-').filter((code) => !otherWords.has(code))).toEqual([]);
    expect(unknownWordsIn(page, Object.keys(ipcSchema), '.').filter((verb) => !otherWords.has(verb))).toEqual([]);
  });
});

/** Begins like a problem's code or a question of the page, and is something else. */
const otherWords: ReadonlySet<string> = new Set([
  ...['album-metadata', 'api-copy', 'file-name', 'file-type', 'export-to', 'keychain-locked', 'run-index', 'sign-out'],
  ...configKeys.map(({ name }) => name),
  ...['albums.list', 'app.asar', 'app.isPackaged', 'client.json', 'destination.json'],
  ...['drive.file', 'drive.json', 'drive.metadata', 'drive.readonly'],
]);

describe('what is wrong in a page is found', () => {
  const page = (text: string) => ({ path: 'docs/SOME.md', text });

  test('a script', () => {
    const text = 'Run `npm run check:layers`, or `npm test`:\n\n```sh\nnpm run -s demo2\n```\n';
    expect(scriptsNamedIn({ text })).toEqual(['check:layers', 'test', 'demo2']);
    expect(manifest.scripts).not.toHaveProperty('check:layers');
  });

  test("a problem's code, a question of the page", () => {
    const text = 'Not `destination-ful` but `destination-full`; `app.openLinks`, `app.openLink`, `made-up`.';
    expect(unknownWordsIn({ text }, problemCodes, '-')).toEqual(['destination-ful']);
    expect(unknownWordsIn({ text }, Object.keys(ipcSchema), '.')).toEqual(['app.openLinks']);
  });

  test('a file, a folder, a link, an anchor', () => {
    const text = 'See `electron/engine/nowhere.ts`, `lost/` and `lost/folder`, `knip.json`, [it](gone.md), [x](#no).';
    expect(pathsNamedIn({ text })).toEqual(['electron/engine/nowhere.ts', 'lost/folder']);
    expect(isInProject('electron/engine/nowhere.ts', ends)).toBe(false);
    expect(isInProject('lost/folder', ends)).toBe(false);
    expect(isInProject('engine/google/retry.ts', ends)).toBe(true);
    expect(linksIn(page(text))).toEqual([join('docs', 'gone.md')]);
    expect(lostAnchorsIn({ text })).toEqual(['no']);
  });
});

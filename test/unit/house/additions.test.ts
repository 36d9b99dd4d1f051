import { cp, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isLong } from '../../support/test-environment.ts';
import { plantProject, project, runGuard } from './planted-project.ts';

const typescript = '../typescript-7/bin/tsc';
const languages = ['english', 'german', 'spanish'];

interface Edit {
  readonly path: string;
  readonly before: string;
  readonly planted: string;
}

/** The files that do not compile, of the whole product, after these edits one after the other. */
async function brokenAfter(...steps: readonly (readonly Edit[])[]): Promise<readonly (readonly string[])[]> {
  await using planted = await plantProject([], {});
  const { folder } = planted;
  for (const path of ['electron', 'renderer', 'package.json', 'tsconfig.json'])
    await cp(join(project, path), join(folder, path), { recursive: true });
  await symlink(join(project, 'node_modules'), join(folder, 'node_modules'));
  const broken: (readonly string[])[] = [];
  for (const edits of steps) {
    for (const { path, before, planted: text } of edits) {
      const source = await readFile(join(folder, path), 'utf8');
      expect(source, path).toContain(before);
      await writeFile(join(folder, path), source.replace(before, `${text}${before}`));
    }
    broken.push(await filesThatDoNotCompile(folder));
  }
  return broken;
}

async function filesThatDoNotCompile(folder: string): Promise<readonly string[]> {
  const files = new Set<string>();
  for (const layer of ['.', 'electron/main', 'renderer']) {
    const { output } = await runGuard(folder, [typescript, '--noEmit', '--pretty', 'false', '-p', layer]);
    for (const [, file = ''] of output.matchAll(/^(\S+)\(\d+,\d+\): error/gm)) files.add(file);
  }
  return [...files].toSorted();
}

describe.runIf(isLong())('what CONTRIBUTING.md says of additions', { tags: 'long' }, () => {
  test('a problem code is one entry and its messages', async () => {
    const first = '  usage: {';
    const table = 'electron/contract/problems/general.ts';
    const entry = "  'quite-planted': { retry: 'never', scope: 'run', exit: 'problems', condition: 'trouble' },\n";
    const words = "  'quite-planted': { title: 'A', explanation: 'B.', wayOut: 'C.' },\n";
    const messages = languages.map((language) => `electron/contract/problems/${language}/general.ts`);
    const [afterEntry, afterMessages] = await brokenAfter(
      [{ path: table, before: first, planted: entry }],
      messages.map((path) => ({ path, before: first, planted: words })),
    );
    // What does not compile without the words is where they belong, and what gathers them.
    expect(afterEntry).toEqual(expect.arrayContaining(messages));
    expect(afterEntry?.every((file) => file.startsWith('electron/contract/problems/'))).toBe(true);
    expect(afterMessages).toEqual([]);
  });

  test('a source is an entry in two tables, and what the page says of its kind', async () => {
    const kinds = { path: 'electron/contract/source-kinds.ts', before: "'library', 'picker'", planted: "'planted', " };
    const entries = [
      {
        path: kinds.path,
        before: "  picker: { purpose: 'selection'",
        planted: "  planted: { purpose: 'backup', origin: 'Planted', hasAccount: true },\n",
      },
      {
        path: 'electron/engine/sources/source-policies.ts',
        before: '  picker: apiPolicy,',
        planted: '  planted: apiPolicy,\n',
      },
    ];
    const words = languages.flatMap((language) => [
      {
        path: `renderer/messages/${language}/activity.ts`,
        before: "  'activity.sources.picker'",
        planted: "  'activity.sources.planted': 'Planted',\n",
      },
      {
        path: `renderer/messages/${language}/photos.ts`,
        before: "  'photos.sources.picker'",
        planted: "  'photos.sources.planted': 'Planted {account} {filename}',\n",
      },
    ]);
    const [afterKind, afterEntries, afterWords] = await brokenAfter([kinds], entries, words);
    expect(afterKind).toEqual(expect.arrayContaining(entries.map(({ path }) => path)));
    // What wants the words: the files that show a kind.
    expect(afterEntries?.every((file) => file.startsWith('renderer/'))).toBe(true);
    expect(afterWords).toEqual([]);
  });
});

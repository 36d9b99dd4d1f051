import { spawnSync } from 'node:child_process';
import { openSync } from 'node:fs';
import { link, lstat, mkdir, readdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';
import { openWorld } from '../../support/world.ts';

test('a download replaces nothing that was there, under its name or any other', async () => {
  const { call } = await openWorld({ items: 3, albums: 0, seed: 3 });
  const { records } = await call(['items', 'list', '--json']);
  const id = String(records[0]?.['id']);
  const out = join(await temporaryFolder(), 'out');
  await mkdir(out);
  const victim = join(out, 'victim');
  await writeFile(victim, 'precious');

  // Names that a download could use on its way.
  await writeFile(join(out, 'a.jpg.part'), 'of my own');
  await symlink(victim, join(out, 'b.jpg.part'));
  await link(victim, join(out, 'c.jpg.part'));
  for (const name of ['a.jpg', 'b.jpg', 'c.jpg']) {
    const ended = await call(['items', 'download', id, join(out, name)]);
    expect(ended.code, ended.stderr).toBe(0);
  }
  expect(await readFile(join(out, 'a.jpg.part'), 'utf8')).toBe('of my own');
  expect(await readlink(join(out, 'b.jpg.part'))).toBe(victim);

  // The name itself.
  await symlink(join(out, 'nowhere'), join(out, 'dangling.jpg'));
  await symlink(victim, join(out, 'link.jpg'));
  await mkdir(join(out, 'folder.jpg'));
  for (const name of ['victim', 'dangling.jpg', 'link.jpg', 'folder.jpg']) {
    expect((await call(['items', 'download', id, join(out, name), '--json'])).code, name).toBe(2);
  }
  expect(await readFile(victim, 'utf8')).toBe('precious');
  expect((await lstat(join(out, 'dangling.jpg'))).isSymbolicLink()).toBe(true);
  expect((await readdir(out)).toSorted()).toEqual([
    'a.jpg',
    'a.jpg.part',
    'b.jpg',
    'b.jpg.part',
    'c.jpg',
    'c.jpg.part',
    'dangling.jpg',
    'folder.jpg',
    'link.jpg',
    'victim',
  ]);
});

test('a download that breaks off without saying so is not kept', async () => {
  const { call, google } = await openWorld({ items: 3, albums: 0, seed: 3, itemBytes: 6_000 });
  const { records } = await call(['items', 'list', '--json']);
  const id = String(records.find(({ mimeType }) => mimeType === 'image/jpeg')?.['id']);
  const out = join(await temporaryFolder(), 'a.jpg');
  google.planFaults({ rules: [{ match: { operation: 'media.download' }, answer: { kind: 'no-length' } }] });
  const ended = await call(['items', 'download', id, out, '--json']);
  expect(ended.code, ended.stderr).toBe(3);
  expect(await lstat(out).catch(() => null)).toBeNull();
});

test('a log is not written into a file of somebody else, nor are its older files replaced', async () => {
  const { call } = await openWorld({ items: 1, albums: 0, seed: 3 });
  const folder = await temporaryFolder();
  for (const [name, content] of [
    ['photo.jpg', 'of my own'],
    ['diary.txt', '\nof my own'],
    ['run.old2.log', 'of my own'],
  ] as const) {
    await writeFile(join(folder, name), content);
    const ended = await call(['status', '--log-file', join(folder, name.replace('.old2', ''))]);
    expect([ended.code, ended.stderr]).toEqual([0, expect.stringContaining(`${name} is there already`)]);
    expect(await readFile(join(folder, name), 'utf8')).toBe(content);
  }
  const log = join(folder, 'mine.log');
  for (let run = 0; run < 2; run += 1) await call(['status', '--log-file', log]);
  const events = (await readFile(log, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).event);
  expect(events.filter((event) => event === 'command.started')).toHaveLength(2);
});

test.runIf(process.platform === 'linux')('an output that cannot be written is told, and ends nothing', () => {
  const entry = process.env['AFTERIMAGE_TEST_COMMAND_LINE'] ?? 'electron/cli/main.ts';
  const full = openSync('/dev/full', 'w');
  const ended = spawnSync(process.execPath, [entry, '--help'], {
    stdio: ['ignore', full, 'pipe'],
    env: testEnvironment(),
  });
  expect([ended.status, ended.stderr.toString()]).toEqual([
    3,
    expect.stringMatching(/^The output cannot be written: ENOSPC.*\n$/),
  ]);
});

import { execFileSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { globSync } from 'node:fs';
import { lstat, mkdir, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { type Ended, lastRecord } from '../../support/command-line.ts';
import { editFile } from '../../support/damaged-folder.ts';
import { picked } from '../../support/expect-picked.ts';
import { inCatalog } from '../../support/in-catalog.ts';
import { pick } from '../../support/picking.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { openWorld } from '../../support/world.ts';

interface Found {
  readonly thing: string;
  readonly fault: string;
  readonly path: string;
}

function findingsOf(ended: Ended): readonly Found[] {
  const verified = ended.records.find(({ event }) => event === 'verified');
  return (verified?.['findings'] ?? []) as readonly Found[];
}

test('what was chosen is fetched again from a selection that is still open, and otherwise it is said whose to choose', async () => {
  const world = await openWorld({ items: 60, albums: 0, seed: 5, itemBytes: 20_000, picker: { pollSeconds: 1 } });
  const { google, backup, call } = world;
  const photos = () =>
    globSync('Photos/**/*.jpg', { cwd: backup })
      .toSorted()
      .map((path) => join(backup, path));
  // What Google has not ready yet keeps the selection open.
  const [video] = (await picked(world)).filter(({ kind, pairOf }) => kind === 'video' && pairOf === null);
  const status = (to: 'PROCESSING' | 'READY') =>
    ({ kind: 'set-video-status', id: video?.id ?? '', status: to }) as const;
  google.changeLibrary([status('PROCESSING')]);
  expect((await pick(world, [], { visits: ['all'] })).code).toBe(3);
  const [gone = '', flipped = ''] = photos();
  const right = await Promise.all([readFile(gone), readFile(flipped)]);
  await rm(gone);
  await writeFile(flipped, Buffer.alloc(right[1].length));

  const repaired = await call(['verify', '--repair', '--json']);
  expect(repaired.code, repaired.stdout).toBe(0);
  expect(lastRecord(repaired)).toMatchObject({
    event: 'repaired',
    before: { things: { photo: 2 } },
    counts: { total: 0 },
  });
  expect(await Promise.all([readFile(gone), readFile(flipped)])).toEqual(right);
  // The selection is the person's: only the next one that they make ends it.
  expect(google.statistics().openSessions).toHaveLength(1);
  google.changeLibrary([status('READY')]);
  expect((await pick(world, [], { visits: [{ count: 0 }] })).code).toBe(0);
  expect(google.statistics().openSessions).toEqual([]);

  await rm(gone);
  const closed = await call(['verify', '--repair']);
  expect(closed.code).toBe(3);
  expect(closed.stdout).toMatch(
    /1 photo: no selection is open any more; choose them again with afterimage pick --account \S+@/u,
  );
});

/** Other bytes in a file that keeps its length, and its time as on a failing disk, or not as after a change. */
async function spoil(path: string, keepsTime: boolean): Promise<void> {
  const { mtime, size } = await stat(path);
  await writeFile(path, Buffer.alloc(size, 7));
  if (keepsTime) await utimes(path, mtime, mtime);
}

async function chooseView(data: string, albumView: 'copy' | 'hardlink'): Promise<void> {
  const file = join(data, 'settings.json');
  await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), albumView }));
}

test('what albums hold as copies or hard links is compared with its photo, and made again with the damage in quarantine', async () => {
  const { backup, data, call } = await openWorld({ items: 12, albums: 3, seed: 3 });
  for (const view of ['copy', 'hardlink'] as const) {
    await chooseView(data, view);
    expect((await call(['backup', '--full', '--json'])).code).toBe(0);
    expect((await call(['verify', '--json'])).code).toBe(0);
    const entries = globSync('Albums/*/*.{jpg,mp4,heic}', { cwd: backup }).toSorted();
    const [entry = ''] = entries;
    const right = await readFile(join(backup, entry));
    if (view === 'hardlink') await rm(join(backup, entry));
    if (view === 'hardlink') await writeFile(join(backup, entry), right);
    await spoil(join(backup, entry), view === 'copy');
    const found = findingsOf(await call(['verify', '--json']));
    expect(found, view).toMatchObject([{ thing: 'album', fault: 'changed', path: dirname(entry) }]);
    expect(JSON.stringify(found)).toContain(basename(entry));
    expect((await call(['status', '--check'])).code).toBe(3);
    const repaired = await call(['verify', '--repair', '--json']);
    expect(repaired.code, repaired.stdout).toBe(0);
    expect(await readFile(join(backup, entry)), view).toEqual(right);
    expect(globSync('Albums/*/*.{jpg,mp4,heic}', { cwd: backup }).toSorted()).toEqual(entries);
    expect((await call(['verify', '--json'])).code).toBe(0);
    const kept = globSync(`.afterimage/quarantine/${dirname(entry)}/*`, { cwd: backup });
    expect(kept).toHaveLength(view === 'copy' ? 1 : 2);
  }
});

test('copies in albums are read again share by share as photos are, and what is damaged of them is mended', async () => {
  const { backup, data, call } = await openWorld({ items: 40, albums: 3, seed: 3 });
  await chooseView(data, 'copy');
  await call(['backup', '--full', '--json']);
  await call(['config', 'set', 'scrub-days', '1']);
  const entries = globSync('Albums/*/*', { cwd: backup }).filter((path) => !path.endsWith('.txt'));
  const [rotten = '', lost = ''] = entries.toSorted();
  // As if all had been stored long ago.
  inCatalog(data, "UPDATE asset SET stored_at = '2025-01-01T00:00:00.000Z'");
  await spoil(join(backup, rotten), true);
  const whole = 40 + entries.length;
  const first = await call(['verify', '--scrub', '--json']);
  expect(first.code, first.stdout).toBe(3);
  expect(lastRecord(first)).toMatchObject({
    ...{ due: { files: whole }, checked: whole, intact: whole - 1, known: 0 },
    findings: [
      { thing: 'album', fault: 'changed', path: dirname(rotten), detail: `other content: ${basename(rotten)}` },
    ],
  });
  // They rest until their time comes again.
  expect(lastRecord(await call(['verify', '--scrub', '--json']))).toMatchObject({ due: { files: 0 }, known: 1 });
  await rm(join(backup, lost));
  inCatalog(data, "UPDATE album_copy_read SET read_at = '2026-01-01T00:00:00.000Z'");
  const second = await call(['verify', '--scrub', '--json']);
  expect(lastRecord(second)).toMatchObject({ checked: entries.length, intact: entries.length - 2 });
  expect((await call(['verify', '--repair', '--json'])).code).toBe(0);
  expect((await call(['verify', '--scrub', '--json'])).code).toBe(0);
});

test('a sidecar whose bytes rot is mended although it reads well, and one that a program saved is not', async () => {
  const { backup, call } = await openWorld({ items: 60, albums: 4, seed: 13 });
  await call(['backup']);
  const [rotten = '', edited = ''] = globSync('Photos/**/*.xmp', { cwd: backup }).toSorted();
  const rightful = await readFile(join(backup, rotten), 'utf8');
  const mine = (await readFile(join(backup, edited), 'utf8')).replace('xmptk="Afterimage', 'xmptk="Bfterimage');
  await writeFile(join(backup, edited), mine);
  const { mtime } = await stat(join(backup, rotten));
  const spoilt = rightful.replace('xmptk="Afterimage', 'xmptk="Bfterimage');
  await writeFile(join(backup, rotten), spoilt);
  await utimes(join(backup, rotten), mtime, mtime);
  const found = await call(['verify', '--json']);
  expect(findingsOf(found)).toMatchObject([{ thing: 'sidecar', fault: 'changed', path: rotten }]);
  expect(lastRecord(found)).toMatchObject({ edited: [edited] });
  expect((await call(['verify', '--repair', '--json'])).code).toBe(0);
  expect(await readFile(join(backup, rotten), 'utf8')).toBe(rightful);
  expect(await readFile(join(backup, '.afterimage/quarantine', rotten), 'utf8')).toBe(spoilt);
  expect(await readFile(join(backup, edited), 'utf8')).toBe(mine);
});

test('a copy in an album that another program saved stays until a repair is asked for', async () => {
  const { backup, data, call } = await openWorld({ items: 12, albums: 1, seed: 3 });
  await chooseView(data, 'copy');
  await call(['backup', '--json']);
  const [entry = ''] = globSync('Albums/*/*.jpg', { cwd: backup }).toSorted();
  await editFile(join(backup, entry));
  const edited = await readFile(join(backup, entry));
  const told = await call(['verify']);
  expect([told.code, told.stdout]).toEqual([3, expect.stringContaining('move edited copies out of an album')]);
  expect((await call(['backup', '--full', '--json'])).code).toBe(3);
  expect(await readFile(join(backup, entry))).toEqual(edited);
  expect((await call(['verify', '--repair', '--json'])).code).toBe(0);
  expect(await readFile(join(backup, entry))).not.toEqual(edited);
  expect(await readFile(join(backup, '.afterimage/quarantine', entry))).toEqual(edited);
});

test('a photo comes back from its copy in an album, without asking Google, and by no copy that is damaged itself', async () => {
  const { backup, data, google, call } = await openWorld({ items: 40, albums: 3, seed: 3 });
  await chooseView(data, 'copy');
  await call(['backup', '--json']);
  const entries = globSync('Albums/*/*.jpg', { cwd: backup }).toSorted();
  const lines = (await readFile(join(backup, 'SHA256SUMS'), 'utf8')).trimEnd().split('\n');
  const shown = async (entry: string): Promise<string> => {
    const sum = hash('sha256', await readFile(join(backup, entry)));
    return lines.find((line) => line.startsWith(sum))?.slice(66) ?? '';
  };
  const paths = await Promise.all(entries.map(shown));
  // One that only one album shows: its copy is to be spoilt as well.
  const lone = paths.findIndex((path) => paths.filter((other) => other === path).length === 1);
  const [gone = '', rotten = ''] = paths.filter((_, index) => index !== lone);
  const right = await Promise.all([gone, rotten].map((path) => readFile(join(backup, path))));
  await rm(join(backup, gone));
  await spoil(join(backup, rotten), true);
  for (const path of [paths[lone] ?? '', entries[lone] ?? '']) await spoil(join(backup, path), true);
  expect(findingsOf(await call(['verify', '--json'])).filter(({ thing }) => thing === 'photo')).toHaveLength(3);
  const before = google.statistics().mediaRequests;
  const repaired = await call(['verify', '--repair', '--json']);
  expect(repaired.code, repaired.stdout).toBe(0);
  expect(google.statistics().mediaRequests - before, 'the one whose copy is damaged, too').toBe(1);
  expect(await Promise.all([gone, rotten].map((path) => readFile(join(backup, path))))).toEqual(right);
  expect(globSync(`.afterimage/quarantine/${rotten}`, { cwd: backup })).toHaveLength(1);
  expect((await call(['verify', '--json'])).code).toBe(0);
  expect(await readdir(join(backup, '.afterimage/staging'))).toEqual([]);
});

test('what lies in the place of sidecars, of the checksum list and of links is told, and what holds nothing makes room', async () => {
  const { backup, call } = await openWorld({ items: 60, albums: 4, seed: 13 });
  const folder = await temporaryFolder();
  await call(['backup']);
  const [linked = '', piped = '', blocked = ''] = globSync('Photos/**/*.xmp', { cwd: backup }).toSorted();
  const [entry = ''] = globSync('Albums/*/*.jpg', { cwd: backup }).toSorted();
  const entries = globSync('Albums/*/*', { cwd: backup }).toSorted();
  const places = [linked, piped, 'SHA256SUMS', entry];
  const right = await Promise.all(places.map((path) => readFile(join(backup, path), 'utf8')));
  for (const path of [...places, blocked]) await rm(join(backup, path));
  const outside = join(folder, 'thesis.tex');
  await writeFile(outside, 'precious');
  await symlink(outside, join(backup, linked));
  await symlink(join(folder, 'nothing'), join(backup, 'SHA256SUMS'));
  execFileSync('mkfifo', [join(backup, piped)]);
  await mkdir(join(backup, blocked));
  // As clouds leave links.
  await writeFile(join(backup, entry), '');

  const found = findingsOf(await call(['verify', '--json']));
  expect(found.map(({ path }) => path).toSorted()).toEqual(
    [linked, piped, blocked, dirname(entry), 'SHA256SUMS'].toSorted(),
  );
  const repaired = await call(['verify', '--repair']);
  expect([repaired.code, repaired.stdout]).toEqual([
    3,
    expect.stringContaining(`1 finding is left:\n  ${blocked}: It is no file.`),
  ]);
  expect(await Promise.all(places.map((path) => readFile(join(backup, path), 'utf8')))).toEqual(right);
  expect((await lstat(join(backup, entry))).isSymbolicLink()).toBe(true);
  expect(globSync('Albums/*/*', { cwd: backup }).toSorted()).toEqual(entries);
  expect((await lstat(join(backup, '.afterimage/quarantine', linked))).isSymbolicLink()).toBe(true);
  expect(await readFile(outside, 'utf8')).toBe('precious');

  await rm(join(backup, blocked), { recursive: true });
  expect((await call(['backup', '--json'])).code).toBe(0);
  expect((await lstat(join(backup, blocked))).isFile()).toBe(true);
  // It would be the list's own name from then on.
  await symlink(outside, join(backup, 'SHA256SUMS.afterimage'));
  expect(findingsOf(await call(['verify', '--json']))).toMatchObject([{ path: 'SHA256SUMS.afterimage' }]);
  expect((await call(['verify', '--repair', '--json'])).code).toBe(0);
  expect(await readFile(join(backup, 'SHA256SUMS'), 'utf8')).toBe(right[2]);
  // However the folder is named; of a slip of the pen nothing is called sound.
  for (const path of [backup, join(backup, 'Photos'), './Photos', 'Photos/'])
    expect(lastRecord(await call(['verify', '--json', '--path', path])), path).toMatchObject({
      checked: 60,
      findings: [],
    });
  for (const path of ['Phtoos', '../Photos', folder])
    expect((await call(['verify', '--json', '--path', path])).code, path).toBe(2);
});

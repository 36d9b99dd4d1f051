import { copyFileSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import { indexPage } from '../../simulator/takeout/index-page.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { readBackupFolder } from '../../support/backup-folder.ts';
import { type Ended, lastRecord } from '../../support/command-line.ts';
import { expectImported } from '../../support/expect-takeout.ts';
import { archived, details, picture, sidecar, year } from '../../support/hand-made-export.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { openWorld, type World } from '../../support/world.ts';

async function worldWithExport(items = 30, arrived = 2) {
  const folder = await temporaryFolder();
  const drive = join(folder, 'drive');
  const account = { items, albums: 3, seed: 6, itemBytes: 8_000, absentItems: 'left out' } as const;
  const sample = await writeTakeoutSample({ ...account, out: join(folder, 'sample'), parts: 2 }, createPictureStudio());
  await mkdir(drive);
  for (const { path } of sample.parts.slice(0, arrived)) await copyFile(path, join(drive, basename(path)));
  return { sample, drive, world: await openWorld({ items: 3, albums: 0, drive: { folder: drive } }) };
}

/** Runs a command and visits every address that it prints, as a person would; `more` is added to it. */
async function visiting(
  { call }: World,
  args: readonly string[],
  more = '',
): Promise<Ended & { readonly visited: number }> {
  const visits: Promise<unknown>[] = [];
  const ended = await call(args, {
    onLine: (line) => {
      const record = line.startsWith('{') ? (JSON.parse(line) as { readonly url?: string }) : {};
      const url = line.startsWith('http') ? line : record.url;
      if (url !== undefined) visits.push(fetch(`${url}${more}`).then((page) => page.text()));
    },
  });
  await Promise.all(visits);
  return { ...ended, visited: visits.length };
}

test('fetch asks for the permission when it is first needed, imports, and finds nothing new afterwards', async () => {
  const { sample, world, drive } = await worldWithExport();
  expect((await world.call(['drive', 'status'])).code).toBe(4);
  const first = await visiting(world, ['drive', 'fetch', '--json', '--no-browser']);
  expect(first.code, first.stderr).toBe(0);
  expect(first.visited).toBe(1);
  expect(lastRecord(first)).toMatchObject({ event: 'finished', outcome: 'complete', failed: 0 });
  await expectImported(world.backup, sample.truth);

  const status = await world.call(['drive', 'list', '--json']);
  expect(lastRecord(status)).toMatchObject({
    email: 'first@example.com',
    files: sample.parts.map(({ name }) => ({ name, state: 'imported' })),
  });
  const again = await visiting(world, ['drive', 'fetch', '--json', '--no-browser']);
  expect([again.code, again.visited]).toEqual([0, 0]);
  expect(lastRecord(again)).toMatchObject({ outcome: 'complete', stored: 0 });
  expect((await world.call(['drive', 'fetch'])).stdout).toBe('Nothing new in Google Drive.\n');
  const unknown = await world.call(['drive', 'fetch', '--export', '20010101T000000Z', '--json']);
  expect(unknown.code).toBe(2);
  expect(lastRecord(unknown)).toMatchObject({ problem: { code: 'drive-export-unknown' } });
  const untold = await world.call(['drive', 'fetch', '--export', '20010101T000000Z']);
  expect(untold.stderr).toContain('20010101T000000Z: No such export is in this Google Drive');
  expect(untold.stderr).toMatch(/See what is there: .*afterimage drive list/);
  expect(untold.stdout, 'there is nothing to be resumed').toBe('');

  const files = { [`${year}/A.jpg`]: await picture(1), [`${year}/A.jpg${details}`]: sidecar('A.jpg', '2019-03-01') };
  const page = { container: 'Google Photos', email: 'other@example.com', files: Object.keys(files), failed: [] };
  const foreign = 'takeout-20010101T000000Z-001.zip';
  await archived(join(drive, foreign), { ...files, 'Takeout/archive_browser.html': indexPage(page) });
  const other = await world.call(['drive', 'fetch']);
  expect(other.code, 'an export of another account is no failure').toBe(0);
  expect(other.stderr).toContain(`${foreign}: imported`);
  expect(other.stderr.split('An export in this Google Drive is of another account')).toHaveLength(2);
  expect(other.stderr).toMatch(/Nothing to do if first@example\.com, .* and other@example\.com, .* Otherwise sign in/);
});

test('watching imports what comes later', async () => {
  const { sample, world, drive } = await worldWithExport(5, 1);
  const connected = await visiting(world, ['drive', 'connect', '--unattended', '--no-browser']);
  expect(connected.code, connected.stderr).toBe(0);
  expect(connected.stdout, 'what is said next can be typed as it stands').toMatch(
    /Next: .*AFTERIMAGE_\w+=.* drive fetch/,
  );
  let [runs, lateCame] = [0, false];
  const late = sample.parts[1]?.path ?? '';
  const ended = await world.call(['drive', 'fetch', '--watch', '--every', '0.001', '--json'], {
    onLine: (line) => {
      const { event, part, state } = JSON.parse(line) as Readonly<Record<string, unknown>>;
      if (event === 'finished') runs += 1;
      // The second part comes once the first run has ended.
      if (event === 'finished' && runs === 1) copyFileSync(late, join(drive, basename(late)));
      if (event === 'part' && part === basename(late) && state === 'imported') lateCame = true;
    },
    killWhen: () => lateCame && runs >= 3,
  });
  expect(ended.signal).toBe('SIGKILL');
  await expectImported(world.backup, sample.truth);
});

test('what was picked is all that is seen, with a permission for nothing else', async () => {
  const { sample, world } = await worldWithExport();
  const [first] = sample.parts;
  const picked = await visiting(
    world,
    ['drive', 'connect', '--ask-each-time', '--no-browser'],
    `&simulate_pick=${first?.name}`,
  );
  expect(picked.code, picked.stderr).toBe(0);
  const [address] = picked.stdout.split('\n');
  expect(new URL(address ?? '').searchParams.get('scope')).toBe('https://www.googleapis.com/auth/drive.file');
  const list = await world.call(['drive', 'list', '--json']);
  expect(lastRecord(list)).toMatchObject({ files: [{ name: first?.name, state: 'new' }] });
  const fetched = await world.call(['drive', 'fetch', '--json']);
  expect(lastRecord(fetched)).toMatchObject({ event: 'finished', failed: 0 });
  const { photos } = await readBackupFolder(world.backup);
  expect(photos.size).toBeGreaterThan(0);
  expect(photos.size).toBeLessThan(sample.truth.length);

  const rest = await visiting(world, ['drive', 'connect', '--ask-each-time', '--no-browser', '--json']);
  expect(lastRecord(rest)).toMatchObject({ event: 'drive-connected', mode: 'ask-each-time', files: 2 });
  expect((await world.call(['drive', 'fetch', '--json'])).code).toBe(0);
  await expectImported(world.backup, sample.truth);
});

test('nothing picked, a permission that was left out, and another account are told', async () => {
  const { world } = await worldWithExport(5);
  const connect = (mode: string, more: string) =>
    visiting(world, ['drive', 'connect', mode, '--no-browser', '--json'], more);
  expect(lastRecord(await connect('--ask-each-time', '&simulate_pick=none'))).toMatchObject({
    problem: { code: 'drive-nothing-picked' },
  });
  const scope = encodeURIComponent('https://www.googleapis.com/auth/drive.readonly');
  expect(lastRecord(await connect('--unattended', `&simulate_untick=${scope}`))).toMatchObject({
    problem: { code: 'scope-not-granted' },
  });
  expect(lastRecord(await connect('--unattended', '&simulate_account=second@example.com'))).toMatchObject({
    problem: { code: 'account-other' },
  });
  expect((await world.call(['drive', 'connect', '--unattended', '--ask-each-time'])).code).toBe(2);
});

test('tidy moves files to the trash once their export is complete and read again, and not before', async () => {
  const { sample, world } = await worldWithExport();
  const fetched = await visiting(world, ['drive', 'fetch', '--json', '--no-browser']);
  expect(fetched.code, fetched.stderr).toBe(0);
  const early = await world.call(['drive', 'tidy', '--yes', '--json']);
  expect(lastRecord(early)).toMatchObject({ done: false, files: [], kept: [{ files: 2, reason: 'not verified' }] });
  const verified = await world.call(['verify', '--json']);
  expect(lastRecord(verified)).toMatchObject({ changed: [], missing: [] });
  const listed = await world.call(['drive', 'tidy', '--json']);
  const names = sample.parts.map(({ name }) => ({ name }));
  expect(lastRecord(listed)).toMatchObject({ done: false, files: names });
  expect((await world.google.driveFiles()).some(({ trashed }) => trashed)).toBe(false);

  const done = await visiting(world, ['drive', 'tidy', '--yes', '--json', '--no-browser']);
  expect(done.code, done.stderr).toBe(0);
  expect(done.visited).toBe(1);
  expect(lastRecord(done)).toMatchObject({ done: true, files: names });
  const trashed = (await world.google.driveFiles()).filter((file) => file.trashed).map(({ name }) => name);
  expect(trashed.sort()).toEqual(sample.parts.map(({ name }) => name).sort());
});

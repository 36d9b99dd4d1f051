import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { readBackupFolder } from '../../support/backup-folder.ts';
import { archived, picture, year } from '../../support/hand-made-export.ts';
import { openImportWorld } from '../../support/import-world.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const studio = createPictureStudio();

async function sample(day: string) {
  const out = join(await temporaryFolder(), 'sample');
  const small = { items: 12, albums: 2, seed: 5, itemBytes: 'tiny', absentItems: 'left out', parts: 2 } as const;
  const { parts } = await writeTakeoutSample({ out, ...small }, studio);
  const dated = parts.map(({ path }) => join(dirname(path), basename(path).replace(/\d{8}T\d{6}Z/, `${day}T120000Z`)));
  for (const [index, { path }] of parts.entries()) await rename(path, dated[index] ?? path);
  return dated;
}

/** `20260301`, so many days ago. */
function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
}

const firstLine = ({ stdout }: { readonly stdout: string }): string => stdout.split('\n')[0] ?? '';

test('the first line is a verdict: nothing, an export that lacks a part, covered, damaged, covered again', async () => {
  const { call, backup } = await openImportWorld();
  expect(firstLine(await call(['status']))).toBe("Attention: Your Google library isn't backed up yet.");
  expect((await call(['status', '--check'])).code, 'that nothing was imported yet is no failure').toBe(0);

  const [first = '', second = ''] = await sample(daysAgo(3));
  await call(['import', first]);
  const lacking = await call(['status']);
  expect(firstLine(lacking)).toMatch(/^Attention: \d+ files? of the export of .* (is|are) missing \(since .*\)\.$/);
  expect(lacking.stdout).toMatch(/^next +download what is missing/m);

  await call(['import', second]);
  const covered = await call(['status', '--check']);
  expect(firstLine(covered)).toMatch(/^OK: Covered to \d+ \w+ \d{4}\.$/);
  expect(covered.code).toBe(0);
  expect(covered.stdout).toMatch(/^coverage +sample@example\.com: Covered to/m);
  expect(covered.stdout).toMatch(/^health +nothing known to be damaged; never verified$/m);

  const [path = ''] = [...(await readBackupFolder(backup)).photos.values()].flat();
  await rename(join(backup, path), join(backup, '..', 'kept'));
  await call(['verify']);
  const damaged = await call(['status', '--check']);
  expect(firstLine(damaged)).toMatch(
    /^Damaged: \d files? in your backup folder (is|are) missing or damaged \(since .*\)\.$/,
  );
  expect(damaged.stdout).toMatch(/^health +[12] missing.* since .*; \d+ of \d+ verified, last /m);
  expect(damaged.stdout, 'coverage is said apart').toMatch(/^coverage +sample@example\.com: Covered to/m);
  expect(damaged.code).toBe(3);
  const archives = await call(['exports']);
  expect(archives.stdout, 'nobody deletes the archives now').toMatch(/missing or damaged\. Keep the archives\. /);
  expect(archives.code).toBe(3);
  const record = JSON.parse((await call(['--json', 'status'])).stdout);
  expect(record).toMatchObject({
    ...{ assets: expect.any(Number), items: { failed: expect.any(Number) }, lastRun: { source: 'takeout' } },
    verdict: { level: 'red', next: 'repair', coveredUntil: expect.stringMatching(/Z$/) },
    coverage: [{ account: 'sample@example.com', level: 'green', isOverdue: false }],
    // An album may have shown it, too.
    folder: { missing: expect.toSatisfy((missing: number) => missing > 0) },
    routes: [{ source: 'takeout', failedAttempts: 0 }],
  });

  await rename(join(backup, '..', 'kept'), join(backup, path));
  await call(['verify']);
  expect(firstLine(await call(['status']))).toMatch(/^OK: Covered to/);
  await rename(backup, `${backup} away`);
  const away = await call(['status', '--check']);
  expect([away.code, firstLine(away)]).toEqual([3, 'Not known yet: The backup folder is not there.']);
  await rename(`${backup} away`, backup);
  expect(await call(['exports'])).toMatchObject({ code: 0, stdout: expect.not.stringContaining('Keep the archives') });
});

test('an export that should have come by now is overdue until it is here', async () => {
  const { call } = await openImportWorld();
  // Two at Google's interval show a schedule.
  for (const days of [135, 75]) await call(['import', ...(await sample(daysAgo(days)))]);
  const late = await call(['status', '--check']);
  expect(firstLine(late)).toMatch(/^Attention: Covered to .*\. The export due on .* hasn't arrived \(since .*\)\.$/);
  expect(late.code).toBe(3);
  expect((await call(['status'])).code, 'only --check is a judgement').toBe(0);
  await call(['import', ...(await sample(daysAgo(1)))]);
  expect(await call(['status', '--check'])).toMatchObject({ code: 0 });
});

test('imports that cannot even begin are counted, with their reason, until one comes to its end', async () => {
  const { call, backup, folder } = await openImportWorld();
  const paths = await sample(daysAgo(3));
  await call(['import', ...paths]);
  await rename(backup, join(folder, 'unplugged'));
  for (let times = 0; times < 2; times += 1) expect((await call(['import', ...paths])).code).toBe(6);
  const failing = await call(['status', '--check']);
  expect(firstLine(failing)).toMatch(/^Attention: 2 attempts in a row failed: The backup folder is not there \(since/);
  expect(failing.stdout).toMatch(
    /^ +2 failed attempts \(Google Takeout\) since .*: The backup folder is not there\. /m,
  );
  expect(failing.code).toBe(3);
  await rm(backup, { recursive: true, force: true });
  await rename(join(folder, 'unplugged'), backup);
  await call(['import', ...paths]);
  expect(await call(['status', '--check'])).toMatchObject({ code: 0 });
});

test('a dry run, and a path that is none, are no failed attempts', async () => {
  const { call, folder } = await openImportWorld();
  await call(['import', ...(await sample(daysAgo(3)))]);
  await writeFile(join(folder, 'notes.txt'), 'no export');
  await call(['import', '--dry-run', join(folder, 'notes.txt')]);
  await call(['import', join(folder, 'notes.txt')]);
  expect(await call(['status', '--check'])).toMatchObject({ code: 0 });
});

test('nobody is told that all is stored of an export with losses', async () => {
  const { call } = await openImportWorld();
  const part = join(await temporaryFolder(), 'takeout-20260101T120000Z-1-001.zip');
  await archived(part, { [`${year}/a.jpg`]: await picture(1), [`${year}/empty.jpg`]: '' });
  await call(['import', part]);
  const { stdout } = await call(['exports']);
  expect(stdout).toMatch(/: imported, with losses$/m);
  expect(stdout).toMatch(/\d without a sidecar, 0 doubtful$/m);
});

import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accountKey } from '../../../electron/contract/account-key.ts';
import type { Problem } from '../../../electron/contract/problem.ts';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import { indexPage } from '../../simulator/takeout/index-page.ts';
import type { TakeoutSample } from '../../simulator/takeout/takeout-sample.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { readBackupFolder } from '../../support/backup-folder.ts';
import { type DriveImport, type DriveWorld, openDriveWorld } from '../../support/drive-world.ts';
import { expectImported } from '../../support/expect-takeout.ts';
import { archived, details, picture, sidecar, year } from '../../support/hand-made-export.ts';
import { sentAgain } from '../../support/served-entries.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { isLong } from '../../support/test-environment.ts';

/** What happens to files in Drive, to the sign-in and to the clock while an export is read. */

const download = { operation: 'drive.files.download' };
let sample: TakeoutSample;
let made: string;

beforeAll(async () => {
  made = await mkdtemp(join(tmpdir(), 'afterimage-meanwhile-'));
  const account = { items: 16, albums: 1, seed: 9, parts: 1, itemBytes: 60_000 };
  sample = await writeTakeoutSample({ ...account, out: join(made, 'sample') }, createPictureStudio());
});

afterAll(() => rm(made, { recursive: true, force: true }));

async function world(
  engineNow = () => new Date(),
): Promise<DriveWorld & { readonly drive: string; readonly name: string }> {
  const drive = join(await temporaryFolder(), 'drive');
  await mkdir(drive);
  const [part] = sample.parts;
  if (part === undefined) throw new Error('There is a part');
  const name = basename(part.path);
  await copyFile(part.path, join(drive, name));
  return { drive, name, ...(await openDriveWorld(drive, { engineNow })) };
}

/** Imports slowly, and does something once some photos have come. */
async function fetchMeeting(
  { fetch }: DriveWorld,
  meet: () => Promise<unknown>,
  bandwidth = 10_000_000,
): Promise<DriveImport> {
  let met: Promise<unknown> | null = null;
  const limits = { dailyRequests: null, bandwidth };
  const imported = await fetch({ limits }, (event) => {
    if (event.event === 'progress' && event.phase === 'transferring' && event.items.done > 0) met ??= meet();
  });
  expect(met, 'it happened while the part was read').not.toBeNull();
  await met;
  return imported;
}

async function expectOnlyTrue(backup: string): Promise<void> {
  const known = new Set(sample.truth.map(({ sha256 }) => sha256));
  for (const sha256 of (await readBackupFolder(backup)).photos.keys()) expect(known.has(sha256)).toBe(true);
}

test('a file that is moved to the trash while it is read is read to its end', async () => {
  const here = await world();
  const met = await fetchMeeting(here, () => here.simulator.changeDrive({ action: 'trash', file: here.name }));
  expect(met.report).toMatchObject({ outcome: 'complete', failed: 0 });
  await expectImported(here.backup, sample.truth);
});

test('a file that is deleted while it is read is told as gone, and what was stored stays', async () => {
  const here = await world();
  // So slowly that most of it is still to come.
  const remove = () => here.simulator.changeDrive({ action: 'remove', file: here.name });
  const met = await fetchMeeting(here, remove, 300_000);
  expect([...met.problems, met.report.problem?.code]).toContain('drive-file-gone');
  expect(met.report.outcome).not.toBe('complete');
  await expectOnlyTrue(here.backup);
});

test('a file that is replaced under its name while it is read is told as changed, and read anew', async () => {
  const here = await world();
  const other = join(made, 'other.zip');
  await archived(other, {
    [`${year}/N.jpg`]: await picture(7),
    [`${year}/N.jpg${details}`]: sidecar('N.jpg', '2019-03-01'),
  });
  const met = await fetchMeeting(here, () => rename(other, join(here.drive, here.name)));
  const codes = [...met.problems, met.report.problem?.code];
  expect(
    codes.some((code) => code === 'drive-file-changed' || code === 'part-changed'),
    codes.join(),
  ).toBe(true);
  await expectOnlyTrue(here.backup);
  expect((await here.fetch()).report).toMatchObject({ failed: 0 });
  expect([...(await readBackupFolder(here.backup)).photos.values()].flat()).toContain('Photos/2019/03/N.jpg');
});

test('a token that ends in the midst of a part is renewed, and no byte of a photo comes twice', async () => {
  const here = await world();
  const ends = { match: download, times: 1, answer: { kind: 'drive', reason: 'authError' } } as const;
  const met = await fetchMeeting(here, async () => here.simulator.planFaults({ rules: [ends] }));
  expect(met.report).toMatchObject({ outcome: 'complete', failed: 0 });
  await expectImported(here.backup, sample.truth);
  const served = here.simulator.statistics().driveFiles.find(({ name }) => name === here.name);
  expect(await sentAgain(sample.parts[0]?.path ?? '', served)).toEqual(new Map());
});

test.each(isLong() ? [-3, 40] : [-3])(
  'a clock that jumps by %i days in the midst of a part changes nothing',
  { tags: 'long' },
  async (days) => {
    let ahead = 0;
    const here = await world(() => new Date(Date.now() + ahead));
    const met = await fetchMeeting(here, async () => {
      ahead = days * 86_400_000;
    });
    expect(met.report).toMatchObject({ outcome: 'complete', failed: 0 });
    await expectImported(here.backup, sample.truth);
    expect((await here.fetch()).report).toMatchObject({ outcome: 'complete', stored: 0, bytes: 0 });
  },
);

/** A Drive in which an export lies whose index page names an account; null: it has no such page. */
async function driveWithExportOf(email: string | null): Promise<{ readonly drive: string; readonly name: string }> {
  const drive = join(await temporaryFolder(), 'drive');
  const name = 'takeout-20260301T120000Z-001.zip';
  const files = { [`${year}/A.jpg`]: await picture(1), [`${year}/A.jpg${details}`]: sidecar('A.jpg', '2019-03-01') };
  const page = { container: 'Google Photos', files: Object.keys(files), failed: [] };
  const index = email === null ? {} : { 'Takeout/archive_browser.html': indexPage({ ...page, email }) };
  await archived(join(drive, name), { ...files, ...index });
  return { drive, name };
}

function accountsOf({ engine, request }: DriveWorld): readonly (string | null)[] {
  const exports = engine.exports(request.destination);
  if (!exports.ok) throw new Error(exports.problem.title);
  return exports.value.exports.map(({ account }) => account);
}

test('an export of another account is kept as that account’s, and told once with the way out', async () => {
  const { drive, name } = await driveWithExportOf('other@example.com');
  const here = await openDriveWorld(drive);
  const parts: unknown[] = [];
  const first = await here.fetch({}, (event) => {
    if (event.event === 'part') parts.push([event.part, event.state, event.problem?.code]);
  });
  expect(first.report).toMatchObject({ outcome: 'complete', failed: 0, stored: 1 });
  expect(first.problems).toEqual(['drive-other-account']);
  expect(parts.at(-1), 'the app shows it with the part').toEqual([name, 'imported', 'drive-other-account']);
  expect(accountsOf(here)).toEqual(['other@example.com']);
  const reports = join(here.backup, '.afterimage', 'reports');
  const [written] = await readdir(reports);
  const { problems } = JSON.parse(await readFile(join(reports, written ?? ''), 'utf8')) as {
    readonly problems: readonly Problem[];
  };
  expect(problems).toMatchObject([{ code: 'drive-other-account', subject: '20260301T120000Z' }]);
  expect(problems[0]?.wayOut).toContain(here.request.account.email);
  expect(problems[0]?.wayOut).toContain('other@example.com');
  expect((await here.fetch()).problems).toEqual([]);
  await archived(join(drive, name.replace('-001', '-002')), {
    [`${year}/B.jpg`]: await picture(2),
    [`${year}/B.jpg${details}`]: sidecar('B.jpg', '2019-04-01'),
  });
  const later = await here.fetch();
  expect(later, 'a later part of the same export is no news').toMatchObject({ report: { stored: 1 }, problems: [] });
});

test('one Gmail account is one account, however its address is written', async () => {
  const named = await driveWithExportOf('first.person@gmail.com');
  const here = await openDriveWorld(named.drive);
  const account = { ...here.request.account, email: 'FirstPerson@googlemail.com' };
  expect((await here.fetch({ account })).problems).toEqual([]);
  await archived(join(named.drive, 'takeout-20260501T120000Z-001.zip'), {
    [`${year}/B.jpg`]: await picture(2),
    [`${year}/B.jpg${details}`]: sidecar('B.jpg', '2019-04-01'),
  });
  expect((await here.fetch({ account })).problems).toEqual([]);
  expect(new Set(accountsOf(here).map((email) => accountKey(email ?? '')))).toEqual(new Set(['firstperson@gmail.com']));
});

test.each(['everything', 'picked'] as const)('an export in one’s own Drive is nothing to tell: %s', async (view) => {
  const named = await openDriveWorld((await driveWithExportOf('First@Example.com')).drive);
  const nameless = await openDriveWorld((await driveWithExportOf(null)).drive);
  for (const here of [named, nameless]) {
    const { account } = here.request;
    // The permission for picked files names nobody: Drive tells whose it is.
    const seenBy = view === 'picked' ? { ...account, email: 'Google Drive' } : account;
    expect((await here.fetch({ view, account: seenBy })).problems).toEqual([]);
    expect(accountsOf(here).map((email) => email?.toLowerCase())).toEqual(['first@example.com']);
  }
});

import { rmSync } from 'node:fs';
import { readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { type FinalizeDeps, finalize } from '../../../electron/engine/backup/finalize.ts';
import { finalizeRelocations } from '../../../electron/engine/backup/relocation.ts';
import { observed, StepFaults } from '../../support/step-faults.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { watchDisk } from '../../support/watched-disk.ts';
import { type BackupFixture, backupFixture, jpeg, plainMetadata, policyOf, sha256 } from './backup-fixture.ts';
import { crashAtEveryStep } from './crash-sweep.ts';

let backup: BackupFixture;
let stopping: AbortController;

beforeEach(async () => {
  backup = await backupFixture();
  stopping = new AbortController();
});

function finalizing(fixture: BackupFixture, changes: Partial<FinalizeDeps> = {}): Promise<void> {
  const { destination, catalog, clock, onProblem } = fixture;
  return finalize({
    ...{ destination, catalog, now: clock.now, onProblem, signal: stopping.signal },
    ...{ view: 'copy', room: {}, policyOf, ...changes },
  });
}

/** Stored in August 2023, and now an export tells of March 2020. */
function lateNews(content: string, changes = {}) {
  return {
    content,
    createdAt: '2020-03-01T10:00:00.000Z',
    takenLocal: '2023-08-01T10:00:00',
    said: plainMetadata(),
    ...changes,
  };
}

function isDue({ catalog }: BackupFixture): boolean {
  const albums = catalog.albumViews.due('copy', { limit: 1, after: 0 });
  return albums.length + catalog.sidecars.due({ limit: 1, after: 0 }).length > 0;
}

test('dates, sidecars, albums and checksums follow what is known', async () => {
  await backup.store('A', lateNews('A', { album: 'Trip', description: 'At the sea' }));
  await finalizing(backup);
  const place = 'Photos/2020/03/A.JPG';
  expect(await backup.files()).toEqual([place, `${place}.xmp`]);
  expect(await backup.read(`${place}.xmp`)).toContain('At the sea');
  expect(await backup.read('Albums/Trip/A.JPG')).toBe(jpeg('A').toString());
  expect(await backup.read('SHA256SUMS')).toBe(`${sha256(jpeg('A'))}  ${place}\n`);
  expect([isDue(backup), backup.problems]).toEqual([false, []]);
});

test('what is up to date is left alone', async () => {
  await backup.store('A', lateNews('A', { album: 'Trip', description: 'At the sea' }));
  await finalizing(backup);
  const faults = new StepFaults();
  watchDisk(backup.destination.path, faults);
  await finalizing(backup);
  const writing = faults.steps.filter((step) =>
    /^(link|rename|unlink|lutimes|rmdir|mkdir) (Photos|Albums|SHA)/u.test(step),
  );
  expect(writing).toEqual([]);
});

test("a file of the person's own in the way is kept, and finalizing comes to its end", async () => {
  await backup.store('A', lateNews('A'));
  for (const own of ['Photos/2020/03/A.JPG', 'Photos/2020/03/A (2).JPG']) await backup.put(own, 'mine');
  await finalizing(backup);
  expect(await backup.read('Photos/2020/03/A.JPG')).toBe('mine');
  expect(backup.known()).toEqual(['Photos/2020/03/A (3).JPG']);
  expect([isDue(backup), backup.problems]).toEqual([false, []]);
});

test("a file of the person's own in place of a year costs that year's photos, and nobody else", async () => {
  await backup.store('A', lateNews('A'));
  await backup.store('B', { description: 'At home', album: 'Home' });
  await backup.put('Photos/2020', 'mine');
  await finalizing(backup);
  expect(backup.problems).toMatchObject([{ code: 'destination-unsuitable', subject: 'Photos/2020/03/A.JPG' }]);
  expect(await backup.read('Photos/2023/08/B.JPG.xmp')).toContain('At home');
  expect(await backup.files('Albums')).toEqual(['Albums/Home/B.JPG']);
  expect(await backup.read('SHA256SUMS')).toMatch(/A\.JPG\n.*B\.JPG\n$/u);
});

test("a file of the person's own that is named as an album keeps its place, and the album takes the next", async () => {
  await backup.store('A', { album: 'Trip' });
  await backup.put('Albums/Trip', 'mine');
  await finalizing(backup);
  expect(await backup.files('Albums')).toEqual(['Albums/Trip', 'Albums/Trip (2)/A.JPG']);
  expect([isDue(backup), backup.problems]).toEqual([false, []]);
});

test('an album that cannot be made stays due, and the others are made', async () => {
  await backup.store('A', { album: 'Home' });
  await backup.store('B', { album: 'Trip' });
  await backup.put('Albums/note.txt', 'mine');
  await symlink(await temporaryFolder(), join(backup.destination.path, 'Albums/Home'));
  await finalizing(backup);
  expect(backup.problems).toMatchObject([{ code: 'destination-link' }]);
  expect(await backup.read('Albums/Trip/B.JPG')).toBe(jpeg('B').toString());
  expect(isDue(backup)).toBe(true);
});

test.each([
  ['open Albums/Trip', 'EIO', 'album-view-incomplete'],
  ['writeFile .afterimage/staging', 'ENOSPC', 'destination-full'],
  ['rename SHA256SUMS', 'EROFS', 'destination-not-writable'],
  ['appendFile .afterimage/staging', 'ENOSPC', 'destination-full'],
])(
  'when the disk fails at "%s" with %s, what could not be written is told and tried again',
  async (step, errno, code) => {
    await backup.store('A', { album: 'Trip', description: 'At the sea' });
    const stop = watchDisk(backup.destination.path, new StepFaults().failing(new RegExp(`^${step}`, 'u'), errno));
    await finalizing(backup);
    stop();
    expect(backup.problems).toMatchObject([{ code }]);
    await finalizing(backup);
    expect(backup.problems).toHaveLength(1);
    expect(await backup.files('Albums')).toEqual(['Albums/Trip/A.JPG']);
    expect(await backup.read('Photos/2023/08/A.JPG.xmp')).toContain('At the sea');
    expect(await backup.read('SHA256SUMS')).toContain('A.JPG');
  },
);

test.each([
  ['at the start', /^lstat \.afterimage/u],
  ['between two albums', /^copyFile Albums|^link Albums|^opendir Albums\/Trip/u],
])('a folder that is gone %s ends the finalizing with one problem', async (_when, step) => {
  await backup.store('A', { album: 'Home' });
  for (const title of ['Trip', 'Zoo']) await backup.store(title, { album: title });
  const identity = join(backup.destination.path, '.afterimage/destination.json');
  watchDisk(
    backup.destination.path,
    new StepFaults().before(step, () => rmSync(identity, { force: true })),
  );
  await expect(finalizing(backup)).rejects.toMatchObject({ problem: { code: 'destination-foreign' } });
  expect(backup.problems).toEqual([]);
  expect(await backup.files('Albums/Zoo')).toEqual([]);
  expect(await backup.read('SHA256SUMS')).toBeNull();
});

test.each([
  'copies.withOriginals',
  'sidecars.due',
  'sidecars.markSettled',
  'effectiveMetadata.reconsiderZones',
  'albumViews.due',
])('once aborted at %s, no album is begun, and the next run makes up for it', async (step) => {
  await backup.store('A', lateNews('A', { album: 'Trip' }));
  const faults = new StepFaults().before(new RegExp(`^${step}$`, 'u'), () => stopping.abort());
  await finalizing({ ...backup, catalog: observed(backup.catalog, { faults }) });
  expect([stopping.signal.aborted, await backup.files('Albums')]).toEqual([true, []]);
  stopping = new AbortController();
  await finalizing(backup);
  expect(await backup.files('Albums')).toEqual(['Albums/Trip/A.JPG']);
  expect(backup.known()).toEqual(['Photos/2020/03/A.JPG']);
});

test('a crash at any step leaves nothing half, and the next run makes the same of it', async () => {
  const outcome = await crashAtEveryStep({
    given: async () => {
      const fixture = await backupFixture();
      await fixture.store('A', lateNews('A', { album: 'Trip' }));
      return fixture;
    },
    when: finalizing,
    again: async (fixture) => {
      await finalizeRelocations(fixture);
      await finalizing(fixture);
    },
    outcome: async (fixture) => ({
      files: [...(await fixture.files()), ...(await fixture.files('Albums'))],
      sums: await fixture.read('SHA256SUMS'),
      due: isDue(fixture),
    }),
  });
  expect(outcome).toMatchObject({
    files: ['Photos/2020/03/A.JPG', 'Photos/2020/03/A.JPG.xmp', 'Albums/Trip/A.JPG'],
    due: false,
  });
});

/** Albums of symbolic links, which a run begins to make hard links, and the one after makes symbolic links again. */
async function linkedAlbum(): Promise<BackupFixture> {
  const fixture = await backupFixture();
  for (const key of ['A', 'B', 'C']) await fixture.store(key, { album: 'Trip' });
  await finalizing(fixture, { view: 'symlink' });
  return fixture;
}

const kindsOf = async ({ destination }: BackupFixture): Promise<readonly string[]> => {
  const entries = await readdir(join(destination.path, 'Albums/Trip'), { withFileTypes: true });
  return entries.map((entry) => `${entry.name} ${entry.isSymbolicLink() ? 'link' : 'file'}`).toSorted();
};

test('a crash while an album becomes another kind leaves it due, also as the kind that it was', async () => {
  const whole = await attemptKind(-1);
  expect(whole).toEqual(['A.JPG link', 'B.JPG link', 'C.JPG link']);
  for (let step = 0; step < 80; step += 1) expect(await attemptKind(step), `step ${step}`).toEqual(whole);
});

async function attemptKind(crashAt: number): Promise<readonly string[]> {
  const fixture = await linkedAlbum();
  if (crashAt >= 0) {
    const faults = new StepFaults().crashingAt(crashAt);
    const stop = watchDisk(fixture.destination.path, faults);
    await finalizing({ ...fixture, catalog: observed(fixture.catalog, { faults }) }, { view: 'hardlink' }).catch(
      () => undefined,
    );
    stop();
  }
  await finalizing(fixture, { view: 'symlink' });
  return kindsOf(fixture);
}

test('so does a disk that fails at one of its entries', async () => {
  const fixture = await linkedAlbum();
  const stop = watchDisk(fixture.destination.path, new StepFaults().failing(/^link Albums\/Trip\/B/u, 'EFBIG'));
  await finalizing(fixture, { view: 'hardlink' });
  stop();
  await finalizing(fixture, { view: 'symlink' });
  expect(await kindsOf(fixture)).toEqual(['A.JPG link', 'B.JPG link', 'C.JPG link']);
});

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accountCoverage } from '../../../electron/contract/coverage/account-coverage.ts';
import { decidingExports } from '../../../electron/contract/coverage/backup-status.ts';
import { indexPage } from '../../simulator/takeout/index-page.ts';
import { openImportEngine, openImportWorld } from '../../support/import-world.ts';
import { photoBytes, writeSmallPart } from '../../support/small-parts.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { isLong } from '../../support/test-environment.ts';

const root = 'Takeout/Google Photos';

interface Photo {
  readonly number: number;
  readonly year: number;
  readonly album?: string;
  /** ISO 8601; long ago unless told. */
  readonly uploaded?: string;
  readonly caption?: string;
  readonly isPartners?: boolean;
}

interface Wanted {
  /** `2026-03-05`. */
  readonly day: string;
  readonly photos: readonly Photo[];
  /** Null: without an index page. */
  readonly email: string | null;
  /** Folders that Google writes all the same. */
  readonly years?: 'left out';
}

/** One part with these photos, their details and albums, and the index page in it. */
async function exportWith({ day, photos, email, years }: Wanted): Promise<string> {
  const files: Record<string, string | Buffer> = {};
  for (const { number, year, album, uploaded = '2021-01-01', caption = '', isPartners = false } of photos) {
    const name = `IMG_${number}.bmp`;
    const seconds = (date: string) => ({ timestamp: String(Date.parse(date) / 1_000) });
    const sidecar = JSON.stringify({
      ...{ title: name, description: caption, creationTime: seconds(uploaded) },
      ...{ photoTakenTime: { timestamp: String(Date.UTC(year, 5, 1) / 1_000 + number) } },
      ...(isPartners ? { googlePhotosOrigin: { fromPartnerSharing: {} } } : {}),
    });
    const folders = [...(years === 'left out' ? [] : [`Photos from ${year}`]), ...(album === undefined ? [] : [album])];
    for (const folder of folders) {
      files[`${root}/${folder}/${name}`] = photoBytes(number);
      files[`${root}/${folder}/${name}.supplemental-metadata.json`] = sidecar;
    }
    if (album !== undefined)
      files[`${root}/${album}/metadata.json`] = JSON.stringify({ title: album, date: seconds('2021-01-01') });
  }
  if (email !== null) {
    const page = indexPage({ container: 'Google Photos', email, files: Object.keys(files), failed: [] });
    files['Takeout/archive_browser.html'] = page;
  }
  const stamp = `${day.replaceAll('-', '')}T120000Z`;
  return writeSmallPart(join(await temporaryFolder(), day), `takeout-${stamp}-001.zip`, files);
}

const anna = 'anna@example.org';
const ben = 'ben@example.org';
const library: readonly Photo[] = [1, 2, 3, 4, 5, 6].map((number) => ({ number, year: 2015 + (number % 3) }));
const later = (number: number): Photo => ({ number, year: 2026, uploaded: '2026-04-01' });

async function kindsOf(wanted: readonly Wanted[]) {
  const engine = await openImportEngine();
  for (const one of wanted) await engine.importParts([await exportWith(one)]);
  return engine.exports().map(({ kind, kindReason, account }) => ({ kind, kindReason, account }));
}

test.each<readonly [string, readonly Wanted[], readonly string[]]>([
  ['the first one', [{ day: '2026-03-05', photos: library, email: anna }], ['full first-and-old']],
  [
    'the first one, of which most is new',
    [{ day: '2026-05-05', photos: [later(11), later(12), library[0] ?? later(1)], email: anna }],
    ['unknown only-recent'],
  ],
  [
    'one without years',
    [{ day: '2026-03-05', photos: [{ number: 1, year: 2015, album: 'Rome' }], email: anna, years: 'left out' }],
    ['unknown no-years'],
  ],
  [
    'one that holds what is new since',
    [
      { day: '2026-03-05', photos: library, email: anna },
      { day: '2026-05-05', photos: [later(11), later(12)], email: anna },
    ],
    ['incremental new-uploads', 'full first-and-old'],
  ],
  [
    'one that tells nothing of it, two months later, with a changed caption',
    [
      { day: '2026-03-05', photos: library, email: anna },
      {
        ...{ day: '2026-05-05', email: anna },
        photos: [
          { number: 1, year: 2016, caption: 'changed' },
          { number: 21, year: 2015 },
        ],
      },
    ],
    ['incremental follows', 'full first-and-old'],
  ],
  [
    'a year that was left out, two months later',
    [
      { day: '2026-03-05', photos: library, email: anna },
      { day: '2026-05-05', photos: library.filter(({ year }) => year !== 2016), email: anna },
    ],
    ['unknown part-of-library', 'full first-and-old'],
  ],
  [
    'another full one',
    [
      { day: '2026-03-05', photos: library, email: anna },
      { day: '2026-03-25', photos: [...library, later(11)], email: anna },
    ],
    ['full holds-earlier', 'full first-and-old'],
  ],
  [
    'one of another account is the first of its own',
    [
      { day: '2026-03-05', photos: library, email: anna },
      { day: '2026-05-05', photos: library.slice(0, 3), email: ben },
    ],
    ['full first-and-old', 'full first-and-old'],
  ],
])('%s', async (_name, wanted, kinds) => {
  expect((await kindsOf(wanted)).map(({ kind, kindReason }) => `${kind} ${kindReason}`)).toEqual(kinds);
});

test('kinds and coverage do not depend on the order in which exports are given', async () => {
  const paths = await Promise.all(
    [
      { day: '2026-03-05', photos: library, email: anna },
      { day: '2026-05-05', photos: [later(11)], email: anna },
      { day: '2026-07-05', photos: [{ ...later(12), uploaded: '2026-06-01' }], email: anna },
    ].map(exportWith),
  );
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(paths, { minLength: 3, maxLength: 3 }), async (order) => {
      const { importParts, exports } = await openImportEngine();
      for (const path of order) await importParts([path]);
      expect(exports().map(({ kind }) => kind)).toEqual(['incremental', 'incremental', 'full']);
      const covered = accountCoverage(exports(), new Date('2026-07-20T00:00:00.000Z'), false);
      expect(covered).toMatchObject({ level: 'green', coveredUntil: '2026-07-05T12:00:00.000Z' });
    }),
    { numRuns: isLong() ? 12 : 2 },
  );
});

test('an export that does not tell whose it is: nobody, until a person says it; an index page knows better', async () => {
  const { importParts, exports } = await openImportEngine();
  const bare = await exportWith({ day: '2026-03-05', photos: library, email: null });
  await importParts([bare]);
  expect(exports()).toMatchObject([{ account: null }]);
  await importParts([bare], { owner: ben });
  expect(exports()).toMatchObject([{ account: ben }]);
  await importParts([await exportWith({ day: '2026-05-05', photos: [later(11)], email: anna })], { owner: ben });
  expect(exports()).toMatchObject([{ account: anna }, { account: ben }]);
});

test('an export of nobody decides nothing any more once a later full one holds what it holds', async () => {
  const { importParts, exports } = await openImportEngine();
  await importParts([await exportWith({ day: '2026-03-05', photos: library, email: null })]);
  expect(exports()).toMatchObject([{ isSuperseded: false }]);
  await importParts([
    await exportWith({ day: '2026-06-05', photos: [...library, { number: 9, year: 2014 }], email: anna }),
  ]);
  expect(exports()).toMatchObject([
    { account: anna, isSuperseded: false },
    { account: null, isSuperseded: true },
  ]);
  expect(decidingExports(exports())).toMatchObject([{ account: anna }]);
});

const rome = (number: number, more: Partial<Photo> = {}): Photo => ({ number, year: 2019, album: 'Rome', ...more });

test('albums of one title are two when they are of two accounts, in any order', async () => {
  const ofAnna = await exportWith({ day: '2026-03-05', photos: [rome(1), rome(2)], email: anna });
  const ofBen = await exportWith({ day: '2026-03-06', photos: [rome(3)], email: ben });
  for (const order of [
    [ofAnna, ofBen],
    [ofBen, ofAnna],
  ]) {
    const { importParts, backup } = await openImportEngine();
    for (const path of order) await importParts([path]);
    expect(await albumsIn(backup)).toEqual([['IMG_1.bmp', 'IMG_2.bmp'], ['IMG_3.bmp']]);
  }
  const { importParts, backup } = await openImportEngine();
  await importParts([await exportWith({ day: '2026-03-05', photos: [rome(1)], email: anna })]);
  await importParts([await exportWith({ day: '2026-05-05', photos: [rome(2)], email: anna })]);
  expect(await albumsIn(backup), 'of one account they are one').toEqual([['IMG_1.bmp', 'IMG_2.bmp']]);
});

test('what was put into an album before anybody knew whose it is leaves it once that is known', async () => {
  const { importParts, backup } = await openImportEngine();
  await importParts([await exportWith({ day: '2026-03-05', photos: [rome(1), rome(2)], email: anna })]);
  const bare = await exportWith({ day: '2026-03-06', photos: [rome(3)], email: null });
  await importParts([bare]);
  expect(await albumsIn(backup)).toEqual([['IMG_1.bmp', 'IMG_2.bmp', 'IMG_3.bmp']]);
  await importParts([bare], { owner: ben });
  expect(await albumsIn(backup)).toEqual([['IMG_1.bmp', 'IMG_2.bmp'], ['IMG_3.bmp']]);
});

test('the command line takes an e-mail address for the owner, and nothing else', async () => {
  const { call } = await openImportWorld();
  const part = await exportWith({ day: '2026-03-05', photos: library, email: null });
  const refused = await call(['import', part, '--owner', 'Ben']);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('--owner takes an e-mail address');
  expect((await call(['import', part, '--owner', ben])).code).toBe(0);
  const told = await call(['--json', 'exports']);
  expect(JSON.parse(told.stdout.split('\n')[0] ?? '')).toMatchObject({ exports: [{ account: ben, kind: 'full' }] });
});

test('a photo that a partner shared is said to be one', async () => {
  const { call } = await openImportWorld();
  const photos = [rome(1, { isPartners: true }), rome(2)];
  await call(['import', await exportWith({ day: '2026-03-05', photos, email: anna })]);
  const explained = await Promise.all([1, 2].map((number) => call(['explain', `Photos/2019/06/IMG_${number}.bmp`])));
  expect(explained.map(({ stdout }) => stdout.includes('it came by partner sharing'))).toEqual([true, false]);
});

/** The photos of each album folder, first those of the longest. */
async function albumsIn(backup: string): Promise<readonly (readonly string[])[]> {
  const folders = await readdir(join(backup, 'Albums')).catch(() => []);
  const albums = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(join(backup, 'Albums', folder))).filter((name) => name.endsWith('.bmp')).toSorted(),
    ),
  );
  return albums.toSorted((a, b) => b.length - a.length);
}

import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { silentLog } from '../../../electron/base/log.ts';
import { catalogFile, openCatalogOf } from '../../../electron/engine/backup/open-catalog.ts';
import { type Catalog, openCatalog } from '../../../electron/engine/catalog/catalog.ts';
import type { Destination } from '../../../electron/engine/destination/identity.ts';
import { writeStamp } from '../../../electron/engine/destination/stamp.ts';
import { refreshCatalog } from '../../../electron/engine/runs/adoption.ts';
import { chooseDestination } from '../../../electron/engine/runs/choose-destination.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { claimed, goodValue, stored } from '../catalog/catalog-fixture.ts';
import { readOnlyView } from '../destination/disks.ts';
import { identity, now, openedDestination } from '../destination/open-folder.ts';

const ids = {
  first: '11111111-ceea-4672-9b0c-7a1d2e3f4a5b',
  second: '22222222-ceea-4672-9b0c-7a1d2e3f4a5b',
  third: '33333333-ceea-4672-9b0c-7a1d2e3f4a5b',
} as const;
const author = { machine: 'the-other', run: 1, at: '2026-11-20T10:00:00.000Z' };

let destination: Destination;
let dataFolder: string;
let file: string;

beforeEach(async () => {
  destination = await openedDestination();
  dataFolder = await temporaryFolder();
  file = catalogFile(dataFolder, identity);
  await mkdir(join(file, '..'));
});

/** Stores photos by the catalog at `path` and leaves the state `id` in the folder, as a run does; null: as one did once. */
async function leaveState(path: string, id: string | null, photos: readonly string[]): Promise<void> {
  const catalog = goodValue(openCatalog(path));
  const source = catalog.sources.ensure('library', 'a', 'a');
  const startedAt = `2026-11-20T10:00:0${catalog.stamps.latestRun() === null ? 1 : 2}.000Z`;
  const run = catalog.runs.begin({ sourceId: source, kind: 'full', dryRun: false, startedAt });
  for (const [index, item] of claimed(catalog, source, run, photos).entries()) {
    stored(catalog, run, item, `bytes of ${photos[index]}`, `${photos[index]}.JPG`);
  }
  const generation = (catalog.stamps.current()?.generation ?? 0) + 1;
  if (id !== null) catalog.stamps.advance({ id, generation, ...author });
  goodValue(await catalog.snapshots.write(join(destination.path, '.afterimage/catalog.sqlite')));
  catalog.close();
  if (id !== null) await writeStamp(destination.path, { format: 1, id, generation, ...author, writing: null });
}

const another = async (): Promise<string> => join(await temporaryFolder(), 'catalog.sqlite');

async function openedNow() {
  const value = goodValue(await openCatalogOf(destination, file, now));
  onTestFinished(() => value.catalog.close());
  return { ...value, paths: pathsIn(value.catalog) };
}

const pathsIn = (catalog: Catalog): readonly string[] => [...catalog.assets.sums()].map(({ path }) => path.slice(15));

test('what another computer stored is taken over, while somebody looks through the catalog', async () => {
  await leaveState(file, ids.first, ['A']);
  const other = await another();
  await cp(file, other);
  await leaveState(other, ids.second, ['B', 'C']);
  const reader = goodValue(openCatalog(file));
  expect(pathsIn(reader)).toEqual(['A.JPG']);
  const { problem, ...rest } = await openedNow();
  expect(rest).toMatchObject({ comparison: 'files', paths: ['A.JPG', 'B.JPG', 'C.JPG'] });
  const detail = 'Another computer (the-other) wrote to this folder since 2026-11-20; 2 files were added here.';
  expect(problem).toMatchObject({ code: 'folder-ahead', detail });
  expect(pathsIn(reader)).toEqual(['A.JPG', 'B.JPG', 'C.JPG']);
  reader.close();
  expect(existsSync(`${file}.replaced`)).toBe(false);
  expect(existsSync(`${file}.restoring`)).toBe(false);
});

test('a catalog that has parted from the folder is kept beside what the folder knows', async () => {
  const other = await another();
  await leaveState(file, ids.first, ['A']);
  await cp(file, other);
  await leaveState(file, ids.second, ['B']);
  await leaveState(other, ids.third, ['C']);
  expect((await openedNow()).paths).toEqual(['A.JPG', 'C.JPG']);
  expect(pathsIn(goodValue(openCatalog(`${file}.replaced`)))).toEqual(['A.JPG', 'B.JPG']);
});

test('an older folder leaves the catalog as it is, with everything to be looked at', async () => {
  await leaveState(file, ids.first, ['A']);
  const older = await temporaryFolder();
  await cp(join(destination.path, '.afterimage'), older, { recursive: true });
  await leaveState(file, ids.second, ['B']);
  await cp(older, join(destination.path, '.afterimage'), { recursive: true });
  const { catalog, ...rest } = await openedNow();
  expect(rest).toMatchObject({
    comparison: 'everything',
    paths: ['A.JPG', 'B.JPG'],
    problem: { code: 'folder-older' },
  });
  expect(catalog.sidecars.dueAssets().size).toBe(2);
  catalog.close();
  expect((await openedNow()).comparison, 'until a run has compared').toBe('everything');
});

test('a snapshot that is no use is told, and the folder compared', async () => {
  await leaveState(file, ids.first, ['A']);
  const other = await another();
  await cp(file, other);
  await leaveState(other, ids.second, ['B']);
  await writeFile(join(destination.path, '.afterimage/catalog.sqlite'), 'damaged '.repeat(100));
  expect(await openedNow()).toMatchObject({
    ...{ comparison: 'everything', snapshotRefused: true, paths: ['A.JPG'] },
    problem: { code: 'catalog-damaged' },
  });
});

test('catalogs from before stamps are compared by their runs', async () => {
  const other = await another();
  await leaveState(file, null, ['A']);
  await cp(file, other);
  expect(await openedNow()).toMatchObject({ comparison: 'none', problem: null });
  await leaveState(other, null, ['B']);
  expect(await openedNow()).toMatchObject({
    ...{ comparison: 'files', paths: ['A.JPG', 'B.JPG'] },
    problem: { code: 'folder-ahead', detail: expect.stringContaining('1 file was added here') },
  });
});

test('refreshing for a reader takes over what is new, and asks nothing when all is as it was', async () => {
  const deps = { dataFolder, now: () => now, log: silentLog };
  const place = { path: destination.path, identity };
  await leaveState(file, ids.first, ['A']);
  expect(await refreshCatalog(deps, place)).toBeNull();
  const other = await another();
  await cp(file, other);
  await leaveState(other, ids.second, ['B']);
  expect(await refreshCatalog(deps, place)).toMatchObject({ code: 'folder-ahead' });
  expect(await refreshCatalog(deps, place)).toBeNull();
  expect(await refreshCatalog(deps, { path: await temporaryFolder(), identity })).toBeNull();
});

test('a folder on a disk that is read-only is adopted, and nothing in it changes', async (context) => {
  await leaveState(await another(), ids.first, ['A', 'B']);
  const before = await readFile(join(destination.path, '.afterimage/stamp.json'));
  const view = await readOnlyView(context, destination.path);
  const chosen = goodValue(await chooseDestination({ dataFolder, now: () => now, log: silentLog }, view));
  expect(chosen.report).toMatchObject({ readOnly: true, found: { files: 2, albums: 0, lastBackup: null } });
  expect(pathsIn(goodValue(openCatalog(file)))).toEqual(['A.JPG', 'B.JPG']);
  expect(await readFile(join(destination.path, '.afterimage/stamp.json'))).toEqual(before);
});

import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { catalogFile, openCatalogOf } from '../../../electron/engine/backup/open-catalog.ts';
import { setCatalogAside } from '../../../electron/engine/catalog/database/catalog-file.ts';
import type { Destination } from '../../../electron/engine/destination/identity.ts';
import { StepFaults } from '../../support/step-faults.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { watchDisk } from '../../support/watched-disk.ts';
import { begun, claimed, freshCatalog, goodValue, stored } from '../catalog/catalog-fixture.ts';
import { identity, now, openedDestination } from '../destination/open-folder.ts';

let destination: Destination;
let snapshot: string;
let file: string;

beforeEach(async () => {
  destination = await openedDestination();
  snapshot = join(destination.path, '.afterimage/catalog.sqlite');
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  const [item = 0] = claimed(catalog, source, run, ['A']);
  stored(catalog, run, item, 'bytes of A', 'A.JPG');
  goodValue(await catalog.snapshots.write(snapshot));
  file = catalogFile(await temporaryFolder(), identity);
  await mkdir(join(file, '..'));
});

async function opened() {
  const value = goodValue(await openCatalogOf(destination, file, now));
  onTestFinished(() => value.catalog.close());
  return { ...value, paths: [...value.catalog.assets.sums()].map(({ path }) => path) };
}

/** A catalog that this machine knows already, and has compared with the folder. */
async function openBefore(): Promise<void> {
  const { catalog } = await opened();
  catalog.stamps.compared();
  catalog.close();
}

test('a catalog that is sound is opened as it was left', async () => {
  await openBefore();
  await rm(snapshot);
  expect(await opened()).toMatchObject({ state: 'as-left', problem: null, paths: ['Photos/2023/08/A.JPG'] });
});

test('a damaged catalog is kept aside, restored from the snapshot, and told', async () => {
  await openBefore();
  await writeFile(file, 'damaged '.repeat(100));
  const { problem, ...rest } = await opened();
  expect(rest).toMatchObject({ state: 'unfamiliar', paths: ['Photos/2023/08/A.JPG'] });
  expect(problem).toMatchObject({ code: 'catalog-restored', detail: expect.stringContaining('.damaged-') });
  const aside = (await readdir(join(file, '..'))).find((name) => name.includes('.damaged-')) ?? '';
  expect(await readFile(join(file, '..', aside), 'utf8')).toMatch(/^damaged/u);
});

test.each([
  ['there is no snapshot', () => rm(snapshot)],
  ['the snapshot is damaged, too', () => writeFile(snapshot, 'damaged '.repeat(100))],
])('a damaged catalog begins anew where %s', async (_what, spoil) => {
  await openBefore();
  await writeFile(file, 'damaged '.repeat(100));
  await spoil();
  expect(await opened()).toMatchObject({ state: 'unfamiliar', paths: [], problem: { code: 'catalog-damaged' } });
});

test('pages that are torn inside a catalog that opens are found, too', async () => {
  await openBefore();
  const content = await readFile(file);
  content.fill(0xff, 4_096 * 3, 4_096 * 6);
  await writeFile(file, content);
  expect(await opened()).toMatchObject({ state: 'unfamiliar', problem: { code: 'catalog-restored' } });
});

test('a catalog of a newer version is left alone', async () => {
  await openBefore();
  const database = new DatabaseSync(file);
  database.exec('PRAGMA user_version = 9999');
  database.close();
  const before = await readFile(file);
  expect(await openCatalogOf(destination, file, now)).toMatchObject({ ok: false, problem: { code: 'catalog-newer' } });
  expect(Buffer.compare(await readFile(file), before)).toBe(0);
});

test('a data folder that is no folder is told', async () => {
  await rm(join(file, '..'), { recursive: true, force: true });
  await writeFile(join(file, '..'), 'mine');
  expect(await openCatalogOf(destination, file, now)).toMatchObject({
    ok: false,
    problem: { code: 'data-folder-unusable' },
  });
});

test.each(['EACCES', 'EIO'])(
  'a snapshot that cannot be looked at (%s) is told, and the catalog begins anew',
  async (errno) => {
    watchDisk(destination.path, new StepFaults().failing(/^lstatSync .*catalog\.sqlite$/u, errno));
    expect(await opened()).toMatchObject({
      state: 'unfamiliar',
      paths: [],
      problem: { code: expect.stringMatching(/^destination-/u) },
    });
  },
);

test('a crash between setting the damaged catalog aside and restoring it loses neither', async () => {
  await openBefore();
  await writeFile(file, 'damaged '.repeat(100));
  setCatalogAside(file, now.toISOString());
  expect(await opened()).toMatchObject({ state: 'unfamiliar', paths: ['Photos/2023/08/A.JPG'] });
  expect((await readdir(join(file, '..'))).filter((name) => name.includes('.damaged-'))).toHaveLength(1);
});

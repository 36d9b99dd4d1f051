import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { catalogFile, openCatalogOf } from '../../../electron/engine/backup/open-catalog.ts';
import type { Destination } from '../../../electron/engine/destination/identity.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
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

test('a folder from another machine brings its catalog along', async () => {
  expect(await opened()).toMatchObject({
    ...{ state: 'unfamiliar', snapshotRefused: false, problem: null },
    paths: ['Photos/2023/08/A.JPG'],
  });
});

test('a folder without a catalog has none, and that is no problem', async () => {
  await rm(snapshot);
  expect(await opened()).toMatchObject({ state: 'unfamiliar', problem: null, paths: [] });
});

test.each([
  ['a link', 'destination-link'],
  ['a named pipe', 'destination-unsuitable'],
])('%s in its place is told, and not read', async (what, code) => {
  const moved = join(await temporaryFolder(), 'moved.sqlite');
  await rename(snapshot, moved);
  if (what === 'a link') await symlink(moved, snapshot);
  else execFileSync('mkfifo', [snapshot]);
  expect(await opened()).toMatchObject({ problem: { code }, paths: [] });
});

test('what was left out of it is told, also where it replaces a damaged one', async () => {
  const database = new DatabaseSync(snapshot);
  database.exec("UPDATE asset SET path = '../A.JPG'");
  database.close();
  const adopted = await opened();
  expect(adopted).toMatchObject({ problem: { code: 'catalog-trimmed', detail: '1 entry left out' }, paths: [] });
  adopted.catalog.close();
  await writeFile(file, 'damaged '.repeat(100));
  const detail = expect.stringContaining('1 entry left out');
  expect(await opened()).toMatchObject({ problem: { code: 'catalog-restored', detail }, paths: [] });
});

test('one that Afterimage did not write is told, and stays as it is', async () => {
  const database = new DatabaseSync(snapshot);
  database.exec('CREATE VIEW v AS SELECT 1');
  database.close();
  const before = await readFile(snapshot);
  const detail = expect.stringContaining('view v');
  expect(await opened()).toMatchObject({
    snapshotRefused: true,
    problem: { code: 'catalog-damaged', detail },
    paths: [],
  });
  expect(Buffer.compare(await readFile(snapshot), before)).toBe(0);
});

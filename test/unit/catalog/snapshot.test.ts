import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { openCatalog } from '../../../electron/engine/catalog/catalog.ts';
import { CatalogDatabase } from '../../../electron/engine/catalog/database/catalog-database.ts';
import { setCatalogAside } from '../../../electron/engine/catalog/database/catalog-file.ts';
import { catalogVersion } from '../../../electron/engine/catalog/schema/migrations.ts';
import { restoreCatalog, Snapshots } from '../../../electron/engine/catalog/snapshots/snapshot.ts';
import { bystander } from '../../support/bystander.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { at, begun, claimed, freshCatalog, goodValue, opened, reportOf, seen, stored } from './catalog-fixture.ts';

test('a snapshot is one file that holds what the catalog held', async () => {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  const [item] = claimed(catalog, source, run, ['A']);
  stored(catalog, run, item ?? 0, 'bytes of A');
  const folder = await temporaryFolder();
  const path = join(folder, 'catalog.sqlite');
  goodValue(await catalog.snapshots.write(path));
  expect(readdirSync(folder)).toEqual(['catalog.sqlite']);
  expect(readFileSync(path).subarray(18, 20)).toEqual(Buffer.from([1, 1]));
  expect(opened(path).library.status().items.stored).toBe(1);
});

test('a snapshot replaces the one before', async () => {
  const { catalog, source } = await freshCatalog();
  const path = join(await temporaryFolder(), 'catalog.sqlite');
  goodValue(await catalog.snapshots.write(path));
  catalog.items.record(begun(catalog, source), source, [seen('A')], at(0));
  goodValue(await catalog.snapshots.write(path));
  expect(opened(path).library.status().items.wanted).toBe(1);
});

test.each(['catalog.sqlite', 'catalog.sqlite.partial'])(
  'a snapshot is not written through a link at %s',
  async (name) => {
    const { catalog } = await freshCatalog();
    const folder = await temporaryFolder();
    const outside = await bystander();
    const before = await outside.state();
    symlinkSync(outside.file, join(folder, name));
    goodValue(await catalog.snapshots.write(join(folder, 'catalog.sqlite')));
    expect(await outside.state()).toEqual(before);
    expect(lstatSync(join(folder, 'catalog.sqlite')).isFile()).toBe(true);
  },
);

test('a snapshot is due after what changes the library, and not after a run that found nothing new', async () => {
  const { file, catalog, source } = await freshCatalog();
  const path = join(await temporaryFolder(), 'catalog.sqlite');
  const run = begun(catalog, source);
  const [item] = claimed(catalog, source, run, ['A']);
  expect(catalog.snapshots.changed()).toBe(true);
  stored(catalog, run, item ?? 0, 'bytes of A');
  goodValue(await catalog.snapshots.write(path));
  expect(catalog.snapshots.changed()).toBe(false);

  const quiet = begun(catalog, source);
  catalog.items.record(quiet, source, [seen('A')], at(1));
  catalog.items.endFull(quiet, source, at(2));
  catalog.runs.finish(reportOf(quiet));
  expect(catalog.snapshots.changed()).toBe(false);

  catalog.close();
  const again = opened(file);
  expect(again.snapshots.changed()).toBe(false);
  again.items.record(begun(again, source), source, [seen('A', { description: 'new' })], at(3));
  expect(again.snapshots.changed()).toBe(true);
});

test('what changes while the snapshot is written makes the next one due', async () => {
  const { catalog, source } = await freshCatalog();
  const writing = catalog.snapshots.write(join(await temporaryFolder(), 'catalog.sqlite'));
  catalog.items.record(begun(catalog, source), source, [seen('A')], at(0));
  goodValue(await writing);
  expect(catalog.snapshots.changed()).toBe(true);
});

test('a snapshot waits for what is just being written', async () => {
  const database = new CatalogDatabase(join(await temporaryFolder(), 'catalog.sqlite'));
  onTestFinished(() => database.close());
  database.execute(`PRAGMA journal_mode = WAL; CREATE TABLE catalog_state (changes INTEGER, snapshot_changes INTEGER);
    INSERT INTO catalog_state VALUES (1, 0)`);
  const path = join(await temporaryFolder(), 'copy.sqlite');
  database.execute('BEGIN IMMEDIATE; UPDATE catalog_state SET changes = 2');
  const writing = new Snapshots(database).write(path);
  await setTimeout(100);
  expect(existsSync(path)).toBe(false);
  database.execute('COMMIT');
  goodValue(await writing);
  const copy = new DatabaseSync(path, { readOnly: true });
  onTestFinished(() => copy.close());
  expect(copy.prepare('SELECT changes FROM catalog_state').get()).toEqual({ changes: 2 });
});

test('a destination that cannot be written to keeps its old snapshot and nothing is left beside the catalog', async () => {
  const { file, catalog } = await freshCatalog();
  const result = await catalog.snapshots.write(join(await temporaryFolder(), 'gone', 'catalog.sqlite'));
  expect(result).toMatchObject({ ok: false, problem: { code: 'destination-not-writable' } });
  expect(existsSync(`${file}.snapshot`)).toBe(false);
  expect(catalog.snapshots.changed()).toBe(true);
});

test('leftovers of a snapshot that was interrupted do not stand in the way', async () => {
  const { file, catalog } = await freshCatalog();
  writeFileSync(`${file}.snapshot`, 'half');
  writeFileSync(`${file}.snapshot-journal`, 'half');
  const path = join(await temporaryFolder(), 'catalog.sqlite');
  writeFileSync(`${path}.partial`, 'half');
  goodValue(await catalog.snapshots.write(path));
  expect(opened(path).check().ok).toBe(true);
});

test('a damaged catalog is set aside with its log, kept, and replaced by the snapshot', async () => {
  const { file, catalog, source } = await freshCatalog();
  catalog.items.record(begun(catalog, source), source, [seen('A')], at(0));
  const snapshot = join(await temporaryFolder(), 'catalog.sqlite');
  goodValue(await catalog.snapshots.write(snapshot));
  catalog.close();
  writeFileSync(file, 'damaged');
  writeFileSync(`${file}-wal`, 'log');
  const before = readFileSync(snapshot);

  const aside = setCatalogAside(file, at(7));
  expect(aside).toBe(`${file}.damaged-20260101T000700000Z`);
  expect(readFileSync(aside ?? '', 'latin1')).toBe('damaged');
  expect(readFileSync(`${aside}-wal`, 'latin1')).toBe('log');
  expect(existsSync(`${file}-wal`)).toBe(false);

  goodValue(restoreCatalog(file, snapshot));
  expect(opened(file).library.status().items.wanted).toBe(1);
  expect(readFileSync(snapshot).equals(before)).toBe(true);
});

test('two catalogs set aside in the same second are both kept', async () => {
  const file = join(await temporaryFolder(), 'catalog.sqlite');
  writeFileSync(file, 'one');
  const first = setCatalogAside(file, at(0));
  writeFileSync(file, 'two');
  const second = setCatalogAside(file, at(0));
  expect([first, second].map((name) => readFileSync(name ?? '', 'latin1'))).toEqual(['one', 'two']);
  expect(setCatalogAside(file, at(0))).toBeNull();
});

test('without a usable snapshot nothing takes the place of the catalog', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'catalog.sqlite');
  const snapshot = join(folder, 'snapshot.sqlite');
  const codeOf = () => {
    const result = restoreCatalog(file, snapshot);
    return result.ok ? 'restored' : result.problem.code;
  };
  expect(codeOf()).toBe('catalog-damaged');
  writeFileSync(snapshot, '');
  expect(codeOf()).toBe('catalog-damaged');
  writeFileSync(snapshot, 'x'.repeat(10_000));
  expect(codeOf()).toBe('catalog-damaged');
  const newer = new DatabaseSync(join(folder, 'newer.sqlite'));
  newer.exec(`CREATE TABLE t (a); PRAGMA user_version = ${catalogVersion + 1}`);
  newer.close();
  writeFileSync(snapshot, readFileSync(join(folder, 'newer.sqlite')));
  expect(codeOf()).toBe('catalog-newer');
  expect(readdirSync(folder).sort()).toEqual(['newer.sqlite', 'snapshot.sqlite']);
});

test('a snapshot never takes the place of a catalog that is there', async () => {
  const { file, catalog } = await freshCatalog();
  catalog.close();
  const folder = join(await temporaryFolder(), 'x');
  mkdirSync(folder);
  expect(() => restoreCatalog(file, join(folder, 'snapshot.sqlite'))).toThrow(/set aside/);
  expect(openCatalog(file).ok).toBe(true);
});

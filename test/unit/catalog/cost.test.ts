import { join } from 'node:path';
import type { SQLInputValue } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { AlbumDiscovery } from '../../../electron/engine/catalog/albums/album-discovery.ts';
import { AlbumViews } from '../../../electron/engine/catalog/albums/album-views.ts';
import { AssetStorage } from '../../../electron/engine/catalog/assets/asset-storage.ts';
import { Assets } from '../../../electron/engine/catalog/assets/assets.ts';
import { Copies } from '../../../electron/engine/catalog/assets/copies.ts';
import { Sidecars } from '../../../electron/engine/catalog/assets/sidecars.ts';
import { CatalogDatabase } from '../../../electron/engine/catalog/database/catalog-database.ts';
import { LibraryQueries } from '../../../electron/engine/catalog/gallery/library-queries.ts';
import { ItemDiscovery } from '../../../electron/engine/catalog/items/item-discovery.ts';
import { ItemQueries } from '../../../electron/engine/catalog/items/item-queries.ts';
import { Sources } from '../../../electron/engine/catalog/items/sources.ts';
import { Transfers } from '../../../electron/engine/catalog/items/transfers.ts';
import { ProblemLog } from '../../../electron/engine/catalog/runs/problem-log.ts';
import { Runs } from '../../../electron/engine/catalog/runs/runs.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { at, facts, opened, places, seen } from './catalog-fixture.ts';

/** Counts the statements and keeps SQLite's plan of each. */
class WatchedDatabase extends CatalogDatabase {
  reads = 0;
  writes = 0;
  readonly plans: string[] = [];

  override run(sql: string, ...values: readonly SQLInputValue[]): number {
    this.writes += 1;
    this.#explain(sql);
    return super.run(sql, ...values);
  }

  override insert(sql: string, ...values: readonly SQLInputValue[]): number {
    this.writes += 1;
    return super.insert(sql, ...values);
  }

  override get(sql: string, ...values: readonly SQLInputValue[]) {
    this.reads += 1;
    this.#explain(sql);
    return super.get(sql, ...values);
  }

  override all(sql: string, ...values: readonly SQLInputValue[]) {
    this.reads += 1;
    this.#explain(sql);
    return super.all(sql, ...values);
  }

  reset(): void {
    this.reads = 0;
    this.writes = 0;
    this.plans.length = 0;
  }

  #explain(sql: string): void {
    for (const step of this.connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all())
      this.plans.push(String(step['detail']));
  }
}

async function watched() {
  const file = join(await temporaryFolder(), 'catalog.sqlite');
  opened(file).close();
  const database = new WatchedDatabase(file);
  onTestFinished(() => database.close());
  const source = new Sources(database).ensure('library', 'account-1', 'x');
  const begin = () => new Runs(database).begin({ sourceId: source, kind: 'full', dryRun: false, startedAt: at(0) });
  return { database, source, begin };
}

/** Stores `count` items. */
function storeItems(database: CatalogDatabase, source: number, run: number, count: number): void {
  const items = new Transfers(database).claim(source, run, count);
  const storage = new AssetStorage(database);
  const requests = items.map(({ id, key }) => ({ itemId: id, facts: facts(key), candidates: places(key) }));
  const commits = storage
    .reserve(run, requests, at(1))
    .flatMap((reservation, index) =>
      reservation.kind === 'reserved'
        ? [{ assetId: reservation.assetId, itemId: items[index]?.id ?? 0, storedAt: at(1), mtime: 1 }]
        : [],
    );
  storage.commit(run, commits);
}

test('unchanged stored items cost one question and one write a page, and the question alone when seen once more', async () => {
  const { database, source, begin } = await watched();
  const discovery = new ItemDiscovery(database);
  const page = Array.from({ length: 100 }, (_, index) => seen(`item-${index}`));
  const first = begin();
  discovery.record(first, source, page, at(0));
  storeItems(database, source, first, 100);

  const second = begin();
  database.reset();
  expect(discovery.record(second, source, page, at(1))).toMatchObject({ unchanged: 100, open: 0 });
  // One write beside that of the items: the run's sign of life.
  expect([database.reads, database.writes]).toEqual([1, 2]);
  expect(database.plans.join()).toMatch(/SEARCH item USING INDEX \S+ \(source_id=\? AND key=\?\)/u);
  expect(database.plans.filter((step) => /^SCAN (?!told\b|json_each\b)/u.test(step))).toEqual([]);
  database.reset();
  expect(discovery.record(second, source, page, at(2))).toMatchObject({ again: 100, open: 0 });
  expect([database.reads, database.writes]).toEqual([1, 1]);
});

test('an album page that is as it was costs one lookup and one write, by the memberships alone', async () => {
  const { database, source, begin } = await watched();
  const keys = Array.from({ length: 100 }, (_, index) => `item-${index}`);
  const page = { albumKey: 'trip', from: 0, keys };
  const discovery = new AlbumDiscovery(database);
  const list = (run: number): void => {
    discovery.record(run, source, [
      { key: 'trip', title: 'Trip', itemCount: 100, coverItemKey: null, fingerprint: 'same' },
    ]);
    discovery.recordItems(run, source, page);
    discovery.endListing(run, source, 'trip', { whole: true });
  };
  const first = begin();
  new ItemDiscovery(database).record(
    first,
    source,
    keys.map((key) => seen(key)),
    at(0),
  );
  list(first);

  const second = begin();
  discovery.record(second, source, [
    { key: 'trip', title: 'Trip', itemCount: 100, coverItemKey: null, fingerprint: 'same' },
  ]);
  database.reset();
  discovery.recordItems(second, source, page);
  expect([database.reads, database.writes]).toEqual([1, 1]);
  expect(database.plans.join()).toContain('SEARCH album_item USING PRIMARY KEY (album_id=? AND item_id=?)');
  discovery.endListing(second, source, 'trip', { whole: true });
  expect(database.all('SELECT 1 FROM album_item')).toHaveLength(100);
});

test('no question walks over all items or files, or sorts them', async () => {
  const { database, source, begin } = await watched();
  const run = begin();
  new ItemDiscovery(database).record(run, source, [seen('A'), seen('B')], at(0));
  database.reset();
  storeItems(database, source, run, 1);
  const transfers = new Transfers(database);
  transfers.claim(source, run, 5);
  // Not over all that is stored for each of a few: the index is named where SQLite would prefer another.
  expect(database.plans.join()).toContain('SEARCH item USING INDEX item_asset');
  expect(database.plans.filter((step) => step.includes('item_source_state'))).toEqual([]);
  transfers.countWanted(source, run);
  const assets = new Assets(database);
  assets.recordVerification(1, 'missing', at(2));
  assets.recordVerification(1, 'intact', at(3));
  const answers = [
    [...assets.sums()],
    [...assets.inFolder('Photos')],
    [assets.verificationOrder(), assets.withId(1)],
    assets.atPath('Photos/2023/08/A'),
    [...new AlbumViews(database).members(1)],
    [...new AssetStorage(database).leftovers()],
    new Sidecars(database).due({ limit: 5, after: 0 }),
    new ItemQueries(database).page({ limit: 5, after: 0 }),
    new ItemQueries(database).page({ limit: 5, after: 0, state: 'failed' }),
    new ItemQueries(database).page({ limit: 5, after: 0, albumId: 1 }),
    new LibraryQueries(database).albums({ limit: 5, after: 0 }),
    new ProblemLog(database).open({ limit: 5, after: 0 }),
    new ProblemLog(database).ofRunItems(run, 5),
  ];
  expect(answers).toHaveLength(13);
  expect(database.plans.join()).toContain('USING INDEX item_sidecar_due');
  const costly = database.plans.filter((step) =>
    /^SCAN (item|asset|problem|handle|sidecar|album_item)\b|TEMP B-TREE/u.test(step),
  );
  expect(costly).toEqual([]);
});

test('the clip of each new photo is looked up, not searched for among all items', async () => {
  const { database } = await watched();
  database.reset();
  expect(new Copies(database).clipsBeforePhotos(0)).toEqual([]);
  expect(database.plans).toContain('SEARCH half USING INDEX item_pair (source_id=? AND pair_key=?)');
});

test('the status is counted from indexes alone', async () => {
  const { database } = await watched();
  database.reset();
  new LibraryQueries(database).status();
  const steps = database.plans.filter((step) => /\b(item|asset)\b/u.test(step));
  expect(steps).toHaveLength(2);
  for (const step of steps) expect(step).toContain('USING COVERING INDEX');
});

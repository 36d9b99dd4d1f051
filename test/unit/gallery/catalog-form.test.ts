import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { everyPhoto, type PhotoFilter } from '../../../electron/contract/photo-filter.ts';
import { CatalogDatabase } from '../../../electron/engine/catalog/database/catalog-database.ts';
import { Remembered } from '../../../electron/engine/catalog/database/remembered.ts';
import { CoverageMap } from '../../../electron/engine/catalog/gallery/coverage-map.ts';
import { GalleryQueries } from '../../../electron/engine/catalog/gallery/gallery-queries.ts';
import { ProblemQueries } from '../../../electron/engine/catalog/runs/problem-queries.ts';
import { schema1 } from '../../../electron/engine/catalog/schema/schema-1.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { opened } from '../catalog/catalog-fixture.ts';

async function freshFile(): Promise<string> {
  return join(await temporaryFolder(), 'catalog.sqlite');
}

test('a catalog of the first form shows its photos by month after it was brought to the present one', async () => {
  const file = await freshFile();
  const old = new DatabaseSync(file);
  old.exec(`${schema1}; PRAGMA application_id = ${0x41667472}; PRAGMA user_version = 1;`);
  const insert = old.prepare(
    `INSERT INTO asset (sha256, state, path, bytes, mime_type, taken_local, taken_reason, stored_at)
     VALUES (?, ?, ?, 1, 'image/jpeg', ?, 'exif', '2026-01-01T00:00:00.000Z')`,
  );
  insert.run('a', 'stored', 'Photos/2023/08/A.JPG', '2023-08-12T10:15:30');
  insert.run('b', 'stored', 'Photos/Undated/B.JPG', null);
  insert.run('c', 'missing', 'Photos/2023/08/C.JPG', '2023-08-12T10:15:30');
  old.close();
  expect(opened(file).gallery.months({ search: '' })).toEqual([
    { month: '2023-08', count: 1 },
    { month: null, count: 1 },
  ]);
});

/** Keeps SQLite's plan of each statement. */
class ExplainedDatabase extends CatalogDatabase {
  readonly plans: string[] = [];

  override all(sql: string, ...values: readonly SQLInputValue[]) {
    for (const step of this.connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all())
      this.plans.push(String(step['detail']));
    return super.all(sql, ...values);
  }
}

test('months and pages are read from the index alone, and problems from theirs', async () => {
  const file = await freshFile();
  opened(file).close();
  const database = new ExplainedDatabase(file);
  onTestFinished(() => database.close());
  const gallery = new GalleryQueries(database);
  gallery.months({ search: '' });
  expect(database.plans.splice(0)).toEqual(['SCAN asset USING COVERING INDEX asset_taken']);
  gallery.page({ search: '', offset: 0, limit: 10 });
  expect(database.plans.splice(0)).toEqual([
    'CO-ROUTINE page',
    'SCAN asset USING COVERING INDEX asset_taken',
    'SCAN page',
    'SEARCH asset USING INTEGER PRIMARY KEY (rowid=?)',
    // The photos of the page, no more.
    'USE TEMP B-TREE FOR ORDER BY',
  ]);
  const planOf = (filter: Partial<PhotoFilter>) => {
    gallery.months({ search: '', filter: { ...everyPhoto, ...filter } });
    return database.plans.splice(0).join(' · ');
  };
  expect(planOf({ period: '2023-08' })).toContain('SEARCH asset USING COVERING INDEX asset_taken (<expr>=?)');
  expect(planOf({ period: '2023' })).toContain('SEARCH asset USING COVERING INDEX asset_taken (<expr>>? AND <expr><?)');
  expect(planOf({ kind: 'video' })).toContain('SCAN asset USING INDEX asset_film');
  for (const [filter, index] of [
    [{ favourite: true }, 'item_favourite'],
    [{ doubtful: true }, 'takeout_entry_doubt'],
  ] as const) {
    const plan = planOf(filter);
    expect(plan).toContain(index);
    expect(plan, 'only what the index leads to is looked at').toContain(
      'SEARCH asset USING INTEGER PRIMARY KEY (rowid=?)',
    );
  }
  expect(planOf({ source: 'takeout' })).toMatch(/SEARCH item USING (?:COVERING )?INDEX item_source_state/u);
  gallery.latest(10);
  expect(database.plans.splice(0)).toEqual(['SCAN asset']);
  new CoverageMap(database).months();
  expect(database.plans.splice(0)).toEqual([
    'SCAN asset USING COVERING INDEX asset_coverage',
    'SEARCH item USING INDEX item_state (state=?)',
    'CORRELATED SCALAR SUBQUERY 1',
    'SEARCH asset USING INTEGER PRIMARY KEY (rowid=?)',
    'USE TEMP B-TREE FOR GROUP BY',
  ]);
  const problems = new ProblemQueries(database);
  problems.groups();
  expect(database.plans.splice(0).at(0)).toBe('SCAN problem USING COVERING INDEX problem_open_latest');
  problems.ofCode({ code: 'item-gone', offset: 0, limit: 10 });
  expect(database.plans.splice(0)).toEqual([
    'CO-ROUTINE page',
    'SEARCH problem USING COVERING INDEX problem_open_latest (code=?)',
    'SCAN page',
    'SEARCH problem USING INTEGER PRIMARY KEY (rowid=?)',
    'USE TEMP B-TREE FOR ORDER BY',
  ]);
});

test('an answer is kept until anyone writes, and for one question', async () => {
  const file = await freshFile();
  const writer = opened(file);
  const database = new CatalogDatabase(file);
  onTestFinished(() => database.close());
  const remembered = new Remembered<number>(database);
  let found = 0;
  const ask = (question: string) =>
    remembered.answer(question, () => {
      found += 1;
      return found;
    });
  expect([ask('a'), ask('a')]).toEqual([1, 1]);
  expect([ask('b'), ask('b'), ask('a')]).toEqual([2, 2, 3]);
  writer.sources.ensure('library', 'account-1', 'x');
  expect([ask('a'), ask('a')]).toEqual([4, 4]);
  database.run('UPDATE catalog_state SET changes = changes + 1');
  expect([ask('a'), ask('a')]).toEqual([5, 5]);
});

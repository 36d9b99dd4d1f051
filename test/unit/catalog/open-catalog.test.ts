import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { ProblemError } from '../../../electron/contract/problem.ts';
import { type Catalog, openCatalog } from '../../../electron/engine/catalog/catalog.ts';
import { catalogVersion } from '../../../electron/engine/catalog/schema/migrations.ts';
import { schema1 } from '../../../electron/engine/catalog/schema/schema-1.ts';
import { schema2 } from '../../../electron/engine/catalog/schema/schema-2.ts';
import { schema3 } from '../../../electron/engine/catalog/schema/schema-3.ts';
import { schema4 } from '../../../electron/engine/catalog/schema/schema-4.ts';
import { schema5 } from '../../../electron/engine/catalog/schema/schema-5.ts';
import { schema6 } from '../../../electron/engine/catalog/schema/schema-6.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { at, begun, freshCatalog, opened, seen } from './catalog-fixture.ts';

const applicationId = 0x41667472;

async function catalogFile(): Promise<string> {
  return join(await temporaryFolder(), 'catalog.sqlite');
}

function versionOf(file: string): unknown {
  const database = new DatabaseSync(file);
  const version = database.prepare('PRAGMA user_version').get()?.['user_version'];
  database.close();
  return version;
}

function codeOf(file: string): string {
  const result = openCatalog(file);
  if (result.ok) result.value.close();
  return result.ok ? 'opened' : result.problem.code;
}

/** A catalog of several hundred pages, closed. */
async function largeCatalog(): Promise<string> {
  const { file, catalog, source } = await freshCatalog();
  const items = Array.from({ length: 2_000 }, (_, index) => seen(`item-${index}`, { verbatim: 'v'.repeat(600) }));
  catalog.items.record(begun(catalog, source), source, items, at(0));
  catalog.close();
  return file;
}

test('a file that is not there becomes a catalog in its present form', async () => {
  const file = await catalogFile();
  const catalog = opened(file);
  expect(catalog.isEmpty()).toBe(true);
  catalog.close();
  expect(versionOf(file)).toBe(catalogVersion);
});

test('an empty file, left by a program that ended while creating it, becomes a catalog', async () => {
  const file = await catalogFile();
  writeFileSync(file, '');
  const catalog = opened(file);
  catalog.sources.ensure('library', 'a', 'a');
  expect(catalog.isEmpty()).toBe(false);
});

test('version 1 is brought to the present form with what it holds', async () => {
  const file = await catalogFile();
  const old = new DatabaseSync(file);
  old.exec(`${schema1}; PRAGMA application_id = ${applicationId}; PRAGMA user_version = 1;`);
  old.exec("INSERT INTO source (kind, account, label) VALUES ('takeout', 'a', 'kept')");
  old.close();
  expect(opened(file).sources.all()).toEqual([{ id: 1, kind: 'takeout', account: 'a', label: 'kept' }]);
  expect(versionOf(file)).toBe(catalogVersion);
});

test('items of version 3 get the moment that their source told', async () => {
  const file = await catalogFile();
  const old = new DatabaseSync(file);
  old.exec(`${schema1}; ${schema2}; ${schema3}; PRAGMA application_id = ${applicationId}; PRAGMA user_version = 3;`);
  old.exec(`INSERT INTO source (kind, account, label) VALUES ('library', 'a', 'a');
    INSERT INTO item (source_id, key, state, claimable, last_seen_run, readiness, look, filename, mime_type, created_at)
    VALUES (1, 'dated', 'wanted', 1, 0, 'ready', '', 'a.jpg', 'image/jpeg', '2023-08-01T10:00:00.500Z'),
      (1, 'undated', 'wanted', 1, 0, 'ready', '', 'b.jpg', 'image/jpeg', NULL)`);
  old.close();
  opened(file).close();
  const present = new DatabaseSync(file);
  const rows = present.prepare('SELECT key, taken_at, people FROM item ORDER BY key').all();
  present.close();
  expect(rows.map((row) => ({ ...row }))).toEqual([
    { key: 'dated', taken_at: Date.UTC(2023, 7, 1, 10) / 1_000, people: null },
    { key: 'undated', taken_at: null, people: null },
  ]);
});

test('what a catalog of version 6 knows to be missing or changed becomes a finding', async () => {
  const file = await catalogFile();
  const old = new DatabaseSync(file);
  for (const step of [schema1, schema2, schema3, schema4, schema5, schema6]) old.exec(step);
  old.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = 6;`);
  const add = old.prepare(
    `INSERT INTO asset (sha256, state, path, bytes, mime_type, taken_reason, verified_at, verified_outcome)
     VALUES (?, ?, ?, 1, 'image/jpeg', 'none', ?, ?)`,
  );
  const at = '2026-11-21T10:00:00.000Z';
  add.run('a'.repeat(64), 'stored', 'Photos/a', at, 'intact');
  add.run('b'.repeat(64), 'stored', 'Photos/b', at, 'changed');
  add.run('c'.repeat(64), 'missing', 'Photos/c', at, 'missing');
  add.run('d'.repeat(64), 'lost', 'Photos/d', at, 'missing');
  old.close();
  opened(file).close();
  const present = new DatabaseSync(file);
  const rows = present.prepare('SELECT thing, fault, path, may_be_edit, since FROM finding ORDER BY path').all();
  present.close();
  expect(rows.map((row) => ({ ...row }))).toEqual([
    { thing: 'photo', fault: 'changed', path: 'Photos/b', may_be_edit: 1, since: at },
    { thing: 'photo', fault: 'missing', path: 'Photos/c', may_be_edit: 0, since: at },
  ]);
});

test('opening again changes nothing', async () => {
  const file = await largeCatalog();
  const before = readFileSync(file);
  opened(file).close();
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('a catalog of a newer program is refused and left untouched', async () => {
  const file = await largeCatalog();
  const newer = new DatabaseSync(file);
  newer.exec(`PRAGMA user_version = ${catalogVersion + 1}`);
  newer.close();
  const before = readFileSync(file);
  expect(codeOf(file)).toBe('catalog-newer');
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('a newer version that stands only in the log is refused too', async () => {
  const file = await catalogFile();
  opened(file).close();
  const newer = new DatabaseSync(file);
  newer.exec(`PRAGMA user_version = ${catalogVersion + 1}`);
  expect(codeOf(file)).toBe('catalog-newer');
  newer.close();
});

test.each([
  ['text', 'this is no database, '.repeat(500)],
  ['a few bytes', 'SQLite'],
  ['only the beginning of a header', 'SQLite format 3\0'],
])('%s instead of a database is damage', async (_, content) => {
  const file = await catalogFile();
  writeFileSync(file, content);
  expect(codeOf(file)).toBe('catalog-damaged');
  expect(readFileSync(file, 'latin1')).toBe(content);
});

test('the database of another program is not taken for a catalog', async () => {
  const file = await catalogFile();
  const other = new DatabaseSync(file);
  other.exec('CREATE TABLE item (name TEXT); PRAGMA user_version = 1;');
  other.close();
  expect(codeOf(file)).toBe('catalog-damaged');
});

test.runIf(process.platform !== 'win32')('a pipe in the place of a catalog is not waited for', async () => {
  const file = await catalogFile();
  execFileSync('mkfifo', [file]);
  expect(codeOf(file)).toBe('data-folder-unusable');
});

test('a truncated catalog is damage', async () => {
  const file = await largeCatalog();
  truncateSync(file, Math.floor(statSync(file).size / 2));
  expect(codeOf(file)).toBe('catalog-damaged');
});

test('garbage in the middle is found by the check, and comes as a problem when it is met', async () => {
  const file = await largeCatalog();
  const pages = statSync(file).size / 4_096;
  const descriptor = openSync(file, 'r+');
  for (let page = Math.floor(pages / 4); page < pages; page += 1) {
    writeSync(descriptor, Buffer.alloc(4_096, 0xa5), 0, 4_096, page * 4_096);
  }
  closeSync(descriptor);
  const catalog = opened(file);
  const checked = catalog.check();
  expect(checked.ok ? 'intact' : checked.problem.code).toBe('catalog-damaged');
  expect(() => readEverything(catalog)).toThrow(
    expect.objectContaining({ problem: expect.objectContaining({ code: 'catalog-damaged' }) }),
  );
  expect(() => readEverything(catalog)).toThrow(ProblemError);
});

test('a whole catalog passes the check', async () => {
  expect(opened(await largeCatalog()).check()).toEqual({ ok: true, value: undefined });
});

test('a folder that is not there is a problem of the data folder', async () => {
  expect(codeOf(join(await temporaryFolder(), 'no', 'such', 'catalog.sqlite'))).toBe('data-folder-unusable');
});

test('two processes may open one new catalog', async () => {
  const file = await catalogFile();
  const first = opened(file);
  const second = opened(file);
  first.sources.ensure('library', 'a', 'a');
  expect(second.sources.all()).toHaveLength(1);
});

function readEverything(catalog: Catalog): void {
  for (let after = 0; ; ) {
    const page = catalog.itemQueries.page({ limit: 500, after });
    const last = page.at(-1);
    if (last === undefined) return;
    for (const { id } of page) catalog.sidecars.verbatim(id);
    after = last.id;
  }
}

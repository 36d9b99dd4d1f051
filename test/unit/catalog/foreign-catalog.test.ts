import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type { Catalog } from '../../../electron/engine/catalog/catalog.ts';
import { emptyCatalog } from '../../../electron/engine/catalog/schema/migrations.ts';
import { restoreCatalog } from '../../../electron/engine/catalog/snapshots/snapshot.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { at, begun, claimed, freshCatalog, goodValue, opened, reportOf, stored } from './catalog-fixture.ts';

const names = ['A', 'B', 'C'];
const pathOf = (name: string): string => `Photos/2023/08/${name}.JPG`;

/** A snapshot with three photos, an album of two of them, and a move that was begun. */
async function snapshot(): Promise<string> {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  const ids = claimed(catalog, source, run, names);
  const [photo] = ids.map((id, index) => stored(catalog, run, id, `bytes of ${names[index]}`, `${names[index]}.JPG`));
  catalog.albums.record(run, source, [
    { key: 'trip', title: 'Trip', itemCount: null, coverItemKey: null, fingerprint: 'f' },
  ]);
  catalog.albums.recordItems(run, source, { albumKey: 'trip', from: 0, keys: ['A', 'B'] });
  const made = ['A', 'B'].map((name) => {
    return {
      name: `${name}.JPG`,
      target: pathOf(name),
      kind: 'copy',
      bytes: 1_000,
      mtimeMs: 1_700_000_000_000,
    } as const;
  });
  const settled = { kind: 'copy', revision: catalog.albumViews.due('copy', { limit: 1, after: 0 })[0]?.revision ?? 0 };
  catalog.albumViews.record(1, {
    folder: { path: 'Albums/Trip', key: 'ALBUMS/TRIP' },
    made,
    settled: { ...settled, kind: 'copy' },
  });
  const taken = { takenLocal: '2020-03-01T10:00:00', zoneMinutes: 60, takenAt: 1_583_053_200 } as const;
  catalog.relocations.plan([
    {
      assetId: photo?.assetId ?? 0,
      candidates: [{ path: 'Photos/2020/03/A.JPG', key: 'photos/2020/03/a.jpg' }],
      body: {
        kind: 'move',
        taken: { ...taken, takenReason: 'sidecar', zoneReason: 'place' },
        wantedPath: 'Photos/2020/03/A.JPG',
      },
    },
  ]);
  catalog.runs.finish(reportOf(run));
  const path = join(await temporaryFolder(), 'catalog.sqlite');
  goodValue(await catalog.snapshots.write(path));
  return path;
}

/** Changes a snapshot the way whoever had the disk could. */
function tamper(path: string, sql: string): void {
  const database = new DatabaseSync(path, { enableForeignKeyConstraints: false, defensive: false });
  database.exec(sql);
  database.close();
}

async function restored(sql: string) {
  const path = await snapshot();
  tamper(path, sql);
  const file = join(await temporaryFolder(), 'catalog.sqlite');
  return { file, outcome: restoreCatalog(file, path) };
}

async function leftOut(
  sql: string,
): Promise<{ readonly count: number; readonly catalog: Catalog; readonly file: string }> {
  const { file, outcome } = await restored(sql);
  return { count: goodValue(outcome).leftOut, catalog: opened(file), file };
}

/** What a later run reads of a catalog. Throws where a row would end it. */
function readAll(catalog: Catalog) {
  catalog.runs.endInterrupted();
  return {
    due: catalog.albumViews.due('copy', { limit: 50, after: 0 }),
    entries: [...catalog.albumViews.entries(1)].map(({ name }) => name),
    folder: catalog.albumViews.freeFolder(1, [{ path: 'Albums/new', key: 'new' }]).path,
    sums: [...catalog.assets.sums()].map(({ path }) => path),
    moves: catalog.relocations.open().map(({ to }) => to),
    leftovers: [...catalog.storage.leftovers()].map(({ path }) => path),
    items: catalog.itemQueries.page({ limit: 50, after: 0 }).map(({ key, state }) => `${key} ${state}`),
    standings: names.map((_, index) => catalog.effectiveMetadata.of(index + 1)),
  };
}

function attempt(kind: string, when: string, body: string): string {
  return `INSERT INTO failed_attempt (source_kind, account, label, at, problem) VALUES ('${kind}', 'a', 'a', '${when}', '${body}')`;
}

const asItWas = {
  due: [],
  entries: ['A.JPG', 'B.JPG'],
  folder: 'Albums/Trip',
  sums: names.map(pathOf),
  moves: ['Photos/2020/03/A.JPG'],
  leftovers: [],
  items: ['A stored', 'B stored', 'C stored'],
};

test('a snapshot that nobody touched loses nothing', async () => {
  const { count, catalog } = await leftOut('SELECT 1');
  expect(count).toBe(0);
  expect(readAll(catalog)).toMatchObject(asItWas);
});

test.each([1, 2, 3, 6])('a snapshot of version %i is one of ours', async (version) => {
  const folder = await temporaryFolder();
  const made = emptyCatalog(version);
  made.execute(`PRAGMA application_id = ${0x41667472}; PRAGMA user_version = ${version}`);
  made.execute("INSERT INTO source (kind, account, label) VALUES ('library', 'a', 'a')");
  made.execute(`VACUUM INTO '${join(folder, 'old.sqlite')}'`);
  made.close();
  expect(goodValue(restoreCatalog(join(folder, 'catalog.sqlite'), join(folder, 'old.sqlite')))).toEqual({ leftOut: 0 });
  expect(opened(join(folder, 'catalog.sqlite')).sources.all()).toHaveLength(1);
});

const outside = ['../../../thesis.tex', '/etc/passwd', '..', '.', '', 'a/b', 'a\\b', '..\\a', 'C:x', '.hidden', 'a\nb'];

test.each(outside)('an album entry called %j is forgotten, and its album looked at again', async (name) => {
  const { count, catalog } = await leftOut(
    `UPDATE album_entry SET name = '${name}' WHERE name = 'A.JPG'; UPDATE album SET view_settled = revision`,
  );
  expect(count).toBe(1);
  expect(readAll(catalog)).toMatchObject({ ...asItWas, entries: ['B.JPG'], due: [{ title: 'Trip' }] });
});

test.each([
  ["'../thesis.tex', 1", []],
  ["'.afterimage/quarantine/A.JPG', 1", []],
  ["'Photos/2023/08/Z.JPG', 999", []],
  ["'Photos/2023/08/B.JPG', 1", []],
  ["'Photos/2020/03/Z.JPG', 1", ['Photos/2020/03/Z.JPG']],
] as const)('of names that are to be removed, only second names of our photos stay: %s', async (values, kept) => {
  const { catalog } = await leftOut(
    `PRAGMA foreign_keys = OFF; INSERT INTO asset (id, sha256, state, path, bytes, mime_type, taken_reason)
       SELECT 999, hex(zeroblob(32)), 'lost', 'Photos/2023/08/lost.JPG', 1, 'image/jpeg', 'none';
     INSERT INTO old_name (path, asset_id) VALUES (${values})`,
  );
  expect(catalog.relocations.oldNames({ limit: 9, after: '' }).map(({ path }) => path)).toEqual(kept);
});

test('an album entry with a NUL in its name is forgotten', async () => {
  const { catalog } = await leftOut("UPDATE album_entry SET name = '../x' || char(0) || 'a' WHERE name = 'A.JPG'");
  expect(readAll(catalog).entries).toEqual(['B.JPG']);
});

test.each([
  "target = '../../../etc/passwd'",
  "target = '.afterimage/catalog.sqlite'",
  "target = 'SHA256SUMS'",
  "kind = 'folder'",
  'bytes = -1',
  'bytes = bytes + 1',
  "target = 'Photos/2023/08/none.JPG'",
])('an album entry with %s is forgotten', async (change) => {
  const { count, catalog } = await leftOut(`UPDATE album_entry SET ${change} WHERE name = 'A.JPG'`);
  expect(count).toBe(1);
  expect(readAll(catalog).entries).toEqual(['B.JPG']);
});

test.each([
  '../..',
  '/home',
  'Albums',
  'Albums/',
  'Albums/..',
  'Albums/../Photos',
  'Albums/a/b',
  'Photos/2023',
  '.afterimage',
  'Albums/..\\x',
])('the album folder %j is chosen anew, and what was made in it forgotten', async (folder) => {
  const { catalog } = await leftOut(`UPDATE album SET folder = '${folder}', view_settled = revision`);
  expect(readAll(catalog)).toMatchObject({ folder: 'Albums/new', entries: [], due: [{ title: 'Trip', folder: null }] });
});

test('an album folder without its key is chosen again', async () => {
  const { catalog } = await leftOut('UPDATE album SET folder_key = NULL');
  expect(readAll(catalog)).toMatchObject({ folder: 'Albums/new', entries: [] });
});

test.each([
  '/etc/hostname',
  '../x.jpg',
  'Photos/../../x.jpg',
  'Photos',
  'Photos//x.jpg',
  'SHA256SUMS',
  '.afterimage/destination.json',
  'Albums/Trip/a.jpg',
  'Photos/..\\..\\x.jpg',
  'C:\\x.jpg',
  '',
  pathOf('B'),
])('a photo at %j is wanted again', async (path) => {
  const { count, catalog } = await leftOut(`UPDATE asset SET path = '${path}' WHERE path = '${pathOf('C')}'`);
  expect(count).toBe(1);
  expect(readAll(catalog)).toMatchObject({
    ...asItWas,
    sums: [pathOf('A'), pathOf('B')],
    items: ['A stored', 'B stored', 'C wanted'],
  });
  // The run's sums agree.
  const run = begun(catalog, 1);
  catalog.transfers.claim(1, run, 10);
  expect(catalog.runs.accounting(run).balanced).toBe(true);
});

test('a photo in quarantine lies there, and only what is in quarantine does', async () => {
  const kept = await leftOut(
    `UPDATE asset SET state = 'quarantined', replaced_by = 1, path = '.afterimage/quarantine/Photos/x.jpg' WHERE id = 3;
     UPDATE item SET asset_id = 1 WHERE asset_id = 3`,
  );
  expect(kept.count).toBe(0);
  const moved = await leftOut("UPDATE asset SET path = '.afterimage/quarantine/x.jpg' WHERE id = 3");
  expect(moved.count).toBe(1);
});

test('a place that is reserved for nobody is given back', async () => {
  const { catalog } = await leftOut("UPDATE asset SET state = 'reserved', reserved_item = NULL WHERE id = 3");
  expect(readAll(catalog)).toMatchObject({ leftovers: [], items: ['A stored', 'B stored', 'C wanted'] });
});

test('photos that are stored without a file are wanted', async () => {
  const { catalog } = await leftOut("UPDATE asset SET state = 'lost', path_key = NULL WHERE id = 3");
  expect(readAll(catalog).items).toEqual(['A stored', 'B stored', 'C wanted']);
});

test.each(['no JSON', '{}', '{"code":"nosuch"}', 'null'])('a problem that reads %j is forgotten', async (body) => {
  const { catalog } = await leftOut(
    `INSERT INTO problem (run_id, item_id, code, body, since, at) VALUES (1, 1, 'x', '${body}', '${at(1)}', '${at(1)}');
     INSERT INTO problem (run_id, code, body, since, at) VALUES (1, 'x', '${body}', '${at(1)}', '${at(1)}');
     UPDATE run SET problem = '${body}'; ${attempt('library', at(1), body)}`,
  );
  expect(catalog.itemQueries.page({ limit: 50, after: 0 }).map(({ problem }) => problem)).toEqual([null, null, null]);
  expect(catalog.problems.open({ limit: 9, after: 0 })).toEqual([]);
  expect(catalog.runs.latest(9).filter(({ problem }) => problem?.code === 'internal')).toEqual([]);
});

test.each([
  ['itself', 'UPDATE asset SET replaced_by = id WHERE id = 1'],
  ['each other', 'UPDATE asset SET replaced_by = 3 - id WHERE id IN (1, 2)'],
  ['what is lost', "UPDATE asset SET state = 'lost' WHERE id = 3; UPDATE asset SET replaced_by = 3 WHERE id = 1"],
])('a photo does not give way to %s', async (_what, sql) => {
  const { catalog } = await leftOut(sql);
  expect(catalog.copies.replaced()).toEqual([]);
});

const quarantining = (id: number): string => `body = '{"kind":"quarantine","replacedBy":${id}}'`;
test.each([
  "to_path = '../x.jpg'",
  "to_path = '/tmp/x.jpg'",
  "to_path = 'SHA256SUMS'",
  "to_path = '.afterimage/destination.json'",
  "to_path = '.afterimage/quarantine/x.jpg'",
  "from_path = '../x.jpg'",
  `from_path = '${pathOf('B')}'`,
  'to_key = (SELECT path_key FROM asset WHERE id = 2)',
  "body = 'no JSON'",
  "body = '{}'",
  "body = json_set(body, '$.taken.takenAt', 1e300)",
  "body = json_set(body, '$.taken.takenAt', NULL, '$.taken.takenLocal', 'now')",
  quarantining(2),
  `${quarantining(1)}, to_path = '.afterimage/quarantine/x.jpg'`,
  `${quarantining(99)}, to_path = '.afterimage/quarantine/x.jpg'`,
])('a move with %s is forgotten', async (change) => {
  const { count, catalog } = await leftOut(`UPDATE relocation SET ${change}`);
  expect(count).toBe(1);
  expect(readAll(catalog)).toMatchObject({ ...asItWas, moves: [] });
});

test.each([
  ['a trigger', 'CREATE TRIGGER t AFTER INSERT ON run BEGIN DELETE FROM asset; END'],
  ['a view', 'CREATE VIEW v AS SELECT * FROM asset'],
  ['a table', 'CREATE TABLE mine (x)'],
  ['an index', 'CREATE UNIQUE INDEX mine ON item (id)'],
  ['a column', 'ALTER TABLE asset ADD COLUMN mine TEXT'],
  ['no index', 'DROP INDEX asset_path'],
  ['no table', 'DROP TABLE relocation'],
  [
    'a view in place of a table',
    'DROP TABLE relocation; CREATE VIEW relocation AS SELECT 1 AS asset_id, path AS from_path, path AS to_path FROM asset',
  ],
  [
    'a table of another form',
    "DROP TABLE relocation; CREATE TABLE relocation (asset_id, from_path, to_path, to_key, body CHECK (body = 'never'))",
  ],
  [
    'an index that leads elsewhere',
    `PRAGMA writable_schema = ON;
     UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'asset_state') WHERE name = 'asset_path'`,
  ],
  ['a row that leads to none', 'INSERT INTO album_item VALUES (99, 99, 0, 0)'],
  ["a row against the table's own rules", "PRAGMA ignore_check_constraints = ON; UPDATE item SET state = 'odd'"],
  ['no state', 'DELETE FROM catalog_state'],
  ['a comparison of no kind', 'UPDATE catalog_state SET comparison_due = 3'],
  ['a stamp being written that is none', "UPDATE catalog_state SET writing_stamp = 'x'"],
  ...(
    [
      ['id', "'x'", "'host'", "'2026-11-21T10:00:00.000Z'"],
      ['time', "'8f14e45f-ceea-4672-9b0c-7a1d2e3f4a5b'", "'host'", "'now'"],
      ['host', "'8f14e45f-ceea-4672-9b0c-7a1d2e3f4a5b'", "printf('%300c', 'h')", "'2026-11-21T10:00:00.000Z'"],
    ] as const
  ).map(([what, id, machine, time]): [string, string] => [
    `a stamp with a bad ${what}`,
    `INSERT INTO folder_stamp (id, generation, machine, run, at) VALUES (${id}, 1, ${machine}, 1, ${time})`,
  ]),
  ['another state of an asset', "UPDATE asset SET state = 'odd'"],
  ['another reason', "UPDATE asset SET taken_reason = 'odd'"],
  ['another reason of a zone', "UPDATE asset SET zone_reason = 'odd'"],
  ['another fidelity', "UPDATE asset SET fidelity = 'odd'"],
  ['another outcome of a verification', "UPDATE asset SET verified_outcome = 'odd'"],
  ['a checksum that is a path', `UPDATE asset SET sha256 = '${'../'.repeat(21)}x' WHERE id = 1`],
  ['a checksum of capitals', 'UPDATE asset SET sha256 = upper(sha256)'],
  ['a negative length', 'UPDATE asset SET bytes = -5'],
  ['a width below nothing', 'UPDATE asset SET width = -1'],
  ['a negative height of what a source shows', 'UPDATE item SET height = -1'],
  ['an album of fewer than no items', 'UPDATE album SET item_count = -1'],
  ['lengths whose sum cannot be read', 'UPDATE asset SET bytes = 9007199254740991'],
  ['a time that is none', "UPDATE asset SET taken_local = 'now'"],
  ['a moment out of range', 'UPDATE asset SET taken_at = 9000000000000000'],
  ['facts that are no JSON', "UPDATE asset SET embedded = '{'"],
  ['people that are no JSON', "UPDATE item SET people = '['"],
  ['another way to claim', "UPDATE item SET state = 'wanted', claimable = 7 WHERE id = 3"],
  ['a number that cannot be read', 'UPDATE item SET width = 9223372036854775807'],
  [
    'an id without a next one',
    'UPDATE album_item SET album_id = 9223372036854775807; UPDATE album SET id = 9223372036854775807',
  ],
  ['runs that come to an end', 'UPDATE sqlite_sequence SET seq = 9223372036854775807'],
  ['infinite seconds', 'UPDATE run SET seconds = 9e999'],
  ['another source', "UPDATE source SET kind = 'odd'"],
  ['another kind of run', "UPDATE run SET kind = 'odd'"],
  ['another outcome of a run', "UPDATE run SET outcome = 'odd'"],
  ['a run that ended without an end', 'UPDATE run SET finished_at = NULL'],
  ['a run that began at no time', "UPDATE run SET started_at = 'now'"],
  ['a run that was alive at no time', "UPDATE run SET active_at = ''"],
  [
    'a part beyond any number',
    `INSERT INTO export (stamp, first_seen) VALUES ('20260301T120000Z', 'x');
     INSERT INTO part (export_id, number, name, path, format, fingerprint, bytes, state, arrived_at)
     VALUES (last_insert_rowid(), 999999999, 'x', 'x', 'zip', 'x', 1, 'imported', 'x')`,
  ],
  ...['covers_until', 'kind', 'kind_reason'].map((column): [string, string] => [
    `another ${column} of an export`,
    `INSERT INTO export (stamp, first_seen, ${column}) VALUES ('x', '${at(1)}', 'odd')`,
  ]),
  ...['imported_at', 'trashed_at', 'md5'].map((column): [string, string] => [
    `another ${column} of a file in Drive`,
    `INSERT INTO export (stamp, first_seen) VALUES ('y', '${at(1)}');
     INSERT INTO part (export_id, name, path, format, fingerprint, bytes, state, arrived_at)
     VALUES (last_insert_rowid(), 'x', 'x', 'zip', 'x', 1, 'imported', '${at(1)}');
     INSERT INTO drive_file (file_id, md5, bytes, name, part_id, imported_at)
     VALUES ('f', '${'0'.repeat(32)}', 1, 'x', last_insert_rowid(), '${at(1)}');
     UPDATE drive_file SET ${column} = 'odd'`,
  ]),
  ['an attempt at no time', attempt('library', 'soon', '{}')],
  ['an attempt of another source', attempt('odd', at(1), '{}')],
  ['another view', "UPDATE album SET view_kind = 'odd'"],
  ...[
    ...['run.started_at', 'run.active_at', 'run.finished_at', 'asset.stored_at', 'asset.verified_at'],
    ...['item.absent_since', 'album.absent_since'],
  ].flatMap((name): [string, string][] => {
    const [table = '', column = ''] = name.split('.');
    return ['soon', '2023-02-30T10:00:00.000Z', '2023-08-12T10:00:00', '2023-08-12 10:00:00Z', '0'].map((value) => [
      `the moment ${value} in ${name}`,
      `UPDATE ${table} SET ${column} = '${value}'`,
    ]);
  }),
  ...['soon', '2023-02-30T10:00:00.000Z', ''].map((value): [string, string] => [
    `a copy in an album that was read at '${value}'`,
    `INSERT INTO album_copy_read SELECT album_id, name, '${value}' FROM album_entry`,
  ]),
  ...['first_seen', 'arrived_at', 'imported_at'].map((column): [string, string] => {
    const moment = "'2023-08-12T10:00:00.000Z'";
    const moments = { first_seen: moment, arrived_at: moment, imported_at: moment, [column]: "'soon'" };
    return [
      `an export whose ${column} is no moment`,
      `INSERT INTO export (id, stamp, first_seen) VALUES (1, 's', ${moments.first_seen});
       INSERT INTO part (export_id, name, path, format, fingerprint, bytes, state, arrived_at, imported_at)
       VALUES (1, 'n', 'p', 'zip', 'f', 1, 'imported', ${moments.arrived_at}, ${moments.imported_at})`,
    ];
  }),
  ['a problem met at no time', "INSERT INTO problem (code, body, since, at) VALUES ('internal', '{}', 'now', 'now')"],
  ...['favourite', 'archived', 'partner'].map((column): [string, string] => [
    `half of what an export says: ${column} missing`,
    `UPDATE item SET people = '[]', favourite = 0, archived = 0, partner = 0; UPDATE item SET ${column} = NULL`,
  ]),
  ['less than no photos', 'UPDATE run SET present = -1'],
  ['a run of less than no time', 'UPDATE run SET seconds = -1'],
  ['a photo that was stored at no time', "UPDATE asset SET stored_at = NULL WHERE state = 'stored'"],
])('a snapshot with %s is refused, and nothing takes the place of the catalog', async (_what, sql) => {
  const { file, outcome } = await restored(sql);
  expect(outcome).toMatchObject({ ok: false, problem: { code: 'catalog-damaged' } });
  expect(existsSync(file)).toBe(false);
  expect(existsSync(`${file}.restoring`)).toBe(false);
});

test('a trigger does nothing even while the snapshot is brought to its present form', async () => {
  const folder = await temporaryFolder();
  const old = join(folder, 'old.sqlite');
  const made = emptyCatalog(3);
  made.execute(`PRAGMA application_id = ${0x41667472}; PRAGMA user_version = 3`);
  made.execute(`VACUUM INTO '${old}'`);
  made.close();
  tamper(old, 'CREATE TRIGGER t AFTER UPDATE ON item BEGIN DELETE FROM item; END');
  expect(restoreCatalog(join(folder, 'catalog.sqlite'), old)).toMatchObject({ problem: { code: 'catalog-damaged' } });
  rmSync(old);
});

test('what comes of a snapshot that lost rows is written to the folder again', async () => {
  const { catalog } = await leftOut(
    "UPDATE album_entry SET name = '..' WHERE name = 'A.JPG'; UPDATE catalog_state SET snapshot_changes = changes",
  );
  expect(catalog.snapshots.changed()).toBe(true);
  expect(catalog.albumViews.due('copy', { limit: 1, after: 0 })).toHaveLength(1);
  catalog.assets.recordVerification(1, 'missing', at(9));
});

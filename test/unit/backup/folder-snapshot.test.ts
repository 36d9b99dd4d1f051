import { execFileSync } from 'node:child_process';
import { lstat, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, test } from 'vitest';
import { writeFolderSnapshot } from '../../../electron/engine/backup/folder-snapshot.ts';
import type { Catalog } from '../../../electron/engine/catalog/catalog.ts';
import type { Destination } from '../../../electron/engine/destination/identity.ts';
import { bystander } from '../../support/bystander.ts';
import { begun, freshCatalog, seen } from '../catalog/catalog-fixture.ts';
import { now, openedDestination } from '../destination/open-folder.ts';

let destination: Destination;
let catalog: Catalog;
let snapshot: string;

beforeEach(async () => {
  destination = await openedDestination();
  snapshot = join(destination.path, '.afterimage/catalog.sqlite');
  const fresh = await freshCatalog();
  catalog = fresh.catalog;
  catalog.items.record(begun(catalog, fresh.source), fresh.source, [seen('A')], '2026');
  expect(await written()).toBeNull();
});

const written = (isRefused = false) => writeFolderSnapshot({ destination, catalog, now, isRefused });
const namesIn = async (): Promise<readonly string[]> =>
  (await readdir(join(destination.path, '.afterimage'))).filter((name) => name.startsWith('catalog')).toSorted();

test('the copy of before is replaced', async () => {
  expect(await written()).toBeNull();
  expect(await namesIn()).toEqual(['catalog.sqlite']);
});

test('a copy of a newer Afterimage stays as it is, and that is told', async () => {
  const database = new DatabaseSync(snapshot);
  database.exec('PRAGMA user_version = 99');
  database.close();
  const before = await readFile(snapshot);
  for (const isRefused of [false, true]) {
    expect(await written(isRefused)).toMatchObject({ code: 'catalog-newer', detail: expect.stringContaining('99') });
  }
  expect(Buffer.compare(await readFile(snapshot), before)).toBe(0);
  expect(await namesIn()).toEqual(['catalog.sqlite']);
});

test.each([
  ['is no database', 'damaged '.repeat(50), false],
  ['was refused when it was opened', null, true],
])('a copy that %s is kept aside', async (_what, text, isRefused) => {
  if (text !== null) await writeFile(snapshot, text);
  const before = await readFile(snapshot);
  expect(await written(isRefused)).toBeNull();
  const [own, aside = ''] = await namesIn();
  expect([own, aside]).toEqual(['catalog.sqlite', expect.stringContaining('.damaged-')]);
  expect(Buffer.compare(await readFile(join(destination.path, '.afterimage', aside)), before)).toBe(0);
});

test.each([
  ['a link', 'destination-link', (outside: string) => symlink(outside, snapshot)],
  ['a named pipe', 'destination-unsuitable', async () => void execFileSync('mkfifo', [snapshot])],
  ['a folder', 'destination-unsuitable', async () => void (await mkdir(snapshot))],
])('%s in its place is told and stays', async (_what, code, leave) => {
  const outside = await bystander();
  const before = await outside.state();
  await rm(snapshot);
  await leave(outside.file);
  const { ino } = await lstat(snapshot);
  expect(await written()).toMatchObject({ code });
  expect((await lstat(snapshot)).ino).toBe(ino);
  expect(await outside.state()).toEqual(before);
});

import { createHash } from 'node:crypto';
import { mkdir, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Problem, problemOf } from '../../../electron/contract/problem.ts';
import { lacksFolders, noticeMissingFiles } from '../../../electron/engine/backup/presence.ts';
import { adoptUnknownFiles, noticeDisplacedFiles } from '../../../electron/engine/backup/recovery.ts';
import type { Catalog } from '../../../electron/engine/catalog/catalog.ts';
import type { Destination } from '../../../electron/engine/destination/identity.ts';
import { sumsLine } from '../../../electron/engine/destination/sums.ts';
import { begun, claimed, facts, freshCatalog, places } from '../catalog/catalog-fixture.ts';
import { now, openedDestination, threadsForTest } from '../destination/open-folder.ts';

const png = (name: string): Buffer =>
  Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.from(name.padEnd(40))]);
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const noon = new Date('2023-08-01T12:00:00.000Z');

let destination: Destination;
let catalog: Catalog;
let path: string;
let assetId: number;
const inside = (name: string): string => join(destination.path, name);

async function put(name: string, bytes: Buffer, time = noon): Promise<void> {
  await mkdir(dirname(inside(name)), { recursive: true });
  await writeFile(inside(name), bytes);
  await utimes(inside(name), time, time);
}

beforeEach(async () => {
  destination = await openedDestination();
  const fresh = await freshCatalog();
  catalog = fresh.catalog;
  const run = begun(catalog, fresh.source);
  const [item = 0] = claimed(catalog, fresh.source, run, ['A']);
  const content = facts('A', { sha256: sha256(png('A')), bytes: png('A').length });
  const [reserved] = catalog.storage.reserve(
    run,
    [{ itemId: item, facts: content, candidates: places('A.PNG') }],
    '2026',
  );
  if (reserved?.kind !== 'reserved') throw new Error('not reserved');
  ({ assetId, path } = reserved);
  catalog.storage.commit(run, [{ assetId, itemId: item, storedAt: '2026', mtime: noon.getTime() }]);
  await put(path, png('A'));
});

async function compare(): Promise<Record<string, string>> {
  const deps = {
    destination,
    catalog,
    threads: threadsForTest(),
    now: () => now,
    signal: new AbortController().signal,
  };
  await noticeDisplacedFiles(deps);
  await adoptUnknownFiles(deps);
  return Object.fromEntries([...catalog.assets.sums()].map((sum) => [sum.path, sum.sha256]));
}

test('other bytes of another time at the path of a file are told from it', async () => {
  await put(path, png('B'), now);
  expect(await compare()).toEqual({ [path]: sha256(png('B')) });
  expect(catalog.itemQueries.page({ limit: 5, after: 0 })).toMatchObject([{ state: 'failed' }]);
});

test('other bytes of another length are, too, and the file is found where it is now', async () => {
  await rename(inside(path), inside('Photos/0 moved.png'));
  await put(path, png('B'.repeat(50)));
  expect(await compare()).toEqual({ [path]: sha256(png('B'.repeat(50))), 'Photos/0 moved.png': sha256(png('A')) });
  expect(catalog.itemQueries.page({ limit: 5, after: 0 })).toMatchObject([{ state: 'stored' }]);
});

test('a file of no known format is found where it is now when it is one of ours, and left alone when it is not', async () => {
  const source = catalog.sources.ensure('library', 'acc', 'acc');
  const run = begun(catalog, source);
  const old = Buffer.from([1, 2, 3, 0, 0, 200]);
  const [item = 0] = claimed(catalog, source, run, ['old']);
  const content = facts('old', { sha256: sha256(old), bytes: old.length });
  const [reserved] = catalog.storage.reserve(
    run,
    [{ itemId: item, facts: content, candidates: places('old.xyz') }],
    '2026',
  );
  if (reserved?.kind !== 'reserved') throw new Error('not reserved');
  catalog.storage.commit(run, [{ assetId: reserved.assetId, itemId: item, storedAt: '2026', mtime: noon.getTime() }]);
  await put(reserved.path, png('B'));
  await put('Photos/moved.xyz', old);
  await put('Photos/mine.xyz', Buffer.from([1, 2, 3, 0, 0, 201]));
  expect(await compare()).toMatchObject({ 'Photos/moved.xyz': sha256(old) });
  expect(Object.keys(await compare())).not.toContain('Photos/mine.xyz');
});

test("other bytes where the list of the folder names the file as well are damage, and take nobody's place", async () => {
  await put('SHA256SUMS', Buffer.from(sumsLine({ sha256: sha256(png('A')), path })));
  await put(path, Buffer.alloc(png('A').length), now);
  expect(await compare()).toEqual({ [path]: sha256(png('A')) });
  expect(catalog.assets.atPath(path)).toMatchObject({ id: assetId, state: 'stored' });
  // A later state of the folder has another file there.
  await put('SHA256SUMS', Buffer.from(sumsLine({ sha256: sha256(png('B')), path })));
  await put(path, png('B'), now);
  expect(await compare()).toEqual({ [path]: sha256(png('B')) });
});

test('a file that only has another time stays known, and is not read the next time', async () => {
  await put(path, png('A'), now);
  expect(await compare()).toEqual({ [path]: sha256(png('A')) });
  expect(catalog.assets.atPath(path)).toMatchObject({
    id: assetId,
    state: 'stored',
    mtime: (await stat(inside(path))).mtimeMs,
  });
});

test('a file of the same length and time is not read', async () => {
  await rm(inside(path));
  await put(path, png('B'));
  expect(await compare()).toEqual({ [path]: sha256(png('A')) });
});

describe('a year that was taken away', () => {
  const told: Problem[] = [];
  const { signal } = new AbortController();
  const notice = () =>
    noticeMissingFiles({
      ...{ destination, catalog, threads: threadsForTest(), now: () => now, signal },
      onProblem: (met) => told.push(met),
      onChanged: (path) => expect.unreachable(path),
    });

  test('is missed at once', async () => {
    expect(await lacksFolders({ destination, catalog })).toBe(false);
    await rename(inside('Photos/2023'), inside('moved'));
    expect(await lacksFolders({ destination, catalog })).toBe(true);
    expect(await notice()).toBe(1);
    expect(await lacksFolders({ destination, catalog })).toBe(false);
  });

  test('and replaced by a link is neither there nor missing, which is told once', async () => {
    await rename(inside('Photos/2023'), inside('moved'));
    await symlink(inside('moved'), inside('Photos/2023'));
    told.length = 0;
    expect(await lacksFolders({ destination, catalog })).toBe(false);
    expect(await notice()).toBe(0);
    expect(told).toMatchObject([{ code: 'destination-link', detail: expect.stringContaining('Photos/2023') }]);
  });

  test('with the whole disk is no loss of files', async () => {
    await rename(destination.path, `${destination.path}-away`);
    expect(await lacksFolders({ destination, catalog })).toBe(false);
    expect(await notice().catch((thrown: unknown) => problemOf(thrown).code)).toBe(0);
    await rename(`${destination.path}-away`, destination.path);
  });
});

import { expect, test } from 'vitest';
import { problem } from '../../../electron/contract/problem.ts';
import type { Catalog } from '../../../electron/engine/catalog/catalog.ts';
import { at, begun, claimed, facts, freshCatalog, opened, places, seen, stored } from './catalog-fixture.ts';

async function withItems(...keys: readonly string[]) {
  const fresh = await freshCatalog();
  const run = begun(fresh.catalog, fresh.source);
  return { ...fresh, run, ids: claimed(fresh.catalog, fresh.source, run, keys) };
}

function reserve(catalog: Catalog, run: number, itemId: number | undefined, content: string, name: string) {
  const request = { itemId: itemId ?? 0, facts: facts(content), candidates: places(name) };
  const [reservation] = catalog.storage.reserve(run, [request], at(1));
  if (reservation === undefined) throw new Error('No answer');
  return reservation;
}

test('a new content gets the first free place, whatever the letter case', async () => {
  const { catalog, run, ids } = await withItems('A', 'B', 'C');
  const reservations = catalog.storage.reserve(
    run,
    ['IMG.JPG', 'img.jpg', 'IMG.JPG'].map((name, index) => ({
      itemId: ids[index] ?? 0,
      facts: facts(`content ${index}`),
      candidates: places(name),
    })),
    at(1),
  );
  expect(reservations).toEqual([
    { kind: 'reserved', assetId: 1, path: 'Photos/2023/08/IMG.JPG' },
    { kind: 'reserved', assetId: 2, path: 'Photos/2023/08/img.jpg (2)' },
    { kind: 'reserved', assetId: 3, path: 'Photos/2023/08/IMG.JPG (3)' },
  ]);
});

test('a stored file shows with all its facts, and its item is no longer wanted', async () => {
  const { catalog, source, run, ids } = await withItems('A');
  const { assetId, path } = stored(catalog, run, ids[0] ?? 0, 'content', 'IMG.JPG');
  expect(catalog.assets.atPath(path)).toEqual({
    ...facts('content'),
    ...{ id: assetId, state: 'stored', path, storedAt: at(1), mtime: 1_700_000_000_000, verified: null },
  });
  expect(catalog.itemQueries.item(ids[0] ?? 0)).toMatchObject({
    state: 'stored',
    path,
    sha256: facts('content').sha256,
  });
  expect(catalog.transfers.claim(source, begun(catalog, source), 9)).toEqual([]);
});

test('the same bytes once more are present: nothing is stored twice', async () => {
  const { catalog, source, run, ids } = await withItems('A', 'B');
  const first = stored(catalog, run, ids[0] ?? 0, 'content', 'IMG.JPG');
  expect(reserve(catalog, run, ids[1], 'content', 'other.jpg')).toMatchObject({
    ...{ kind: 'present', asset: { id: first.assetId, path: first.path } },
  });
  expect(catalog.library.status()).toMatchObject({ assets: 1, bytes: 1_000, items: { stored: 2 } });
  expect(catalog.runs.accounting(run)).toMatchObject({ discovered: 2, stored: 1, present: 1 });
  expect(catalog.transfers.claim(source, begun(catalog, source), 9)).toEqual([]);
});

test('two items with the same bytes in flight: the second waits for the first', async () => {
  const { catalog, run, ids } = await withItems('A', 'B');
  const first = reserve(catalog, run, ids[0], 'content', 'IMG.JPG');
  const second = reserve(catalog, run, ids[1], 'content', 'IMG.JPG');
  expect(first).toMatchObject({ kind: 'reserved', assetId: 1 });
  expect(second).toEqual({ kind: 'pending', assetId: 1 });
  catalog.storage.commit(run, [{ assetId: 1, itemId: ids[0] ?? 0, storedAt: at(2), mtime: 1 }]);
  expect(reserve(catalog, run, ids[1], 'content', 'IMG.JPG').kind).toBe('present');
});

test('the same item asking again gets the same place, and after the commit is still counted as stored', async () => {
  const { catalog, run, ids } = await withItems('A');
  const first = reserve(catalog, run, ids[0], 'content', 'IMG.JPG');
  expect(reserve(catalog, run, ids[0], 'content', 'other.jpg')).toEqual(first);
  catalog.storage.commit(run, [{ assetId: 1, itemId: ids[0] ?? 0, storedAt: at(2), mtime: 1 }]);
  expect(reserve(catalog, run, ids[0], 'content', 'IMG.JPG').kind).toBe('present');
  expect(catalog.runs.accounting(run)).toMatchObject({ stored: 1, present: 0 });
});

test('only what was reserved can be committed or dropped', async () => {
  const { catalog, run, ids } = await withItems('A', 'B');
  const [a = 0, b = 0] = ids;
  const commit = (itemId: number) => () =>
    catalog.storage.commit(run, [{ assetId: 1, itemId, storedAt: at(2), mtime: 1 }]);
  expect(commit(a)).toThrow(/not reserved/);
  reserve(catalog, run, a, 'content', 'IMG.JPG');
  expect(commit(b)).toThrow(/not reserved/);
  commit(a)();
  expect(commit(a)).toThrow(/not reserved/);
  expect(() => catalog.storage.drop(1)).toThrow(/not reserved/);
});

test('candidates that come to an end are a mistake', async () => {
  const { catalog, run, ids } = await withItems('A');
  const request = { itemId: ids[0] ?? 0, facts: facts('content'), candidates: [] };
  expect(() => catalog.storage.reserve(run, [request], at(1))).toThrow(/come to an end/);
});

test('after a crash the reservations are found, and are committed or dropped', async () => {
  const { file, catalog, source, run, ids } = await withItems('A', 'B', 'C');
  for (const [index, name] of ['A.JPG', 'B.JPG', 'C.JPG'].entries()) {
    reserve(catalog, run, ids[index], `content of ${name}`, name);
  }
  catalog.storage.commit(run, [{ assetId: 2, itemId: ids[1] ?? 0, storedAt: at(2), mtime: 1 }]);
  catalog.close();

  const again = opened(file);
  expect(again.runs.endInterrupted()).toMatchObject([
    { run, outcome: 'stopped', discovered: 3, stored: 1, skipped: 2 },
  ]);
  const next = begun(again, source);
  const leftovers = [...again.storage.leftovers()];
  expect(leftovers).toEqual([
    {
      assetId: 1,
      itemId: ids[0],
      path: 'Photos/2023/08/A.JPG',
      sha256: facts('content of A.JPG').sha256,
      bytes: 1_000,
    },
    {
      assetId: 3,
      itemId: ids[2],
      path: 'Photos/2023/08/C.JPG',
      sha256: facts('content of C.JPG').sha256,
      bytes: 1_000,
    },
  ]);
  again.storage.commit(next, [{ assetId: 1, itemId: ids[0] ?? 0, storedAt: at(3), mtime: 1 }]);
  again.storage.drop(3);
  expect([...again.storage.leftovers()]).toEqual([]);
  expect(again.transfers.claim(source, next, 9)).toMatchObject([{ key: 'C' }]);
  expect(reserve(again, next, ids[2], 'content of C.JPG', 'C.JPG')).toMatchObject({ path: 'Photos/2023/08/C.JPG' });
});

test('more leftovers than one page holds are all found while they are dropped', async () => {
  const keys = Array.from({ length: 450 }, (_, index) => `item-${index}`);
  const { catalog, run, ids } = await withItems(...keys);
  const requests = ids.map((itemId, index) => ({ itemId, facts: facts(`c${index}`), candidates: places(`${index}`) }));
  catalog.storage.reserve(run, requests, at(1));
  let dropped = 0;
  for (const { assetId } of catalog.storage.leftovers()) {
    catalog.storage.drop(assetId);
    dropped += 1;
  }
  expect(dropped).toBe(450);
  expect([...catalog.storage.leftovers()]).toEqual([]);
});

test('bytes that come back for a missing file go to its old place, for all items that had it', async () => {
  const { catalog, source, run, ids } = await withItems('A', 'B');
  const { assetId, path } = stored(catalog, run, ids[0] ?? 0, 'content', 'IMG.JPG');
  reserve(catalog, run, ids[1], 'content', 'x');
  catalog.assets.recordVerification(assetId, 'missing', at(2));
  expect(catalog.library.status()).toMatchObject({ assets: 0, items: { stored: 0, failed: 2 } });

  const next = begun(catalog, source);
  catalog.items.record(next, source, [seen('A'), seen('B')], at(3));
  expect(catalog.transfers.claim(source, next, 1)).toHaveLength(1);
  expect(reserve(catalog, next, ids[0], 'content', 'elsewhere.jpg')).toEqual({ kind: 'reserved', assetId, path });
  catalog.storage.commit(next, [{ assetId, itemId: ids[0] ?? 0, storedAt: at(4), mtime: 1 }]);
  expect(catalog.library.status()).toMatchObject({ assets: 1, items: { stored: 2, failed: 0 } });
  expect(catalog.problems.open({ limit: 9, after: 0 })).toEqual([]);
  expect(catalog.transfers.claim(source, next, 9)).toEqual([]);
  expect(catalog.runs.accounting(next)).toMatchObject({ discovered: 2, stored: 1, present: 1, balanced: true });
});

test('other bytes for an item whose file is missing take its place', async () => {
  const { catalog, source, run, ids } = await withItems('A');
  const { path } = stored(catalog, run, ids[0] ?? 0, 'transcoded once', 'V.MP4');
  catalog.assets.recordVerification(1, 'missing', at(2));
  const next = begun(catalog, source);
  expect(reserve(catalog, next, ids[0], 'transcoded anew', 'V.MP4')).toEqual({ kind: 'reserved', assetId: 2, path });
  catalog.storage.commit(next, [{ assetId: 2, itemId: ids[0] ?? 0, storedAt: at(3), mtime: 1 }]);
  expect([...catalog.assets.sums()]).toEqual([{ path, sha256: facts('transcoded anew').sha256 }]);
  expect(catalog.problems.open({ limit: 9, after: 0 })).toEqual([]);
});

test('the place of a missing file that another item needs is not given away', async () => {
  const { catalog, source, run, ids } = await withItems('A', 'B', 'C');
  stored(catalog, run, ids[0] ?? 0, 'content', 'IMG.JPG');
  reserve(catalog, run, ids[1], 'content', 'x');
  catalog.assets.recordVerification(1, 'missing', at(2));
  const next = begun(catalog, source);
  expect(reserve(catalog, next, ids[0], 'new bytes', 'IMG.JPG')).toMatchObject({ path: 'Photos/2023/08/IMG.JPG (2)' });
  expect(reserve(catalog, next, ids[2], 'of a third', 'IMG.JPG')).toMatchObject({ path: 'Photos/2023/08/IMG.JPG (3)' });
});

test('a place that turns out to be occupied on the disk is given up, and the next candidate is taken', async () => {
  const { catalog, source, run, ids } = await withItems('A');
  const { assetId, path } = stored(catalog, run, ids[0] ?? 0, 'content', 'IMG.JPG');
  catalog.assets.recordVerification(assetId, 'missing', at(2));
  const next = begun(catalog, source);
  expect(reserve(catalog, next, ids[0], 'content', 'IMG.JPG')).toEqual({ kind: 'reserved', assetId, path });
  catalog.storage.drop(assetId);
  const [again] = catalog.storage.reserve(
    next,
    [{ itemId: ids[0] ?? 0, facts: facts('content'), candidates: [...firstTwo('IMG.JPG')].slice(1) }],
    at(3),
  );
  expect(again).toEqual({ kind: 'reserved', assetId, path: 'Photos/2023/08/IMG.JPG (2)' });
});

function* firstTwo(name: string) {
  let count = 0;
  for (const place of places(name)) {
    yield place;
    count += 1;
    if (count === 2) return;
  }
}

test('that a photo came damaged stays said, whatever is found of its file later', async () => {
  const { catalog, run, ids } = await withItems('A');
  const damage = problem('photo-damaged');
  const request = { itemId: ids[0] ?? 0, facts: facts('content'), candidates: places('IMG.JPG'), damage };
  const [reservation] = catalog.storage.reserve(run, [request], at(1));
  if (reservation?.kind !== 'reserved') throw new Error('It was reserved');
  const { assetId } = reservation;
  catalog.storage.commit(run, [{ assetId, itemId: ids[0] ?? 0, storedAt: at(1), mtime: 1, damage }]);
  const open = (): readonly string[] =>
    catalog.problems.open({ limit: 9, after: 0 }).map(({ problem: { code } }) => code);
  expect(open()).toEqual(['photo-damaged']);
  catalog.assets.recordVerification(assetId, 'changed', at(2));
  expect(open()).toEqual(['photo-damaged']);
  expect(catalog.findings.list({ limit: 9, after: 0 })).toMatchObject([{ fault: 'changed' }]);
  catalog.assets.recordUnreadable(assetId, problem('file-unreadable'), at(3));
  catalog.assets.recordVerification(assetId, 'intact', at(4));
  expect(open()).toEqual(['photo-damaged']);
  expect(catalog.findings.list({ limit: 9, after: 0 })).toEqual([]);
});

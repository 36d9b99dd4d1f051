import { expect, test } from 'vitest';
import type { Catalog } from '../../../electron/engine/catalog/catalog.ts';
import { at, begun, claimed, facts, freshCatalog, places, seen, stored } from './catalog-fixture.ts';

function adopt(catalog: Catalog, content: string, name: string, minute = 0) {
  const path = `Photos/2023/08/${name}`;
  const place = { path, key: path.toLowerCase() };
  return catalog.assets.adopt({ facts: facts(content, { fidelity: null }), place, mtime: 5, at: at(minute) });
}

async function withStored(content = 'content', name = 'IMG.JPG') {
  const fresh = await freshCatalog();
  const run = begun(fresh.catalog, fresh.source);
  const [item = 0] = claimed(fresh.catalog, fresh.source, run, ['A']);
  return { ...fresh, run, item, ...stored(fresh.catalog, run, item, content, name) };
}

function openCodes(catalog: Catalog): readonly string[] {
  return catalog.problems.open({ limit: 50, after: 0 }).map(({ problem }) => problem.code);
}

test('a file found in the folder is adopted, and present when an item brings the same bytes', async () => {
  const { catalog, source } = await freshCatalog();
  expect(adopt(catalog, 'content', 'IMG.JPG')).toEqual({ kind: 'adopted', assetId: 1 });
  expect(adopt(catalog, 'content', 'IMG.JPG')).toEqual({ kind: 'known', assetId: 1 });
  const run = begun(catalog, source);
  const [item = 0] = claimed(catalog, source, run, ['A']);
  const request = { itemId: item, facts: facts('content'), candidates: places('x') };
  expect(catalog.storage.reserve(run, [request], at(1))).toMatchObject([
    { kind: 'present', asset: { path: 'Photos/2023/08/IMG.JPG', fidelity: 'api-copy' } },
  ]);
  expect(catalog.itemQueries.item(item)).toMatchObject({ state: 'stored', fidelity: 'api-copy' });
});

test('the same bytes at a second place are a duplicate, other bytes at a known place leave the catalog alone', async () => {
  const { catalog, path } = await withStored();
  expect(adopt(catalog, 'content', 'copy.jpg')).toMatchObject({ kind: 'duplicate', asset: { path } });
  expect(adopt(catalog, 'other bytes', 'img.jpg')).toMatchObject({ kind: 'occupied', asset: { path } });
  expect([...catalog.assets.sums()]).toEqual([{ path, sha256: facts('content').sha256 }]);
});

test('a missing file that is found again, even at another place, brings its items back', async () => {
  const { catalog, item, assetId } = await withStored();
  catalog.assets.recordVerification(assetId, 'missing', at(2));
  expect(catalog.itemQueries.item(item)).toMatchObject({
    state: 'failed',
    path: null,
    problem: { code: 'file-missing' },
  });
  expect(adopt(catalog, 'content', 'moved.jpg', 3)).toEqual({ kind: 'found-again', assetId });
  expect(catalog.itemQueries.item(item)).toMatchObject({
    state: 'stored',
    path: 'Photos/2023/08/moved.jpg',
    problem: null,
  });
  expect(adopt(catalog, 'new content', 'IMG.JPG', 4)).toMatchObject({ kind: 'adopted' });
});

test('files are adopted only once reservations are settled', async () => {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  const [itemId = 0] = claimed(catalog, source, run, ['A']);
  catalog.storage.reserve(run, [{ itemId, facts: facts('content'), candidates: places('IMG.JPG') }], at(1));
  expect(() => adopt(catalog, 'content', 'IMG.JPG')).toThrow(/settled/);
});

test('a missing file is a problem of its item, and over when the file is intact again', async () => {
  const { catalog, item, assetId, path } = await withStored();
  catalog.assets.recordVerification(assetId, 'missing', at(2));
  catalog.assets.recordVerification(assetId, 'missing', at(3));
  expect(catalog.problems.open({ limit: 9, after: 0 })).toMatchObject([
    { item, asset: null, run: null, since: at(2), at: at(3), problem: { code: 'file-missing', subject: path } },
  ]);
  catalog.assets.recordVerification(assetId, 'intact', at(4));
  expect(openCodes(catalog)).toEqual([]);
  expect(catalog.itemQueries.item(item)).toMatchObject({ state: 'stored', path });
  expect(catalog.assets.atPath(path)).toMatchObject({ state: 'stored', verified: { at: at(4), outcome: 'intact' } });
});

test('a missing file without an item is its own problem', async () => {
  const { catalog } = await freshCatalog();
  adopt(catalog, 'content', 'IMG.JPG');
  catalog.assets.recordVerification(1, 'missing', at(2));
  expect(catalog.problems.open({ limit: 9, after: 0 })).toMatchObject([{ item: null, asset: 1 }]);
  adopt(catalog, 'content', 'IMG.JPG', 3);
  expect(openCodes(catalog)).toEqual([]);
});

test('a changed file stays where it is as a problem, until it is intact or gone', async () => {
  const { catalog, item, assetId } = await withStored();
  catalog.assets.recordVerification(assetId, 'changed', at(2));
  expect(openCodes(catalog)).toEqual(['file-changed']);
  expect(catalog.itemQueries.item(item)?.state).toBe('stored');
  catalog.assets.recordVerification(assetId, 'intact', at(3));
  expect(openCodes(catalog)).toEqual([]);
  catalog.assets.recordVerification(assetId, 'changed', at(4));
  catalog.assets.recordVerification(assetId, 'missing', at(5));
  expect(openCodes(catalog)).toEqual(['file-missing']);
});

test('other bytes in the place of a missing file do not bring its item back', async () => {
  const { catalog, item, assetId } = await withStored();
  catalog.assets.recordVerification(assetId, 'missing', at(2));
  catalog.assets.recordVerification(assetId, 'changed', at(3));
  expect(catalog.itemQueries.item(item)?.state).toBe('failed');
});

test('the sums come ordered by bytes, across pages, with missing files among them', async () => {
  const { catalog } = await freshCatalog();
  const names = Array.from({ length: 1_200 }, (_, index) => `${(index * 7_919) % 1_200}.jpg`);
  names.push('Ä.jpg', 'z.jpg', 'Z.JPG_', '😀.jpg', 'ﬀ.jpg');
  for (const name of names) adopt(catalog, `content ${name}`, name);
  catalog.assets.recordVerification(3, 'missing', at(1));
  const listed = [...catalog.assets.sums()].map(({ path }) => path);
  const bytewise = names
    .map((name) => `Photos/2023/08/${name}`)
    .toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  expect(listed).toEqual(bytewise);
});

test('a folder holds what lies below it and nothing that only begins alike', async () => {
  const { catalog } = await freshCatalog();
  for (const path of [
    'Photos/2023/08/a.jpg',
    'Photos/2023/08-x/b.jpg',
    'Photos/2023/080/c.jpg',
    'Photos/2023/08/s/d.jpg',
  ]) {
    catalog.assets.adopt({ facts: facts(path), place: { path, key: path }, mtime: 1, at: at(0) });
  }
  expect([...catalog.assets.inFolder('Photos/2023/08')].map(({ path }) => path)).toEqual([
    'Photos/2023/08/a.jpg',
    'Photos/2023/08/s/d.jpg',
  ]);
  expect([...catalog.assets.inFolder('Photos')]).toHaveLength(4);
});

test('verification takes what was checked longest ago, and each file once', async () => {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  const items = claimed(catalog, source, run, ['A', 'B', 'C']);
  for (const [index, item] of items.entries()) stored(catalog, run, item, `content ${index}`);
  const order = () => [...catalog.assets.verificationOrder()];
  expect(order()).toEqual([1, 2, 3]);
  catalog.assets.recordVerification(1, 'intact', at(10));
  catalog.assets.recordVerification(3, 'missing', at(11));
  expect(order()).toEqual([2, 1, 3]);
  catalog.assets.recordVerification(2, 'intact', at(9));
  expect(order()).toEqual([2, 1, 3]);
  expect(catalog.assets.withId(2)).toMatchObject({ id: 2, verified: { outcome: 'intact' } });
  expect(catalog.assets.withId(99)).toBeNull();
  expect(() => catalog.assets.recordVerification(99, 'intact', at(1))).toThrow(/no file/);
});

test('items without a stored file show no path', async () => {
  const { catalog, source } = await freshCatalog();
  catalog.items.record(begun(catalog, source), source, [seen('A')], at(0));
  expect(catalog.itemQueries.page({ limit: 1, after: 0 })).toMatchObject([
    { path: null, sha256: null, bytes: null, takenLocal: null, takenReason: 'none', fidelity: null },
  ]);
});

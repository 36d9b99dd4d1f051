import { expect, test } from 'vitest';
import { at, begun, claimed, freshCatalog, seen, stored } from './catalog-fixture.ts';

test('a page tells what was new, changed, unchanged, and seen by this run before', async () => {
  const { catalog, source } = await freshCatalog();
  const first = begun(catalog, source);
  expect(catalog.items.record(first, source, [seen('A'), seen('B')], at(0))).toEqual({
    ...{ added: 2, changed: 0, unchanged: 0, again: 0, open: 2 },
  });
  const second = begun(catalog, source);
  const page = [seen('A'), seen('B', { description: 'a caption' }), seen('C')];
  expect(catalog.items.record(second, source, page, at(1))).toEqual({
    added: 1,
    changed: 1,
    unchanged: 1,
    again: 0,
    open: 3,
  });
  expect(catalog.items.record(second, source, page, at(2))).toEqual({
    added: 0,
    changed: 0,
    unchanged: 0,
    again: 3,
    open: 3,
  });
});

test('one key in two sources is two items', async () => {
  const { catalog, source } = await freshCatalog();
  const picker = catalog.sources.ensure('picker', 'account-1', 'person@example.org');
  catalog.items.record(begun(catalog, source), source, [seen('A')], at(0));
  expect(catalog.items.record(begun(catalog, picker), picker, [seen('A')], at(0)).added).toBe(1);
  expect(catalog.library.status().items.wanted).toBe(2);
});

test('a page is recorded wholly or not at all', async () => {
  const { catalog, source } = await freshCatalog();
  const unreadable = seen('B', { width: 4032.5 });
  expect(() => catalog.items.record(begun(catalog, source), source, [seen('A'), unreadable], at(0))).toThrow();
  expect(catalog.library.status().items.wanted).toBe(0);
});

test('the words of the source are kept and brought up to date', async () => {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  const [item] = claimed(catalog, source, run, ['A']);
  expect(catalog.sidecars.verbatim(item ?? 0)).toBe('{"id":"A"}');
  catalog.items.record(run, source, [seen('A', { verbatim: '{"id":"A","x":1}' })], at(1));
  expect(catalog.sidecars.verbatim(item ?? 0)).toBe('{"id":"A","x":1}');
  expect(catalog.sidecars.verbatim(999)).toBeNull();
});

test('any change of a stored item makes its sidecar due once', async () => {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  const [item = 0] = claimed(catalog, source, run, ['A']);
  stored(catalog, run, item, 'bytes');
  const due = () => catalog.sidecars.due({ limit: 10, after: 0 });
  const [first] = due();
  expect(first).toMatchObject({
    itemId: item,
    assetPath: 'Photos/2023/08/bytes',
    description: null,
    sidecarHash: null,
  });
  catalog.sidecars.markSettled([{ itemId: item, revision: first?.revision ?? 0, hash: 'hash', file: null }]);
  expect(due()).toEqual([]);
  catalog.items.record(run, source, [seen('A')], at(1));
  expect(due()).toEqual([]);
  catalog.items.record(run, source, [seen('A', { description: 'new' })], at(1));
  expect(due()).toMatchObject([{ itemId: item, description: 'new', sidecarHash: 'hash' }]);
});

test('a change while a sidecar is being settled keeps it due', async () => {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  const [item = 0] = claimed(catalog, source, run, ['A']);
  stored(catalog, run, item, 'bytes');
  const revision = catalog.sidecars.due({ limit: 1, after: 0 })[0]?.revision ?? 0;
  catalog.items.record(run, source, [seen('A', { description: 'meanwhile' })], at(1));
  catalog.sidecars.markSettled([{ itemId: item, revision, hash: 'of the old text', file: null }]);
  expect(catalog.sidecars.due({ limit: 1, after: 0 })).toMatchObject([{ description: 'meanwhile' }]);
});

test('items that are not stored have no sidecar to settle', async () => {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  catalog.items.record(run, source, [seen('A')], at(0));
  catalog.items.record(run, source, [seen('A', { description: 'new' })], at(0));
  expect(catalog.sidecars.due({ limit: 10, after: 0 })).toEqual([]);
});

test('a video in processing is failed until it is ready, then wanted', async () => {
  const { catalog, source } = await freshCatalog();
  const first = begun(catalog, source);
  catalog.items.record(first, source, [seen('V', { readiness: 'processing' })], at(0));
  expect(catalog.transfers.claim(source, first, 10)).toEqual([]);
  expect(catalog.itemQueries.page({ limit: 1, after: 0 })).toMatchObject([
    { state: 'failed', problem: { code: 'video-processing', subject: 'V.JPG' } },
  ]);
  const second = begun(catalog, source);
  catalog.items.record(second, source, [seen('V', { readiness: 'processing' })], at(1));
  expect(catalog.runs.accounting(second)).toMatchObject({ discovered: 1, failed: 1, pending: 0 });

  const third = begun(catalog, source);
  catalog.items.record(third, source, [seen('V')], at(2));
  expect(catalog.problems.open({ limit: 10, after: 0 })).toEqual([]);
  expect(catalog.transfers.claim(source, third, 10)).toMatchObject([{ key: 'V' }]);
});

test('a video that Google could not process is skipped, until it is ready after all', async () => {
  const { catalog, source } = await freshCatalog();
  const first = begun(catalog, source);
  catalog.items.record(first, source, [seen('V', { readiness: 'failed' })], at(0));
  expect(catalog.itemQueries.page({ limit: 1, after: 0 })).toMatchObject([
    { state: 'skipped', problem: { code: 'video-failed' } },
  ]);
  const second = begun(catalog, source);
  catalog.items.record(second, source, [seen('V')], at(1));
  expect(catalog.library.status().items).toEqual({ wanted: 1, stored: 0, skipped: 0, failed: 0 });
});

test('a stored item stays stored whatever its source says later', async () => {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  const [item = 0] = claimed(catalog, source, run, ['V']);
  stored(catalog, run, item, 'bytes');
  for (const readiness of ['processing', 'failed', 'ready'] as const) {
    catalog.items.record(begun(catalog, source), source, [seen('V', { readiness })], at(1));
    expect(catalog.itemQueries.item(item)).toMatchObject({ state: 'stored', problem: null });
  }
});

test('what a full discovery did not find is absent since then, stays in the backup, and may come back', async () => {
  const { catalog, source } = await freshCatalog();
  const other = catalog.sources.ensure('picker', 'account-1', 'x');
  catalog.items.record(begun(catalog, other), other, [seen('of another source')], at(0));
  const first = begun(catalog, source);
  const [a = 0] = claimed(catalog, source, first, ['A', 'B']);
  stored(catalog, first, a, 'bytes');
  catalog.albums.record(first, source, [album('X'), album('Y')]);
  expect(catalog.items.endFull(first, source, at(1))).toEqual({ items: 0, albums: 0 });

  const second = begun(catalog, source);
  catalog.items.record(second, source, [seen('B')], at(2));
  catalog.albums.record(second, source, [album('Y')]);
  expect(catalog.items.endFull(second, source, at(3))).toEqual({ items: 1, albums: 1 });
  expect(catalog.itemQueries.item(a)?.state).toBe('stored');
  expect(catalog.library.albums({ limit: 9, after: 0 }).map(({ absentSince }) => absentSince)).toEqual([at(3), null]);

  const third = begun(catalog, source);
  catalog.items.record(third, source, [seen('B')], at(4));
  expect(catalog.items.endFull(third, source, at(5))).toEqual({ items: 0, albums: 1 });

  const fourth = begun(catalog, source);
  expect(catalog.items.record(fourth, source, [seen('A'), seen('B')], at(6)).changed).toBe(1);
  catalog.albums.record(fourth, source, [album('X'), album('Y')]);
  expect(catalog.items.endFull(fourth, source, at(7))).toEqual({ items: 0, albums: 0 });
  expect(catalog.library.albums({ limit: 9, after: 0 }).map(({ absentSince }) => absentSince)).toEqual([null, null]);
  expect(catalog.items.endFull(begun(catalog, source), source, at(8))).toEqual({ items: 2, albums: 2 });
});

test('fresh handles reach the items that are still to be fetched', async () => {
  const { catalog, source } = await freshCatalog();
  const first = begun(catalog, source);
  const [a = 0] = claimed(catalog, source, first, ['A', 'B']);
  stored(catalog, first, a, 'bytes');
  const handle = { locator: 'fresh', staleAt: 9_000 };
  catalog.items.renew(
    source,
    ['A', 'B', 'unknown'].map((key) => ({ key, handle })),
  );
  const second = begun(catalog, source);
  expect(catalog.transfers.claim(source, second, 10)).toMatchObject([{ key: 'B', handle }]);
});

function album(key: string) {
  return { key, title: key, itemCount: null, coverItemKey: null, fingerprint: key };
}

import { expect, test } from 'vitest';
import { problem } from '../../../electron/contract/problem.ts';
import { noHandle } from '../../../electron/contract/source-items.ts';
import { at, begun, claimed, freshCatalog, passing, seen, stored } from './catalog-fixture.ts';

test('each item is handed out once a run, also while discovery continues', async () => {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  const keysOf = (limit: number) => catalog.transfers.claim(source, run, limit).map(({ key }) => key);
  catalog.items.record(
    run,
    source,
    ['A', 'B', 'C'].map((key) => seen(key)),
    at(0),
  );
  expect(catalog.transfers.countWanted(source, run)).toBe(3);
  expect(keysOf(2)).toEqual(['A', 'B']);
  catalog.items.record(
    run,
    source,
    ['C', 'D'].map((key) => seen(key)),
    at(0),
  );
  expect(keysOf(10)).toEqual(['C', 'D']);
  expect(keysOf(10)).toEqual([]);
  expect(catalog.transfers.countWanted(source, run)).toBe(0);
});

test('an item comes with what is needed to fetch it', async () => {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  const { verbatim: _, readiness: __, ...item } = seen('A', { description: 'text' });
  catalog.items.record(run, source, [seen('A', { description: 'text' })], at(0));
  expect(catalog.transfers.claim(source, run, 1)).toEqual([
    { id: 1, ...item, beside: null, said: null, waitsFor: null },
  ]);
});

test('a page that shows a wanted item again brings its fresher handle', async () => {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  const fresh = { locator: 'fresh', staleAt: null };
  catalog.items.record(run, source, [seen('A')], at(0));
  catalog.items.record(run, source, [seen('A', { handle: fresh })], at(1));
  expect(catalog.transfers.claim(source, run, 1)).toMatchObject([{ handle: fresh }]);
});

test('what was handed out but not stored comes again in the next run', async () => {
  const { catalog, source } = await freshCatalog();
  claimed(catalog, source, begun(catalog, source), ['A']);
  expect(catalog.transfers.claim(source, begun(catalog, source), 9)).toMatchObject([{ key: 'A' }]);
});

test('what is given back comes again in the same run, before what was tried', async () => {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  const [a = 0, b = 0] = claimed(catalog, source, run, ['A', 'B']);
  catalog.transfers.release([a]);
  expect(catalog.transfers.claim(source, run, 9)).toMatchObject([{ key: 'A' }]);
  catalog.transfers.release([b]);
  expect(catalog.transfers.claim(source, begun(catalog, source), 9)).toMatchObject([{ key: 'B' }, { key: 'A' }]);
});

test('what a killed run had handed out has its turn again, but not what failed', async () => {
  const { catalog, source } = await freshCatalog();
  const killed = begun(catalog, source);
  const [, b = 0] = claimed(catalog, source, killed, ['A', 'B']);
  catalog.transfers.markFailed({ itemId: b, runId: killed, problem: passing, at: at(1) });
  const next = begun(catalog, source);
  catalog.items.record(next, source, [seen('A'), seen('B'), seen('C')], at(2));
  catalog.transfers.releaseInterrupted(source + 1);
  expect(catalog.transfers.claim(source, next, 1)).toMatchObject([{ key: 'C' }]);
  catalog.transfers.releaseInterrupted(source);
  expect(catalog.transfers.claim(source, next, 9).map(({ key }) => key)).toEqual(['A', 'C', 'B']);
});

test('what was under way when two runs in a row were killed comes last: it may be what ended them', async () => {
  const { catalog, source } = await freshCatalog();
  const order = (): readonly string[] => {
    const run = begun(catalog, source);
    catalog.items.record(run, source, [seen('A'), seen('B')], at(1));
    catalog.transfers.releaseInterrupted(source);
    const [first, ...others] = catalog.transfers.claim(source, run, 1);
    const rest = catalog.transfers.claim(source, run, 1);
    // Only the first was under way when the run ended.
    catalog.transfers.release(rest.map(({ id }) => id));
    catalog.runs.endInterrupted();
    return [first, ...others, ...rest].flatMap((item) => (item === undefined ? [] : [item.key]));
  };
  expect([order(), order(), order(), order()]).toEqual([
    ['A', 'B'],
    ['A', 'B'],
    ['B', 'A'],
    ['A', 'B'],
  ]);
});

test('items of other sources are not handed out', async () => {
  const { catalog, source } = await freshCatalog();
  const picker = catalog.sources.ensure('picker', 'account-1', 'x');
  catalog.items.record(begun(catalog, picker), picker, [seen('P')], at(0));
  expect(catalog.transfers.claim(source, begun(catalog, source), 9)).toEqual([]);
});

test.each([
  ['bytes-incomplete', true],
  ['destination-full', true],
  ['item-gone', false],
] as const)('a failure by %s is tried again in the next run: %s', async (code, again) => {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  const [a = 0] = claimed(catalog, source, run, ['A']);
  catalog.transfers.markFailed({ itemId: a, runId: run, problem: problem(code), at: at(1) });
  expect(catalog.itemQueries.item(a)).toMatchObject({ state: 'failed', problem: { code } });
  expect(catalog.transfers.claim(source, run, 9)).toEqual([]);
  expect(catalog.transfers.claim(source, begun(catalog, source), 9)).toHaveLength(again ? 1 : 0);
});

test('what was never tried comes before what has failed', async () => {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  const [a = 0] = claimed(catalog, source, run, ['A']);
  catalog.transfers.markFailed({ itemId: a, runId: run, problem: passing, at: at(1) });
  const next = begun(catalog, source);
  catalog.items.record(next, source, [seen('A'), seen('B')], at(2));
  expect(catalog.transfers.claim(source, next, 9).map(({ key }) => key)).toEqual(['B', 'A']);
});

test('a skipped item is not tried again', async () => {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  const [a = 0] = claimed(catalog, source, run, ['A']);
  catalog.transfers.markSkipped({ itemId: a, runId: run, problem: passing, at: at(1) });
  const next = begun(catalog, source);
  catalog.items.record(next, source, [seen('A')], at(2));
  expect(catalog.transfers.claim(source, next, 9)).toEqual([]);
  expect(catalog.runs.accounting(next)).toMatchObject({ discovered: 1, skipped: 1 });
});

test('a failure reported after the item was stored does not matter', async () => {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  const [a = 0] = claimed(catalog, source, run, ['A']);
  stored(catalog, run, a, 'bytes');
  catalog.transfers.markFailed({ itemId: a, runId: run, problem: passing, at: at(1) });
  expect(catalog.itemQueries.item(a)).toMatchObject({ state: 'stored', problem: null });
  expect(() => catalog.transfers.markFailed({ itemId: 99, runId: run, problem: passing, at: at(1) })).toThrow(
    /no item/,
  );
});

test('an item whose file is missing is fetched again by full runs alone', async () => {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  const [a = 0] = claimed(catalog, source, run, ['A']);
  const { assetId } = stored(catalog, run, a, 'bytes');
  catalog.assets.recordVerification(assetId, 'missing', at(2));

  const quick = begun(catalog, source, 'quick');
  catalog.items.record(quick, source, [seen('A')], at(3));
  expect(catalog.transfers.countWanted(source, quick)).toBe(0);
  expect(catalog.transfers.claim(source, quick, 9)).toEqual([]);
  expect(catalog.runs.accounting(quick)).toMatchObject({ discovered: 1, failed: 1, pending: 0, balanced: true });

  const full = begun(catalog, source, 'full');
  expect(catalog.transfers.countWanted(source, full)).toBe(1);
  expect(catalog.transfers.claim(source, full, 9)).toMatchObject([{ key: 'A', handle: seen('A').handle }]);
});

test('an item whose file went missing after its handle was forgotten comes without a handle', async () => {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  const [a = 0] = claimed(catalog, source, run, ['A']);
  catalog.assets.recordVerification(stored(catalog, run, a, 'bytes').assetId, 'missing', at(2));
  expect(catalog.transfers.claim(source, begun(catalog, source), 9)).toMatchObject([{ key: 'A', handle: noHandle }]);
});

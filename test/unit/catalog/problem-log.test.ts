import { expect, test } from 'vitest';
import { problem } from '../../../electron/contract/problem.ts';
import { at, begun, claimed, freshCatalog, passing, reportOf, stored } from './catalog-fixture.ts';

test('the problems of runs as a whole are over when a later run of their source comes to its end', async () => {
  const { catalog, source } = await freshCatalog();
  const other = catalog.sources.ensure('picker', 'account-1', 'x');
  const open = () => catalog.problems.open({ limit: 9, after: 0 }).map(({ problem: { code } }) => code);
  catalog.problems.record(begun(catalog, other), problem('network-unreachable'), at(0));
  const first = begun(catalog, source);
  catalog.problems.record(first, problem('album-gone'), at(0));
  catalog.runs.finish(reportOf(first, { outcome: 'problems' }));
  expect(open()).toEqual(['network-unreachable', 'album-gone']);
  catalog.runs.finish(reportOf(begun(catalog, source), { outcome: 'stopped' }));
  expect(open()).toEqual(['network-unreachable', 'album-gone']);
  const last = begun(catalog, source);
  catalog.problems.record(last, problem('quota-minute'), at(1));
  catalog.runs.finish(reportOf(last));
  expect(open()).toEqual(['network-unreachable', 'quota-minute']);
});

test('an item has one open problem, the latest, since the first', async () => {
  const { catalog, source } = await freshCatalog();
  const first = begun(catalog, source);
  const [a = 0] = claimed(catalog, source, first, ['A']);
  catalog.transfers.markFailed({ itemId: a, runId: first, problem: passing, at: at(1) });
  expect(catalog.problems.ofRunItems(first, 10)).toEqual([passing]);
  const second = begun(catalog, source);
  const full = problem('name-impossible', { subject: 'A.JPG' });
  catalog.transfers.markFailed({ itemId: a, runId: second, problem: full, at: at(2) });
  expect(catalog.problems.open({ limit: 9, after: 0 })).toEqual([
    { id: 1, problem: full, run: second, item: a, asset: null, since: at(1), at: at(2) },
  ]);
  expect(catalog.problems.ofRunItems(first, 10)).toEqual([]);
  stored(catalog, second, a, 'content');
  expect(catalog.problems.open({ limit: 9, after: 0 })).toEqual([]);
  expect(catalog.problems.ofRunItems(second, 10)).toEqual([]);
});

test('open problems come a page at a time', async () => {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  const items = claimed(catalog, source, run, ['A', 'B', 'C']);
  for (const [index, itemId] of items.entries()) {
    const met = index === 0 ? problem('name-impossible') : problem('bytes-stalled', { subject: `${index}` });
    catalog.transfers.markFailed({ itemId, runId: run, problem: met, at: at(index) });
  }
  expect(catalog.problems.open({ limit: 2, after: 1 }).map(({ id }) => id)).toEqual([2, 3]);
});

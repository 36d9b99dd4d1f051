import { expect, test } from 'vitest';
import type { ItemFilter } from '../../../electron/contract/item-filter.ts';
import { type FilterFacts, itemMatcher } from '../../../electron/engine/catalog/items/item-filter.ts';
import { at, begun, freshCatalog, passing, reportOf, seen, stored } from './catalog-fixture.ts';

const nothing: ItemFilter = { include: [], exclude: [], since: null, albumsOnly: false };

function facts(filename: string, changes: Partial<FilterFacts> = {}): FilterFacts {
  return { filename, takenAt: Date.parse('2023-08-01T10:00:00Z') / 1_000, albums: [], ...changes };
}

test.for<[Partial<ItemFilter>, FilterFacts, boolean]>([
  [{ include: ['*.jpg'] }, facts('IMG_1.JPG'), true],
  [{ include: ['*.jpg'] }, facts('IMG_1.MP4'), false],
  [{ include: ['*.jpg', '*.mp4'] }, facts('IMG_1.MP4'), true],
  [{ include: ['*.{jpg,mp4}'], exclude: ['IMG_1.*'] }, facts('IMG_1.MP4'), false],
  // Names may hold slashes.
  [{ include: ['*.jpg'] }, facts('Rome/Colosseum.jpg'), true],
  [{ include: ['.*'] }, facts('.hidden.jpg'), true],
  [{ include: ['Rome/*'] }, facts('a.jpg', { albums: ['Paris', 'Rome'] }), true],
  [{ include: ['Albums/rome/*'] }, facts('a.jpg', { albums: ['Rome'] }), true],
  [{ include: ['Rome/*'] }, facts('a.jpg'), false],
  [{ exclude: ['**/*.mp4'] }, facts('a.mp4', { albums: ['Rome'] }), false],
  [{ include: ['Rome_Paris/*'] }, facts('a.jpg', { albums: ['Rome/Paris'] }), true],
  [{ since: '2023-08-01T10:00:00Z' }, facts('a.jpg'), true],
  [{ since: '2023-08-01T10:00:01Z' }, facts('a.jpg'), false],
  [{ since: '2023-08-01T10:00:01Z' }, facts('a.jpg', { takenAt: null }), true],
  [{ albumsOnly: true }, facts('a.jpg'), false],
  [{ albumsOnly: true }, facts('a.jpg', { albums: ['Rome'] }), true],
])('%j of %j: %s', ([filter, item, isWanted]) => {
  expect(itemMatcher({ ...nothing, ...filter })(item)).toBe(isWanted);
});

test('what a filter leaves out is not claimed, waits for the next run, and the sums agree', async () => {
  const { catalog, source } = await freshCatalog();
  const first = begun(catalog, source);
  const items = ['a', 'b', 'c', 'd'].map((key) => seen(key, { filename: `${key}.${key < 'c' ? 'jpg' : 'mp4'}` }));
  catalog.items.record(first, source, items, at(0));
  // One of them failed before: that is no failure of a run that is not about it.
  const [, , , failed] = catalog.transfers.claim(source, first, 4);
  catalog.transfers.markFailed({ itemId: failed?.id ?? 0, runId: first, problem: passing, at: at(1) });
  catalog.transfers.release([1, 2, 3]);
  catalog.runs.finish(reportOf(first, { outcome: 'problems', finishedAt: at(2) }));

  const filter = { ...nothing, include: ['*.jpg'] };
  const second = catalog.runs.begin({
    ...{ sourceId: source, kind: 'full', dryRun: false, startedAt: at(2), filter: 'include "*.jpg"' },
  });
  catalog.items.record(second, source, items, at(2));
  const run = { sourceId: source, runId: second, scope: 'all' } as const;
  for (let after: number | null = 0; after !== null; )
    after = catalog.filtered.leaveOut(run, after, itemMatcher(filter));
  expect(catalog.transfers.countWanted(source, second)).toBe(2);
  const claimed = catalog.transfers.claim(source, second, 10);
  expect(claimed.map(({ key }) => key)).toEqual(['a', 'b']);
  for (const { id } of claimed) stored(catalog, second, id, `content ${id}`);
  expect(catalog.runs.accounting(second)).toEqual({
    ...{ discovered: 4, stored: 2, present: 0, skipped: 0, failed: 0, pending: 2, balanced: true },
  });
  catalog.runs.finish(reportOf(second));
  expect(catalog.runs.report(second)).toMatchObject({ outcome: 'complete', filter: 'include "*.jpg"' });
  // A run of some items is no success of the backup, and no full comparison.
  expect(catalog.runs.lastSuccess()).toBeNull();
  expect(catalog.routes.all()[0]).toMatchObject({ lastRun: at(5), lastSuccess: null });
  expect(catalog.runs.lastFull(source)?.run).toBe(first);

  const third = begun(catalog, source, 'quick');
  catalog.items.record(third, source, items, at(4));
  expect(catalog.transfers.claim(source, third, 10).map(({ key }) => key)).toEqual(['c', 'd']);
  expect(catalog.runs.report(first)?.filter).toBeUndefined();
});

test('the clip of a motion photo goes with its photo', async () => {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  const clip = seen('clip', { filename: 'IMG_1.MP4', pairOf: 'photo', createdAt: null });
  catalog.items.record(run, source, [seen('photo', { filename: 'IMG_1.HEIC' }), clip], at(0));
  const without = (exclude: string[]) =>
    catalog.filtered.leftOut(source, ['photo', 'clip'], itemMatcher({ ...nothing, exclude }));
  expect(without(['*.heic'])).toEqual(new Set(['photo', 'clip']));
  expect(without(['*.mp4'])).toEqual(new Set());
});

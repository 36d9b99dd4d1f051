import { expect, test } from 'vitest';
import type { QuotaState } from '../../../electron/contract/models.ts';
import { DayBudget } from '../../../electron/engine/restore/day-budget.ts';

function quotaOf(used: number, limit: number): QuotaState {
  return {
    ...{ apiRequests: { used, limit }, mediaRequests: { used: 0, limit: 75_000 } },
    ...{ resetsAt: '2026-03-03T08:00:00.000Z', state: 'ok', waitingUntil: null, reason: null },
  };
}

/** How many uploads of one request each may begin. */
function begun(budget: DayBudget): number {
  let uploads = 0;
  while (uploads < 1_000 && budget.begin(1)) uploads += 1;
  return uploads;
}

test('the last requests of a day are kept for what makes the items', () => {
  expect(begun(new DayBudget(() => quotaOf(0, 5)))).toBe(4);
  expect(begun(new DayBudget(() => quotaOf(3, 5)))).toBe(1);
  expect(begun(new DayBudget(() => quotaOf(4, 5)))).toBe(0);
  // 100 items in two batches.
  expect(begun(new DayBudget(() => quotaOf(0, 102)))).toBe(100);
});

test('a batch makes room, and what others use of the day is not there any more', () => {
  let used = 0;
  const budget = new DayBudget(() => quotaOf(used, 10));
  expect(budget.begin(1)).toBe(true);
  used = 1;
  budget.batchBegun(1);
  used = 8;
  expect(budget.begin(1)).toBe(true);
  used = 9;
  expect(budget.begin(1)).toBe(false);
});

test('a large file takes two; what no day has room for is tried all the same', () => {
  expect(new DayBudget(() => quotaOf(0, 3)).begin(2)).toBe(true);
  expect(new DayBudget(() => quotaOf(1, 3)).begin(2)).toBe(false);
  expect(new DayBudget(() => quotaOf(0, 2)).begin(2)).toBe(true);
});

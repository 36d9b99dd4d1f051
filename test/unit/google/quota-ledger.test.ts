import { expect, test } from 'vitest';
import { createQuotaLedger, projectOfClient } from '../../../electron/engine/google/quota-ledger.ts';
import { fakeTiming, memoryQuotaStore, noon } from './pipeline.ts';

const day = '123 2026-07-15';

function ledgerOf(dailyRequestLimit: number | null = null) {
  const store = memoryQuotaStore();
  const timing = fakeTiming();
  const open = () => createQuotaLedger({ project: '123', store, dailyRequestLimit, now: timing.now });
  return { store, timing, open, ledger: open() };
}

test('counts in memory and writes once', () => {
  const { store, ledger } = ledgerOf();
  for (let request = 0; request < 100; request += 1) ledger.reserve('api');
  ledger.reserve('media');
  expect(ledger.used()).toEqual({ api: 100, media: 1 });
  expect(store.writes()).toBe(0);
  ledger.flush();
  expect(store.writes()).toBe(1);
  expect(store.rows.get(day)).toEqual({ api: 100, media: 1 });
});

test('a restart continues counting where the last process stopped', () => {
  const { ledger, open } = ledgerOf();
  ledger.reserve('api');
  ledger.flush();
  const again = open();
  again.reserve('api');
  expect(again.used().api).toBe(2);
});

test('sees what another process added to the same project', () => {
  const { ledger, store } = ledgerOf();
  ledger.reserve('api');
  store.add('123', '2026-07-15', 40, 2);
  ledger.flush();
  expect(ledger.used()).toEqual({ api: 41, media: 2 });
});

test("refuses at Google's limits, and at the person's own lower one", () => {
  const { ledger, store } = ledgerOf();
  store.add('123', '2026-07-15', 9_999, 75_000);
  ledger.flush();
  expect(ledger.reserve('api')).toBe(true);
  expect(ledger.reserve('api')).toBe(false);
  expect(ledger.reserve('media')).toBe(false);
  const { ledger: own } = ledgerOf(3);
  expect([1, 2, 3, 4].map(() => own.reserve('api'))).toEqual([true, true, true, false]);
  expect(own.limits).toEqual({ api: 3, media: 75_000 });
});

test('a limit above what Google allows changes nothing', () => {
  expect(ledgerOf(50_000).ledger.limits.api).toBe(10_000);
});

test('starts over at midnight Pacific time, and keeps the old day', () => {
  const { ledger, store, timing } = ledgerOf(2);
  ledger.reserve('api');
  ledger.reserve('api');
  expect(ledger.reserve('api')).toBe(false);
  timing.advance(ledger.today().resetsAt - noon);
  expect(ledger.reserve('api')).toBe(true);
  expect(ledger.today().day).toBe('2026-07-16');
  expect(store.rows.get(day)).toEqual({ api: 2, media: 0 });
});

test("is full when Google says so, also after a restart and with another limit of one's own", () => {
  const { ledger, open } = ledgerOf(100);
  ledger.reserve('api');
  ledger.fill('api');
  expect(ledger.reserve('api')).toBe(false);
  expect(open().reserve('api')).toBe(false);
  expect(open().used().api).toBe(10_000);
  expect(open().reserve('media')).toBe(true);
});

test('the project is the number before the dash of the client ID', () => {
  expect(projectOfClient('123456-abc.apps.googleusercontent.com')).toBe('123456');
  expect(projectOfClient('custom')).toBe('custom');
});

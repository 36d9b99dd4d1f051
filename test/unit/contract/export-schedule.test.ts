import { expect, test } from 'vitest';
import { firstSchedule, scheduleOf } from '../../../electron/contract/coverage/export-schedule.ts';

const now = new Date('2026-11-20T12:00:00.000Z');
const export_ = (account: string | null, day: string) => ({ account, exportedAt: `${day}T10:00:00.000Z` });

test('two exports two months apart are a schedule, one is not unless a person says so', () => {
  const moments = ['2026-11-01T10:00:00.000Z', '2026-09-02T10:00:00.000Z'];
  expect(scheduleOf(moments, now)).toEqual({
    seen: 2,
    nextExpectedAt: '2027-01-02T10:00:00.000Z',
    endsAt: '2027-09-02T10:00:00.000Z',
  });
  expect(scheduleOf(moments.slice(0, 1), now)).toBeNull();
  expect(scheduleOf(moments.slice(0, 1), now, true)).toMatchObject({ seen: 1 });
});

test('single exports of two accounts, two months apart, are no schedule', () => {
  const exports = [export_('ada@example.org', '2026-11-01'), export_('grace@example.org', '2026-09-02')];
  expect(firstSchedule(exports, now)).toBeNull();
});

test('of two accounts, each with a schedule, the one that wants something first is told', () => {
  const exports = [
    export_('grace@example.org', '2026-11-10'),
    export_('Ada@example.org', '2026-11-01'),
    export_('grace@example.org', '2026-09-10'),
    export_('ada@example.org', '2026-09-02'),
  ];
  expect(firstSchedule(exports, now)).toMatchObject({ seen: 2, nextExpectedAt: '2027-01-02T10:00:00.000Z' });
  expect(firstSchedule([], now)).toBeNull();
});

test('exports of which nobody knows the account are one account', () => {
  const exports = [export_(null, '2026-11-01'), export_(null, '2026-09-02')];
  expect(firstSchedule(exports, now)).toMatchObject({ seen: 2 });
});

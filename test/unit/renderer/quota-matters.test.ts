import { expect, test } from 'vitest';
import type { QuotaState } from '../../../electron/contract/models.ts';
import { quotaMatters } from '../../../renderer/features/quota/quota-matters.ts';

const plenty: QuotaState = {
  state: 'ok',
  apiRequests: { used: 279, limit: 10_000 },
  mediaRequests: { used: 1_065, limit: 75_000 },
  waitingUntil: null,
  reason: null,
  resetsAt: '2026-11-30T08:00:00.000Z',
};

test('while there is plenty, and before anything was asked, nobody needs to know of limits', () => {
  expect(quotaMatters(null)).toBe(false);
  expect(quotaMatters(plenty)).toBe(false);
});

test.each([
  ['backups are slowed down', { state: 'slowed' }],
  ['backups wait', { state: 'waiting' }],
  ['backups are stopped', { state: 'stopped' }],
  ['the requests are nearly used up', { apiRequests: { used: 8_000, limit: 10_000 } }],
  ['the downloads are nearly used up', { mediaRequests: { used: 74_999, limit: 75_000 } }],
] as const)('a person is told when %s', (_, change) => {
  expect(quotaMatters({ ...plenty, ...change })).toBe(true);
});

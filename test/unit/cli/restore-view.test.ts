import { expect, test } from 'vitest';
import { planText, statusLine } from '../../../electron/cli/restore-view.ts';
import type { RestorePlan } from '../../../electron/contract/restore-models.ts';

const plan: RestorePlan = {
  ...{ account: '1', email: 'a@example.com', doubles: 'unlikely', isConfirmed: false },
  ...{ items: 12, bytes: 360_000, present: 0, albums: 1, newAlbums: 1, completed: 0 },
  ...{ requests: 18, requestsLeft: 20, requestsPerDay: 30, days: 1, endsAt: '2026-11-30T08:00:00.000Z' },
  ...{ undated: 0, undatedFiles: [], unplaced: 0, shortened: 0, unaccepted: 0, unacceptedFiles: [], unavailable: 0 },
  lost: { favourites: 0, people: 0, archived: 0 },
};

test('a plan says whether the requests of today are enough', () => {
  expect(planText(plan)).toContain("today's requests are enough");
  const used = planText({ ...plan, requestsLeft: 0 });
  expect(used).not.toContain("today's requests are enough");
  expect(used).toContain("1 day because of Google's daily limit, until");
  expect(planText({ ...plan, items: 0, days: 0, requestsLeft: 0 })).toContain('nothing to send');
});

test('a restore of a part is not resumed by a command that is about everything', () => {
  const selection = { albums: [1], years: null, search: null, files: null, missing: false };
  const status = { email: 'a@example.com', done: 3, items: 12, waitingUntil: null, selection, report: null };
  const line = statusLine({ ...status, state: 'unfinished', changedAt: '2026-11-30T01:00:00.000Z' });
  expect(line).toBe('Restore not finished: 3 of 12 items sent to a@example.com. The same command resumes it.');
});

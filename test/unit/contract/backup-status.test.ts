import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CoveredExport } from '../../../electron/contract/coverage/account-coverage.ts';
import { backupStatus, type StatusFacts } from '../../../electron/contract/coverage/backup-status.ts';
import {
  backupStatusSchema,
  type NextStep,
  type StatusLevel,
} from '../../../electron/contract/coverage/coverage-models.ts';
import { message } from '../../../electron/contract/messages/message.ts';
import { createMessageWriter } from '../../../electron/contract/messages/message-writer.ts';
import { problem } from '../../../electron/contract/problem.ts';
import { exportKinds, exportStates } from '../../../electron/contract/takeout-models.ts';
import { day, exportOf, factsOf, healthy, laterOf, routeOf } from './coverage-fixture.ts';

const write = createMessageWriter('en-US', 'UTC');
const others = { stamp: 'other', account: 'ben@example.org' };

interface Row {
  readonly is: string;
  readonly now: string;
  readonly facts: Partial<StatusFacts>;
  readonly level: StatusLevel;
  readonly says: string;
  readonly next: NextStep | null;
  readonly until: string | null;
  readonly since?: string | null;
}

/** September's export, full and complete. */
const full = exportOf(day(9));
const november = laterOf(day(11));
/** July's and September's: two that follow one another are of a schedule. */
const scheduled = [exportOf(day(7)), laterOf(day(9))];
const noIndex = { read: false, unreadable: false, listed: 0, failedAtGoogle: 0 };
const after = (date: string, exports: readonly CoveredExport[], more: Partial<StatusFacts> = {}) => ({
  now: date,
  facts: { exports, ...more },
});
const row = (
  is: string,
  { now, facts }: Pick<Row, 'now' | 'facts'>,
  [level, says, next]: readonly [StatusLevel, string, NextStep | null],
  until: string | null = null,
  since: string | null = null,
): Row => ({ is, now, facts, level, says, next, until, since });

const rows: readonly Row[] = [
  // What goes on, and what keeps backups from running.
  row('not asked yet', { now: day(9), facts: { exports: null } }, ['neutral', 'Reading what is backed up.', null]),
  row('being set up', after(day(9), [], { activity: { kind: 'setting-up', message: message('status.setting-up') } }), [
    'neutral',
    'Afterimage is not set up yet.',
    'finish-setup',
  ]),
  row(
    'running, with damage',
    after(day(9), [full], {
      activity: { kind: 'running', message: message('status.preparing') },
      health: { ...healthy, missing: 1, since: day(8) },
    }),
    ['busy', 'Preparing a backup.', null],
    day(9),
  ),
  row(
    'paused',
    after(day(9), [full], { activity: { kind: 'paused', message: message('status.paused') } }),
    ['neutral', 'Paused until you resume.', 'resume'],
    day(9),
  ),
  row(
    'an engine that gave up, while something ran',
    after(day(9), [full], {
      isCrashed: true,
      activity: { kind: 'running', message: message('status.preparing') },
    }),
    ['red', 'The backup engine stopped working.', 'restart'],
    day(9),
  ),
  row(
    'a folder that is not there',
    after(day(9), [full], { blocker: 'destination-missing' }),
    ['red', 'The backup folder is not there.', 'fix-problem'],
    day(9),
  ),
  // The folder.
  row(
    'damage',
    after(day(9, 20), [full], {
      health: { ...healthy, missing: 2, changed: 1, cut: 1, unreadable: 1, since: day(9, 12) },
    }),
    ['red', '5 files in your backup folder are missing or damaged.', 'repair'],
    day(9),
    day(9, 12),
  ),
  row(
    'one damaged file and no export',
    after(day(9), [], { health: { ...healthy, changed: 1, since: day(8) } }),
    ['red', '1 file in your backup folder is missing or damaged.', 'repair'],
    null,
    day(8),
  ),
  // No export.
  row('an export was ordered', after(day(9, 3), [], { orderedAt: day(9, 2) }), [
    'amber',
    "Your Google library isn't backed up yet. Waiting for Google's export, usually 1–3 days.",
    null,
  ]),
  row('an export was ordered, and has not come', after(day(9, 20), [], { orderedAt: day(9, 2) }), [
    'amber',
    "Your Google library isn't backed up yet. The export you ordered on Sep 2, 2026 hasn't arrived.",
    'get-export',
  ]),
  row('nothing at all', after(day(9), []), ['amber', "Your Google library isn't backed up yet.", 'order-export']),
  row('a listing that is empty, and whole', after(day(9), [], { routes: [routeOf(0)] }), [
    'amber',
    "Your Google library isn't backed up yet.",
    'order-export',
  ]),
  row('what the client made', after(day(9), [], { routes: [routeOf(1_000), routeOf(41, { account: '2' })] }), [
    'amber',
    "Your Google library isn't backed up yet, only 1,041 items that your client ID made.",
    'order-export',
  ]),
  row('what was chosen', after(day(9), [], { routes: [routeOf(1, { source: 'picker' })] }), [
    'amber',
    "Your Google library isn't backed up yet, only 1 item that you chose.",
    'order-export',
  ]),
  row('what was made and chosen', after(day(9), [], { routes: [routeOf(2), routeOf(3, { source: 'picker' })] }), [
    'amber',
    "Your Google library isn't backed up yet, only 5 items that your client ID made or you chose.",
    'order-export',
  ]),
  row(
    'no export, and a limit that keeps the backup from going on',
    after(day(9), [], { routes: [routeOf(5)], passing: message('status.problem', { problem: 'quota-day' }) }),
    ['amber', "Today's request limit is used up.", 'order-export'],
  ),
  // One export.
  row(
    'being received',
    after(day(9), [exportOf(day(9), { state: 'receiving' })]),
    ['amber', 'The export of Sep 5, 2026 is not imported to its end.', 'continue-import'],
    null,
    day(9),
  ),
  row(
    'files missing that Google still offers',
    after(day(9, 7), [exportOf(day(9), { state: 'incomplete', missing: 3 })]),
    ['amber', '3 files of the export of Sep 5, 2026 are missing.', 'add-files'],
    null,
    day(9),
  ),
  row(
    'files missing that Google has taken away',
    after(day(9, 12), [exportOf(day(9), { state: 'incomplete', missing: 1 })]),
    ['amber', '1 file of the export of Sep 5, 2026 is missing.', 'order-full-export'],
    null,
    day(9),
  ),
  row(
    'a part of it is broken, and no file is known to be missing',
    after(day(9), [exportOf(day(9), { state: 'incomplete' })]),
    ['amber', 'An export file of Sep 5, 2026 is broken.', 'add-files'],
    null,
    day(9),
  ),
  row(
    'losses',
    after(day(9), [exportOf(day(9), { state: 'losses', failed: 4 })]),
    ['amber', "4 files of the export of Sep 5, 2026 couldn't be exported or stored.", 'see-lacking'],
    null,
    day(9),
  ),
  row(
    'unproven',
    after(day(9), [exportOf(day(9), { state: 'unproven' })]),
    ['amber', 'The export of Sep 5, 2026 came without a readable list of its files.', 'add-index'],
    null,
    day(9),
  ),
  ...(['unknown', 'incremental'] as const).map((kind) =>
    row(
      `complete, but ${kind} and the first`,
      after(day(9), [exportOf(day(9), { kind, kindReason: 'only-recent' })]),
      ['amber', 'Nothing shows that the export of Sep 5, 2026 holds your whole library.', 'order-full-export'],
      null,
      day(9),
    ),
  ),
  row(
    'albums alone',
    after(day(9), [exportOf(day(9), { kind: 'unknown', kindReason: 'no-years' })]),
    ['amber', 'The export of Sep 5, 2026 holds only albums, not your library.', 'order-full-export'],
    null,
    day(9),
  ),
  row(
    'years that were deselected',
    after(day(11), [full, exportOf(day(11), { kind: 'unknown', kindReason: 'years-left-out' })]),
    ['amber', 'The export of Nov 5, 2026 leaves out years that you have.', 'order-full-export'],
    day(9),
    day(11),
  ),
  row('complete and full', after(day(9, 20), [full]), ['green', 'Covered to Sep 5, 2026.', null], day(9)),
  row(
    'archives missing, and no index to tell files by',
    after(day(9), [exportOf(day(9), { state: 'incomplete', missing: 2, missingParts: [2, 5], index: noIndex })]),
    ['amber', 'Export files 2, 5 of Sep 5, 2026 are missing.', 'add-files'],
    null,
    day(9),
  ),
  row(
    'the same, but more than a sentence can name',
    after(day(9), [exportOf(day(9), { state: 'incomplete', missingParts: [2, 3, 5, 7, 8, 9], index: noIndex })]),
    ['amber', '6 export files of Sep 5, 2026 are missing.', 'add-files'],
    null,
    day(9),
  ),
  row(
    'an archive that did not arrive, and an index that tells its files',
    after(day(9), [exportOf(day(9), { state: 'incomplete', missing: 2, missingParts: [2] })]),
    ['amber', 'Export file 2 of Sep 5, 2026 is missing.', 'add-files'],
    null,
    day(9),
  ),
  row(
    'a broken archive alone, and no index',
    after(day(9), [exportOf(day(9), { state: 'incomplete', missing: 1, index: noIndex })]),
    ['amber', 'An export file of Sep 5, 2026 is broken.', 'add-files'],
    null,
    day(9),
  ),
  row('ordered once, 70 days after it', after(day(9, 75), [full]), ['green', 'Covered to Sep 5, 2026.', null], day(9)),
  row(
    'one export of a schedule that was ordered, 70 days after it',
    after(day(9, 75), [full], { orderedAt: day(9, 2) }),
    ['amber', "Covered to Sep 5, 2026. The export due on Nov 5, 2026 hasn't arrived.", 'get-export'],
    day(9),
    day(11),
  ),
  row(
    'ordered once, 91 days after it',
    after(day(9, 96), [full]),
    ['amber', 'Covered to Sep 5, 2026, which is more than 90 days ago.', 'order-export'],
    day(9),
    day(9, 95),
  ),
  row(
    'the day before the next is late',
    after(day(11, 6), scheduled),
    ['green', 'Covered to Sep 5, 2026.', null],
    day(9),
  ),
  row(
    'late by 70 days after it',
    after(day(9, 75), scheduled),
    ['amber', "Covered to Sep 5, 2026. The export due on Nov 5, 2026 hasn't arrived.", 'get-export'],
    day(9),
    day(11),
  ),
  row(
    'late, weeks after a week',
    after(day(13), scheduled),
    ['amber', "Covered to Sep 5, 2026. The export due on Nov 5, 2026 hasn't arrived.", 'get-export'],
    day(9),
    day(11),
  ),
  row(
    'late for half a year: no schedule shows any more',
    after(day(15), scheduled),
    ['amber', 'Covered to Sep 5, 2026, which is more than 90 days ago.', 'order-export'],
    day(9),
    day(9, 95),
  ),
  row(
    'without a schedule, 90 days',
    after(day(9, 95), [exportOf(day(9), { exportedAt: null, downloadUntil: null })]),
    ['green', 'Covered to Sep 5, 2026.', null],
    day(9),
  ),
  row(
    'without a schedule, 91 days',
    after(day(9, 96), [exportOf(day(9), { exportedAt: null, downloadUntil: null })]),
    ['amber', 'Covered to Sep 5, 2026, which is more than 90 days ago.', 'order-export'],
    day(9),
    day(9, 95),
  ),
  // A chain.
  row('a chain of two', after(day(11, 20), [full, november]), ['green', 'Covered to Nov 5, 2026.', null], day(11)),
  row('in any order', after(day(11, 20), [november, full]), ['green', 'Covered to Nov 5, 2026.', null], day(11)),
  row(
    'the latest lacks files',
    after(day(11, 7), [full, laterOf(day(11), { state: 'incomplete', missing: 2 })]),
    ['amber', '2 files of the export of Nov 5, 2026 are missing.', 'add-files'],
    day(9),
    day(11),
  ),
  row(
    'one in the middle lacks files',
    after(day(13, 7), [full, laterOf(day(11), { state: 'incomplete', missing: 2 }), laterOf(day(13))]),
    ['amber', '2 files of the export of Nov 5, 2026 are missing.', 'order-full-export'],
    day(9),
    day(11),
  ),
  row(
    'one in the middle never came',
    after(day(13, 7), [full, laterOf(day(13))]),
    ['amber', 'An export between Sep 5, 2026 and Jan 5, 2027 is missing.', 'order-full-export'],
    day(9),
    day(13),
  ),
  row(
    'a full one after the gap',
    after(day(14, 7), [full, laterOf(day(13)), exportOf(day(14), { kindReason: 'holds-earlier' })]),
    ['green', 'Covered to Feb 5, 2027.', null],
    day(14),
  ),
  row(
    'an incomplete full one, ordered by hand, does not break it',
    after(day(11, 7), [full, exportOf(day(10), { state: 'incomplete', missing: 9 }), november]),
    ['green', 'Covered to Nov 5, 2026.', null],
    day(11),
  ),
  row(
    'the sixth, so that none follows',
    after(day(19, 20), [full, ...[11, 13, 15, 17, 19].map((month) => laterOf(day(month)))]),
    ['green', 'Covered to Jul 5, 2027.', null],
    day(19),
  ),
  row(
    '91 days after the sixth',
    after(day(19, 96), [full, ...[11, 13, 15, 17, 19].map((month) => laterOf(day(month)))]),
    ['amber', 'Covered to Jul 5, 2027, which is more than 90 days ago.', 'order-export'],
    day(19),
    day(19, 95),
  ),
  // Accounts.
  row(
    'two accounts: the one that is covered least decides',
    after(day(9, 20), [exportOf(day(9, 10)), exportOf(day(9), others)]),
    ['green', 'ben@example.org: Covered to Sep 5, 2026.', null],
    day(9),
  ),
  row(
    'two accounts: the one that is not covered decides',
    after(day(9, 8), [full, exportOf(day(9, 7), { ...others, state: 'incomplete', missing: 2 })]),
    ['amber', 'ben@example.org: 2 files of the export of Sep 7, 2026 are missing.', 'add-files'],
    null,
    day(9, 7),
  ),
  row(
    'one account in two spellings is one',
    after(day(11, 20), [full, laterOf(day(11), { account: 'Anna@Example.org' })]),
    ['green', 'Covered to Nov 5, 2026.', null],
    day(11),
  ),
  row(
    'nobody knows whose: it does not carry on the chain of another',
    after(day(11, 7), [full, laterOf(day(11), { account: null })]),
    [
      'amber',
      'Account unknown: Nothing shows that the export of Nov 5, 2026 holds your whole library.',
      'order-full-export',
    ],
    null,
    day(11),
  ),
  row(
    'nobody knows whose, and a later one holds it all',
    after(day(9, 20), [exportOf(day(7), { account: null, state: 'unproven', isSuperseded: true }), full]),
    ['green', 'Covered to Sep 5, 2026.', null],
    day(9),
  ),
  // Beside the exports.
  row(
    'covered, with problems of single items',
    after(day(9), [full], { problems: 1_234 }),
    ['amber', '1,234 problems need your attention.', 'see-problems'],
    day(9),
  ),
  row(
    'covered, and something is lost soon',
    after(day(9), [full], { pressing: { message: message('status.offline'), next: 'add-files' } }),
    ['amber', "Offline: the backup resumes when you're back online.", 'add-files'],
    day(9),
  ),
  row(
    'covered, and one attempt failed by what passes',
    after(day(9), [full], {
      routes: [routeOf(5, { failedAttempts: 1, failingSince: day(9), problem: problem('quota-day') })],
      passing: message('status.problem', { problem: 'quota-day' }),
    }),
    ['neutral', "Today's request limit is used up.", null],
    day(9),
  ),
  row(
    'covered, and attempt after attempt failed',
    after(day(9), [full], {
      routes: [routeOf(5, { failedAttempts: 3, failingSince: day(9, 2), problem: problem('quota-day') })],
    }),
    ['amber', "3 attempts in a row failed: Today's request limit is used up.", 'see-problems'],
    day(9),
    day(9, 2),
  ),
  row(
    'nothing covered, and one attempt failed by what needs a person',
    after(day(9), [], {
      routes: [routeOf(5, { failedAttempts: 1, failingSince: day(9, 2), problem: problem('destination-missing') })],
    }),
    ['amber', '1 attempt failed: The backup folder is not there.', 'see-problems'],
    null,
    day(9, 2),
  ),
];

describe('backupStatus', () => {
  it.each(rows)('$is', ({ now, facts, level, says, next, until, since = null }) => {
    const status = backupStatus(factsOf(now, facts));
    expect([status.level, write(status.message), status.next]).toEqual([level, says, next]);
    expect([status.coveredUntil, status.since]).toEqual([until, since]);
    expect(backupStatusSchema.parse(status)).toEqual(status);
  });

  it('tells of each account, the one that needs something first', () => {
    const { accounts } = backupStatus(
      factsOf(day(11, 20), { exports: [full, november, exportOf(day(9, 7), { ...others, state: 'unproven' })] }),
    );
    expect(accounts).toMatchObject([
      { account: 'ben@example.org', level: 'amber', coveredUntil: null, stamp: 'other', isOverdue: false },
      { account: 'anna@example.org', level: 'green', coveredUntil: day(11), nextExpectedAt: day(13) },
    ]);
  });

  it('says what is overdue', () => {
    const overdueAt = (now: string) => backupStatus(factsOf(now, { exports: scheduled })).accounts[0]?.isOverdue;
    expect([day(9, 20), day(11, 5), day(11, 7), day(18)].map(overdueAt)).toEqual([false, false, true, true]);
  });

  it('says so, too, while a later export lacks something', () => {
    const exports = [full, laterOf(day(11), { state: 'incomplete', missing: 2 })];
    const overdueAt = (now: string) => backupStatus(factsOf(now, { exports })).accounts[0]?.isOverdue;
    expect([day(11, 20), day(13, 20), day(20)].map(overdueAt)).toEqual([false, true, true]);
  });

  const anyExport = fc
    .record({
      month: fc.integer({ min: 1, max: 20 }),
      kind: fc.constantFrom(...exportKinds),
      state: fc.constantFrom(...exportStates),
      account: fc.constantFrom('a@example.org', 'b@example.org', null),
    })
    .map(({ month, ...change }) => exportOf(day(month), change));

  it('is green only for a library whose every account has a complete full export, no older than the schedule allows', () => {
    fc.assert(
      fc.property(fc.array(anyExport, { maxLength: 8 }), fc.integer({ min: 20, max: 26 }), (exports, month) => {
        const { level, accounts, coveredUntil } = backupStatus(factsOf(day(month, 20), { exports }));
        expect(['green', 'amber']).toContain(level);
        if (level === 'amber') return;
        for (const account of new Set(exports.map((one) => one.account))) {
          const own = exports.filter((one) => one.account === account);
          expect(own.some(({ kind, state }) => kind === 'full' && state === 'complete')).toBe(true);
        }
        expect(accounts.length).toBeGreaterThan(0);
        expect(Date.parse(day(month, 20)) - Date.parse(coveredUntil ?? '')).toBeLessThanOrEqual(90 * 86_400_000);
      }),
      { numRuns: 2_000 },
    );
  });

  it('does not depend on the order in which exports are told', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyExport, { maxLength: 6, selector: ({ stamp }) => stamp }), (exports) => {
        const status = (given: readonly CoveredExport[]) => backupStatus(factsOf(day(21), { exports: given }));
        expect(status(exports.toReversed()).message).toEqual(status(exports).message);
      }),
    );
  });
});

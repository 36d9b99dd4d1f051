import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AppSnapshot,
  appStatuses,
  type LiveRun,
  type ProblemGroup,
  type Selection,
} from '../../../electron/contract/desktop-models.ts';
import { message } from '../../../electron/contract/messages/message.ts';
import { type LibraryStatus, runPhases } from '../../../electron/contract/models.ts';
import { type ProblemCode, problem } from '../../../electron/contract/problem.ts';
import type { TakeoutWarning } from '../../../electron/contract/takeout-desktop-models.ts';
import { type EntryCounts, type ExportsReport, entryStates } from '../../../electron/contract/takeout-models.ts';
import { adoptedSetup } from '../../../electron/main/adopted-setup.ts';
import { runBlocker, type Supply } from '../../../electron/main/runs/run-blocker.ts';
import { derivedState } from '../../../electron/main/snapshot/status.ts';
import { taskbarProgress } from '../../../electron/main/tray/taskbar.ts';
import { exportOf, healthy, routeOf } from '../contract/coverage-fixture.ts';
import { account, factsWith, liveRun, quota, report, settingsWith, snapshotWith, write } from './support/app-state.ts';

const now = new Date(2026, 2, 10, 12, 0);

const waitingForChoice: Selection['now'] = {
  ...{ stage: 'waiting', address: 'https://photos.google.com/picker/s', session: 1, chosen: 0 },
  ...{ waitsUntil: now.toISOString(), isTakenUp: false, notOpened: null },
};
const choosing: LiveRun = {
  ...liveRun,
  source: 'picker',
  progress: { ...liveRun.progress, phase: 'discovering', discovered: 0, items: { done: 0, total: null } },
};

function group(code: ProblemCode, count: number): ProblemGroup {
  const { title, explanation, wayOut, retry } = problem(code);
  return { code, title, explanation, wayOut, retry, link: null, count, newest: now.toISOString(), examples: [] };
}

function spoken(change: Partial<AppSnapshot>): readonly [string, string] {
  const { status, statusText } = derivedState(factsWith(change), now);
  return [status, write(statusText)];
}

const noExports: ExportsReport = { exports: [], schedule: null, coverage: [] };
const covered: ExportsReport = {
  ...noExports,
  exports: [
    {
      ...exportOf('2026-03-05T12:00:00.000Z'),
      ...{ parts: [], missingParts: [], complete: true, stored: 3, leftOut: 0, waiting: 0 },
      index: { read: true, unreadable: false, listed: 3, failedAtGoogle: 0 },
      counts: Object.fromEntries(entryStates.map((state) => [state, 0])) as EntryCounts,
      ...{ doubtful: 0, withoutSidecar: 0 },
    },
  ],
};

function libraryWith(stored: number): LibraryStatus {
  const items = { wanted: 0, stored, skipped: 0, failed: 0 };
  return {
    ...{
      assets: stored,
      bytes: stored,
      albums: 0,
      items,
      lastRun: report,
      lastSuccess: report.finishedAt,
      quota: null,
    },
    folder: healthy,
    routes: [routeOf(stored)],
  };
}

const expiring: TakeoutWarning = {
  ...{ kind: 'parts-expire', stamp: '20260301T120000Z', until: '2026-03-08T12:00:00.000Z' },
  title: message('takeout.parts-expire', { numbers: [2], exportedAt: '2026-03-01T12:00:00.000Z' }),
  wayOut: message('takeout.parts-expire.way-out', { until: '2026-03-08T12:00:00.000Z' }),
};

describe('mood and sentence', () => {
  const next = new Date(2026, 2, 10, 18, 0).toISOString();

  it.each<readonly [string, Partial<AppSnapshot>, string, string]>([
    ['not set up', { setup: { step: 'client', finished: false } }, 'setting-up', 'Afterimage is not set up yet.'],
    ['the catalog not asked yet', { lastRun: report, nextRuns: [next] }, 'idle', 'Reading what is backed up.'],
    [
      'a whole backup of what a client shows, and no export',
      { lastRun: report, nextRuns: [next], exports: noExports, library: libraryWith(1_041) },
      'attention',
      "Your Google library isn't backed up yet, only 1,041 items that your client ID made.",
    ],
    [
      'a whole backup of an empty listing',
      { lastRun: { ...report, stored: 0, present: 0 }, exports: noExports, library: libraryWith(0) },
      'attention',
      "Your Google library isn't backed up yet.",
    ],
    ['a complete export', { lastRun: report, exports: covered }, 'done', 'Covered to 5 Mar 2026.'],
    [
      'a complete export, and damage',
      { lastRun: report, exports: covered, library: { ...libraryWith(3), folder: { ...healthy, missing: 2 } } },
      'error',
      '2 files in your backup folder are missing or damaged.',
    ],
    ['running', { run: liveRun }, 'running', 'Backing up: 3 of 12.'],
    ['stopping', { run: { ...liveRun, stopping: true } }, 'running', 'Stopping: files in flight are being finished.'],
    [
      'waiting for Google',
      { run: liveRun, quota: { ...quota, state: 'waiting', waitingUntil: next } },
      'running',
      'Google is limiting requests. Resuming at 18:00.',
    ],
    ['paused', { pause: { kind: 'hour', until: next } }, 'paused', 'Paused until 18:00.'],
    ['paused for good', { pause: { kind: 'until-resumed', until: null } }, 'paused', 'Paused until you resume.'],
    ['a dead engine', { engine: 'crashed', run: liveRun }, 'error', 'The backup engine stopped working.'],
    [
      'a folder that is gone',
      { lastRun: report, destinationTrouble: problem('destination-missing') },
      'error',
      'The backup folder is not there.',
    ],
    [
      'a dead sign-in',
      { lastRun: report, accounts: [{ ...account, trouble: problem('token-revoked') }] },
      'error',
      `${problem('token-revoked').title}.`,
    ],
    [
      'problems of single photos',
      { lastRun: { ...report, outcome: 'problems' }, problems: [group('video-failed', 1_200), group('item-gone', 34)] },
      'attention',
      '1,234 problems need your attention.',
    ],
    [
      'offline',
      { online: false, lastRun: { ...report, outcome: 'stopped' } },
      'idle',
      "Offline: the backup resumes when you're back online.",
    ],
    [
      'something that passes by itself',
      { trouble: problem('quota-day'), lastRun: { ...report, outcome: 'stopped' } },
      'idle',
      "Today's request limit is used up.",
    ],
    [
      'a person who chooses',
      { run: choosing, selection: { email: account.email, album: null, now: waitingForChoice } },
      'running',
      'Waiting for what you choose in Google Photos.',
    ],
    [
      'what was chosen being fetched',
      {
        run: { ...liveRun, source: 'picker' },
        selection: { email: account.email, album: null, now: { stage: 'fetching', chosen: 12 } },
      },
      'running',
      'Fetching what you chose: 3 of 12.',
    ],
    ['an import', { run: { ...liveRun, source: 'takeout' } }, 'running', 'Importing an export: 3 of 12.'],
    [
      'an import that reads what there is',
      {
        run: {
          ...{ ...liveRun, source: 'takeout' },
          progress: { ...liveRun.progress, phase: 'discovering', discovered: 0 },
        },
      },
      'running',
      'Importing an export: reading what it holds.',
    ],
    [
      'parts of an export that are about to expire',
      { lastRun: report, takeout: { import: null, watch: null, warnings: [expiring] } },
      'attention',
      'Export file 2 from 1 March is still missing.',
    ],
    [
      'parts that are about to expire, and problems',
      {
        lastRun: { ...report, outcome: 'problems' },
        problems: [group('video-failed', 3)],
        takeout: { import: null, watch: null, warnings: [expiring] },
      },
      'attention',
      '3 problems need your attention.',
    ],
    [
      'a schedule of exports that ends',
      {
        lastRun: report,
        exports: covered,
        takeout: { import: null, watch: null, warnings: [{ ...expiring, kind: 'schedule-ends' }] },
      },
      'done',
      'Covered to 5 Mar 2026.',
    ],
  ])('%s', (_name, change, status, sentence) => {
    expect(spoken(change)).toEqual([status, sentence]);
  });

  it('names the day of a time that is not today', () => {
    const until = new Date(2026, 2, 12, 6, 0).toISOString();
    expect(spoken({ pause: { kind: 'hour', until } })).toEqual(['paused', 'Paused until Thu 06:00.']);
  });

  it('is always a mood and one short sentence, whatever the state', () => {
    const anyFacts = fc.record({
      engine: fc.constantFrom('starting', 'ready', 'restarting', 'crashed'),
      online: fc.boolean(),
      run: fc.option(
        fc.constantFrom(...runPhases).map((phase) => ({ ...liveRun, progress: { ...liveRun.progress, phase } })),
      ),
      lastRun: fc.option(fc.constantFrom('complete', 'problems', 'stopped').map((outcome) => ({ ...report, outcome }))),
      trouble: fc.option(fc.constantFrom(problem('quota-day'), problem('api-disabled'))),
      setup: fc.boolean().map((finished) => ({ step: 'done', finished }) as const),
    });
    fc.assert(
      fc.property(anyFacts, (change) => {
        const [status, sentence] = spoken(change as Partial<AppSnapshot>);
        expect(appStatuses).toContain(status);
        expect(sentence).toMatch(/^[A-Z].{5,118}\.$/);
      }),
    );
  });
});

describe('hindranceOf', () => {
  const mains: Supply = { onBattery: false, metered: 'unknown' };

  it.each<readonly [string | null, Partial<AppSnapshot>, Partial<Supply>]>([
    [null, {}, {}],
    [null, {}, { onBattery: true }],
    ['on battery', { settings: { ...snapshotWith().settings, runOnBattery: false } }, { onBattery: true }],
    [null, { settings: { ...snapshotWith().settings, runOnBattery: false } }, {}],
    ['metered connection', {}, { metered: true }],
    [null, { settings: { ...snapshotWith().settings, runOnMetered: true } }, { metered: true }],
    ['offline', { online: false }, {}],
    ['setting up', { setup: { step: 'folder', finished: false } }, {}],
    ['the engine has crashed', { engine: 'crashed' }, {}],
    ['the keychain is being opened', { tokenStore: 'opening' }, {}],
    ['destination-missing', { destinationTrouble: problem('destination-missing') }, {}],
    ['token-revoked', { accounts: [{ ...account, trouble: problem('token-revoked') }] }, {}],
    // What stopped the last run must not end all that come after it.
    [null, { trouble: problem('api-disabled') }, {}],
  ])('is %s', (blocker, change, supply) => {
    expect(runBlocker(snapshotWith(change), { ...mains, ...supply })).toBe(blocker);
  });
});

describe('adoptedSetup', () => {
  const untouched = settingsWith({ setup: { step: 'welcome', finished: false } });

  it('asks nothing again of a person who did it all on the command line', () => {
    expect(adoptedSetup(untouched, snapshotWith())).toEqual({ step: 'done', finished: true });
  });

  it('leaves a set-up alone that was begun here, or lacks something', () => {
    expect(adoptedSetup(settingsWith({ setup: { step: 'folder', finished: false } }), snapshotWith())).toBeNull();
    expect(adoptedSetup({ ...untouched, destination: null }, snapshotWith())).toBeNull();
    expect(adoptedSetup(untouched, snapshotWith({ accounts: [] }))).toBeNull();
    expect(adoptedSetup(untouched, snapshotWith({ client: null }))).toBeNull();
  });
});

describe('taskbarProgress', () => {
  it('is a fraction, or going on, or nothing', () => {
    expect(taskbarProgress({ run: liveRun, selection: null })).toBe(0.25);
    const listing = { ...liveRun, progress: { ...liveRun.progress, items: { done: 3, total: null } } };
    expect(taskbarProgress({ run: listing, selection: null })).toBe(2);
    expect(taskbarProgress({ run: null, selection: null })).toBe(-1);
  });

  it('stands still while a person chooses, and moves once something is fetched', () => {
    const selection: Selection = { email: account.email, album: null, now: waitingForChoice };
    const { progress } = liveRun;
    const idle = { ...liveRun, progress: { ...progress, items: { done: 0, total: null } } };
    expect(taskbarProgress({ run: idle, selection })).toBe(-1);
    expect(taskbarProgress({ run: liveRun, selection })).toBe(0.25);
  });
});

import { describe, expect, it } from 'vitest';
import type { AppSnapshot } from '../../../electron/contract/desktop-models.ts';
import { problem } from '../../../electron/contract/problem.ts';
import { type AppRestore, wholeBackup } from '../../../electron/contract/restore-desktop-models.ts';
import type { RestoreReport } from '../../../electron/contract/restore-models.ts';
import { derivedState } from '../../../electron/main/snapshot/status.ts';
import { noticesFor } from '../../../electron/main/system/notices.ts';
import { trayModel } from '../../../electron/main/tray/tray-model.ts';
import { account, factsWith, liveRun, snapshotWith, write } from './support/app-state.ts';

const now = new Date(2026, 2, 10, 12, 0);
const tomorrow = new Date(2026, 2, 11, 9, 0).toISOString();
const tally = { done: 300, items: 812 };
const report: RestoreReport = {
  ...{ account: account.id, email: account.email, outcome: 'complete', bytes: 9, requests: 9 },
  ...{ startedAt: now.toISOString(), finishedAt: tomorrow },
  ...{ items: 812, sent: 800, renamed: 0, present: 12, unaccepted: 0, failed: 0, left: 0 },
  ...{ failures: [], failuresFile: null, albums: [], problem: null },
};
const stages = {
  sending: { stage: 'sending', ...tally, progress: null, isPausing: false },
  waiting: { stage: 'waiting', ...tally, until: tomorrow, problem: problem('quota-day'), endsAt: null },
  paused: { stage: 'paused', ...tally, by: 'person' },
  full: { stage: 'halted', ...tally, problem: problem('restore-storage-full'), retryAt: null },
  offline: { stage: 'halted', ...tally, problem: problem('network-unreachable'), retryAt: tomorrow },
  ended: { stage: 'ended', report },
} as const satisfies Record<string, AppRestore['now']>;

function restoring(stage: keyof typeof stages): AppRestore {
  return { account: account.id, email: account.email, selection: wholeBackup, albumTitle: null, now: stages[stage] };
}

function whole(change: Partial<AppSnapshot>): AppSnapshot {
  return snapshotWith({ ...change, ...derivedState(factsWith(change), now) });
}

describe('what status and tray say of a restore', () => {
  const backedUp = 'Reading what is backed up.';

  it.each<readonly [keyof typeof stages, string, string]>([
    ['sending', 'running', 'Uploading to Google Photos: 300 of 812.'],
    ['waiting', 'idle', `${backedUp} Restore waits for tomorrow's requests: 300 of 812 sent. Resumes Wed 09:00.`],
    ['paused', 'idle', `${backedUp} Restore paused: 300 of 812 sent.`],
    ['full', 'attention', 'Restore stopped: The Google account has no storage left.'],
    ['offline', 'idle', `${backedUp} Restore stopped: Google cannot be reached. Next try: Wed 09:00.`],
    ['ended', 'idle', backedUp],
  ])('%s', (stage, status, words) => {
    const state = whole({ restore: restoring(stage) });
    expect([state.status, write(state.statusText)]).toEqual([status, words]);
    const { tooltip, entries } = trayModel(state, null, write);
    expect(tooltip).toBe(`Afterimage: ${words}`.slice(0, 127));
    // Counts would redraw the menu under somebody's hand.
    const label = stage === 'sending' ? 'Uploading to Google Photos' : words;
    const lines = entries.filter(({ kind }) => kind === 'statusText').map((entry) => 'label' in entry && entry.label);
    expect(lines.join(' ')).toBe(label);
    expect(lines).toHaveLength(words.startsWith(`${backedUp} `) ? 2 : 1);
  });

  it('is said beside a backup that is running, and beside a pause', () => {
    const running = whole({ restore: restoring('sending'), run: liveRun });
    expect(write(running.statusText)).toBe('Backing up: 3 of 12. Uploading to Google Photos: 300 of 812.');
    expect(trayModel(running, null, write).entries[0]).toMatchObject({ label: 'Backing up' });
    const paused = { ...restoring('paused'), now: { ...stages.paused, by: 'app' as const } };
    const state = whole({ restore: paused, pause: { kind: 'until-resumed', until: null } });
    expect(write(state.statusText)).toBe('Paused until you resume.');
  });
});

describe('notices of a restore', () => {
  const told = { aboutFirstSuccess: true };
  const of = (stage: keyof typeof stages) => snapshotWith({ restore: restoring(stage) });

  it('tell of its end, and of what needs a person, once and to nobody who is looking', () => {
    const [ended] = noticesFor(of('sending'), of('ended'), told, false);
    expect(ended?.kind).toBe('restore');
    expect(ended && write(ended.body)).toBe('800 items were uploaded to someone@example.com and checked.');
    const [full] = noticesFor(of('waiting'), of('full'), told, false);
    expect(full && write(full.title)).toBe('Restore stopped: The Google account has no storage left');
    expect(noticesFor(of('full'), of('full'), told, false)).toEqual([]);
    expect(noticesFor(of('sending'), of('offline'), told, false)).toEqual([]);
    expect(noticesFor(of('sending'), of('ended'), told, true)).toEqual([]);
    expect(noticesFor(snapshotWith(), of('ended'), told, false)).toEqual([]);
  });
});

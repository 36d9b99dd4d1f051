import type { AppSnapshot, LiveRun, Selection } from '../../electron/contract/desktop-models.ts';
import { message } from '../../electron/contract/messages/message.ts';
import type { RunReport } from '../../electron/contract/models.ts';
import { problem } from '../../electron/contract/problem.ts';
import { account, before, runs } from './facts.ts';
import type { Scenario } from './fake-main.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** How far choosing in Google Photos can have come, and what can have gone wrong on the way. */
export const pickScenarioNames = [
  'pick-permission',
  'pick-queued',
  'pick-waiting',
  'pick-taken-up',
  'pick-not-opened',
  'pick-full',
  'pick-listing',
  'pick-fetching',
  'pick-done',
  'pick-nothing',
  'pick-kept',
  'pick-expired',
  'pick-no-photos',
  'pick-other-account',
  'pick-api-off',
] as const;
export type PickScenarioName = (typeof pickScenarioNames)[number];

/** A person is choosing, and has half an hour for it. */
export function waitingForChoice(now: Date): Extract<Selection['now'], { stage: 'waiting' }> {
  return {
    stage: 'waiting',
    address: 'https://photos.google.com/picker/0f3a9c/autoclose',
    session: 1,
    chosen: 0,
    waitsUntil: before(now, -29 * minute - 15_000),
    isTakenUp: false,
    notOpened: null,
  };
}

/** A scenario of choosing on top of an idle snapshot. */
export function pickScenario(name: PickScenarioName, idle: AppSnapshot, now: Date): Scenario {
  const at = (stage: Selection['now'], facts: Partial<AppSnapshot> = {}): Scenario => ({
    snapshot: { ...idle, selection: { email: account.email, album: 'Summer by the sea', now: stage }, ...facts },
  });
  const waiting = waitingForChoice(now);
  const report = reportOf(now);
  const ended = { stage: 'ended', chosen: 0, report: null, problem: null, keptUntil: null } as const;
  const done = { ...ended, chosen: 312, report } as const;
  const choosing = { ...going, statusText: message('status.choosing'), run: idleRun(now) };
  const fetching = {
    ...going,
    statusText: message('status.fetching-choice', { done: 148, total: 312 }),
    run: liveRun(now),
  };
  const scenarios: Readonly<Record<PickScenarioName, () => Scenario>> = {
    'pick-permission': () => at({ stage: 'permission' }),
    'pick-queued': () =>
      at(
        { stage: 'queued' },
        {
          ...going,
          statusText: message('status.backing-up', { done: 148, total: 312 }),
          run: { ...liveRun(now), source: 'library' },
        },
      ),
    'pick-waiting': () => at(waiting, choosing),
    'pick-taken-up': () => at({ ...waiting, isTakenUp: true, waitsUntil: before(now, -3 * day) }, choosing),
    'pick-not-opened': () => at({ ...waiting, notOpened: problem('link-not-opened') }, choosing),
    'pick-full': () => at({ ...waiting, session: 2, chosen: 2_000 }, fetching),
    'pick-listing': () => at({ stage: 'fetching', chosen: null }, fetching),
    'pick-fetching': () => at({ stage: 'fetching', chosen: 312 }, fetching),
    'pick-done': () => at(done),
    'pick-nothing': () => at({ ...ended, report: { ...report, ...nothing } }),
    'pick-kept': () =>
      at({ ...done, report: { ...report, outcome: 'problems', failed: 4 }, keptUntil: before(now, -5 * day) }),
    'pick-expired': () => at({ ...done, problem: problem('picker-session-expired') }),
    'pick-no-photos': () => at({ ...ended, problem: problem('picker-no-photos') }),
    'pick-other-account': () =>
      at({ ...ended, problem: problem('account-other', { detail: 'b@example.org signed in.' }) }),
    'pick-api-off': () =>
      at({
        ...ended,
        problem: problem('api-disabled', {
          subject: 'Photos Picker API',
          link: 'https://console.cloud.google.com/apis/library/photospicker.googleapis.com',
        }),
      }),
  };
  return scenarios[name]();
}

const going = { status: 'running', nextRuns: [] as string[] } as const;
const nothing = { discovered: 0, stored: 0, present: 0, bytes: 0 } as const;

function reportOf(now: Date): RunReport {
  const [run] = runs(now, 1);
  if (run === undefined) throw new Error('There is no run to take after');
  const sums = { discovered: 327, stored: 290, present: 37, skipped: 0, failed: 0, bytes: 1_240_000_000 };
  return { ...run, ...sums, source: 'picker', outcome: 'complete', problem: null };
}

function liveRun(now: Date): LiveRun {
  return {
    run: 1002,
    source: 'picker',
    kind: 'quick',
    account: account.id,
    startedAt: before(now, 4 * minute),
    stopping: false,
    progress: {
      phase: 'transferring',
      discovered: 312,
      items: { done: 148, total: 312 },
      bytes: 618_400_000,
      bytesPerSecond: 3_412_000,
      secondsLeft: 201,
      current: ['IMG_4410.JPG', 'IMG_4411.JPG'],
    },
  };
}

function idleRun(now: Date): LiveRun {
  const run = liveRun(now);
  return {
    ...run,
    progress: {
      ...{ phase: 'discovering', discovered: 0, items: { done: 0, total: null } },
      ...{ bytes: 0, bytesPerSecond: 0, secondsLeft: null, current: [] },
    },
  };
}

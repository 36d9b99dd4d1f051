import type { AppSnapshot, LiveRun } from '../../electron/contract/desktop-models.ts';
import { message } from '../../electron/contract/messages/message.ts';
import { problem } from '../../electron/contract/problem.ts';
import type { ImportPart, TakeoutImport, TakeoutWatch } from '../../electron/contract/takeout-desktop-models.ts';
import { before } from './facts.ts';
import type { Scenario } from './fake-main.ts';
import { exportOf, exportsReport, importReport, stampOf } from './takeout-facts.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** How far Takeout can have come, and what can be wrong with it. */
export const takeoutScenarioNames = [
  'takeout-known',
  'takeout-watching',
  'takeout-watch-off',
  'takeout-watch-gone',
  'takeout-queued',
  'takeout-importing',
  'takeout-imported',
  'takeout-stopped',
  'takeout-ended-early',
  'takeout-lapsed',
  'takeout-single',
  'takeout-asking',
  'takeout-refused',
] as const;
export type TakeoutScenarioName = (typeof takeoutScenarioNames)[number];

/** A watch folder in which nothing waits. */
export function watchedFolder(now: Date): TakeoutWatch {
  return {
    folder: '/home/ada/Google Drive/My Drive/Takeout',
    isOn: true,
    lookedAt: before(now, minute),
    problem: null,
    parts: [],
  };
}

/** A Takeout scenario on top of an idle snapshot. */
export function takeoutScenario(name: TakeoutScenarioName, idle: AppSnapshot, now: Date): Scenario {
  const exports = exportsReport(now);
  const watch = watchedFolder(now);
  const known: AppSnapshot = { ...idle, exports, takeout: { ...idle.takeout, watch } };
  const working = (work: TakeoutImport, facts: Partial<AppSnapshot> = {}): Scenario => ({
    snapshot: { ...known, takeout: { ...known.takeout, import: work }, ...facts },
  });
  const trouble = problem('part-gone', { subject: partName(now, 2) });
  const scenarios: Readonly<Record<TakeoutScenarioName, () => Scenario>> = {
    'takeout-known': () => ({ snapshot: { ...known, takeout: { ...known.takeout, warnings: warnings(now) } } }),
    'takeout-watching': () => ({ snapshot: { ...known, takeout: { ...known.takeout, watch: busyWatch(now) } } }),
    'takeout-watch-off': () => ({
      snapshot: { ...known, takeout: { ...known.takeout, watch: { ...watch, isOn: false, lookedAt: null } } },
    }),
    'takeout-watch-gone': () => ({
      snapshot: {
        ...known,
        takeout: {
          ...known.takeout,
          watch: { ...watch, problem: problem('watch-folder-gone', { subject: watch.folder }) },
        },
      },
    }),
    'takeout-queued': () => working({ ...work(now), now: { stage: 'queued' } }),
    'takeout-importing': () =>
      working(
        { ...work(now), startedBy: 'watch-folder', now: { stage: 'running' } },
        { status: 'running', statusText: message('status.import-reading'), run: liveImport(now) },
      ),
    'takeout-imported': () =>
      working({
        ...work(now, 'imported'),
        now: { stage: 'ended', report: importReport(now), problem: null, isStopped: false },
      }),
    'takeout-stopped': () =>
      working({
        ...work(now),
        now: { stage: 'ended', report: importReport(now, problem('interrupted')), problem: null, isStopped: true },
      }),
    'takeout-ended-early': () =>
      working({
        ...work(now),
        now: { stage: 'ended', report: importReport(now, trouble), problem: trouble, isStopped: false },
      }),
    'takeout-single': () => ({
      snapshot: { ...known, exports: { ...exports, exports: [exportOf(now, 20, ['imported'])], schedule: null } },
    }),
    'takeout-lapsed': () => ({
      snapshot: { ...known, exports: { ...exports, exports: [exportOf(now, 160, ['imported'])], schedule: null } },
    }),
    'takeout-asking': () => ({ snapshot: { ...idle, exports: null } }),
    'takeout-refused': () => ({
      snapshot: idle,
      failing: {
        'takeout.chooseParts': problem('part-not-recognised'),
        'takeout.chooseWatchFolder': problem('internal', { detail: 'No dialog could be opened.' }),
        'takeout.doubtful': problem('internal', { detail: 'The engine answered nothing for 30 s.' }),
      },
    }),
  };
  return scenarios[name]();
}

function partName(now: Date, number: number): string {
  return `takeout-${stampOf(before(now, 2 * day))}-3-${String(number).padStart(3, '0')}.zip`;
}

function work(now: Date, second: 'waiting' | 'imported' = 'waiting'): Omit<TakeoutImport, 'now'> {
  const part = (number: number, state: ImportPart['state'], entries: number): ImportPart => ({
    name: partName(now, number),
    state,
    entries,
    problem: state === 'broken' ? problem('part-truncated', { subject: partName(now, number) }) : null,
  });
  return {
    startedBy: 'person',
    parts: [
      part(1, 'imported', 12_407),
      part(2, second, second === 'waiting' ? 0 : 12_468),
      part(3, second === 'waiting' ? 'broken' : 'imported', second === 'waiting' ? 0 : 402),
    ],
  };
}

function liveImport(now: Date): LiveRun {
  return {
    run: 1002,
    source: 'takeout',
    kind: 'quick',
    account: 'takeout',
    startedAt: before(now, 24 * minute),
    stopping: false,
    progress: {
      phase: 'transferring',
      discovered: 24_875,
      items: { done: 9_412, total: 24_402 },
      bytes: 41_200_000_000,
      bytesPerSecond: 118_000_000,
      secondsLeft: 1_204,
      current: ['IMG_4410.JPG', 'VID_20260812_140311_the_harbour_before_the_rain.mp4'],
    },
  };
}

function busyWatch(now: Date): TakeoutWatch {
  return {
    ...watchedFolder(now),
    parts: [
      { name: partName(now, 1), state: 'ready', problem: null },
      { name: `${partName(now, 2)}.crdownload`, state: 'being-written', problem: null },
      { name: partName(now, 3), state: 'cloud', problem: null },
      { name: partName(now, 4), state: 'broken', problem: problem('part-truncated', { subject: partName(now, 4) }) },
    ],
  };
}

function warnings(now: Date): AppSnapshot['takeout']['warnings'] {
  const { stamp } = exportsReport(now).exports[0] ?? { stamp: '' };
  return [
    {
      kind: 'parts-expire',
      stamp,
      until: before(now, -1.5 * day),
      title: message('takeout.parts-expire', { numbers: [3, 5], exportedAt: before(now, 5.5 * day) }),
      wayOut: message('takeout.parts-expire.way-out', { until: before(now, -1.5 * day) }),
    },
  ];
}

import { beforeEach, describe, expect, it } from 'vitest';
import { type AutomaticRuns, automaticRuns } from '../../../electron/schedule/automatic-runs.ts';
import type { ScheduleFacts } from '../../../electron/schedule/next-runs.ts';
import { FakeClock } from './support/fake-clock.ts';

const hour = 3_600_000;

let clock: FakeClock;
let facts: ScheduleFacts | null;
let blocker: string | null;
let starts: string[];
let shown: readonly string[];
let lines: string[];
let runs: AutomaticRuns;

beforeEach(() => {
  clock = new FakeClock('2026-03-10T12:00:00.000Z');
  facts = {
    schedule: { mode: 'every', hours: 6 },
    lastStart: clock.now(),
    lastEnd: null,
    retryAt: null,
    pause: null,
  };
  [blocker, starts, shown, lines] = [null, [], [], []];
  runs = automaticRuns({
    clock,
    facts: () => facts,
    blocker: () => blocker,
    start: () => starts.push(clock.now().toISOString()),
    onNextRuns: (times) => {
      shown = times;
    },
    log: (line) => lines.push(line),
  });
});

describe('automaticRuns', () => {
  it('shows the next times and starts a run when it is due, once', () => {
    runs.reconsider();
    expect(shown).toEqual(['2026-03-10T18:00:00.000Z', '2026-03-11T00:00:00.000Z', '2026-03-11T06:00:00.000Z']);
    clock.advance(6 * hour - 1);
    expect(starts).toEqual([]);
    clock.advance(1);
    expect(starts).toEqual(['2026-03-10T18:00:00.000Z']);
    expect(shown).toEqual([]);
  });

  it('notices within minutes after a sleep that a run is overdue', () => {
    runs.reconsider();
    clock.sleep(30 * hour);
    clock.advance(hour / 6);
    expect(starts).toHaveLength(1);
  });

  it('holds a due run while something is in the way, says why once, and starts it afterwards', () => {
    blocker = 'on battery';
    clock.advance(7 * hour);
    runs.reconsider();
    clock.advance(3 * hour);
    expect(starts).toEqual([]);
    expect(lines).toEqual(['A run is due but waits: on battery']);
    blocker = null;
    runs.reconsider();
    expect(starts).toHaveLength(1);
  });

  it('starts nothing while nothing may run automatically, and after it was stopped', () => {
    facts = null;
    runs.reconsider();
    clock.advance(50 * hour);
    expect(shown).toEqual([]);
    facts = { schedule: { mode: 'continuous' }, lastStart: null, lastEnd: null, retryAt: null, pause: null };
    runs.stop();
    runs.reconsider();
    clock.advance(hour);
    expect(starts).toEqual([]);
    expect(clock.waiting).toBe(0);
  });
});

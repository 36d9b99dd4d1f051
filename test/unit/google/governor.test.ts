import { describe, expect, test } from 'vitest';
import type { QuotaState } from '../../../electron/contract/models.ts';
import { problem } from '../../../electron/contract/problem.ts';
import { createGovernor, type Permit } from '../../../electron/engine/google/governor.ts';
import { createQuotaLedger, type RequestKind } from '../../../electron/engine/google/quota-ledger.ts';
import { type FakeTiming, fakeTiming, memoryQuotaStore, noon } from './pipeline.ts';

const never = new AbortController().signal;
const minute = problem('quota-minute');

function governed(start = noon, timing: FakeTiming = fakeTiming(start)) {
  const states: QuotaState[] = [];
  const store = memoryQuotaStore();
  const ledger = createQuotaLedger({ project: '123', store, dailyRequestLimit: null, now: timing.now });
  const governor = createGovernor({
    ledger,
    counting: 'counted',
    parallel: { api: 4, media: 16 },
    timing,
    onQuota: (state) => states.push(state),
  });
  /** How many permits can be had at once. */
  const width = async (kind: RequestKind): Promise<number> => {
    const permits: Permit[] = [];
    const asked = Array.from({ length: 20 }, async () => {
      const stop = new AbortController();
      setImmediate(() => stop.abort());
      const permit = await governor.admit(kind, stop.signal);
      if (permit.ok) permits.push(permit.value);
    });
    await Promise.all(asked);
    for (const permit of permits) governor.release(permit);
    return permits.length;
  };
  const admit = async (kind: RequestKind): Promise<Permit> => {
    const permit = await governor.admit(kind, never);
    if (!permit.ok) throw new Error(permit.problem.code);
    return permit.value;
  };
  /** Lets one request meet a 429, and waits until the pause is over. */
  const throttle = async (kind: RequestKind, reason = minute) => {
    const permit = await admit(kind);
    governor.throttled(permit, reason, null);
    governor.release(permit);
    governor.release(await admit(kind));
  };
  return { governor, timing, states, store, width, admit, throttle };
}

describe('after a 429', () => {
  test('half as many requests run side by side, and one more with each quiet minute', async () => {
    const { governor, timing, width, throttle } = governed();
    expect(await width('media')).toBe(16);
    await throttle('media');
    expect(await width('media')).toBe(8);
    expect(governor.state()).toMatchObject({ state: 'slowed', waitingUntil: null, reason: { code: 'quota-minute' } });
    timing.advance(60_000);
    expect(await width('media')).toBe(9);
    timing.advance(6 * 60_000);
    expect(await width('media')).toBe(15);
    timing.advance(60_000);
    expect(governor.state()).toMatchObject({ state: 'ok', reason: null });
    expect(await width('media')).toBe(16);
  });

  test('again and again it ends at one at a time, never at none', async () => {
    const { width, throttle } = governed();
    for (let time = 0; time < 8; time += 1) await throttle('media');
    expect(await width('media')).toBe(1);
  });

  test('a clock that is put back meanwhile makes the pause no longer', async () => {
    const timing = fakeTiming();
    let isSet = false;
    const sleep: FakeTiming['sleep'] = async (ms, signal) => {
      await timing.sleep(ms, signal);
      if (!isSet) timing.advance(-3 * 86_400_000);
      isSet = true;
    };
    const { throttle, governor } = governed(noon, { ...timing, sleep });
    await throttle('media');
    expect(governor.state().state).toBe('slowed');
    expect(timing.waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(3_600_000);
  });

  test('the other kind of requests pauses too, but is not slowed', async () => {
    const { governor, timing, width, admit } = governed();
    governor.throttled(await admit('api'), minute, null);
    expect(governor.state().state).toBe('waiting');
    const before = timing.now();
    await admit('media');
    expect(timing.now() - before).toBe(30_000);
    expect(await width('media')).toBe(15);
  });

  test('requests from before the pause that meet one as well do not count again', async () => {
    const { governor, timing, width, admit } = governed();
    const permits = await Promise.all([admit('media'), admit('media'), admit('media')]);
    for (const permit of permits) {
      governor.throttled(permit, minute, null);
      governor.release(permit);
    }
    governor.release(await admit('media'));
    expect(timing.waits).toEqual([30_000]);
    expect(await width('media')).toBe(8);
  });

  test('a longer wait that Google asks for meanwhile makes the pause longer', async () => {
    const { governor, timing, admit } = governed();
    const [first, second] = [await admit('api'), await admit('api')];
    governor.throttled(first, minute, null);
    governor.throttled(second, minute, 50_000);
    const before = timing.now();
    await admit('media');
    expect(timing.now() - before).toBe(50_000);
  });

  test('an answer in between makes the next pause a first one again', async () => {
    const { governor, timing, admit, throttle } = governed();
    await throttle('api');
    await throttle('api');
    const answered = await admit('api');
    governor.answered(answered);
    governor.release(answered);
    await throttle('api');
    expect(timing.waits).toEqual([30_000, 60_000, 30_000]);
  });

  test('"one at a time" is for good', async () => {
    const { timing, width, throttle } = governed();
    await throttle('api', problem('quota-concurrent'));
    timing.advance(3_600_000);
    expect(await width('api')).toBe(1);
    expect(await width('media')).toBe(16);
  });
});

describe("the day's limit", () => {
  const day = problem('quota-day', { detail: 'Quota exceeded.' });

  test('turns away anyone who is waiting for a place', async () => {
    const { governor, admit } = governed();
    const inside = await Promise.all([admit('api'), admit('api'), admit('api'), admit('api')]);
    const waiting = governor.admit('api', never);
    const [first] = inside;
    if (first !== undefined) governor.throttled(first, day, null);
    const answer = await waiting;
    expect(answer.ok ? null : answer.problem.code).toBe('quota-day');
  });

  test('that Google reports just after midnight may still be the one of yesterday: it is asked again after an hour', async () => {
    const midnight = Date.parse('2026-07-15T07:00:00.000Z');
    const { governor, timing, store, admit } = governed(midnight + 60_000);
    governor.throttled(await admit('api'), day, null);
    expect(governor.state()).toMatchObject({ state: 'stopped', apiRequests: { used: 1 } });
    expect(store.rows.get('123 2026-07-15')?.api ?? 0).toBeLessThan(10_000);
    timing.advance(3_600_000);
    expect(await admit('api')).toMatchObject({ kind: 'api' });
  });

  test('is told once, with when it resets', async () => {
    const { governor, states, admit } = governed();
    const permits = [await admit('api'), await admit('api')];
    for (const permit of permits) governor.throttled(permit, day, null);
    expect(states).toHaveLength(1);
    expect(states[0]).toMatchObject({
      state: 'stopped',
      waitingUntil: '2026-07-16T07:00:00.000Z',
      reason: { code: 'quota-day', detail: 'Quota exceeded. The limit resets at 2026-07-16T07:00:00.000Z.' },
    });
  });
});

test('counts are told at most once a second', async () => {
  const { timing, states, admit, governor } = governed();
  for (let second = 1; second <= 3; second += 1) {
    for (let request = 0; request < 50; request += 1) governor.release(await admit('media'));
    timing.advance(1_000);
  }
  expect(states.map((state) => state.mediaRequests.used)).toEqual([50, 100, 150]);
});

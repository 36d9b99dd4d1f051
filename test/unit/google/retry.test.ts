import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AttemptFailure,
  decideRetry,
  longestWaitMs,
  maxAttempts,
  parseRetryAfter,
  pauseMs,
} from '../../../electron/engine/google/retry.ts';

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const attempts = fc.integer({ min: 1, max: 20 });
const retryAfter = fc.option(fc.integer({ min: 0, max: 4 * 3_600_000 }));
const failures: fc.Arbitrary<AttemptFailure> = fc.oneof(
  fc.constant<AttemptFailure>({ kind: 'broken' }),
  fc.record({
    kind: fc.constant('status' as const),
    status: fc.integer({ min: 300, max: 599 }),
    retryAfterMs: retryAfter,
  }),
);

describe('the retry policy', () => {
  test('ends after a bounded number of attempts, and never waits longer than allowed', () => {
    fc.assert(
      fc.property(failures, attempts, random, (failure, attempt, chance) => {
        const decision = decideRetry(failure, attempt, chance);
        if (attempt >= maxAttempts) expect(decision).toEqual({ verdict: 'give-up' });
        if (decision.verdict === 'wait') {
          expect(decision.ms).toBeGreaterThanOrEqual(0);
          expect(decision.ms).toBeLessThanOrEqual(longestWaitMs);
        }
      }),
    );
  });

  test('never repeats what Google refuses for good', () => {
    const refusals = fc.integer({ min: 300, max: 499 }).filter((status) => status !== 429);
    fc.assert(
      fc.property(refusals, attempts, random, retryAfter, (status, attempt, chance, retryAfterMs) => {
        expect(decideRetry({ kind: 'status', status, retryAfterMs }, attempt, chance)).toEqual({ verdict: 'give-up' });
      }),
    );
  });

  test('waits for a fault of the server as long as the server asks, at least', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 500, max: 599 }),
        fc.integer({ min: 0, max: longestWaitMs }),
        random,
        (status, ms, chance) => {
          const decision = decideRetry({ kind: 'status', status, retryAfterMs: ms }, 1, chance);
          expect(decision.verdict === 'wait' && decision.ms >= ms).toBe(true);
        },
      ),
    );
  });

  test('doubles the longest wait with each attempt, from one second', () => {
    const longest = [1, 2, 3, 4, 5].map((attempt) => decideRetry({ kind: 'broken' }, attempt, 1));
    expect(longest).toEqual([1, 2, 4, 8, 16].map((seconds) => ({ verdict: 'wait', ms: seconds * 1_000 })));
  });

  test('spreads the waits over their whole length', () => {
    expect(decideRetry({ kind: 'broken' }, 3, 0)).toEqual({ verdict: 'wait', ms: 0 });
    expect(decideRetry({ kind: 'broken' }, 3, 0.5)).toEqual({ verdict: 'wait', ms: 2_000 });
  });

  test('lets everybody pause after 429, unless Google asks for longer than anybody sits out', () => {
    expect(decideRetry({ kind: 'status', status: 429, retryAfterMs: null }, 1, 0)).toEqual({ verdict: 'pause' });
    expect(decideRetry({ kind: 'status', status: 429, retryAfterMs: longestWaitMs + 1 }, 1, 0)).toEqual({
      verdict: 'give-up',
    });
  });

  test('pauses at least 30 s, at least as long as asked, longer each time in a row', () => {
    fc.assert(
      fc.property(retryAfter, fc.integer({ min: 1, max: 12 }), (asked, strike) => {
        const ms = pauseMs(asked, strike);
        expect(ms).toBeGreaterThanOrEqual(Math.max(30_000, asked ?? 0));
        expect(pauseMs(asked, strike + 1)).toBeGreaterThanOrEqual(ms);
      }),
    );
    expect([1, 2, 3, 9].map((strike) => pauseMs(null, strike))).toEqual([30_000, 60_000, 120_000, longestWaitMs]);
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-07-15T19:00:00Z');

  test('is read as seconds or as a date', () => {
    expect(parseRetryAfter('120', now)).toBe(120_000);
    expect(parseRetryAfter('Wed, 15 Jul 2026 19:00:45 GMT', now)).toBe(45_000);
    expect(parseRetryAfter('Wed, 15 Jul 2026 18:00:00 GMT', now)).toBe(0);
  });

  test('any date comes back as the distance from now', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (seconds) => {
        expect(parseRetryAfter(new Date(now + seconds * 1_000).toUTCString(), now)).toBe(seconds * 1_000);
      }),
    );
  });

  test('is ignored in any other form', () => {
    for (const header of [null, '', ' ', 'soon', '-5', '1.5', '12 apples']) {
      expect(parseRetryAfter(header, now)).toBeNull();
    }
  });
});

/** The most attempts that one request gets. */
export const maxAttempts = 6;

/** A wait longer than this is not sat out: the request ends with a problem that says so. In milliseconds. */
export const longestWaitMs = 15 * 60_000;

const firstBackoffMs = 1_000;
const longestBackoffMs = 60_000;
const shortestPauseMs = 30_000;

/** How an attempt failed, as far as trying again depends on it. */
export type AttemptFailure =
  /** No whole answer came: refused, reset, stalled, cut off, unreadable. */
  | { readonly kind: 'broken' }
  /** Google answered with a status other than success; `retryAfterMs` when it named a wait. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfterMs: number | null };

/** What to do after a failure: end, wait so many milliseconds, or continue once the pause of all requests is over. */
export type RetryDecision =
  | { readonly verdict: 'give-up' }
  | { readonly verdict: 'wait'; readonly ms: number }
  | { readonly verdict: 'pause' };

const giveUp: RetryDecision = { verdict: 'give-up' };

/**
 * The one retry policy (docs/GOOGLE.md, errors): 5xx and broken connections exponentially from 1 s with full jitter, at
 * most 60 s; 429 after a pause (see {@link pauseMs}); other 4xx never. A wait that Google names is kept, unless it is
 * longer than {@link longestWaitMs}. `attempt` counts from 1; `random` is uniform in [0, 1).
 */
export function decideRetry(failure: AttemptFailure, attempt: number, random: number): RetryDecision {
  if (attempt >= maxAttempts) return giveUp;
  if (failure.kind === 'broken') return { verdict: 'wait', ms: backoffMs(attempt, random) };
  const asked = failure.retryAfterMs ?? 0;
  if (asked > longestWaitMs) return giveUp;
  if (failure.status === 429) return { verdict: 'pause' };
  return failure.status >= 500 ? { verdict: 'wait', ms: Math.max(asked, backoffMs(attempt, random)) } : giveUp;
}

function backoffMs(attempt: number, random: number): number {
  return random * Math.min(longestBackoffMs, firstBackoffMs * 2 ** (attempt - 1));
}

/**
 * How long everybody pauses after a 429, in milliseconds: what Google asked for, at least 30 s, and twice as long with
 * each 429 in a row (`strike` counts from 1) up to {@link longestWaitMs}.
 */
export function pauseMs(retryAfterMs: number | null, strike: number): number {
  return Math.max(retryAfterMs ?? 0, Math.min(longestWaitMs, shortestPauseMs * 2 ** (strike - 1)));
}

/**
 * Reads a Retry-After header (RFC 9110 §10.2.3: seconds, or a date) as milliseconds from `now` on; null when absent or
 * in no known form.
 */
export function parseRetryAfter(header: string | null, now: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
  // Date.parse takes nearly anything for a date; an HTTP date begins with a day's name.
  const date = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

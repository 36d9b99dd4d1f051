import type { QuotaState } from '../../contract/models.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type { PerKind, QuotaLedger, RequestKind } from './quota-ledger.ts';
import { createRequestGate, type GateState, type RequestGate } from './request-gate.ts';
import { longestWaitMs, pauseMs } from './retry.ts';
import type { Timing } from './timing.ts';

/** The right to make one request; give it back with `release`. */
export interface Permit {
  readonly kind: RequestKind;
  /** How many pauses there had been when it was given: a 429 to a request from before a pause is the same 429. */
  readonly pausesBefore: number;
}

/** Decides when a request may be made: bounded parallelism, pauses after 429, the day's limits. */
export interface Governor {
  /** Waits for the right to make one request and counts it in the ledger; a problem when there is none to be had. */
  readonly admit: (kind: RequestKind, signal: AbortSignal) => Promise<Result<Permit>>;
  /** The request of this permit has ended. */
  readonly release: (permit: Permit) => void;
  /** Google answered the request with something other than 429. */
  readonly answered: (permit: Permit) => void;
  /** Google answered the request with 429; `reason` is one of the quota problems. */
  readonly throttled: (permit: Permit, reason: Problem, retryAfterMs: number | null) => void;
  readonly state: () => QuotaState;
  /** Turns everybody away from now on and writes the ledger. */
  readonly close: () => void;
}

export interface GovernorOptions {
  readonly ledger: QuotaLedger;
  /** Whether this pipeline's requests count towards the daily limits (only those of the Library API do). */
  readonly counting: 'counted' | 'uncounted';
  /** The most requests of each kind side by side. */
  readonly parallel: PerKind<number>;
  readonly timing: Timing;
  /** Told at once when the state changes, and at most once a second when only the counts do. */
  readonly onQuota: (state: QuotaState) => void;
}

/** One more request side by side for each minute without a 429. */
const recoveryMs = 60_000;
const pulseMs = 1_000;
/** When exactly Google's day begins is not documented: this early in it, "per day" may still mean yesterday. */
const youngDayMs = 60 * 60_000;

interface Throttle {
  /** Side by side when `since` came; it grows from there. */
  readonly width: number;
  /** Never wider than this again: Google asked for one at a time. */
  readonly ceiling: number;
  readonly since: number;
  readonly reason: Problem;
}

interface Until {
  readonly until: number;
  readonly reason: Problem;
}

/** Builds the governor of one pipeline. */
export function createGovernor({ ledger, counting, parallel, timing, onQuota }: GovernorOptions): Governor {
  const { now } = timing;
  const lifetime = new AbortController();
  const throttles: Record<RequestKind, Throttle | null> = { api: null, media: null };
  const closures: Record<RequestKind, Until | null> = { api: null, media: null };
  let pause: Until | null = null;
  const strikes: Record<RequestKind, number> = { api: 0, media: 0 };
  let pauses = 0;
  let callOffPulse: (() => void) | null = null;
  let told = '';

  const lanes: PerKind<RequestGate> = { api: openGate('api'), media: openGate('media') };

  function openGate(kind: RequestKind): RequestGate {
    return createRequestGate({ gate: () => gateOf(kind), charge: () => charge(kind) });
  }

  function gateOf(kind: RequestKind): GateState {
    if (lifetime.signal.aborted) return { opens: 'never', problem: problem('interrupted') };
    const closed = closureOf(kind);
    if (closed !== null) return { opens: 'never', problem: closed.reason };
    return pause === null ? { opens: 'now', width: widthOf(kind) } : { opens: 'later' };
  }

  function widthOf(kind: RequestKind): number {
    const throttle = throttles[kind];
    if (throttle === null) return parallel[kind];
    const recovered = Math.max(0, Math.floor((now() - throttle.since) / (recoveryMs * timing.timeScale)));
    return Math.min(throttle.ceiling, throttle.width + recovered);
  }

  /** What keeps a lane closed: Google's word, or the own ledger. */
  function closureOf(kind: RequestKind): Until | null {
    const closure = closures[kind];
    if (closure !== null && now() < closure.until) return closure;
    const limit = ledger.limits[kind];
    if (counting === 'uncounted' || ledger.used()[kind] < limit) return null;
    const { resetsAt } = ledger.today();
    const what = kind === 'api' ? 'requests' : 'requests for bytes';
    return untilReset(resetsAt, `All ${limit} ${what} of today are used.`);
  }

  function charge(kind: RequestKind): Problem | null {
    pulse();
    if (counting === 'uncounted' || ledger.reserve(kind)) return null;
    return closureOf(kind)?.reason ?? problem('quota-day');
  }

  /** Writes and tells the counts, at most once a second. */
  function pulse(): void {
    callOffPulse ??= timing.after(pulseMs, () => {
      callOffPulse = null;
      ledger.flush();
      tell();
    });
  }

  function tell(): void {
    const state = stateNow();
    const said = JSON.stringify(state);
    if (said === told) return;
    told = said;
    onQuota(state);
  }

  function stateNow(): QuotaState {
    const used = ledger.used();
    const { limits } = ledger;
    return {
      apiRequests: { used: used.api, limit: limits.api },
      mediaRequests: { used: used.media, limit: limits.media },
      resetsAt: instant(ledger.today().resetsAt),
      ...restraint(),
    };
  }

  function restraint(): Pick<QuotaState, 'state' | 'waitingUntil' | 'reason'> {
    const closed = closureOf('api') ?? closureOf('media');
    if (closed !== null) return { state: 'stopped', waitingUntil: instant(closed.until), reason: closed.reason };
    if (pause !== null) return { state: 'waiting', waitingUntil: instant(pause.until), reason: pause.reason };
    const slow = (['api', 'media'] as const).find((kind) => widthOf(kind) < parallel[kind]);
    const reason = slow === undefined ? null : (throttles[slow]?.reason ?? null);
    return { state: slow === undefined ? 'ok' : 'slowed', waitingUntil: null, reason };
  }

  async function sitOut(): Promise<void> {
    // The time that a pause takes is known when it begins: a clock that is put back meanwhile does not make it longer.
    for (let satOut = 0; pause !== null && satOut < pause.until; ) {
      satOut = pause.until;
      const left = Math.min(satOut - now(), longestWaitMs * timing.timeScale);
      await timing.sleep(Math.max(0, left), lifetime.signal);
    }
    pause = null;
    tell();
    lanes.api.admitWaiting();
    lanes.media.admitWaiting();
  }

  function pauseEverybody(until: number, reason: Problem): void {
    const alreadyPausing = pause !== null;
    if (pause === null || until > pause.until) pause = { until, reason };
    if (alreadyPausing) return;
    pauses += 1;
    sitOut().catch(() => {
      // Only closing the pipeline ends the sleep early, and that has turned everybody away.
    });
  }

  function closeGate(kind: RequestKind, closure: Until): void {
    closures[kind] = closure;
    lanes[kind].admitWaiting();
  }

  function closeForTheDay(kind: RequestKind, reason: Problem): void {
    const { startsAt, resetsAt } = ledger.today();
    const young = youngDayMs * timing.timeScale;
    if (now() - startsAt < young) {
      closeGate(kind, untilReset(now() + young, reason.detail ?? ''));
      return;
    }
    if (counting === 'counted') ledger.fill(kind);
    closeGate(kind, untilReset(resetsAt, reason.detail ?? ''));
  }

  function slowDown(kind: RequestKind, reason: Problem, since: number): void {
    const halved = Math.max(1, Math.floor(widthOf(kind) / 2));
    const ceiling = reason.code === 'quota-concurrent' ? 1 : (throttles[kind]?.ceiling ?? parallel[kind]);
    throttles[kind] = { width: Math.min(halved, ceiling), ceiling, since, reason };
  }

  function throttled(permit: Permit, reason: Problem, retryAfterMs: number | null): void {
    const { kind } = permit;
    if (reason.code === 'quota-day') {
      closeForTheDay(kind, reason);
    } else if ((retryAfterMs ?? 0) > longestWaitMs) {
      const until = now() + (retryAfterMs ?? 0) * timing.timeScale;
      closeGate(kind, { until, reason });
    } else if (permit.pausesBefore === pauses) {
      strikes[kind] += 1;
      const until = now() + pauseMs(retryAfterMs, strikes[kind]) * timing.timeScale;
      slowDown(kind, reason, until);
      pauseEverybody(until, reason);
    } else if (pause !== null && retryAfterMs !== null) {
      pauseEverybody(now() + retryAfterMs * timing.timeScale, reason);
    }
    tell();
  }

  return {
    admit: async (kind, signal) => {
      const place = await lanes[kind].enter(signal);
      return place.ok ? ok({ kind, pausesBefore: pauses }) : failed(place.problem);
    },
    release: (permit) => lanes[permit.kind].leave(),
    answered: (permit) => {
      if (permit.pausesBefore === pauses) strikes[permit.kind] = 0;
    },
    throttled,
    state: stateNow,
    close: () => {
      lifetime.abort();
      callOffPulse?.();
      ledger.flush();
      tell();
      lanes.api.admitWaiting();
      lanes.media.admitWaiting();
    },
  };
}

function instant(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

function untilReset(resetsAt: number, what: string): Until {
  const detail = `${what} The limit resets at ${instant(resetsAt)}.`.trim();
  return { until: resetsAt, reason: problem('quota-day', { detail }) };
}

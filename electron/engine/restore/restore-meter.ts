import type { MonotonicClock } from '../../base/clock.ts';
import type { QuotaState } from '../../contract/models.ts';
import type { RestorePhase, RestoreProgress } from '../../contract/restore-models.ts';

/** Counts what a restore does, and tells how far it is. */
export interface RestoreMeter {
  readonly begin: (phase: RestorePhase, total: number, totalBytes?: number) => void;
  readonly done: (items: number) => void;
  readonly sentBytes: (bytes: number) => void;
  readonly bytes: () => number;
  /** A wait for a limit of Google's has begun, or is over: a night's wait says nothing about the speed. */
  readonly waits: (isWaiting: boolean) => void;
}

export interface MeterDeps {
  readonly clock: MonotonicClock;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly quota: () => QuotaState;
  /** Requests that the rest of this phase takes, for so many items that are left. */
  readonly requestsFor: (phase: RestorePhase, left: number) => number;
  readonly tell: (progress: RestoreProgress) => void;
}

const pulseMs = 1_000;
/** The first seconds tell nothing about the speed. */
const settledMs = 5_000;
const dayMs = 86_400_000;

/** A meter that speaks once a second at most, and at the beginning of each phase. */
export function createRestoreMeter({ clock, now, quota, requestsFor, tell }: MeterDeps): RestoreMeter {
  let state = { phase: 'looking' as RestorePhase, done: 0, total: 0, totalBytes: 0, begunAt: clock(), bytes: 0 };
  let waitingSince: number | null = null;
  let all = 0;
  let toldAt = Number.NEGATIVE_INFINITY;

  function speak(): void {
    const { phase, done, total, totalBytes, begunAt, bytes } = state;
    const seconds = ((waitingSince ?? clock()) - begunAt) / 1_000;
    toldAt = clock();
    tell({
      ...{ phase, done, total, totalBytes },
      bytes: Math.min(bytes, totalBytes),
      bytesPerSecond: seconds > 0 ? bytes / seconds : 0,
      endsAt: endOf(seconds * 1_000),
    });
  }

  function endOf(elapsedMs: number): string | null {
    const left = state.total - state.done;
    if (left <= 0 || state.done === 0 || elapsedMs < settledMs) return null;
    const bySpeed = now() + (elapsedMs / state.done) * left;
    const { apiRequests, resetsAt } = quota();
    const beyondToday = requestsFor(state.phase, left) - Math.max(0, apiRequests.limit - apiRequests.used);
    if (beyondToday <= 0) return new Date(bySpeed).toISOString();
    const fullDays = Math.ceil(beyondToday / apiRequests.limit) - 1;
    return new Date(Math.max(bySpeed, Date.parse(resetsAt) + fullDays * dayMs)).toISOString();
  }

  function pulse(): void {
    if (clock() - toldAt >= pulseMs) speak();
  }

  return {
    begin: (phase, total, totalBytes = 0) => {
      state = { phase, done: 0, total, totalBytes, begunAt: clock(), bytes: 0 };
      if (waitingSince !== null) waitingSince = clock();
      speak();
    },
    done: (items) => {
      state.done += items;
      pulse();
    },
    sentBytes: (bytes) => {
      all += bytes;
      state.bytes += bytes;
      pulse();
    },
    bytes: () => all,
    waits: (isWaiting) => {
      if (isWaiting) waitingSince ??= clock();
      else if (waitingSince !== null) {
        state.begunAt += clock() - waitingSince;
        waitingSince = null;
      }
    },
  };
}

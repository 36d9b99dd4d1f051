import { type Problem, ProblemError, problem } from '../../../contract/problem.ts';
import type { RememberedSession } from '../../catalog/runs/picker-sessions.ts';
import type { PickingSession } from '../../google/photos-picker.ts';
import type { PickerDeps } from './picker-parts.ts';

/** `gone`: the session's time is over, or it is no longer there. `no-more`: a further session was not wanted. */
type Waited = 'done' | 'timeout' | 'gone' | 'no-more';
type WaitingDeps = Pick<PickerDeps, 'picker' | 'timing' | 'noMore'>;

const usualIntervalMs = 5_000;

/**
 * Waits until the person has pressed Done, asking as often and as long as Google says. A `timeoutIn` counts from the
 * answer that brought it first; repeated unchanged it moves nothing, so that it may as well be meant from the
 * beginning: the documentation leaves both open.
 */
export class Waiting {
  readonly #deps: WaitingDeps;
  readonly #session: RememberedSession;
  #timeoutMs: number | null;
  /** Milliseconds spent on waiting: counted, not read off a clock, which may jump or have been asleep. */
  #waitedMs = 0;
  /** When it is enough, in milliseconds of waiting. */
  #deadline: number;
  #latest: PickingSession;

  constructor(deps: WaitingDeps, session: RememberedSession, seen: PickingSession) {
    this.#deps = deps;
    this.#session = session;
    this.#latest = seen;
    this.#timeoutMs = seen.polling?.timeoutMs ?? null;
    this.#deadline = this.#fromNow(this.#timeoutMs);
  }

  /** When waiting ends at the latest, as far as is known now; ISO 8601. */
  get until(): string {
    const left = this.#deadline - this.#waitedMs;
    return new Date(Math.min(this.#deps.timing.now() + left, Date.parse(this.#session.expiresAt))).toISOString();
  }

  /** Google said that the person is done, but hands out nothing yet: ask on. */
  notYet(): void {
    this.#latest = { ...this.#latest, isDone: false };
  }

  /** Throws a ProblemError for what waiting cannot cure; aborting ends it with `interrupted`. */
  async untilDone(signal: AbortSignal): Promise<Waited> {
    const { picker } = this.#deps;
    while (!this.#latest.isDone) {
      // Whether the session has expired is Google's to say: the clock here may have jumped.
      if (this.#waitedMs >= this.#deadline) return 'timeout';
      if (this.#isEnough()) return 'no-more';
      await this.#pause(signal);
      const asked = await picker.getSession(this.#session.id, signal);
      if (asked.ok) this.#hear(asked.value);
      else if (asked.problem.code === 'picker-session-expired') return 'gone';
      else if (!mayPass(asked.problem)) throw new ProblemError(asked.problem);
    }
    return 'done';
  }

  #hear(seen: PickingSession): void {
    const { polling } = seen;
    this.#latest = seen;
    if (polling === null || polling.timeoutMs === this.#timeoutMs) return;
    this.#timeoutMs = polling.timeoutMs;
    this.#deadline = this.#fromNow(polling.timeoutMs);
  }

  async #pause(signal: AbortSignal): Promise<void> {
    const { timing, noMore } = this.#deps;
    const interval = (this.#latest.polling?.intervalMs ?? usualIntervalMs) * timing.timeScale;
    const pause = Math.min(interval, this.#deadline - this.#waitedMs);
    try {
      await timing.sleep(pause, this.#isFurther() ? AbortSignal.any([signal, noMore]) : signal);
      this.#waitedMs += pause;
    } catch {
      // Only aborting wakes it early; anyone who wants no more is asked about once more, because they may have pressed
      // Done.
      if (!this.#isEnough() || signal.aborted) throw new ProblemError(problem('interrupted'));
    }
  }

  /** Before anything was chosen, wanting no more is cancelling. */
  #isFurther(): boolean {
    return this.#session.chosenBefore > 0;
  }

  #isEnough(): boolean {
    return this.#isFurther() && this.#deps.noMore.aborted;
  }

  #fromNow(timeoutMs: number | null): number {
    const { timeScale } = this.#deps.timing;
    return timeoutMs === null ? Number.POSITIVE_INFINITY : this.#waitedMs + timeoutMs * timeScale;
  }
}

/** A laptop that slept has no network for a while: that is no reason to give up what a person is choosing. */
function mayPass({ code, retry }: Problem): boolean {
  return retry === 'automatic' && code !== 'interrupted' && code !== 'internal';
}

import type { Clock } from '../../base/clock.ts';
import type { ExitCode } from '../exit-codes.ts';

/** Work that a daemon does again and again. */
export interface Job {
  readonly name: string;
  /** When it is due: epoch milliseconds on the daemon's clock; null for never, as things are. */
  readonly dueAt: () => number | null;
  /** Does it; null when there was nothing to do. */
  readonly run: (signal: AbortSignal) => Promise<ExitCode | null>;
}

export interface JobLoopOptions {
  readonly clock: Clock;
  /** The first of those that are due goes first. */
  readonly jobs: readonly Job[];
  readonly onEnd: (job: Job, code: ExitCode | null) => void;
}

/** The clock is looked at this often at least: it may have been set, and timers stand still in sleep. */
const longestWaitMs = 10 * 60_000;

/** One job at a time, until the signal is aborted. */
export async function runJobs({ clock, jobs, onEnd }: JobLoopOptions, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const now = clock.now().getTime();
    const times = jobs.map((job) => ({ job, at: job.dueAt() }));
    const due = times.find(({ at }) => at !== null && at <= now)?.job;
    if (due === undefined) {
      const next = Math.min(now + longestWaitMs, ...times.flatMap(({ at }) => (at === null ? [] : [at])));
      await waited(clock, next - now, signal);
      continue;
    }
    onEnd(due, await due.run(signal));
  }
}

/** Waits without letting the process end. */
function waited(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const alive = setInterval(() => undefined, 60_000);
    const end = (): void => {
      clearInterval(alive);
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.after(milliseconds, end);
    signal.addEventListener('abort', end, { once: true });
  });
}

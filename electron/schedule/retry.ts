import type { QuotaState, RunReport } from '../contract/models.ts';
import type { Problem } from '../contract/problem.ts';

const minuteMs = 60_000;
const usualPauseMs = 30 * minuteMs;
/** A crashed engine is back in seconds; its own restart policy ends a loop. */
const crashPauseMs = 10_000;

/**
 * When a run that was cut short by `problem` at `endedAt` is tried again without a person; null when only the schedule
 * or a person should. A day's quota is waited for, as Google says when it is reset.
 */
export function retryTime(
  problem: Problem | null,
  endedAt: Date,
  quota: Pick<QuotaState, 'resetsAt'> | null,
): Date | null {
  if (problem === null || problem.retry !== 'automatic') return null;
  switch (problem.code) {
    case 'interrupted':
      return null;
    case 'engine-crashed':
      return new Date(endedAt.getTime() + crashPauseMs);
    case 'quota-day':
      return quota === null ? null : new Date(quota.resetsAt);
    default:
      return new Date(endedAt.getTime() + usualPauseMs);
  }
}

/** What cut a run short; null when it ran to its end. */
export function cutShortBy(report: RunReport): Problem | null {
  return report.outcome === 'stopped' ? report.problem : null;
}

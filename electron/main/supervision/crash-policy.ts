/** Crashes further back than this no longer count, in milliseconds. */
const memoryMs = 2 * 60_000;
/** More crashes than this within that time are a loop. */
const mostCrashes = 5;
const firstPauseMs = 1_000;

/** What to do about a process that has just crashed. */
export type AfterCrash = { readonly kind: 'restart'; readonly inMs: number } | { readonly kind: 'give-up' };

/** Decides from the times of all crashes so far, the latest included (epoch milliseconds): 1 s, 2 s, 4 s …, then no more. */
export function afterCrash(crashes: readonly number[], now: number): AfterCrash {
  const recent = crashes.filter((at) => now - at < memoryMs).length;
  if (recent > mostCrashes) return { kind: 'give-up' };
  return { kind: 'restart', inMs: firstPauseMs * 2 ** Math.max(0, recent - 1) };
}

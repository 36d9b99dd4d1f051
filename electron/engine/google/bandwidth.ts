import type { Timing } from './timing.ts';

/** Shares a number of bytes a second among all transfers. */
export interface Bandwidth {
  /** Takes note of `bytes` that have come; returns for how many milliseconds their receiver has to pause. */
  readonly take: (bytes: number) => number;
}

/** Half a second may come in one burst, so that pauses are long enough to be worth a timer. */
const burstMs = 500;

/** A token bucket of `bytesPerSecond`; null lets everything pass. */
export function createBandwidth(bytesPerSecond: number | null, now: Timing['now']): Bandwidth {
  if (bytesPerSecond === null) return { take: () => 0 };
  /** The instant up to which the line is paid for. */
  let paidUntil = now();
  let latest = paidUntil;
  return {
    take: (bytes) => {
      const at = now();
      // A clock that was put back says nothing of what was paid; the pause would last until it is that late again.
      if (at < latest) paidUntil -= latest - at;
      latest = at;
      paidUntil = Math.max(paidUntil, at - burstMs) + (bytes * 1_000) / bytesPerSecond;
      return Math.max(0, paidUntil - at);
    },
  };
}

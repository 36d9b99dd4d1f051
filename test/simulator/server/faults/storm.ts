import type { FaultAnswer } from './fault-rules.ts';

/** Hosts that a storm reaches. */
export type StormyService = 'photoslibrary' | 'photospicker' | 'drive' | 'media' | 'oauth2';

const unavailable: FaultAnswer = { kind: 'status', status: 503 };
const internal: FaultAnswer = { kind: 'status', status: 500 };
const reset: FaultAnswer = { kind: 'reset' };
const stall: FaultAnswer = { kind: 'stall', seconds: 2 };

const ofAnApi: readonly FaultAnswer[] = [
  unavailable,
  internal,
  { kind: 'html', status: 502 },
  reset,
  { kind: 'truncate' },
  stall,
  { kind: 'unauthorized' },
  { kind: 'quota-minute' },
  { kind: 'quota-concurrent' },
];

// All of these pass: the same request, or one with a fresh token or link, succeeds later.
const passing: Readonly<Record<StormyService, readonly FaultAnswer[]>> = {
  photoslibrary: ofAnApi,
  photospicker: ofAnApi,
  drive: [
    unavailable,
    internal,
    reset,
    { kind: 'truncate' },
    { kind: 'stall', afterBytes: 1000, seconds: 2 },
    { kind: 'unauthorized' },
    { kind: 'no-range' },
    { kind: 'drive', reason: 'userRateLimitExceeded' },
  ],
  media: [
    unavailable,
    internal,
    { kind: 'html', status: 403 },
    { kind: 'image', status: 403 },
    { kind: 'expired-url' },
    { kind: 'html', status: 429 },
    reset,
    { kind: 'truncate' },
    { kind: 'wrong-length' },
    { kind: 'stall', afterBytes: 1000, seconds: 2 },
  ],
  oauth2: [unavailable, reset, stall],
};

/** The sign-in is spared most of it: one bad day there ends a whole run. */
const shares: Readonly<Record<StormyService, number>> = {
  photoslibrary: 1,
  photospicker: 1,
  drive: 1,
  media: 1,
  oauth2: 0.25,
};

/** The fault for one request in a storm; undefined when it is spared. `random` is drawn from once or twice. */
export function stormFault(
  service: StormyService,
  share: number,
  without: readonly FaultAnswer['kind'][],
  random: () => number,
): FaultAnswer | undefined {
  if (random() >= share * shares[service]) return undefined;
  const kinds = passing[service].filter((answer) => !without.includes(answer.kind));
  return kinds[Math.floor(random() * kinds.length)];
}

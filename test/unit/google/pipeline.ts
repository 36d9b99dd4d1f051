import { onTestFinished } from 'vitest';
import type { ByteHead, ByteSink } from '../../../electron/contract/bytes.ts';
import { simulatedEndpoints } from '../../../electron/contract/endpoints.ts';
import type { QuotaState } from '../../../electron/contract/models.ts';
import { ok } from '../../../electron/contract/result.ts';
import type { AccessTokens } from '../../../electron/contract/tokens.ts';
import { ContentSizes } from '../../../electron/engine/google/content-sizes.ts';
import {
  createGoogleHttp,
  type GoogleHttp,
  type GoogleHttpOptions,
} from '../../../electron/engine/google/google-http.ts';
import type { QuotaStore } from '../../../electron/engine/google/quota-ledger.ts';
import type { Timing } from '../../../electron/engine/google/timing.ts';

/** Noon in California on a summer day. */
export const noon = Date.parse('2026-07-15T19:00:00.000Z');

export interface FakeTiming extends Timing {
  /** Every wait that was asked for, in milliseconds. */
  readonly waits: readonly number[];
  /** Moves the clock and runs what has become due. */
  readonly advance: (ms: number) => void;
}

/** A clock that jumps ahead when somebody sleeps; `random` is always the largest, so waits are the longest allowed. */
export function fakeTiming(start = noon, timeScale = 1): FakeTiming {
  let now = start;
  const waits: number[] = [];
  let due: { readonly at: number; readonly task: () => void }[] = [];
  const advance = (ms: number) => {
    now += ms;
    const ripe = due.filter((one) => one.at <= now);
    due = due.filter((one) => one.at > now);
    for (const { task } of ripe) task();
  };
  return {
    waits,
    advance,
    timeScale,
    now: () => now,
    random: () => 0.999_999,
    sleep: async (ms, signal) => {
      signal.throwIfAborted();
      waits.push(Math.round(ms));
      await new Promise(setImmediate);
      signal.throwIfAborted();
      advance(ms);
    },
    after: (ms, task) => {
      const one = { at: now + ms, task };
      due.push(one);
      return () => {
        due = due.filter((other) => other !== one);
      };
    },
  };
}

export interface MemoryQuotaStore extends QuotaStore {
  /** `api/media` by `project day`. */
  readonly rows: ReadonlyMap<string, { readonly api: number; readonly media: number }>;
  readonly writes: () => number;
}

export function memoryQuotaStore(): MemoryQuotaStore {
  const rows = new Map<string, { api: number; media: number }>();
  let writes = 0;
  const load = (project: string, day: string) => rows.get(`${project} ${day}`) ?? { api: 0, media: 0 };
  return {
    rows,
    writes: () => writes,
    load,
    add: (project, day, api, media) => {
      writes += 1;
      const before = load(project, day);
      rows.set(`${project} ${day}`, { api: before.api + api, media: before.media + media });
    },
  };
}

export interface Pipeline {
  readonly http: GoogleHttp;
  readonly timing: FakeTiming;
  readonly store: MemoryQuotaStore;
  readonly quotas: readonly QuotaState[];
  /** What the token holder was asked: the token that had been refused, or null. */
  readonly tokenCalls: readonly (string | null)[];
}

/** A whole pipeline on fake time, with tokens `token-1`, `token-2` … that change when one is refused. */
export function pipeline(
  overrides: Partial<GoogleHttpOptions> & { readonly timing?: FakeTiming; readonly quotaStore?: MemoryQuotaStore } = {},
): Pipeline {
  const timing = overrides.timing ?? fakeTiming();
  const store = overrides.quotaStore ?? memoryQuotaStore();
  const quotas: QuotaState[] = [];
  const tokenCalls: (string | null)[] = [];
  let current = 1;
  const tokens: AccessTokens = {
    accessToken: async (_accountId, refused) => {
      tokenCalls.push(refused ?? null);
      if (refused === `token-${current}`) current += 1;
      return ok(`token-${current}`);
    },
  };
  const http = createGoogleHttp({
    service: 'photos-library',
    // The servers of these tests stand in for Google.
    endpoints: simulatedEndpoints('http://127.0.0.1'),
    accountId: 'account',
    project: '123',
    dailyRequestLimit: null,
    bandwidthLimit: null,
    tokens,
    onQuota: (state) => quotas.push(state),
    environment: {},
    sizes: new ContentSizes(),
    ...overrides,
    timing,
    quotaStore: store,
  });
  onTestFinished(() => http.close());
  return { http, timing, store, quotas, tokenCalls };
}

export interface MemorySink extends ByteSink {
  readonly heads: readonly ByteHead[];
  readonly bytes: () => Buffer;
  readonly ended: () => number;
}

/** Keeps the bytes of the last attempt; can continue when the answer had a strong validator and `keep` says so. */
export function memorySink(keep: 'restart' | 'continue' = 'restart'): MemorySink {
  const heads: ByteHead[] = [];
  let chunks: Buffer[] = [];
  let ends = 0;
  const bytes = () => Buffer.concat(chunks);
  return {
    heads,
    bytes,
    ended: () => ends,
    resumeFrom: () => {
      const etag = heads.at(-1)?.etag ?? null;
      const offset = bytes().byteLength;
      return keep === 'restart' || etag === null || offset === 0 ? null : { offset, etag };
    },
    start: (head) => {
      heads.push(head);
      chunks = head.from === 0 ? [] : [bytes().subarray(0, head.from)];
    },
    write: (chunk) => {
      chunks.push(Buffer.from(chunk));
    },
    end: () => {
      ends += 1;
    },
  };
}

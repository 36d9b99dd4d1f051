import { type QuotaDay, quotaDayOf } from '../../contract/pacific-day.ts';
import type { Timing } from './timing.ts';

/** What a request is counted as: a call of an API, or the fetching of bytes. */
export type RequestKind = 'api' | 'media';

/** A number for each kind of request. */
export type PerKind<T> = Readonly<Record<RequestKind, T>>;

/**
 * Keeps a project's requests of each day beyond the life of the process. `day` is `YYYY-MM-DD` in Pacific time,
 * `project` the project number. Several processes may add to the same day.
 */
export interface QuotaStore {
  readonly load: (project: string, day: string) => PerKind<number>;
  readonly add: (project: string, day: string, api: number, media: number) => void;
}

/** Google's daily limits of the Photos Library API for one project (its documentation, "Usage limits and quotas"). */
const googleDailyLimits: PerKind<number> = { api: 10_000, media: 75_000 };

/** The day's requests of one project. */
export interface QuotaLedger {
  readonly limits: PerKind<number>;
  readonly used: () => PerKind<number>;
  /** The quota day of now. */
  readonly today: () => QuotaDay;
  /** Counts one request that is about to be made; false, and nothing counted, when the day's limit is reached. */
  readonly reserve: (kind: RequestKind) => boolean;
  /**
   * Google said that the day's limit is reached: whatever this ledger thought, it is now full, also after a restart.
   */
  readonly fill: (kind: RequestKind) => void;
  /** Writes what is not yet written, and reads what other processes have added. */
  readonly flush: () => void;
}

export interface QuotaLedgerOptions {
  /** The project number. */
  readonly project: string;
  readonly store: QuotaStore;
  /** Requests a day that the person allows; null leaves Google's own limit. */
  readonly dailyRequestLimit: number | null;
  readonly now: Timing['now'];
}

/** Opens a project's ledger. Counts are kept in memory until `flush`; a new day flushes on its own. */
export function createQuotaLedger({ project, store, dailyRequestLimit, now }: QuotaLedgerOptions): QuotaLedger {
  const limits = {
    api: Math.min(googleDailyLimits.api, dailyRequestLimit ?? googleDailyLimits.api),
    media: googleDailyLimits.media,
  };
  let day = quotaDayOf(now());
  let written = store.load(project, day.day);
  let unwritten: Record<RequestKind, number> = { api: 0, media: 0 };

  function flush(): void {
    if (unwritten.api > 0 || unwritten.media > 0) {
      store.add(project, day.day, unwritten.api, unwritten.media);
      unwritten = { api: 0, media: 0 };
    }
    written = store.load(project, day.day);
  }

  function turnPage(): void {
    const at = now();
    if (at >= day.startsAt && at < day.resetsAt) return;
    flush();
    day = quotaDayOf(at);
    written = store.load(project, day.day);
  }

  const usedOf = (kind: RequestKind) => written[kind] + unwritten[kind];

  return {
    limits,
    today: () => {
      turnPage();
      return day;
    },
    used: () => {
      turnPage();
      return { api: usedOf('api'), media: usedOf('media') };
    },
    reserve: (kind) => {
      turnPage();
      if (usedOf(kind) >= limits[kind]) return false;
      unwritten[kind] += 1;
      return true;
    },
    fill: (kind) => {
      turnPage();
      unwritten[kind] += Math.max(0, googleDailyLimits[kind] - usedOf(kind));
      flush();
    },
    flush,
  };
}

/** The project number in a client ID: the digits before its first dash; the whole ID when it has another form. */
export function projectOfClient(clientId: string): string {
  return /^(\d+)-/.exec(clientId)?.[1] ?? clientId;
}

import type { DriveRules } from './drive/drive-files.ts';
import type { CreationLimits } from './photos-library/creation.ts';
import type { UploadTokenUse } from './photos-library/uploads.ts';
import type { PickerRules } from './photos-picker/picker-sessions.ts';
import type { QuotaLimits } from './quota.ts';

/** One account and the library in it. */
export interface AccountOptions {
  readonly email: string;
  readonly items: number;
  readonly albums: number;
  /** The simulator's seed plus the account's place in the list unless told. */
  readonly seed?: number;
  /** False: not on the list of test users; true unless told. */
  readonly tester?: boolean;
  /** False: the account has never used Google Photos, so the Picker refuses it; true unless told. */
  readonly photos?: boolean;
}

/** What Google limits, and does, when items are made of uploaded bytes. */
export interface UploadRules extends CreationLimits {
  /** Bytes that each account takes; null is no limit. */
  readonly storageBytes: number | null;
  readonly tokenUse: UploadTokenUse;
}

/** How a simulator is set up; everything has a default. */
export interface SimulatorOptions {
  /** Of the first account; 100. */
  readonly items?: number;
  /** Of the first account; 5. */
  readonly albums?: number;
  /** Equal seeds give equal libraries, accounts and clients; 1. */
  readonly seed?: number;
  /** Exact size of every item in bytes; natural sizes unless told. */
  readonly itemBytes?: number | null;
  /** Instead of the two default accounts, first@example.com and second@example.com. */
  readonly accounts?: readonly AccountOptions[];
  /** 0 (the default) takes a free one. */
  readonly port?: number;
  /** API requests a day; 10,000. */
  readonly dailyRequests?: number;
  /** Byte requests a day; 75,000. */
  readonly dailyMediaRequests?: number;
  /** API requests a minute; no limit unless told. */
  readonly minuteRequests?: number;
  /** Lifetime of a base URL; 3600. */
  readonly baseUrlSeconds?: number;
  /** Publishing status; production unless told. */
  readonly status?: 'testing' | 'production';
  /** `accept` redirects from the consent page at once; `ask` unless told. */
  readonly consent?: 'ask' | 'accept';
  /** `legacy` behaves as before 31 March 2025, for clients of that time; `current` unless told. */
  readonly scopes?: 'current' | 'legacy';
  /** Whether the byte host honours Range; `ignore` unless told or scopes are `legacy`. */
  readonly ranges?: 'honour' | 'ignore';
  /** After so many full pages of a list comes an empty one; 33, and 0 for never. */
  readonly emptyPageEvery?: number;
  /** Another origin that serves what `exportMedia` wrote; null for the simulator itself. */
  readonly mediaOrigin?: string | null;
  /** How the Picker's sessions behave; Google's own ways unless told. */
  readonly picker?: Partial<PickerRules>;
  /** The first account's Drive; empty unless told. */
  readonly drive?: Partial<DriveRules>;
  /** How uploads behave; Google's own ways unless told. */
  readonly uploads?: Partial<UploadRules>;
  /** Folder for the client file, which stays there; a temporary one that goes away at the end unless told. */
  readonly clientFolder?: string;
  /** Epoch milliseconds; the system's clock unless told. */
  readonly now?: () => number;
}

/** The accounts that the options ask for: a second, small one stands beside the first unless told otherwise. */
export function accountOptionsOf(options: SimulatorOptions): readonly Required<AccountOptions>[] {
  const { items = 100, albums = 5, seed = 1 } = options;
  const accounts = options.accounts ?? [
    { email: 'first@example.com', items, albums },
    { email: 'second@example.com', items: Math.min(25, Math.ceil(items / 10)), albums: Math.min(3, albums) },
  ];
  return accounts.map((account, index) => ({ seed: seed + index, tester: true, photos: true, ...account }));
}

/** The limits that the options ask for, Google's own unless told. */
export function quotaLimitsOf(options: SimulatorOptions): QuotaLimits {
  return {
    apiPerDay: options.dailyRequests ?? 10_000,
    mediaPerDay: options.dailyMediaRequests ?? 75_000,
    apiPerMinute: options.minuteRequests ?? Number.POSITIVE_INFINITY,
  };
}

/** The rules for the first account's Drive that the options ask for. */
export function driveRulesOf({ drive = {} }: SimulatorOptions): DriveRules {
  return { folder: null, arrivesSeconds: 0, storageBytes: null, ...drive };
}

/** The rules for the Picker's sessions that the options ask for. How many Google allows at once is not known. */
export function pickerRulesOf({ picker = {} }: SimulatorOptions): PickerRules {
  return { pollSeconds: 5, timeoutSeconds: 1_800, sessionSeconds: 7 * 86_400, sessionsAtOnce: 20, ...picker };
}

/** The rules for uploads that the options ask for. */
export function uploadRulesOf({ uploads = {} }: SimulatorOptions): UploadRules {
  return { storageBytes: null, tokenUse: 'once', albumItems: 20_000, partialStatus: 207, ...uploads };
}

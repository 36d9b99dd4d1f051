import type { Clock, MonotonicClock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import type { Environment } from '../../base/proxy-variables.ts';
import type { GoogleEndpoints } from '../../contract/endpoints.ts';
import type { ItemFilter } from '../../contract/item-filter.ts';
import type { PictureDecoder } from '../../contract/picture-decoder.ts';
import type { SourceKind } from '../../contract/source-kinds.ts';
import type { AccessTokens } from '../../contract/tokens.ts';
import { type SourcePolicies, sourcePolicies } from '../sources/source-policies.ts';

/** What the engine is built from: everything that a test or a development build may want to hold. */
export interface EngineDeps {
  /** Afterimage's own data: catalogs and the quota ledger. */
  readonly dataFolder: string;
  readonly endpoints: GoogleEndpoints;
  readonly tokens: AccessTokens;
  /** Of thumbnails; it works in another process, which a picture may end. */
  readonly decoder: PictureDecoder;
  /** For the system's proxy variables. */
  readonly environment: Environment;
  /** Multiplies every wait of the way to Google; 1 but in development builds and tests. */
  readonly timeScale: number;
  readonly now: Clock['now'];
  readonly clock: MonotonicClock;
  /** Whether runs are not to be felt just now, on battery for one; absent: never. */
  readonly isGentle?: () => boolean;
  /** The kinds of sources that the engine knows; absent: its own. A test may add one. */
  readonly sources?: SourcePolicies;
  /** Every part's voice. */
  readonly log: Log;
}

/** The table of sources that an engine works with. */
export function sourcesOf({ sources }: Pick<EngineDeps, 'sources'>): SourcePolicies {
  return sources ?? sourcePolicies;
}

/** The kinds in that table: those that a catalog may name. */
export function kindsOf(deps: Pick<EngineDeps, 'sources'>): readonly SourceKind[] {
  return [...sourcesOf(deps).keys()];
}

/** The account on whose behalf the engine works. */
export interface EngineAccount {
  readonly id: string;
  readonly email: string;
  readonly clientId: string;
}

/** A backup folder as the settings remember it. */
export interface EngineDestination {
  readonly path: string;
  readonly identity: string;
}

/** What is asked of a single run besides; what is absent is as usual. */
export interface RunOptions {
  /** How many items are fetched side by side. */
  readonly transfers?: number | undefined;
  /** The run ends before less than so many bytes are free on the disk of the folder. */
  readonly minFreeBytes?: number | undefined;
  readonly filter?: ItemFilter | undefined;
}

/** The limits that a person has set; null is none. */
export interface EngineLimits {
  readonly dailyRequests: number | null;
  /** Bytes a second. */
  readonly bandwidth: number | null;
}

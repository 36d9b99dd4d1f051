import type { ByteSink, EarlyContents, WaitingNotes } from '../../contract/bytes.ts';
import type { Fidelity, RunKind } from '../../contract/models.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Result } from '../../contract/result.ts';
import type { ItemHandle, RemoteAlbum, RemoteItem } from '../../contract/source-items.ts';
import type { SourceKind } from '../../contract/source-kinds.ts';

export type { ByteHead, ByteSink } from '../../contract/bytes.ts';
export type { ItemHandle, RemoteAlbum, RemoteItem } from '../../contract/source-items.ts';

/** What discovery yields, page by page. */
export type Discovery =
  | { readonly kind: 'items'; readonly items: readonly RemoteItem[] }
  | { readonly kind: 'albums'; readonly albums: readonly RemoteAlbum[] }
  | {
      readonly kind: 'album-items';
      readonly albumKey: string;
      /** Position of the first item of this page within the album. */
      readonly from: number;
      readonly items: readonly RemoteItem[];
      /**
       * Set on the last page of an album. `whole` is true only when the number listed agrees with the album's own
       * count: a short list never removes a membership.
       */
      readonly end: { readonly whole: boolean } | null;
    }
  /** Items shown before belong into an album that a person named here. What is in it already stays. */
  | {
      readonly kind: 'album-additions';
      /** `fingerprint` changes with what the source says of the album itself; absent where it says nothing. */
      readonly album: { readonly key: string; readonly title: string; readonly fingerprint?: string };
      readonly keys: readonly string[];
    }
  /**
   * Something was left out (an album that vanished in mid-listing); discovery continues. `hides`: it may be anything, so
   * that nothing counts as absent for not having been shown.
   */
  | { readonly kind: 'problem'; readonly problem: Problem; readonly hides?: true };

export interface DiscoverRequest {
  readonly kind: RunKind;
  /** The fingerprint that the album had when its contents were last listed to the end; null when never. */
  readonly knownFingerprint: (albumKey: string) => string | null;
  /** Takes contents that come by before their items are shown; absent where nothing is stored. */
  readonly early?: EarlyContents | undefined;
  /** Keeps what the source has to know to go on where a run was broken off; absent where nothing is stored. */
  readonly notes?: WaitingNotes | undefined;
  readonly signal: AbortSignal;
}

/**
 * How a run came to its end, as far as its source is concerned. `cancelled`: the person wanted no more. `broken-off`:
 * something else stopped it, and it is to continue.
 */
export type RunEnding = 'finished' | 'cancelled' | 'broken-off';

/** The one interface that every source implements. */
export interface Source {
  readonly kind: SourceKind;
  readonly fidelity: Fidelity;
  /**
   * `everything`: what it does not show is no longer there. `a choice`: it shows what a person chose; the rest is not
   * absent, and only what it has shown in a run can be fetched in that run. `a part`: likewise, and what it does not
   * show now may come another time.
   */
  readonly shows: 'everything' | 'a choice' | 'a part';
  /** How many items are fetched side by side; absent: as many as keep all connections busy. */
  readonly transfersAtOnce?: number;
  /** Its bytes come in the order in which it shows its items: skipping one for later costs as much as fetching it. */
  readonly isReadForward?: true;
  /** Going back costs a pass of its own: what an interrupted run had taken up has its turn again, and does not come last. */
  readonly keepsOrder?: true;
  /** How many keys one `renew` may ask for. */
  readonly renewBatch: number;
  /** Yields everything there is, never holding more than a few pages. Throws a ProblemError when it cannot continue. */
  readonly discover: (request: DiscoverRequest) => AsyncIterable<Discovery>;
  /** Fresh handles for items whose handles are stale; a problem per item where there is none. */
  readonly renew: (
    keys: readonly string[],
    signal: AbortSignal,
  ) => Promise<Result<ReadonlyMap<string, Result<RemoteItem>>>>;
  /** Brings the bytes of one item into `sink`, retrying as the source's pipeline does. */
  readonly fetch: (
    item: { readonly key: string; readonly mimeType: string; readonly handle: ItemHandle },
    sink: ByteSink,
    signal: AbortSignal,
  ) => Promise<Result<void>>;
  /** The name under which the content of an item may wait already; null when it cannot. Absent: none ever does. */
  readonly earlyName?: (item: { readonly handle: ItemHandle }) => string | null;
  /** Gives back what the source holds at Google. Called once, after the last `fetch`, whatever became of the run. */
  readonly release: (ending: RunEnding, signal: AbortSignal) => Promise<void>;
  /** What turned out to be wrong with what it showed when it was released; absent where nothing ever does. */
  readonly lateProblems?: () => readonly Problem[];
  /** Of what it only looked at, how much could not be stored, or not whole; absent where nothing is looked at. */
  readonly wouldFail?: () => number;
}

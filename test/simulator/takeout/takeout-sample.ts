import type { ZipNames } from './archive/zip-archive.ts';
import type { TakeoutSelection } from './export-folders.ts';
import type { TakeoutTruth } from './takeout-truth.ts';
import type { TakeoutLocale } from './takeout-words.ts';

/** What decides an account and its first export; a later export of the same account has the same. */
export interface TakeoutAccount {
  /** Items and albums of the simulated library; the cast comes on top. */
  readonly items: number;
  readonly albums: number;
  readonly seed: number;
  /** Exact size of every media file; null for natural sizes, `tiny` for the smallest. */
  readonly itemBytes: number | 'tiny' | null;
  readonly locale: TakeoutLocale;
  readonly selection: TakeoutSelection;
  /**
   * Items of which only the details come: the index lists their photos as failed. `left out`: there are none, so that the
   * export can be complete.
   */
  readonly absentItems: 'shown' | 'left out';
}

/** `mixed`: one part after the other in each of the three. */
export type TakeoutFormat = 'zip' | 'tgz' | 'folder' | 'mixed';

/** How an export is packed. */
export interface TakeoutPacking {
  /** Where the index page lies: among the files of some part, or in a tiny part of its own, without a run index. */
  readonly indexPart: 'among' | 'own';
  readonly format: TakeoutFormat;
  readonly parts: number;
  /** Most bytes of a part; then `parts` does not count. Null for no limit. */
  readonly partBytes: number | null;
  /** `run-index` is "takeout-20260905T101112Z-3-001.zip", `plain` the older form without the 3. */
  readonly archiveNames: 'run-index' | 'plain';
  /** Groups of parts, each with numbers of its own: "…Z-1-001.zip", "…Z-2-001.zip". With one, the group is 3. */
  readonly groups: number;
  /** So many films are too large for any part: each lies bare beside the others, as "film-004.mp4". */
  readonly bareFiles: number;
  /** What the folder of an extracted part is called: as its archive, or "A", "B" … by a person. */
  readonly folderNames: 'stamped' | 'letters';
  readonly zipNames: ZipNames;
  readonly zip64: 'when-needed' | 'always';
}

/** Everything left out has its default: see README.md. */
export interface TakeoutSampleOptions extends Partial<TakeoutAccount>, Partial<TakeoutPacking> {
  /** Folder to write into; it is made when it is not there, and must be empty. */
  readonly out: string;
  /** Folder of an earlier sample, of whose account this is the next export. The account's own options are its, then. */
  readonly incrementalOf?: string;
}

/** Where an entry ends. In another order of parts, `stored` and `duplicate` of equal bytes may change places. */
export type EntryState = 'stored' | 'duplicate' | 'trash' | 'sidecar' | 'album-metadata' | 'other-json' | 'other';

/** One line of entries.ndjson. */
export interface ExpectedEntry {
  readonly part: string;
  readonly path: string;
  readonly state: EntryState;
  /** Of media that are not in the trash. */
  readonly sha256?: string;
  /** Of sidecars: what they are good for. */
  readonly match?: 'media' | 'membership' | 'none';
}

export type EntryCounts = Readonly<Record<EntryState, number>>;

/** expected.json: the accounting of one export, given that all earlier ones were taken in. */
export interface TakeoutExpectation {
  /** 0 for a complete export, 1 for the next one … */
  readonly generation: number;
  readonly entries: number;
  readonly counts: EntryCounts;
  readonly parts: readonly { readonly part: string; readonly entries: number; readonly counts: EntryCounts }[];
  readonly sidecars: Readonly<Record<'media' | 'membership' | 'none', number>>;
  /** Distinct assets after this export, of which so many have no sidecar. */
  readonly assets: number;
  readonly assetsWithoutSidecar: number;
}

/** What was written. */
export interface TakeoutSample {
  readonly folder: string;
  readonly generation: number;
  /** In the order of their numbers; `path` is the archive, or the extracted folder that holds "Takeout". */
  readonly parts: readonly { readonly name: string; readonly path: string }[];
  /** Cumulative: after all exports up to this one. Ordered by sha256. */
  readonly truth: readonly TakeoutTruth[];
  readonly expected: TakeoutExpectation;
}

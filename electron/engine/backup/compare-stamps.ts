import type { FolderStamp } from '../destination/stamp.ts';

/** The states of the folder that a catalog names: the latest that it knows, and the one that its run was writing. */
export interface OwnStamps {
  readonly current: string | null;
  readonly writing: string | null;
}

/**
 * How a folder and a catalog stand to each other by their stamps. `same`: the catalog knows all that was written, also
 * where its own run was cut off. `partly known`: the catalog may be a copy made while the run was on that left this state.
 * `different`: somebody else wrote, or began to; or this is an older copy of either.
 */
export function compareStamps(
  folder: Pick<FolderStamp, 'id' | 'writing'> | null,
  { current, writing }: OwnStamps,
): 'same' | 'partly known' | 'different' {
  if (folder === null) return 'different';
  const begun = folder.writing?.id ?? null;
  // The catalog notes that it begins before the folder does.
  if (begun === null && folder.id === current) return writing !== null && writing === current ? 'partly known' : 'same';
  // A run of this catalog was cut off. What it wrote to a copy of the catalog in between does not change that.
  const isOwn = begun !== null && begun === writing;
  return isOwn && (folder.id === current || begun === current) ? 'same' : 'different';
}

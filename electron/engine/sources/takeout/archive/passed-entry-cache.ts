import type { ListedEntry } from './entry-judge.ts';

/** A member of a tar archive that was passed before anybody asked for it. */
export interface PassedBy {
  readonly listed: ListedEntry;
  readonly chunks: readonly Uint8Array[];
}

/**
 * What a pass over a .tgz has gone past a moment ago. Transfers run side by side, so that now and then one is asked for
 * just after a later one: without this it would cost a whole new pass.
 */
export interface PassedEntryCache {
  readonly keep: (passed: PassedBy) => void;
  /** Takes it out; undefined when it never came by or is too long ago. */
  readonly take: (position: number) => PassedBy | undefined;
  readonly clear: () => void;
}

/** Keeps the latest, of at most `mostBytes` together. */
export function createPassedEntryCache(mostBytes: number): PassedEntryCache {
  const kept = new Map<number, PassedBy>();
  let bytes = 0;

  function take(position: number): PassedBy | undefined {
    const passed = kept.get(position);
    if (passed !== undefined) bytes -= weightOf(passed);
    kept.delete(position);
    return passed;
  }

  return {
    take,
    clear: () => {
      kept.clear();
      bytes = 0;
    },
    keep: (passed) => {
      take(passed.listed.position);
      kept.set(passed.listed.position, passed);
      bytes += weightOf(passed);
      for (const position of kept.keys()) {
        if (bytes <= mostBytes) return;
        take(position);
      }
    },
  };
}

/** Also what holds no bytes takes some memory. */
function weightOf({ chunks }: PassedBy): number {
  return chunks.reduce((sum, { length }) => sum + length, 512);
}

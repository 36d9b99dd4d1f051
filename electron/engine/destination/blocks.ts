/** Bytes of one block: large enough that a message to a disk thread costs nothing, small enough for many files at once. */
export const blockBytes = 1024 * 1024;

/**
 * Memory of which each piece belongs to one file in flight: blocks go back and are used again, as fresh ones cost page
 * faults. They are shared with the disk threads and never handed over: V8 counts every buffer that arrives at a thread as
 * new memory, and after 64 MB of it collects garbage that is not there.
 */
export interface Blocks {
  readonly take: () => SharedArrayBuffer;
  readonly giveBack: (block: SharedArrayBuffer) => void;
}

/** Opens a store of blocks that keeps at most `spare` unused ones. */
export function openBlocks(spare = 32): Blocks {
  const free: SharedArrayBuffer[] = [];
  return {
    take: () => free.pop() ?? new SharedArrayBuffer(blockBytes),
    giveBack: (block) => {
      if (free.length < spare) free.push(block);
    },
  };
}

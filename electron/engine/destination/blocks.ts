/** Bytes of one block: large enough that a message to a disk thread costs nothing, small enough for many files at once. */
export const blockBytes = 1024 * 1024;

/** Memory that files in flight share: blocks go back and are used again, as fresh ones cost page faults. */
export interface Blocks {
  readonly take: () => ArrayBuffer;
  readonly giveBack: (block: ArrayBuffer) => void;
}

/** Opens a store of blocks that keeps at most `spare` unused ones. */
export function openBlocks(spare = 32): Blocks {
  const free: ArrayBuffer[] = [];
  return {
    take: () => free.pop() ?? new ArrayBuffer(blockBytes),
    giveBack: (block) => {
      if (free.length < spare) free.push(block);
    },
  };
}

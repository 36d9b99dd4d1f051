/** Reads are made in blocks of so many bytes: fewer calls, and no slower for the first of them. */
export const blockBytes = 1 << 20;

/** Blocks of memory that are used again and again: making a megabyte costs more than filling it. */
export interface Blocks {
  readonly take: () => Buffer;
  /** The block must not be touched any more. */
  readonly giveBack: (block: Buffer) => void;
}

/** So many unused ones are kept for all parts of the process together: parts stay open for a whole import. */
const mostIdle = 8;
const idle: Buffer[] = [];

/** Blocks out of one store that all parts share. None exists before it is needed. */
export const sharedBlocks: Blocks = {
  take: () => idle.pop() ?? Buffer.allocUnsafeSlow(blockBytes),
  giveBack: (block) => {
    if (idle.length < mostIdle) idle.push(block);
  },
};

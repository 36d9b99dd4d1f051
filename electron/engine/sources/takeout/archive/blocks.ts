/** Reads are made in blocks of so many bytes: fewer calls, and no slower for the first of them. */
export const blockBytes = 1 << 20;

/** Blocks of memory that are used again and again: making a megabyte costs more than filling it. */
export interface Blocks {
  readonly take: () => Buffer;
  /** The block must not be touched any more. */
  readonly giveBack: (block: Buffer) => void;
}

/** No block exists before it is needed, and none is kept once nobody uses any: parts stay open for a whole import. */
export function createBlocks(): Blocks {
  let idle: Buffer[] = [];
  let used = 0;
  return {
    take: () => {
      used += 1;
      return idle.pop() ?? Buffer.allocUnsafeSlow(blockBytes);
    },
    giveBack: (block) => {
      used -= 1;
      if (used === 0) idle = [];
      else idle.push(block);
    },
  };
}

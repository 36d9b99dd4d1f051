import { type Blocks, blockBytes } from './blocks.ts';
import type { PartFile } from './part-file.ts';

/**
 * The bytes of a file from `begin` up to `end`, in blocks that are good until the next. While a block is used the next one
 * is read.
 */
export async function* fileBlocks(file: PartFile, begin: number, end: number, blocks: Blocks): AsyncGenerator<Buffer> {
  let [current, ahead] = [blocks.take(), blocks.take()];
  let reading = read(file, current, begin, end);
  try {
    for (let at = begin; at < end; ) {
      const filled: Buffer = await reading;
      at += filled.length;
      reading = read(file, ahead, at, end);
      [current, ahead] = [ahead, current];
      yield filled;
    }
  } finally {
    // The disk may still be writing into a block that is given back.
    await reading.catch(() => undefined);
    blocks.giveBack(current);
    blocks.giveBack(ahead);
  }
}

function read(file: PartFile, block: Buffer, at: number, end: number): Promise<Buffer> {
  const wanted = block.subarray(0, Math.min(blockBytes, end - at));
  const filled = wanted.length === 0 ? Promise.resolve(wanted) : file.read(wanted, at).then(() => wanted);
  // Told when it is waited for; until then a failed read must not count as unhandled.
  filled.catch(() => undefined);
  return filled;
}

import { Readable } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';
import { blockBytes } from './blocks.ts';
import type { PartFile } from './part-file.ts';

const unpackedChunkBytes = 256 << 10;

/** What is in a .tgz, forward from its beginning, in the pieces that its reader asks for. */
export interface TarBytes {
  /** The next `length` bytes, fewer only at the end. They stay good. */
  readonly take: (length: number) => Promise<Buffer>;
  /** As much of the next `most` bytes as has come, at least one; nothing at the end. It stays good. */
  readonly some: (most: number) => Promise<Buffer>;
  /** Resolves when nothing is read any more. */
  readonly stop: () => Promise<void>;
}

/** Begins to read a .tgz from its beginning, not much further than what is taken. Rejects where it is none. */
export function tarBytes(file: PartFile): TarBytes {
  const chunks = unpacked(file);
  let rest: Buffer = Buffer.alloc(0);
  /** What broke it, as long as it is asked for more. */
  let failure: { readonly thrown: unknown } | null = null;

  async function nextChunk(): Promise<IteratorResult<Buffer, undefined>> {
    if (failure !== null) throw failure.thrown;
    try {
      return await chunks.next();
    } catch (thrown) {
      failure = { thrown };
      throw thrown;
    }
  }

  async function some(most: number): Promise<Buffer> {
    while (rest.length === 0) {
      const next = await nextChunk();
      if (next.done === true) return rest;
      rest = next.value;
    }
    const taken = rest.subarray(0, most);
    rest = rest.subarray(taken.length);
    return taken;
  }

  return {
    some,
    take: async (length) => {
      const first = await some(length);
      if (first.length === length || first.length === 0) return first;
      const pieces = [first];
      for (let missing = length - first.length; missing > 0; ) {
        const piece = await some(missing);
        if (piece.length === 0) break;
        pieces.push(piece);
        missing -= piece.length;
      }
      return Buffer.concat(pieces);
    },
    stop: async () => {
      await chunks.return(undefined);
    },
  };
}

/** What is in the gzip. Cut ones give all that is in them: with the usual end of a stream the last part would be lost. */
async function* unpacked(file: PartFile): AsyncGenerator<Buffer, undefined> {
  const gunzip = createGunzip({ chunkSize: unpackedChunkBytes, finishFlush: constants.Z_SYNC_FLUSH });
  const packed = Readable.from(keptBlocks(file), { objectMode: false, highWaterMark: 2 * blockBytes });
  packed.once('error', (error) => gunzip.destroy(error));
  packed.pipe(gunzip);
  try {
    for await (const chunk of gunzip) yield chunk;
  } finally {
    gunzip.destroy();
    packed.destroy();
  }
}

async function* keptBlocks(file: PartFile): AsyncGenerator<Buffer> {
  for (let at = 0; at < file.size; ) {
    // The stream keeps what it is given, so every block is a new one.
    const block = Buffer.allocUnsafeSlow(Math.min(blockBytes, file.size - at));
    await file.read(block, at);
    at += block.length;
    yield block;
  }
}

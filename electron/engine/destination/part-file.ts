import { type FileHandle, open } from 'node:fs/promises';
import { type Blocks, blockBytes } from './blocks.ts';
import type { ContentHash, Hashing, HashStream } from './hashing.ts';

/** Blocks of one file that may be on their way to disk and hash at once; more would only fill memory. */
const blocksInFlight = 3;

/** A file in staging that is being written and hashed block by block. Everything throws the system's errors. */
export interface PartFile {
  /** Bytes handed in so far. */
  readonly bytes: () => number;
  /** Hands a block over; the promise means "ready for the next one", not "written". */
  readonly push: (block: SharedArrayBuffer, length: number) => Promise<void>;
  /** Waits until all bytes handed in are on the disk. */
  readonly sync: () => Promise<void>;
  /** Syncs and closes the file and gives its hash. */
  readonly finish: () => Promise<ContentHash>;
  /** Closes the file without a hash; what was written stays. */
  readonly close: () => Promise<void>;
}

/** Begins an empty file at `path`, replacing a leftover. */
export async function createPartFile(path: string, hashing: Hashing, blocks: Blocks): Promise<PartFile> {
  return partFile(await open(path, 'w'), 0, hashing.stream(), blocks);
}

/**
 * Goes on with the first `bytes` bytes of the file at `path`: reads them again for the hash and cuts off what follows.
 * `onFirstBlock` sees the beginning of the content.
 */
export async function continuePartFile(
  path: string,
  bytes: number,
  hashing: Hashing,
  blocks: Blocks,
  onFirstBlock: (content: Uint8Array) => void,
): Promise<PartFile> {
  const file = await open(path, 'r+');
  const hash = hashing.stream();
  try {
    await file.truncate(bytes);
    const block = blocks.take();
    for (let done = 0; done < bytes; ) {
      const view = new Uint8Array(block, 0, Math.min(blockBytes, bytes - done));
      const { bytesRead } = await file.read(view, 0, view.length, done);
      if (bytesRead === 0) throw new Error(`The part ends after ${done} of ${bytes} bytes`);
      if (done === 0) onFirstBlock(view.subarray(0, bytesRead));
      await hash.update(block, bytesRead);
      done += bytesRead;
    }
    blocks.giveBack(block);
    return partFile(file, bytes, hash, blocks);
  } catch (thrown) {
    hash.drop();
    await file.close();
    throw thrown;
  }
}

function partFile(file: FileHandle, from: number, hash: HashStream, blocks: Blocks): PartFile {
  let bytes = from;
  let failure: { readonly thrown: unknown } | null = null;
  const inFlight: Promise<void>[] = [];

  const take = async (block: SharedArrayBuffer, length: number, offset: number): Promise<void> => {
    try {
      await Promise.all([writeFully(file, new Uint8Array(block, 0, length), offset), hash.update(block, length)]);
      blocks.giveBack(block);
    } catch (thrown) {
      failure ??= { thrown };
    }
  };
  const settled = async (most: number): Promise<void> => {
    while (inFlight.length > most) await inFlight.shift();
    if (failure !== null) throw failure.thrown;
  };
  return {
    bytes: () => bytes,
    push: (block, length) => {
      inFlight.push(take(block, length, bytes));
      bytes += length;
      return settled(blocksInFlight - 1);
    },
    sync: async () => {
      await settled(0);
      await file.datasync();
    },
    finish: async () => {
      try {
        await settled(0);
        const [{ sha256 }] = await Promise.all([hash.digest(), file.datasync()]);
        return { sha256, bytes };
      } catch (thrown) {
        hash.drop();
        throw thrown;
      } finally {
        await file.close();
      }
    },
    close: async () => {
      await Promise.all(inFlight);
      hash.drop();
      await file.close();
    },
  };
}

/** The system may take less than it is given, last of all on a disk that is nearly full. */
async function writeFully(file: FileHandle, content: Uint8Array, offset: number): Promise<void> {
  for (let done = 0; done < content.length; ) {
    const { bytesWritten } = await file.write(content, done, content.length - done, offset + done);
    done += bytesWritten;
  }
}

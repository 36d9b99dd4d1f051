import type { Blocks } from './blocks.ts';
import type { ContentHash, DiskFile } from './disk-threads.ts';

/** Blocks of one file that may be on their way to disk and hash at once; more would only fill memory. */
const blocksInFlight = 2;

/** A file in staging that is being written and hashed block by block. Everything throws the system's errors. */
export interface PartFile {
  /** Bytes handed in so far. */
  readonly bytes: () => number;
  /** Hands a block over for good; the promise means "ready for the next one", not "written". */
  readonly push: (block: SharedArrayBuffer, length: number) => Promise<void>;
  /** Bytes handed in before; fewer only where they end. */
  readonly read: (offset: number, length: number) => Promise<Uint8Array>;
  /** The thread appended so many bytes itself. */
  readonly appended: (bytes: number) => void;
  /** Waits until all bytes handed in are written. */
  readonly settled: () => Promise<void>;
  /** Waits until all bytes handed in are on the disk. */
  readonly sync: () => Promise<void>;
  /** Syncs and closes the file and gives its hash. */
  readonly finish: () => Promise<ContentHash>;
  /** Closes the file without a hash; what was written stays. */
  readonly close: () => Promise<void>;
}

/** Begins an empty file at `path`, replacing a leftover. */
export async function createPartFile(path: string, file: DiskFile, blocks: Blocks): Promise<PartFile> {
  await orClosed(file, () => file.create(path));
  return partFile(file, 0, blocks);
}

/**
 * Continues with the first `bytes` bytes of the file at `path`: reads them again for the hash and cuts off what
 * follows.
 */
export async function continuePartFile(path: string, bytes: number, file: DiskFile, blocks: Blocks): Promise<PartFile> {
  await orClosed(file, () => file.reopen(path, bytes));
  return partFile(file, bytes, blocks);
}

async function orClosed(file: DiskFile, open: () => Promise<void>): Promise<void> {
  try {
    await open();
  } catch (thrown) {
    await file.close();
    throw thrown;
  }
}

/** A file that its thread has created while it received. */
export function receivedPartFile(file: DiskFile, blocks: Blocks): PartFile {
  return partFile(file, 0, blocks);
}

function partFile(file: DiskFile, from: number, blocks: Blocks): PartFile {
  let bytes = from;
  let failure: { readonly thrown: unknown } | null = null;
  const inFlight: Promise<void>[] = [];

  const take = async (block: SharedArrayBuffer, length: number): Promise<void> => {
    try {
      await file.append(block, length);
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
      inFlight.push(take(block, length));
      bytes += length;
      return settled(blocksInFlight - 1);
    },
    appended: (more) => {
      bytes += more;
    },
    settled: () => settled(0),
    read: async (offset, length) => {
      await settled(0);
      return file.read(offset, length);
    },
    sync: async () => {
      await settled(0);
      await file.sync();
    },
    finish: async () => {
      try {
        await settled(0);
      } catch (thrown) {
        await file.close();
        throw thrown;
      }
      const hash = await file.finish();
      if (hash.bytes !== bytes) throw new Error(`Wrote ${hash.bytes} bytes of ${bytes}`);
      return hash;
    },
    close: async () => {
      await Promise.all(inFlight);
      await file.close();
    },
  };
}

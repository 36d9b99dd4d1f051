import { Readable } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';
import { type Extract, extract, type Header } from 'tar-stream';
import { blockBytes } from './blocks.ts';
import type { PartFile } from './part-file.ts';

const unpackedChunkBytes = 256 << 10;
/** Every tar archive is made of blocks of this length, and ends with some that are zeros (POSIX.1-1988, ustar). */
const tarBlockBytes = 512;
/**
 * The first two are missing in the library's types. Names come one character a byte, as any encoding may be meant. Every
 * write is to be waited for, so that the end is not told before everything was taken.
 */
const readerOptions = { allowUnknownFormat: true, filenameEncoding: 'latin1', highWaterMark: 1 };

/** A member of an archive as the library has it. */
export type TarEntry = AsyncIterable<unknown> & { readonly header: Header };

/** A .tgz on its way through unpacking, and what is known about it besides the members that come out. */
export interface TarFeed {
  /** Iterated once. Rejects where the archive is not one. */
  readonly members: AsyncIterable<TarEntry>;
  /** What broke the feeding before the archive itself did; null when nothing. */
  readonly failure: () => unknown;
  /** Did everything that came end as an archive does? Only meaningful after the last member. */
  readonly isWhole: () => boolean;
  /** The member at hand has been read to its end, and the next is asked for. */
  readonly next: () => void;
  /** Resolves when nothing is read any more. */
  readonly stop: () => Promise<void>;
}

/** Begins to read a .tgz from its beginning, no further than its members are taken. */
export function feedTar(file: PartFile): TarFeed {
  const members = extract(readerOptions);
  const turn = turnsOf(members);
  let failure: unknown = null;
  let isWhole = false;
  const closed = new Promise<void>((resolve) => members.once('close', resolve));

  async function feed(): Promise<void> {
    let received = 0;
    for await (const chunk of unpacked(file, closed)) {
      received += chunk.length;
      isWhole = endsInZeros(chunk);
      const taken = new Promise<void>((resolve) => members.once('drain', resolve));
      if (!members.write(chunk)) await Promise.race([taken, closed]);
    }
    // The end of a cut archive would take away what came of the member at hand, and has not been read.
    await Promise.race([turn.over(received), closed]);
    members.end(null);
  }

  const feeding = feed().catch((thrown: unknown) => {
    // Once nobody reads any more, the stream ends in the middle; that is no failure.
    if (!members.destroyed) failure = thrown;
    members.destroy(thrown instanceof Error ? thrown : new Error(String(thrown)));
  });
  return {
    members,
    failure: () => failure,
    isWhole: () => isWhole,
    next: turn.end,
    stop: async () => {
      members.destroy();
      await feeding;
    },
  };
}

/** Knows when the member at hand has been taken. */
function turnsOf(members: Extract): { readonly end: () => void; readonly over: (received: number) => Promise<void> } {
  let memberEnd = 0;
  let isTaken = true;
  let told: () => void = () => undefined;
  members.on('entry', (header, { offset }) => {
    memberEnd = offset + tarBlockBytes + header.size;
    isTaken = false;
  });
  return {
    end: () => {
      isTaken = true;
      told();
    },
    over: (received) =>
      // What did not come as a whole is waited for in vain.
      isTaken || received < memberEnd ? Promise.resolve() : new Promise((resolve) => (told = resolve)),
  };
}

/** What is in the gzip. Cut ones give all that is in them: with the usual end of a stream the last part would be lost. */
async function* unpacked(file: PartFile, stopped: Promise<void>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: unpackedChunkBytes, finishFlush: constants.Z_SYNC_FLUSH });
  const packed = Readable.from(keptBlocks(file), { objectMode: false, highWaterMark: 2 * blockBytes });
  packed.once('error', (error) => gunzip.destroy(error));
  void stopped.then(() => gunzip.destroy());
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

function endsInZeros(chunk: Buffer): boolean {
  return chunk.subarray(-tarBlockBytes).every((byte) => byte === 0);
}

import type { GzipMark } from './gzip-mark.ts';
import { GzipReader } from './gzip-reader.ts';
import type { PartFile } from './part-file.ts';

/** From one place where reading can begin again to the next: a small part of the file, and not too many of them. */
const [leastSpacing, mostSpacing, marksOfAFile] = [2 << 20, 64 << 20, 256];

/** A place in a .tgz, and a mark before it. */
export interface TarPlace {
  readonly gzip: GzipMark;
  /** In what is inflated. */
  readonly offset: number;
}

/** What is in a .tgz, forward, in the pieces that its reader asks for. */
export interface TarBytes {
  /** The next `length` bytes, fewer only at the end. They stay good. */
  readonly take: (length: number) => Promise<Buffer>;
  /** As much of the next `most` bytes as has come, at least one; nothing at the end. It stays good. */
  readonly some: (most: number) => Promise<Buffer>;
  /** Where the next byte is, when reading can begin again near it; null when it cannot. */
  readonly place: () => TarPlace | null;
  /** Resolves when nothing is read any more. */
  readonly stop: () => Promise<void>;
}

/** Begins to read a .tgz from a place or its beginning, not much further than what is taken. Rejects where it is none. */
export function tarBytes(file: PartFile, from: TarPlace | null): TarBytes {
  const spacing = Math.min(mostSpacing, Math.max(leastSpacing, Math.floor(file.size / marksOfAFile)));
  const reader = new GzipReader(file, from?.gzip ?? null, spacing);
  const chunks = reader.chunks();
  let rest: Buffer = Buffer.alloc(0);
  let offset = from?.gzip.unpacked ?? 0;
  /** So much is to be passed before the place. */
  let passing = (from?.offset ?? 0) - offset;
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
      const passed = Math.min(passing, next.value.length);
      rest = next.value.subarray(passed);
      passing -= passed;
      offset += passed;
    }
    const taken = rest.subarray(0, most);
    rest = rest.subarray(taken.length);
    offset += taken.length;
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
    place: () => {
      const gzip = reader.markBefore(offset);
      return gzip === null ? null : { gzip, offset };
    },
    stop: async () => {
      await chunks.return(undefined);
    },
  };
}

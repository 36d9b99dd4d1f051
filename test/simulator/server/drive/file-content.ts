import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { stat } from 'node:fs/promises';

/** The bytes of a file in Drive. They lie on the disk of this computer and are never held as a whole. */
export interface FileContent {
  readonly path: string;
  readonly bytes: number;
  readonly modifiedAt: number;
  readonly md5: () => Promise<string>;
  readonly sha256: () => Promise<string>;
  /** The bytes `first` … `last`, read as they are asked for. */
  readonly chunks: (first: number, last: number) => Iterable<Uint8Array>;
}

const chunkBytes = 256 << 10;
const contents = new Map<string, FileContent>();

/** The content of a file as it is now; a file that was not changed keeps its content and its sums. */
export async function fileContentAt(path: string): Promise<FileContent> {
  const { size, mtimeMs } = await stat(path);
  const known = contents.get(path);
  if (known?.bytes === size && known.modifiedAt === mtimeMs) return known;
  const sums = new Map<string, Promise<string>>();
  const sum = (algorithm: string): Promise<string> => {
    const told = sums.get(algorithm) ?? digest(path, algorithm);
    sums.set(algorithm, told);
    return told;
  };
  const content: FileContent = {
    path,
    bytes: size,
    modifiedAt: mtimeMs,
    md5: () => sum('md5'),
    sha256: () => sum('sha256'),
    chunks: (first, last) => chunksOf(path, first, last),
  };
  contents.set(path, content);
  return content;
}

async function digest(path: string, algorithm: string): Promise<string> {
  const hash = createHash(algorithm);
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

function* chunksOf(path: string, first: number, last: number): Generator<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    for (let at = first; at <= last; ) {
      const chunk = Buffer.allocUnsafe(Math.min(chunkBytes, last - at + 1));
      const came = readSync(file, chunk, 0, chunk.length, at);
      if (came === 0) return;
      at += came;
      yield chunk.subarray(0, came);
    }
  } finally {
    closeSync(file);
  }
}

import { createInflateRaw, type InflateRaw, inflateRawSync } from 'node:zlib';
import type { PackedEntry } from '../../../../contract/bytes.ts';
import { ProblemError, problem } from '../../../../contract/problem.ts';
import type { Blocks } from './blocks.ts';
import { fileBlocks } from './file-blocks.ts';
import type { PartFile } from './part-file.ts';
import type { ReadWindow } from './read-window.ts';

/** Up to here an entry is read and unpacked in one go: setting up a stream costs more than that. */
const smallPacked = 64 << 10;
const smallBytes = 256 << 10;
const localHeaderBytes = 30;
const localSignature = 0x0403_4b50;
/** Room for the fields behind the name in a local header, so that one read brings header and data. */
const usualExtraBytes = 128;

/** Is the entry small enough for {@link smallContent}? */
export function isSmall({ packedBytes, bytes }: PackedEntry): boolean {
  return packedBytes <= smallPacked && bytes <= smallBytes;
}

/** The whole content of a small entry, as one chunk that is good until the window is used again. */
export async function* smallContent(
  entry: PackedEntry,
  window: ReadWindow,
  archiveBytes: number,
): AsyncGenerator<Buffer> {
  const local = entry.offset;
  // A damaged offset may lie anywhere.
  if (local + localHeaderBytes > archiveBytes) throw damaged(entry, 'It would lie outside of the archive.');
  const near = localHeaderBytes + Buffer.byteLength(entry.path) + usualExtraBytes + entry.packedBytes;
  const view = await window.view(local, Math.min(near, archiveBytes - local));
  const data = dataOffset(entry, view, archiveBytes) - local;
  const end = data + entry.packedBytes;
  const packed = end <= view.length ? view.subarray(data, end) : await window.view(local + data, entry.packedBytes);
  if (packed.length > 0) yield entry.method === 'stored' ? packed : unpacked(entry, packed);
}

/** The content of an entry of any size, in chunks that are good until the next. Reads ahead by one block. */
export async function* largeContent(entry: PackedEntry, file: PartFile, blocks: Blocks): AsyncGenerator<Uint8Array> {
  const raw = packedBlocks(entry, file, blocks);
  yield* entry.method === 'stored' ? raw : inflated(entry, raw);
}

/** Where the data of an entry begin: the name and the fields in the local header need not be as long as in the directory. */
function dataOffset(entry: PackedEntry, header: Buffer, archiveBytes: number): number {
  if (header.readUInt32LE(0) !== localSignature) throw damaged(entry, 'It is not where the archive says.');
  const offset = entry.offset + localHeaderBytes + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (offset + entry.packedBytes > archiveBytes) throw damaged(entry, 'It reaches beyond the end of the archive.');
  return offset;
}

function unpacked(entry: PackedEntry, packed: Buffer): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: entry.bytes + 1 });
  } catch (thrown) {
    throw inflateProblem(entry, thrown);
  }
}

async function* packedBlocks(entry: PackedEntry, file: PartFile, blocks: Blocks): AsyncGenerator<Buffer> {
  const { begin, end } = await packedRange(entry, file);
  yield* fileBlocks(file, begin, end, blocks);
}

/** Where the bytes of an entry lie as they are in the archive. Throws the ProblemError of an entry that is not there. */
export async function packedRange(
  entry: PackedEntry,
  file: PartFile,
): Promise<{ readonly begin: number; readonly end: number }> {
  if (entry.offset + localHeaderBytes > file.size) throw damaged(entry, 'It would lie outside of the archive.');
  const header = Buffer.alloc(localHeaderBytes);
  await file.read(header, entry.offset);
  const begin = dataOffset(entry, header, file.size);
  return { begin, end: begin + entry.packedBytes };
}

async function* inflated(entry: PackedEntry, raw: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: smallBytes });
  const feeding = feed(inflate, raw);
  try {
    for await (const chunk of inflate) yield chunk;
  } catch (thrown) {
    throw inflateProblem(entry, thrown);
  } finally {
    inflate.destroy();
    await feeding;
  }
}

/** Leads all blocks into a stream, one at a time, until it has enough. Errors of the blocks become the stream's own. */
async function feed(inflate: InflateRaw, raw: AsyncIterable<Buffer>): Promise<void> {
  const closed = new Promise<'closed'>((resolve) => inflate.once('close', () => resolve('closed')));
  try {
    for await (const block of raw) {
      const written = new Promise<void>((resolve) => inflate.write(block, () => resolve()));
      // What follows the end of the deflated data is never asked for: then only `close` comes.
      if ((await Promise.race([written, closed])) === 'closed') return;
    }
    inflate.end();
  } catch (thrown) {
    inflate.destroy(thrown instanceof Error ? thrown : new Error(String(thrown)));
  }
}

function inflateProblem(entry: PackedEntry, thrown: unknown): unknown {
  const isOfZlib =
    thrown instanceof Error && 'code' in thrown && /^(?:Z_|ERR_BUFFER_TOO_LARGE)/.test(String(thrown.code));
  return isOfZlib ? damaged(entry, thrown.message) : thrown;
}

function damaged({ path }: PackedEntry, detail: string): ProblemError {
  return new ProblemError(problem('entry-damaged', { subject: path, detail }));
}

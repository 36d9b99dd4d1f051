import { boundedReader } from '../byte-reader.ts';
import type { RandomAccess } from '../random-access.ts';
import { readWebp } from '../webp.ts';
import type { FactsToEmbed } from './facts-to-embed.ts';
import { newBytes, originalRange, type Piece } from './pieces.ts';
import { patchTiff } from './tiff-patch.ts';

const exifFlag = 0x08;
const alphaFlag = 0x10;
const mostChunks = 10_000;
const largestExif = 1024 * 1024;

interface Chunk {
  readonly type: string;
  readonly start: number;
  /** Behind the padding. */
  readonly end: number;
  readonly length: number;
}

/**
 * A WebP file whose EXIF chunk says the facts, too (RFC 9649); null when the file is damaged. A file of the simple form
 * becomes one of the extended form, because only that may hold metadata.
 */
export async function patchWebp(source: RandomAccess, facts: FactsToEmbed): Promise<readonly Piece[] | null> {
  const chunks = await chunksOf(source);
  if (chunks === null) return null;
  const exif = chunks.find(({ type }) => type === 'EXIF');
  const block = patchTiff(exif === undefined ? null : await exifBlock(source, exif), facts);
  const header = await extendedHeader(source, chunks);
  if (block === null || header === null) return null;
  const kept = chunks.filter(({ type }) => type !== 'EXIF' && type !== 'VP8X' && type !== 'XMP ');
  const described = chunks.filter(({ type }) => type === 'XMP ');
  const pieces: Piece[] = [
    newBytes(chunkOf('VP8X', header)),
    ...kept.map(({ start, end }) => originalRange(start, end)),
    newBytes(chunkOf('EXIF', block)),
    ...described.map(({ start, end }) => originalRange(start, end)),
  ];
  const size = pieces.reduce(
    (sum, piece) => sum + (piece.kind === 'new' ? piece.bytes.length : piece.end - piece.start),
    4,
  );
  const riff = Buffer.concat([Buffer.from('RIFF', 'latin1'), uint32(size), Buffer.from('WEBP', 'latin1')]);
  return [newBytes(riff), ...pieces];
}

async function chunksOf(source: RandomAccess): Promise<readonly Chunk[] | null> {
  const riff = Buffer.from(await source.read(0, 12));
  if (riff.length < 12 || riff.readUInt32LE(4) + 8 > source.size) return null;
  const fileEnd = riff.readUInt32LE(4) + 8;
  const chunks: Chunk[] = [];
  let at = 12;
  while (at + 8 <= fileEnd) {
    const head = Buffer.from(await source.read(at, 8));
    const length = head.readUInt32LE(4);
    const end = at + 8 + length + (length % 2);
    if (end > source.size || chunks.length === mostChunks) return null;
    chunks.push({ type: head.toString('latin1', 0, 4), start: at, end, length });
    at = end;
  }
  return chunks;
}

async function exifBlock(source: RandomAccess, { start, length }: Chunk): Promise<Buffer | null> {
  if (length > largestExif) return null;
  const content = Buffer.from(await source.read(start + 8, length));
  // Some writers keep the "Exif" prefix of JPEG.
  return content.subarray(0, 5).toString('latin1') === 'Exif\0' ? content.subarray(6) : content;
}

/** The content of the VP8X chunk with the EXIF flag set; made up for a file of the simple form. */
async function extendedHeader(source: RandomAccess, chunks: readonly Chunk[]): Promise<Buffer | null> {
  const extended = chunks.find(({ type }) => type === 'VP8X');
  if (extended !== undefined) {
    const content = Buffer.from(await source.read(extended.start + 8, 10));
    if (content.length < 10) return null;
    content.writeUInt8(content.readUInt8(0) | exifFlag, 0);
    return content;
  }
  const { pixels } = await readWebp(boundedReader(source));
  const lossless = chunks.find(({ type }) => type === 'VP8L');
  if (pixels === null) return null;
  // Of a lossless picture bit 28 of its head says whether its alpha is used.
  const bits = lossless === undefined ? 0 : Buffer.from(await source.read(lossless.start + 9, 4)).readUInt32LE(0);
  const header = Buffer.alloc(10);
  header.writeUInt8(exifFlag | ((bits >>> 28) & 1 ? alphaFlag : 0), 0);
  header.writeUIntLE(pixels.width - 1, 4, 3);
  header.writeUIntLE(pixels.height - 1, 7, 3);
  return header;
}

function chunkOf(type: string, content: Buffer): Buffer {
  const padding = Buffer.alloc(content.length % 2);
  return Buffer.concat([Buffer.from(type, 'latin1'), uint32(content.length), content, padding]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

import type { RandomAccess } from '../random-access.ts';
import type { FactsToEmbed } from './facts-to-embed.ts';
import { newBytes, originalRange, type Piece } from './pieces.ts';
import { patchTiff } from './tiff-patch.ts';

const largestMeta = 8 * 1024 * 1024;
const largestExif = 1024 * 1024;
const mostBoxes = 10_000;
const exifPrefix = Buffer.from('\0\0\0\x06Exif\0\0', 'latin1');

/** A box by its offsets in a buffer or file. */
interface Box {
  readonly type: string;
  readonly content: number;
  readonly end: number;
}

/** Where the item location box says that an item lies, and where in that box the two numbers stand. */
interface Location {
  readonly offset: number;
  readonly length: number;
  readonly base: number;
  readonly offsetField: { readonly at: number; readonly size: number };
  readonly lengthField: { readonly at: number; readonly size: number };
}

/**
 * A HEIC, HEIF or AVIF file whose EXIF item says the facts, too: the new item stands at the end of the file, and the table
 * of items leads there, so that no picture moves. Null for a file without an EXIF item, and for one that is damaged.
 */
export async function patchHeif(source: RandomAccess, facts: FactsToEmbed): Promise<readonly Piece[] | null> {
  const meta = await findMeta(source);
  if (meta === null || meta.end - meta.content > largestMeta) return null;
  const table = Buffer.from(await source.read(meta.content, meta.end - meta.content));
  const boxes = [...boxesIn(table, 4, table.length)];
  const info = boxes.find(({ type }) => type === 'iinf');
  const locations = boxes.find(({ type }) => type === 'iloc');
  const item = info === undefined ? null : exifItem(table, info);
  const location = item === null || locations === undefined ? null : locate(table, locations, item);
  if (location === null || location.length > largestExif) return null;
  const content = Buffer.from(await source.read(location.offset, location.length));
  const block = patchTiff(content.subarray(4 + content.readUInt32BE(0)), facts);
  if (block === null) return null;
  const added = Buffer.concat([Buffer.alloc(8), exifPrefix, block]);
  added.writeUInt32BE(added.length, 0);
  added.write('mdat', 4, 'latin1');
  const moved = writeField(table, location.offsetField, source.size + 8 - location.base);
  if (!moved || !writeField(table, location.lengthField, added.length - 8)) return null;
  return [originalRange(0, meta.content), newBytes(table), originalRange(meta.end, source.size), newBytes(added)];
}

/** The metadata box; null when there is none, or when the last box has no end, so that nothing can stand behind it. */
async function findMeta(source: RandomAccess): Promise<Box | null> {
  let at = 0;
  let meta: Box | null = null;
  for (let boxes = 0; at < source.size && boxes < mostBoxes; boxes += 1) {
    const head = Buffer.from(await source.read(at, 16));
    if (head.length < 8) return null;
    const short = head.readUInt32BE(0);
    const size = short === 1 ? Number(head.readBigUInt64BE(8)) : short;
    const headLength = short === 1 ? 16 : 8;
    if (size < headLength || at + size > source.size) return null;
    const type = head.toString('latin1', 4, 8);
    if (type === 'meta') meta ??= { type, content: at + headLength, end: at + size };
    at += size;
  }
  return at === source.size ? meta : null;
}

function* boxesIn(bytes: Buffer, from: number, to: number): Generator<Box> {
  let at = from;
  while (at + 8 <= to) {
    const size = bytes.readUInt32BE(at);
    if (size < 8 || at + size > to) return;
    yield { type: bytes.toString('latin1', at + 4, at + 8), content: at + 8, end: at + size };
    at += size;
  }
}

/** The number of the item of type "Exif"; null when there is none. */
function exifItem(bytes: Buffer, info: Box): number | null {
  const first = info.content + (bytes.readUInt8(info.content) === 0 ? 6 : 8);
  for (const { type, content } of boxesIn(bytes, first, info.end)) {
    const version = bytes.readUInt8(content);
    if (type !== 'infe' || version < 2) continue;
    const numberSize = version === 2 ? 2 : 4;
    const typeAt = content + 4 + numberSize + 2;
    if (bytes.toString('latin1', typeAt, typeAt + 4) === 'Exif') return bytes.readUIntBE(content + 4, numberSize);
  }
  return null;
}

/** The place of an item that lies in the file in one piece; null for any other. */
function locate(bytes: Buffer, { content, end }: Box, wanted: number): Location | null {
  const version = bytes.readUInt8(content);
  const sizes = bytes.readUInt16BE(content + 4);
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexSize = version === 0 ? 0 : sizes & 15;
  const numberSize = version < 2 ? 2 : 4;
  let at = content + 6;
  const take = (size: number): number => {
    at += size;
    return size === 0 ? 0 : bytes.readUIntBE(at - size, Math.min(size, 6));
  };
  if (offsetSize === 8 || lengthSize === 8 || baseSize === 8) return null;
  const items = take(numberSize);
  for (let item = 0; item < items && at < end; item += 1) {
    const number = take(numberSize);
    const method = version === 0 ? 0 : take(2) & 15;
    take(2);
    const base = take(baseSize);
    const extents = take(2);
    for (let extent = 0; extent < extents; extent += 1) {
      take(indexSize);
      const offset = take(offsetSize);
      const length = take(lengthSize);
      if (number !== wanted) continue;
      if (method !== 0 || extents !== 1 || offsetSize === 0 || lengthSize === 0) return null;
      const lengthField = { at: at - lengthSize, size: lengthSize };
      const offsetField = { at: at - lengthSize - offsetSize, size: offsetSize };
      return { offset: base + offset, length, base, offsetField, lengthField };
    }
  }
  return null;
}

function writeField(
  bytes: Buffer,
  { at, size }: { readonly at: number; readonly size: number },
  value: number,
): boolean {
  if (value < 0 || value >= 256 ** size) return false;
  bytes.writeUIntBE(value, at, size);
  return true;
}

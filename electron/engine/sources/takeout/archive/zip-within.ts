import { rangeOfFile } from './file-views.ts';
import type { PartFile } from './part-file.ts';
import { readTarHeader, tarBlockBytes } from './tar-header.ts';

/** The record at the end of a zip archive (APPNOTE 4.3.16), what stands before it in a large one (4.3.15, 4.3.14), and its list. */
const end = { bytes: 22, signature: 0x0605_4b50 } as const;
const locator = { bytes: 20, signature: 0x0706_4b50 } as const;
const largeEnd = { bytes: 56, signature: 0x0606_4b50 } as const;
const listSignature = 0x0201_4b50;

const longestComment = 0xffff;
/** Disks, and downloads that were made room for, leave zeros behind an archive; some servers a page of text. */
const mostBehind = 1 << 20;
/** Programs that unpack themselves have some hundred kilobytes before the archive. */
const mostBefore = 16 << 20;
/** So many false signatures are no accident. */
const mostCandidates = 64;

/** Where an archive lies in its file. */
interface Place {
  readonly begin: number;
  readonly end: number;
}

/**
 * The archive in a file that has something before it, such as a program that unpacks it, or behind it, such as zeros; the
 * file itself where it has neither. Null where no end of an archive is found, or one whose list lies elsewhere. In a file
 * that `beginsAsZip` nothing stands before the archive: what seems to be one behind another is what is left of a larger one.
 * `several`: another one ends where the last one begins, and either would be taken for all that there is.
 */
export async function zipWithin(file: PartFile, beginsAsZip: boolean): Promise<PartFile | 'several' | null> {
  const place = (await placeIn(file, 0)) ?? (await placeIn(file, longestComment + mostBehind));
  if (place === null) return null;
  if (place.begin > 0 && (await isEndAt(file, place.begin))) return 'several';
  if (place.begin > (beginsAsZip ? 0 : mostBefore) || (place.begin > 0 && (await isTar(file)))) return null;
  const isAll = place.begin === 0 && place.end === file.size;
  return isAll ? file : rangeOfFile(file, place.begin, place.end - place.begin);
}

/** Looks for the end of an archive in the last bytes: `more` of them than it has at least. The last one counts. */
async function placeIn(file: PartFile, more: number): Promise<Place | null> {
  const from = Math.max(0, file.size - more - end.bytes - locator.bytes - largeEnd.bytes);
  const tail = Buffer.alloc(file.size - from);
  await file.read(tail, from);
  let candidates = 0;
  for (let at = tail.length - end.bytes; at >= 0 && candidates < mostCandidates; at -= 1) {
    // PK is looked for by its first byte, as this goes through a megabyte.
    if (tail[at] !== 0x50 || tail.readUInt32LE(at) !== end.signature) continue;
    candidates += 1;
    const place = placeBy(tail, at, from);
    if (place !== null && place.end <= file.size && (await isList(file, place.list))) return place;
    if (more === 0) return null;
  }
  return null;
}

/** What an end record at a place of the last bytes says, which begin at `from` in the file. */
function placeBy(tail: Buffer, at: number, from: number): (Place & { readonly list: List }) | null {
  const behind = from + at + end.bytes + tail.readUInt16LE(at + 20);
  const large = largeEndBefore(tail, at);
  const [listEnd, entries, bytes, offset] =
    large === null
      ? [at, tail.readUInt16LE(at + 10), tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)]
      : [large.at, large.entries, large.bytes, large.offset];
  const begin = from + listEnd - bytes - offset;
  return begin < 0 ? null : { begin, end: behind, list: { at: begin + offset, entries } };
}

/** Of archives in a tar, the last one would be taken for all that there is. */
async function isTar(file: PartFile): Promise<boolean> {
  const block = Buffer.alloc(Math.min(tarBlockBytes, file.size));
  await file.read(block, 0);
  return typeof readTarHeader(block) === 'object';
}

/** Does another archive end where this one begins? Its files would be passed over. */
async function isEndAt(file: PartFile, begin: number): Promise<boolean> {
  if (begin < end.bytes) return false;
  const record = Buffer.alloc(end.bytes);
  await file.read(record, begin - end.bytes);
  return record.readUInt32LE(0) === end.signature;
}

interface List {
  readonly at: number;
  readonly entries: number;
}

/** The end record of 64 bits, where one belongs to this one. */
function largeEndBefore(
  tail: Buffer,
  at: number,
): (Omit<List, 'at'> & { readonly at: number; readonly bytes: number; readonly offset: number }) | null {
  const record = at - locator.bytes - largeEnd.bytes;
  if (record < 0 || tail.readUInt32LE(at - locator.bytes) !== locator.signature) return null;
  if (tail.readUInt32LE(record) !== largeEnd.signature) return null;
  const [entries, bytes, offset] = [32, 40, 48].map((field) => Number(tail.readBigUInt64LE(record + field)));
  return { at: record, entries: entries ?? 0, bytes: bytes ?? 0, offset: offset ?? 0 };
}

async function isList(file: PartFile, { at, entries }: List): Promise<boolean> {
  if (entries === 0) return true;
  if (at + 4 > file.size) return false;
  const signature = Buffer.alloc(4);
  await file.read(signature, at);
  return signature.readUInt32LE(0) === listSignature;
}

import type { RandomAccess } from '../random-access.ts';
import { type FactsToEmbed, momentOf } from './facts-to-embed.ts';
import { newBytes, originalRange, type Piece } from './pieces.ts';
import { rewriteTexts } from './quicktime-texts.ts';

/** Seconds between the epoch of QuickTime (1904) and that of Unix (1970). */
const quickTimeEpoch = 2_082_844_800;
/** A movie box of hours of film has some MB. */
const largestMovie = 64 * 1024 * 1024;
const mostBoxes = 100_000;
const largestUint32 = 0xffff_ffff;

interface Box {
  readonly type: string;
  /** Where its head begins, where its content does, and where it ends. */
  readonly start: number;
  readonly content: number;
  readonly end: number;
}

/**
 * An MP4, MOV or 3GP file whose movie header says the moment, and whose user data or metadata say the place. When the movie box
 * grows, what points at frames behind it is moved along. Null when the file is damaged or cannot take the facts.
 */
export async function patchQuickTime(source: RandomAccess, facts: FactsToEmbed): Promise<readonly Piece[] | null> {
  const top = await topBoxes(source);
  const movie = top?.find(({ type }) => type === 'moov');
  if (top === null || movie === undefined || movie.end - movie.start > largestMovie) return null;
  const bytes = Buffer.from(await source.read(movie.start, movie.end - movie.start));
  const moment = momentOf(facts);
  if (moment !== null && !writeMoment(bytes, moment)) return null;
  const isPlaced = rewriteAll(bytes, facts);
  const patched = facts.place === null || isPlaced ? bytes : withPlace(bytes, facts.place);
  if (patched === null) return null;
  const growth = patched.length - bytes.length;
  const isFollowed = top.some(({ type, start }) => start > movie.start && (type === 'mdat' || type === 'moof'));
  if (growth !== 0 && isFollowed) {
    // Fragments have offsets of their own in several boxes: better no place than a film that does not play.
    if (top.some(({ type }) => type === 'moof' || type === 'mfra' || type === 'sidx')) return null;
    if (!moveChunks(patched, movie.start, growth)) return null;
  }
  return [originalRange(0, movie.start), newBytes(patched), originalRange(movie.end, source.size)];
}

async function topBoxes(source: RandomAccess): Promise<readonly Box[] | null> {
  const boxes: Box[] = [];
  let at = 0;
  while (at < source.size) {
    const head = Buffer.from(await source.read(at, 16));
    const box = boxAt(head, 0, source.size - at);
    if (box === null || boxes.length === mostBoxes) return null;
    boxes.push({ type: box.type, start: at, content: at + box.content, end: at + box.end });
    at += box.end;
  }
  return boxes;
}

/** The box whose head is at an offset of `bytes`, with at most `room` bytes; null when there is none. */
function boxAt(bytes: Buffer, at: number, room: number): Box | null {
  if (at + 8 > bytes.length) return null;
  const short = bytes.readUInt32BE(at);
  const type = bytes.toString('latin1', at + 4, at + 8);
  if (short === 1 && at + 16 > bytes.length) return null;
  const size = short === 0 ? room : short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short;
  const head = short === 1 ? 16 : 8;
  return size < head || size > room ? null : { type, start: at, content: at + head, end: at + size };
}

/** The boxes between two offsets of `bytes`. Ends at the first that cannot be one. */
function* boxesIn(bytes: Buffer, from: number, to: number): Generator<Box> {
  let at = from;
  while (at < to) {
    const box = boxAt(bytes, at, to - at);
    if (box === null) return;
    yield box;
    at = box.end;
  }
}

function find(bytes: Buffer, within: Pick<Box, 'content' | 'end'>, type: string): Box | null {
  for (const box of boxesIn(bytes, within.content, within.end)) if (box.type === type) return box;
  return null;
}

/** Writes the moment into the movie header; false when it has none, or no room for such a date. */
function writeMoment(movie: Buffer, moment: number): boolean {
  const header = find(movie, { content: headOf(movie), end: movie.length }, 'mvhd');
  const seconds = Math.floor(moment) + quickTimeEpoch;
  if (header === null || header.end - header.content < 20 || seconds <= 0) return false;
  if (movie.readUInt8(header.content) === 1) {
    movie.writeBigUInt64BE(BigInt(seconds), header.content + 4);
    return true;
  }
  if (seconds > largestUint32) return false;
  movie.writeUInt32BE(seconds, header.content + 4);
  return true;
}

/** Metadata and user data that say a date or a place say the right one afterwards; whether there was a place. */
function rewriteAll(movie: Buffer, facts: FactsToEmbed): boolean {
  let isPlaced = false;
  for (const { type, content, end } of boxesIn(movie, headOf(movie), movie.length)) {
    if (type !== 'meta' && type !== 'udta') continue;
    isPlaced = rewriteTexts(movie, content, end, facts) || isPlaced;
  }
  return isPlaced;
}

function headOf(box: Buffer): number {
  return box.readUInt32BE(0) === 1 ? 16 : 8;
}

/** The movie box with the place among its user data, as phones write it. */
function withPlace(movie: Buffer, place: NonNullable<FactsToEmbed['place']>): Buffer | null {
  const text = Buffer.from(iso6709(place), 'latin1');
  // 0x15c7 is "undetermined" among QuickTime's language codes.
  const value = Buffer.concat([uint16(text.length), uint16(0x15c7), text]);
  const entry = Buffer.concat([uint32(value.length + 8), Buffer.from('\xa9xyz', 'latin1'), value]);
  const data = find(movie, { content: headOf(movie), end: movie.length }, 'udta');
  if (headOf(movie) === 16 || (data !== null && data.content - data.start === 16)) return null;
  if (data === null) {
    const added = Buffer.concat([uint32(entry.length + 8), Buffer.from('udta', 'latin1'), entry]);
    return resized(Buffer.concat([movie, added]), 0);
  }
  // In front of the other entries: some writers end the list with four zeros.
  const grown = Buffer.concat([movie.subarray(0, data.content), entry, movie.subarray(data.content)]);
  grown.writeUInt32BE(data.end - data.start + entry.length, data.start);
  return resized(grown, 0);
}

function resized(box: Buffer, at: number): Buffer {
  box.writeUInt32BE(box.length, at);
  return box;
}

/** Adds to every offset of a chunk that lies behind the movie box; false when one does not fit any more. */
function moveChunks(movie: Buffer, behind: number, by: number): boolean {
  const whole = { content: headOf(movie), end: movie.length };
  for (const track of boxesIn(movie, whole.content, whole.end)) {
    if (track.type !== 'trak') continue;
    const media = find(movie, track, 'mdia');
    const info = media === null ? null : find(movie, media, 'minf');
    const table = info === null ? null : find(movie, info, 'stbl');
    if (table === null) return false;
    for (const list of boxesIn(movie, table.content, table.end)) {
      if (list.type === 'stco' && !moveList(movie, list, 4, behind, by)) return false;
      if (list.type === 'co64' && !moveList(movie, list, 8, behind, by)) return false;
    }
  }
  return true;
}

function moveList(movie: Buffer, list: Box, width: 4 | 8, behind: number, by: number): boolean {
  const count = movie.readUInt32BE(list.content + 4);
  if (list.content + 8 + count * width > list.end) return false;
  for (let index = 0; index < count; index += 1) {
    const at = list.content + 8 + index * width;
    const offset = width === 4 ? movie.readUInt32BE(at) : Number(movie.readBigUInt64BE(at));
    if (offset <= behind) continue;
    if (width === 8) movie.writeBigUInt64BE(BigInt(offset + by), at);
    else if (offset + by > largestUint32) return false;
    else movie.writeUInt32BE(offset + by, at);
  }
  return true;
}

/** Degrees as ISO 6709 writes them: sign, whole degrees of fixed width, six decimals (10 cm). */
function iso6709({ latitude, longitude }: NonNullable<FactsToEmbed['place']>): string {
  const degrees = (value: number, width: number) =>
    `${value < 0 ? '-' : '+'}${Math.abs(value)
      .toFixed(6)
      .padStart(width + 7, '0')}`;
  return `${degrees(latitude, 2)}${degrees(longitude, 3)}/`;
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

import { crc32 } from 'node:zlib';
import type { RandomAccess } from '../random-access.ts';
import type { FactsToEmbed } from './facts-to-embed.ts';
import { newBytes, originalRange, type Piece } from './pieces.ts';
import { patchTiff } from './tiff-patch.ts';

const headerEnd = 8 + 25;
const mostChunks = 10_000;
const largestExif = 1024 * 1024;

/** A PNG file whose eXIf chunk says the facts, too; null when the file is damaged. */
export async function patchPng(source: RandomAccess, facts: FactsToEmbed): Promise<readonly Piece[] | null> {
  const place = await findExif(source);
  const block = place === null ? null : patchTiff(place.block, facts);
  if (place === null || block === null) return null;
  const body = Buffer.concat([Buffer.from('eXIf', 'latin1'), block]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(block.length);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return [originalRange(0, place.start), newBytes(chunk), originalRange(place.end, source.size)];
}

async function findExif(source: RandomAccess) {
  let at = 8;
  for (let chunks = 0; chunks < mostChunks; chunks += 1) {
    const head = Buffer.from(await source.read(at, 8));
    if (head.length < 8) return null;
    const length = head.readUInt32BE(0);
    const type = head.toString('latin1', 4);
    const end = at + 12 + length;
    if (end > source.size || (at === 8 && type !== 'IHDR')) return null;
    if (type === 'eXIf') {
      if (length > largestExif) return null;
      return { start: at, end, block: Buffer.from(await source.read(at + 8, length)) };
    }
    if (type === 'IEND') return { start: headerEnd, end: headerEnd, block: null };
    at = end;
  }
  return null;
}

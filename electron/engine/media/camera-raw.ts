import { type ByteReader, sliceOf } from './byte-reader.ts';
import { type ExifFacts, factsOfDirectories } from './exif.ts';
import { boxesOf, findBox } from './iso-box.ts';
import { openTiff, type TiffDirectory } from './tiff-directory.ts';

/**
 * Canon CR3: a box in the movie box holds the directories as TIFF blocks of their own: CMT1 the main one, CMT2 that of EXIF,
 * CMT4 that of GPS (https://github.com/lclevy/canon_cr3).
 */
export async function readCanonCr3(reader: ByteReader, now: Date): Promise<ExifFacts | null> {
  const movie = await findBox(reader, 'moov');
  if (movie === null) return null;
  const blocks = new Map<string, TiffDirectory | null>();
  for await (const { type, content } of boxesOf(movie)) {
    if (type !== 'uuid') continue;
    for await (const inner of boxesOf(sliceOf(content, 16, content.size))) {
      if (inner.type.startsWith('CMT')) blocks.set(inner.type, await firstDirectory(inner.content));
    }
  }
  const main = blocks.get('CMT1') ?? null;
  if (main === null) return null;
  return factsOfDirectories({ main, exif: blocks.get('CMT2') ?? null, gps: blocks.get('CMT4') ?? null }, now);
}

/** Fujifilm RAF: a JPEG with all EXIF data stands at the place that the file's head names (offset 84, length 88). */
export async function openFujiPreview(reader: ByteReader): Promise<ByteReader | null> {
  const view = await reader.view(84, 8);
  return view === null ? null : sliceOf(reader, view.getUint32(0), view.getUint32(4));
}

async function firstDirectory(block: ByteReader): Promise<TiffDirectory | null> {
  const tiff = await openTiff(block);
  return tiff === null ? null : tiff.directory(tiff.firstDirectory);
}

import { type MediaType, mediaTypes } from '../media-type.ts';
import type { RandomAccess } from '../random-access.ts';
import type { FactsToEmbed } from './facts-to-embed.ts';
import { patchHeif } from './heif-patch.ts';
import { patchJpeg } from './jpeg-patch.ts';
import type { Piece } from './pieces.ts';
import { patchPng } from './png-patch.ts';
import { patchQuickTime } from './quicktime-patch.ts';
import { patchWebp } from './webp-patch.ts';

// Why not a package: exiftool is a program of its own to be shipped for every system, and what there is in JavaScript
// is either unmaintained or writes JPEG alone. The tests have exiftool read every format that is written here.

/** Formats that can take facts. */
const patches: Partial<Readonly<Record<MediaType['container'], typeof patchJpeg>>> = {
  jpeg: patchJpeg,
  png: patchPng,
  webp: patchWebp,
  heif: patchHeif,
  quicktime: patchQuickTime,
};

const writable: ReadonlySet<string> = new Set(
  Object.values(mediaTypes)
    .filter(({ container }) => patches[container] !== undefined)
    .map(({ mime }) => mime),
);

/** Whether files of this type can be given a date and a place. */
export function takesFacts(mime: string): boolean {
  return writable.has(mime);
}

/**
 * A copy of a photo or film with the facts written in, as pieces of the original and of new bytes; null when this file
 * cannot take them. It depends on the original and the facts alone, byte for byte, so that making it twice gives the same
 * copy. Pictures and frames are never touched. Rejects only when `source.read` does.
 */
export async function embedFacts(
  source: RandomAccess,
  type: Pick<MediaType, 'container'>,
  facts: FactsToEmbed,
): Promise<readonly Piece[] | null> {
  try {
    return (await patches[type.container]?.(source, facts)) ?? null;
  } catch (thrown) {
    // A number that points outside of a damaged file.
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}

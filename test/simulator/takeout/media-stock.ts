import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { type MediaWorkshop, mediaOf, renditionFor } from '../library/item-media.ts';
import type { GeneratedContent } from '../library/item-recipe.ts';
import { createFiller } from '../library/media/filler.ts';
import { createPictureStudio, type PictureStudio } from '../library/media/picture-studio.ts';

/** Size and digests of one content. */
export interface ContentFacts {
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
  readonly crc32: number;
}

/** The bytes of everything that an account holds; equal markers mean equal bytes. */
export interface MediaStock {
  /** The file as it was uploaded, place included. Chunks are shared: never write to them. */
  readonly chunks: (content: GeneratedContent) => Promise<readonly Uint8Array[]>;
  /** Remembered once computed: about 150 bytes each. */
  readonly facts: (content: GeneratedContent) => Promise<ContentFacts>;
}

/** Size of items when `tiny` is asked for: pictures of 16 × 12 pixels, with all metadata. */
const tinyBytes = 2048;
const tinyRendition = { longSide: 16, shortSide: 12, maxBytes: 900 };

/**
 * `itemBytes` is the exact size of every file, null for natural sizes, `tiny` for the least there is. Throws a RangeError
 * for sizes that nothing fits into.
 */
export function createMediaStock(
  seed: number,
  itemBytes: number | 'tiny' | null,
  studio: PictureStudio = createPictureStudio(),
): MediaStock {
  const size =
    itemBytes === 'tiny'
      ? { itemBytes: tinyBytes, rendition: tinyRendition }
      : { itemBytes, rendition: renditionFor(itemBytes) };
  const workshop: MediaWorkshop = { studio, filler: createFiller(seed), ...size };
  const known = new Map<string, ContentFacts>();
  const chunks = async (content: GeneratedContent): Promise<readonly Uint8Array[]> => {
    const recipe = { id: content.marker, filename: '', description: null, videoStatus: 'READY', content } as const;
    const media = await mediaOf(workshop, recipe, { kind: 'original' });
    if (media === undefined) throw new Error(`No original of ${content.marker}`);
    return media.chunks;
  };
  return {
    chunks,
    facts: async (content) => {
      const found = known.get(content.marker);
      if (found !== undefined) return found;
      const facts = factsOf(await chunks(content));
      known.set(content.marker, facts);
      return facts;
    },
  };
}

/** Size and digests of the chunks in their order. */
export function factsOf(chunks: readonly Uint8Array[]): ContentFacts {
  const hash = createHash('sha256');
  let checksum = 0;
  let bytes = 0;
  for (const chunk of chunks) {
    hash.update(chunk);
    checksum = crc32(chunk, checksum);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex'), crc32: checksum };
}

import sharp from 'sharp';
import { assertNever } from '../../../electron/contract/result.ts';
import { creationSeconds, type GeneratedContent, type ItemRecipe, type UploadedContent } from './item-recipe.ts';
import type { ItemMedia, MediaVariant } from './library-model.ts';
import { type ExifFacts, exifBlock, offsetText } from './media/exif-segment.ts';
import type { Filler } from './media/filler.ts';
import { heicFile } from './media/heic-file.ts';
import { jpegFile } from './media/jpeg-file.ts';
import { mp4File } from './media/mp4-file.ts';
import { fitted, type PictureStudio, type Rendition, type Size, sizeOf } from './media/picture-studio.ts';

/** What bytes are made with. */
export interface MediaWorkshop {
  readonly studio: PictureStudio;
  readonly filler: Filler;
  /** Size of every file; null for natural sizes. */
  readonly itemBytes: number | null;
  readonly rendition: Rendition;
}

/** The least that metadata and the smallest picture need in every format. */
export const smallestItemBytes = 2560;

const renditions: readonly (Rendition & { readonly fromItemBytes: number })[] = [
  { fromItemBytes: 160_000, longSide: 1024, shortSide: 768, maxBytes: 150_000 },
  { fromItemBytes: 60_000, longSide: 640, shortSide: 480, maxBytes: 55_000 },
  { fromItemBytes: 16_000, longSide: 320, shortSide: 240, maxBytes: 13_000 },
  { fromItemBytes: 6000, longSide: 160, shortSide: 120, maxBytes: 4000 },
  { fromItemBytes: smallestItemBytes, longSide: 64, shortSide: 48, maxBytes: 1100 },
];

/** More than all metadata around a picture ever takes. */
const metadataAllowance = 1500;

/** In front of the marker in every generated file. */
export const markerPrefix = 'simulated item ';

/** The largest pictures that fit into items of that size. Throws a RangeError when none does. */
export function renditionFor(itemBytes: number | null): Rendition {
  const rendition = renditions.find(({ fromItemBytes }) => fromItemBytes <= (itemBytes ?? Infinity));
  if (rendition === undefined) throw new RangeError(`itemBytes must be ${smallestItemBytes} or more`);
  return rendition;
}

/** The bytes of one item; undefined when it has no such variant. */
export async function mediaOf(
  workshop: MediaWorkshop,
  { content, videoStatus }: ItemRecipe,
  variant: MediaVariant,
): Promise<ItemMedia | undefined> {
  const isVideo = content.kind === 'uploaded' ? content.isVideo : content.format === 'mp4';
  const moves = content.kind === 'generated' && content.moving;
  if (variant.kind === 'video' && (isVideo ? videoStatus !== 'READY' : !moves)) return undefined;
  if (content.kind === 'uploaded') return uploadedMedia(workshop, content, variant);
  switch (variant.kind) {
    case 'scaled':
      return scaled(workshop, content, variant);
    case 'download':
      return isVideo ? still(workshop, content) : photo(workshop, content, null);
    case 'video':
      return clip(workshop, isVideo ? content : { ...content, marker: `${content.marker}~clip` }, null);
    case 'original':
      return isVideo
        ? clip(workshop, content, content.capture.position)
        : photo(workshop, content, content.capture.position);
    default:
      return assertNever(variant);
  }
}

async function photo(
  { studio, filler, itemBytes, rendition }: MediaWorkshop,
  content: GeneratedContent,
  position: ExifFacts['position'],
): Promise<ItemMedia> {
  const exif = exifBlock(exifFacts(content, sizeOf(content.scene, rendition), position));
  const marker = markerText(content);
  if (content.format === 'heic') {
    const picture = await studio.av1(content.scene, rendition);
    const length = itemBytes ?? picture.data.length + metadataAllowance + content.extraBytes;
    return sent('image/heic', heicFile({ picture, exif, marker, length }, filler));
  }
  const picture = await studio.jpeg(content.scene, rendition);
  const length = itemBytes ?? picture.length + metadataAllowance + content.extraBytes;
  return sent('image/jpeg', jpegFile({ picture, exif, marker, length }, filler));
}

async function clip(
  { studio, filler, itemBytes, rendition }: MediaWorkshop,
  content: GeneratedContent,
  position: ExifFacts['position'],
): Promise<ItemMedia> {
  const picture = await studio.av1(content.scene, rendition);
  const length = itemBytes ?? picture.data.length + metadataAllowance + content.extraBytes;
  const parts = {
    picture,
    createdSeconds: creationSeconds(content),
    seconds: content.seconds,
    fps: content.fps,
    keys: quickTimeKeys(content, position),
    marker: markerText(content),
    length,
  };
  return sent('video/mp4', mp4File(parts, filler));
}

async function still({ studio, filler, rendition }: MediaWorkshop, content: GeneratedContent): Promise<ItemMedia> {
  const picture = await studio.jpeg(content.scene, rendition);
  return sent('image/jpeg', jpegFile({ picture, exif: null, marker: markerText(content), length: null }, filler));
}

async function scaled(
  { studio, filler, rendition }: MediaWorkshop,
  content: GeneratedContent,
  box: Size,
): Promise<ItemMedia> {
  const picture = await studio.scaled(content.scene, rendition, box);
  return sent('image/jpeg', jpegFile({ picture, exif: null, marker: markerText(content), length: null }, filler));
}

/** Uploaded bytes come back as they were sent; a clip's pictures are a scene, because nothing here decodes clips. */
async function uploadedMedia(
  { studio, rendition }: MediaWorkshop,
  content: UploadedContent,
  variant: MediaVariant,
): Promise<ItemMedia> {
  const wantsPicture = variant.kind === 'scaled' || (content.isVideo && variant.kind === 'download');
  if (!wantsPicture) return sent(content.mimeType, [content.bytes]);
  const picture = content.isVideo ? await studio.jpeg(0, rendition) : content.bytes;
  if (variant.kind !== 'scaled') return sent('image/jpeg', [picture]);
  const { width, height } = fitted(content.isVideo ? sizeOf(0, rendition) : content, variant);
  return sent('image/jpeg', [
    await sharp(picture).autoOrient().resize(width, height, { fit: 'inside' }).jpeg().toBuffer(),
  ]);
}

function exifFacts(
  { capture, cameraMake, cameraModel }: GeneratedContent,
  size: Size,
  position: ExifFacts['position'],
): ExifFacts {
  return {
    ...size,
    make: cameraMake,
    model: cameraModel,
    localSeconds: capture.dateRecorded ? capture.localSeconds : null,
    offsetMinutes: capture.dateRecorded && capture.offsetRecorded ? capture.offsetMinutes : null,
    position,
  };
}

function quickTimeKeys({ capture }: GeneratedContent, position: ExifFacts['position']) {
  const keys: { readonly name: string; readonly value: string }[] = [];
  if (capture.offsetRecorded) {
    const local = new Date(capture.localSeconds * 1000).toISOString().slice(0, 19);
    keys.push({
      name: 'com.apple.quicktime.creationdate',
      value: local + offsetText(capture.offsetMinutes).replace(':', ''),
    });
  }
  if (position !== null) {
    const value = `${signed(position.latitude, 2)}${signed(position.longitude, 3)}/`;
    keys.push({ name: 'com.apple.quicktime.location.ISO6709', value });
  }
  return keys;
}

/** Degrees as ISO 6709 writes them: sign, whole degrees of fixed width, four decimals. */
function signed(degrees: number, width: number): string {
  return `${degrees < 0 ? '-' : '+'}${Math.abs(degrees)
    .toFixed(4)
    .padStart(width + 5, '0')}`;
}

function markerText({ marker }: GeneratedContent): string {
  return `${markerPrefix}${marker} `;
}

function sent(contentType: string, chunks: readonly Uint8Array[]): ItemMedia {
  return { contentType, length: chunks.reduce((sum, chunk) => sum + chunk.length, 0), chunks };
}

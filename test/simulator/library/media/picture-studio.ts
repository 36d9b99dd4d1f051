import sharp, { type Sharp } from 'sharp';
import { numberStream } from '../seeded-hash.ts';
import { type CodedPicture, unwrapAvif } from './coded-picture.ts';
import { type DrawnPictures, drawnPictures } from './drawn-pictures.ts';
import { isPortrait, sceneSvg } from './scene-svg.ts';

/** A size in which scenes are encoded, and the most bytes that the encoded picture may take. */
export interface Rendition {
  /** Pixels along the longer and the shorter side. */
  readonly longSide: number;
  readonly shortSide: number;
  readonly maxBytes: number;
}

/** Encodes the scenes, each once per rendition when it is first needed; what was `drawn` before is not encoded again. */
export interface PictureStudio {
  /** A baseline JPEG. */
  readonly jpeg: (scene: number, rendition: Rendition) => Promise<Uint8Array>;
  /** The same picture coded as one AV1 frame. */
  readonly av1: (scene: number, rendition: Rendition) => Promise<CodedPicture>;
  /** A JPEG that fits into the box and is never larger than the rendition. */
  readonly scaled: (scene: number, rendition: Rendition, box: Size) => Promise<Uint8Array>;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** At most this many scaled pictures are remembered: scenes times the few sizes that a page of thumbnails asks for. */
const scaledKept = 200;

/** Pixels of a scene in a rendition. */
export function sizeOf(scene: number, { longSide, shortSide }: Rendition): Size {
  return isPortrait(scene) ? { width: shortSide, height: longSide } : { width: longSide, height: shortSide };
}

export function createPictureStudio(drawn: DrawnPictures = drawnPictures()): PictureStudio {
  const jpegs = new Map<string, Promise<Uint8Array>>();
  const coded = new Map<string, Promise<CodedPicture>>();
  const scaled = new Map<string, Promise<Uint8Array>>();
  const jpeg: PictureStudio['jpeg'] = (scene, rendition) =>
    remembered(jpegs, `${scene}/${rendition.longSide}`, () =>
      drawn.get(fileName(scene, rendition, 'jpg'), () => encodeJpeg(scene, rendition)),
    );
  return {
    jpeg,
    av1: (scene, rendition) =>
      remembered(coded, `${scene}/${rendition.longSide}`, async () => {
        const file = await drawn.get(fileName(scene, rendition, 'avif'), () => encodeAvif(scene, rendition));
        return unwrapped(file, scene, rendition);
      }),
    scaled: async (scene, rendition, box) => {
      const picture = await jpeg(scene, rendition);
      const size = fitted(sizeOf(scene, rendition), box);
      return remembered(
        scaled,
        `${scene}/${rendition.longSide}/${size.width}x${size.height}`,
        () => sharp(picture).resize(size.width, size.height, { fit: 'fill' }).jpeg({ quality: 80 }).toBuffer(),
        scaledKept,
      );
    },
  };
}

/** The largest size with the picture's proportions that fits into the box, at least one pixel a side. */
export function fitted(size: Size, box: Size): Size {
  const scale = Math.min(1, box.width / size.width, box.height / size.height);
  return { width: Math.max(1, Math.round(size.width * scale)), height: Math.max(1, Math.round(size.height * scale)) };
}

function fileName(scene: number, { longSide, shortSide, maxBytes }: Rendition, extension: string): string {
  return `${scene}-${longSide}x${shortSide}-${maxBytes}.${extension}`;
}

async function encodeJpeg(scene: number, rendition: Rendition): Promise<Buffer> {
  const pixels = await painted(scene, rendition);
  for (const quality of [82, 60, 40, 20, 8]) {
    const bytes = await pixels.clone().jpeg({ quality, progressive: false }).toBuffer();
    if (bytes.length <= rendition.maxBytes) return bytes;
  }
  throw new Error(`Scene ${scene} does not fit into ${rendition.maxBytes} bytes`);
}

async function encodeAvif(scene: number, rendition: Rendition): Promise<Buffer> {
  const pixels = await painted(scene, rendition);
  for (const quality of [50, 30, 15, 1]) {
    const bytes = await pixels.clone().avif({ quality, effort: 0, chromaSubsampling: '4:2:0' }).toBuffer();
    if (unwrapped(bytes, scene, rendition).data.length <= rendition.maxBytes) return bytes;
  }
  throw new Error(`Scene ${scene} does not fit into ${rendition.maxBytes} bytes`);
}

function unwrapped(file: Buffer, scene: number, rendition: Rendition): CodedPicture {
  const { width, height } = sizeOf(scene, rendition);
  return unwrapAvif(file, width, height);
}

async function painted(scene: number, rendition: Rendition): Promise<Sharp> {
  const size = sizeOf(scene, rendition);
  const raw = { width: size.width, height: size.height, channels: 3 } as const;
  const pixels = await sharp(Buffer.from(sceneSvg(scene, size)))
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer();
  addGrain(pixels, scene);
  return sharp(pixels, { raw });
}

/** A little noise in brightness makes a painted scene look photographed. */
function addGrain(pixels: Buffer, scene: number): void {
  const next = numberStream(scene);
  for (let at = 0; at + 2 < pixels.length; at += 3) {
    const grain = (next() % 9) - 4;
    for (let channel = at; channel < at + 3; channel += 1) {
      pixels[channel] = Math.min(255, Math.max(0, (pixels[channel] ?? 0) + grain));
    }
  }
}

function remembered<T>(
  made: Map<string, Promise<T>>,
  key: string,
  make: () => Promise<T>,
  keep = Infinity,
): Promise<T> {
  const known = made.get(key);
  if (known !== undefined) return known;
  const oldest = made.size >= keep ? made.keys().next().value : undefined;
  if (oldest !== undefined) made.delete(oldest);
  const fresh = make();
  made.set(key, fresh);
  return fresh;
}

import {
  ColorProfile,
  ColorSpace,
  ColorTransformMode,
  ConfigurationFiles,
  type IMagickImage,
  ImageMagick,
  Interlace,
  initializeImageMagick,
  MagickFormat,
  MagickGeometry,
  MagickImageInfo,
  MagickReadSettings,
  Orientation,
  ResourceLimits,
} from '@imagemagick/magick-wasm';
import type { DecodableFormat, DecodedForm } from '../../../contract/picture-decoder.ts';
import { srgbProfile } from './srgb-profile.ts';
import { takeTiffOrientation } from './tiff-orientation.ts';
import type { WasmModule } from './webassembly.ts';

/** A picture as WebP or JPEG. */
export interface EncodedPicture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

/** What is to be made of a picture. */
export interface Wanted {
  /** Of the square, in pixels, that it fits into. */
  readonly size: number;
  readonly form: DecodedForm;
}

/** Pixels in memory, three bytes each. */
export interface RawPicture {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** The colour profile that came with them. */
  readonly icc: Uint8Array | null;
}

/** 200 megapixels are the most that phones take; anything above is a panorama, or made to exhaust the memory. */
const mostPixels = 400_000_000n;
/** No side of a picture is longer: the limit of WebP and JPEG is half as much. */
const longestSide = 131_072n;
/** WebP is smaller; JPEG is written line by line, where WebP would need three copies of a large picture. */
const encodings = {
  thumbnail: { format: MagickFormat.WebP, quality: 75 },
  view: { format: MagickFormat.Jpeg, quality: 92 },
} as const satisfies Record<DecodedForm, unknown>;

const screenColours = new ColorProfile(srgbProfile());

const formats = {
  jpeg: MagickFormat.Jpeg,
  png: MagickFormat.Png,
  gif: MagickFormat.Gif,
  webp: MagickFormat.WebP,
  tiff: MagickFormat.Tiff,
  avif: MagickFormat.Avif,
} as const satisfies Record<Exclude<DecodableFormat, 'heic'>, string>;

/** Raw pixels come from our own code, WebP goes out, and nothing else of ImageMagick's two hundred formats is wanted. */
const allowedCoders = [...Object.values(formats), MagickFormat.Rgb];

/** Gets ImageMagick ready in this thread. */
export async function loadMagick(module: WasmModule): Promise<void> {
  const configuration = ConfigurationFiles.default;
  configuration.policy.data = policy(configuration.policy.data);
  await initializeImageMagick(module, configuration);
  ResourceLimits.area = mostPixels;
  ResourceLimits.width = longestSide;
  ResourceLimits.height = longestSide;
  // What does not fit into memory fails, instead of going to files that are in memory, too.
  ResourceLimits.disk = 0n;
}

/** Everything is forbidden that is not named, whatever the bytes say that they are. */
function policy(standard: string): string {
  const rules = [
    '<policy domain="coder" rights="none" pattern="*" />',
    `<policy domain="coder" rights="read|write" pattern="{${allowedCoders.join(',')}}" />`,
    '<policy domain="delegate" rights="none" pattern="*" />',
    '<policy domain="filter" rights="none" pattern="*" />',
  ];
  return standard.replace('</policymap>', `${rules.join('\n')}\n</policymap>`);
}

/**
 * A picture that fits into a square of `size` pixels, upright: turned as `orientation` says, or, when
 * that is null, as the picture itself does. Throws when the picture cannot be decoded.
 */
export function encodedFile(
  bytes: Uint8Array,
  format: keyof typeof formats,
  orientation: number | null,
  wanted: Wanted,
): EncodedPicture {
  const { size } = wanted;
  const settings = new MagickReadSettings({ format: formats[format], frameIndex: 0, frameCount: 1 });
  // Only some of its detail is decoded then: an eighth of the sides is enough for most photos. A small one would grow.
  if (format === 'jpeg' && isLarger(bytes, settings, size))
    settings.setDefine(MagickFormat.Jpeg, 'size', `${size}x${size}`);
  const known = orientation ?? (format === 'tiff' ? takeTiffOrientation(bytes) : null);
  return ImageMagick.read(bytes, settings, (image) => {
    if (known !== null) image.orientation = orientations[known] ?? Orientation.TopLeft;
    return encode(image, wanted);
  });
}

/** Bytes that decoding takes for each pixel, from measurements of photos of 12 megapixels. */
const bytesAPixel = { jpeg: 0.2, png: 6, gif: 6, webp: 10, tiff: 7, avif: 24 } as const satisfies Record<
  keyof typeof formats,
  number
>;
/** A large JPEG has at least half of its lines decoded, at four bytes a pixel. */
const bytesAPixelOfJpegView = 1.5;
/** All of a progressive JPEG's detail is held until its end. */
const bytesAPixelOfProgressive = 3.5;

/** About how much memory decoding a picture will take, in bytes. Reads no more than its head; throws when that is damaged. */
export function likelyBytes(bytes: Uint8Array, format: keyof typeof formats, form: DecodedForm): number {
  const { width, height, interlace } = MagickImageInfo.create(
    bytes,
    new MagickReadSettings({ format: formats[format] }),
  );
  const isProgressive = format === 'jpeg' && interlace !== Interlace.NoInterlace && interlace !== Interlace.Undefined;
  const usual = format === 'jpeg' && form === 'view' ? bytesAPixelOfJpegView : bytesAPixel[format];
  return bytes.length + width * height * (isProgressive ? bytesAPixelOfProgressive : usual);
}

/** Reads no more than the head. */
function isLarger(bytes: Uint8Array, settings: MagickReadSettings, size: number): boolean {
  const { width, height } = MagickImageInfo.create(bytes, settings);
  return Math.max(width, height) > size;
}

/** Pixels that stand upright already, as a picture. */
export function encodedPixels({ pixels, width, height, icc }: RawPicture, wanted: Wanted): EncodedPicture {
  const settings = new MagickReadSettings({ format: MagickFormat.Rgb, width, height, depth: 8 });
  return ImageMagick.read(pixels, settings, (image) => {
    if (icc !== null) image.setProfile('icc', icc);
    return encode(image, wanted);
  });
}

function encode(image: IMagickImage, { size, form }: Wanted): EncodedPicture {
  const square = new MagickGeometry(size, size);
  square.greater = true;
  if (form === 'thumbnail') image.thumbnail(square);
  // `thumbnail` averages first, which costs a sharp copy; and one that fits is left as it is.
  else if (Math.max(image.width, image.height) > size) image.resize(square);
  image.autoOrient();
  inScreenColours(image);
  image.strip();
  const { format, quality } = encodings[form];
  image.quality = quality;
  return image.write(format, (bytes) => ({
    // The bytes lie in WebAssembly's memory, which changes with the next picture.
    bytes: new Uint8Array(bytes),
    width: image.width,
    height: image.height,
  }));
}

/** Without its profile a picture is shown as sRGB: so it must be that. */
function inScreenColours(image: IMagickImage): void {
  const isConverted = image.getColorProfile() !== null && isTransformed(image);
  if (!isConverted && image.colorSpace !== ColorSpace.Gray) image.colorSpace = ColorSpace.sRGB;
}

function isTransformed(image: IMagickImage): boolean {
  try {
    return image.transformColorSpace(screenColours, ColorTransformMode.HighRes);
  } catch {
    // A profile that is damaged or of another colour model says nothing: the picture is taken as it is.
    return false;
  }
}

/** By EXIF's numbers. */
const orientations: readonly Orientation[] = [
  Orientation.Undefined,
  Orientation.TopLeft,
  Orientation.TopRight,
  Orientation.BottomRight,
  Orientation.BottomLeft,
  Orientation.LeftTop,
  Orientation.RightTop,
  Orientation.RightBottom,
  Orientation.LeftBottom,
];

import {
  type HeifFile,
  type HeifPicture,
  type HeifPixels,
  type HeifTiling,
  loadLibheif,
  type OpenHeif,
} from './libheif.ts';
import type { RawPicture, Wanted } from './magick.ts';

/** A picture that came with the photo is taken when it is at least so large, compared with what is wanted. */
const thumbnailIsEnough = 0.75;
/** A thumbnail is shrunk to this many times of what is wanted by plain averages, and by a better filter after that. */
const shrunkTo = 2;

/**
 * Decodes HEIC. For a thumbnail it is shrunk as long as it stays at least twice as large as a square of `size` pixels; for
 * a view until it fits into that, by whole numbers. Cameras store it as a
 * grid of tiles: they are decoded one at a time, so that a photo of 48 megapixels needs no more memory than one of 12.
 * Phones also store a small picture beside the large one, and decoding that takes a hundredth of the time.
 */
export class HeicDecoder {
  #open: OpenHeif | null = null;

  /** The picture, upright. Throws when it cannot be decoded. */
  async decode(bytes: Uint8Array, wanted: Wanted): Promise<RawPicture> {
    this.#open ??= await loadLibheif();
    using file = this.#open(bytes);
    const main = file.mainPicture();
    const icc = file.colourProfile(main);
    const small = file.thumbnails(main).find((picture) => isEnough(file, picture, wanted));
    try {
      if (small !== undefined) return { ...shrunk(file, small, wanted), icc };
    } catch {
      // The small one is damaged: the large one may not be.
    }
    return { ...shrunk(file, main, wanted), icc };
  }
}

function isEnough(file: HeifFile, picture: HeifPicture, { size, form }: Wanted): boolean {
  if (form === 'view') return false;
  const { width, height } = file.size(picture);
  return Math.max(width, height) >= size * thumbnailIsEnough;
}

/** How many pixels of a side become one. */
function factorOf(longest: number, { size, form }: Wanted): number {
  return form === 'view' ? Math.ceil(longest / size) : Math.max(1, Math.floor(longest / (size * shrunkTo)));
}

function shrunk(file: HeifFile, picture: HeifPicture, wanted: Wanted): Omit<RawPicture, 'icc'> {
  const tiling = file.tiling(picture);
  const { width, height } = file.size(picture);
  const factor = factorOf(Math.max(width, height), wanted);
  const average = factor === 1 ? new Copy({ width, height }) : new Average({ width, height }, factor);
  if (tiling === null) file.whole(picture, (pixels) => average.add(pixels, 0, 0));
  else addTiles(file, picture, tiling, average);
  return average.picture();
}

function addTiles(file: HeifFile, picture: HeifPicture, tiling: HeifTiling, average: Canvas): void {
  for (let row = 0; row < tiling.rows; row += 1) {
    for (let column = 0; column < tiling.columns; column += 1) {
      const left = column * tiling.tileWidth - tiling.left;
      const top = row * tiling.tileHeight - tiling.top;
      file.tile(picture, column, row, (pixels) => average.add(pixels, left, top));
    }
  }
}

interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Where tiles are put together, whatever the order that they come in. */
interface Canvas {
  /** A tile whose upper left corner is at (`left`, `top`) in the picture; what is outside of the picture is padding. */
  readonly add: (tile: HeifPixels, left: number, top: number) => void;
  /** Throws when a part of the picture is missing. */
  readonly picture: () => Omit<RawPicture, 'icc'>;
}

/** The rows of a tile that are inside of the picture: from column `x` of line `y` of the picture on. */
function eachRow(
  { bytes, width, height, stride }: HeifPixels,
  { left, top }: { readonly left: number; readonly top: number },
  picture: PictureSize,
  use: (row: Uint8Array, x: number, y: number) => void,
): void {
  const [firstX, firstY] = [Math.max(0, -left), Math.max(0, -top)];
  const endX = Math.min(width, picture.width - left);
  const endY = Math.min(height, picture.height - top);
  if (endX <= firstX) return;
  for (let y = firstY; y < endY; y += 1) {
    use(bytes.subarray(y * stride + firstX * 3, y * stride + endX * 3), left + firstX, top + y);
  }
}

/** Keeps every pixel: three bytes each are all that it takes. */
class Copy implements Canvas {
  readonly #size: PictureSize;
  readonly #pixels: Uint8Array;
  /** Pixels that no tile has brought yet; tiles do not overlap. */
  #missing: number;

  constructor(size: PictureSize) {
    this.#size = size;
    this.#pixels = new Uint8Array(size.width * size.height * 3);
    this.#missing = size.width * size.height;
  }

  add(tile: HeifPixels, left: number, top: number): void {
    eachRow(tile, { left, top }, this.#size, (row, x, y) => {
      this.#pixels.set(row, (y * this.#size.width + x) * 3);
      this.#missing -= row.length / 3;
    });
  }

  picture(): Omit<RawPicture, 'icc'> {
    if (this.#missing > 0) throw new Error('The tiles do not cover the picture');
    return { pixels: this.#pixels, ...this.#size };
  }
}

/** Adds up pixels in squares of `factor` by `factor`. */
class Average implements Canvas {
  readonly #from: PictureSize;
  readonly #factor: number;
  readonly #width: number;
  readonly #height: number;
  /** 16 bits hold the sum of 257 pixels, which is more than 16 by 16. */
  readonly #sums: Uint16Array | Uint32Array;
  readonly #counts: Uint16Array | Uint32Array;

  constructor(from: PictureSize, factor: number) {
    this.#from = from;
    this.#factor = factor;
    this.#width = Math.ceil(from.width / factor);
    this.#height = Math.ceil(from.height / factor);
    const Numbers = factor <= 16 ? Uint16Array : Uint32Array;
    this.#sums = new Numbers(this.#width * this.#height * 3);
    this.#counts = new Numbers(this.#width * this.#height);
  }

  add(tile: HeifPixels, left: number, top: number): void {
    eachRow(tile, { left, top }, this.#from, (row, x, y) => {
      this.#addRow(row, x, Math.floor(y / this.#factor) * this.#width);
    });
  }

  picture(): Omit<RawPicture, 'icc'> {
    if (this.#counts.includes(0)) throw new Error('The tiles do not cover the picture');
    const pixels = new Uint8Array(this.#sums.length);
    for (let at = 0; at < pixels.length; at += 1) {
      pixels[at] = Math.round((this.#sums[at] ?? 0) / (this.#counts[Math.floor(at / 3)] ?? 1));
    }
    return { pixels, width: this.#width, height: this.#height };
  }

  #addRow(row: Uint8Array, left: number, rowStart: number): void {
    const [sums, counts, factor] = [this.#sums, this.#counts, this.#factor];
    for (let x = left, at = 0; at < row.length; x += 1, at += 3) {
      const cell = rowStart + Math.floor(x / factor);
      sums[cell * 3] = (sums[cell * 3] ?? 0) + (row[at] ?? 0);
      sums[cell * 3 + 1] = (sums[cell * 3 + 1] ?? 0) + (row[at + 1] ?? 0);
      sums[cell * 3 + 2] = (sums[cell * 3 + 2] ?? 0) + (row[at + 2] ?? 0);
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  }
}

import {
  type HeifFile,
  type HeifPicture,
  type HeifPixels,
  type HeifTiling,
  loadLibheif,
  type OpenHeif,
} from './libheif.ts';
import type { RawPicture } from './magick.ts';

/** A picture that came with the photo is taken when it is at least so large, compared with what is wanted. */
const thumbnailIsEnough = 0.75;
/** The picture is shrunk to this many times of what is wanted by plain averages, and by a better filter after that. */
const shrunkTo = 2;

/**
 * Decodes HEIC, shrunk as long as it stays at least twice as large as a square of `size` pixels. Cameras store it as a
 * grid of tiles: they are decoded one at a time, so that a photo of 48 megapixels needs no more memory than one of 12.
 * Phones also store a small picture beside the large one, and decoding that takes a hundredth of the time.
 */
export class HeicDecoder {
  #open: OpenHeif | null = null;

  /** The picture, upright. Throws when it cannot be decoded. */
  async decode(bytes: Uint8Array, size: number): Promise<RawPicture> {
    this.#open ??= await loadLibheif();
    using file = this.#open(bytes);
    const main = file.mainPicture();
    const icc = file.colourProfile(main);
    const small = file.thumbnails(main).find((picture) => isEnough(file, picture, size));
    try {
      if (small !== undefined) return { ...shrunk(file, small, size), icc };
    } catch {
      // The small one is damaged: the large one may not be.
    }
    return { ...shrunk(file, main, size), icc };
  }
}

function isEnough(file: HeifFile, picture: HeifPicture, size: number): boolean {
  const { width, height } = file.size(picture);
  return Math.max(width, height) >= size * thumbnailIsEnough;
}

function shrunk(file: HeifFile, picture: HeifPicture, size: number): Omit<RawPicture, 'icc'> {
  const tiling = file.tiling(picture);
  const { width, height } = file.size(picture);
  const average = new Average({ width, height }, Math.max(1, Math.floor(Math.max(width, height) / (size * shrunkTo))));
  if (tiling === null) file.whole(picture, (pixels) => average.add(pixels, 0, 0));
  else addTiles(file, picture, tiling, average);
  return average.picture();
}

function addTiles(file: HeifFile, picture: HeifPicture, tiling: HeifTiling, average: Average): void {
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

/** Adds up pixels in squares of `factor` by `factor`, whatever the order of the tiles that they come in. */
class Average {
  readonly #from: PictureSize;
  readonly #factor: number;
  readonly #width: number;
  readonly #height: number;
  readonly #sums: Uint32Array;
  readonly #counts: Uint32Array;

  constructor(from: PictureSize, factor: number) {
    this.#from = from;
    this.#factor = factor;
    this.#width = Math.ceil(from.width / factor);
    this.#height = Math.ceil(from.height / factor);
    this.#sums = new Uint32Array(this.#width * this.#height * 3);
    this.#counts = new Uint32Array(this.#width * this.#height);
  }

  /** A tile whose upper left corner is at (`left`, `top`) in the picture; what is outside of the picture is padding. */
  add({ bytes, width, height, stride }: HeifPixels, left: number, top: number): void {
    const [firstX, firstY] = [Math.max(0, -left), Math.max(0, -top)];
    const endX = Math.min(width, this.#from.width - left);
    const endY = Math.min(height, this.#from.height - top);
    for (let y = firstY; y < endY; y += 1) {
      const row = bytes.subarray(y * stride + firstX * 3, y * stride + endX * 3);
      this.#addRow(row, left + firstX, Math.floor((top + y) / this.#factor) * this.#width);
    }
  }

  /** The averages as a picture. Throws when a part of it is missing. */
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

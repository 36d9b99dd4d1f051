/// <reference path="./libheif-js.d.ts" />
import openLibheif from 'libheif-js/libheif-wasm/libheif.js';
import { readWasm } from './webassembly.ts';

/** Bytes of `struct heif_error`: code, sub-code, message. */
const errorLength = 12;
/** Bytes of `struct heif_image_tiling` and of every other answer that is asked for here, and some more. */
const answerLength = 128;

/** `heif_colorspace_RGB`, `heif_chroma_interleaved_RGB`, `heif_channel_interleaved`. */
const rgb = { colourSpace: 1, chroma: 10, channel: 10 } as const;

/** A picture of a HEIF file that is not decoded yet: the main one, or its thumbnail. */
export type HeifPicture = number & { readonly heifPicture: unique symbol };

/** How a picture is cut into parts that can be decoded one by one. All in pixels, as the picture is shown. */
export interface HeifTiling {
  readonly columns: number;
  readonly rows: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly width: number;
  readonly height: number;
  /** How many pixels of the first tiles are padding, above and left of the picture: it may be turned. */
  readonly top: number;
  readonly left: number;
}

/** Decoded pixels, three bytes each; they are valid until the next call. */
export interface HeifPixels {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Bytes from one row to the next. */
  readonly stride: number;
}

/** A HEIF file in libheif's memory. Everything throws when the file is damaged, or needs a decoder that is not there. */
export interface HeifFile extends Disposable {
  readonly mainPicture: () => HeifPicture;
  readonly thumbnails: (picture: HeifPicture) => readonly HeifPicture[];
  readonly size: (picture: HeifPicture) => { readonly width: number; readonly height: number };
  /** ICC; null when there is none. */
  readonly colourProfile: (picture: HeifPicture) => Uint8Array | null;
  /** Null for one that cannot be decoded in parts. */
  readonly tiling: (picture: HeifPicture) => HeifTiling | null;
  /** Decodes one tile, and hands its pixels to `use`. */
  readonly tile: (picture: HeifPicture, column: number, row: number, use: (pixels: HeifPixels) => void) => void;
  /** The same with all of the picture. */
  readonly whole: (picture: HeifPicture, use: (pixels: HeifPixels) => void) => void;
}

type Libheif = ReturnType<typeof openLibheif>;

/** Opens a file in memory. */
export type OpenHeif = (bytes: Uint8Array) => HeifFile;

/** libheif in this thread, by its C interface (libheif/heif.h): the one for JavaScript decodes whole pictures only. */
export async function loadLibheif(): Promise<OpenHeif> {
  const library = openLibheif({ wasmBinary: await readWasm('libheif-js/libheif-wasm/libheif.wasm') });
  return (bytes) => {
    const file = new OpenHeifFile(library, bytes.length);
    try {
      file.read(bytes);
      return file;
    } catch (thrown) {
      file[Symbol.dispose]();
      throw thrown;
    }
  };
}

class OpenHeifFile implements HeifFile {
  readonly #library: Libheif;
  readonly #context: number;
  readonly #content: number;
  /** Where errors and other answers are written to. */
  readonly #error: number;
  readonly #answer: number;
  readonly #pictures: HeifPicture[] = [];

  constructor(library: Libheif, length: number) {
    this.#library = library;
    this.#context = library._heif_context_alloc();
    this.#content = library._malloc(length);
    this.#error = library._malloc(errorLength);
    this.#answer = library._malloc(answerLength);
  }

  /** First of all: takes in the file. */
  read(bytes: Uint8Array): void {
    const { _heif_context_read_from_memory_without_copy: take } = this.#library;
    if ([this.#context, this.#content, this.#error, this.#answer].includes(0))
      throw new RangeError('No memory is left');
    this.#library.HEAPU8.set(bytes, this.#content);
    this.#check((error) => take(error, this.#context, this.#content, bytes.length, 0));
    // One thread is all there is.
    this.#library._heif_context_set_max_decoding_threads(this.#context, 0);
  }

  mainPicture(): HeifPicture {
    return this.#picture((error, out) =>
      this.#library._heif_context_get_primary_image_handle(error, this.#context, out),
    );
  }

  thumbnails(picture: HeifPicture): readonly HeifPicture[] {
    // More than one or two is unheard of.
    const count = this.#library._heif_image_handle_get_list_of_thumbnail_IDs(picture, this.#answer, 4);
    const ids = Array.from({ length: count }, (_, index) => this.#word(index));
    return ids.map((id) =>
      this.#picture((error, out) => this.#library._heif_image_handle_get_thumbnail(error, picture, id, out)),
    );
  }

  size(picture: HeifPicture): { readonly width: number; readonly height: number } {
    const { _heif_image_handle_get_width: width, _heif_image_handle_get_height: height } = this.#library;
    return { width: width(picture), height: height(picture) };
  }

  colourProfile(picture: HeifPicture): Uint8Array | null {
    const length = this.#library._heif_image_handle_get_raw_color_profile_size(picture);
    if (length === 0) return null;
    const profile = this.#library._malloc(length);
    try {
      this.#check((error) => this.#library._heif_image_handle_get_raw_color_profile(error, picture, profile));
      return this.#library.HEAPU8.slice(profile, profile + length);
    } finally {
      this.#library._free(profile);
    }
  }

  tiling(picture: HeifPicture): HeifTiling | null {
    if (this.#isCropped(picture)) return null;
    this.#check((error) => this.#library._heif_image_handle_get_image_tiling(error, picture, 1, this.#answer));
    // The first word is the version.
    const [columns, rows, tileWidth, tileHeight] = [this.#word(1), this.#word(2), this.#word(3), this.#word(4)];
    const { width, height } = this.size(picture);
    // libheif 1.23 tells on which sides the padding is, but not rightly how much of it there is.
    const top = this.#word(7) === 0 ? 0 : rows * tileHeight - height;
    const left = this.#word(8) === 0 ? 0 : columns * tileWidth - width;
    return { columns, rows, tileWidth, tileHeight, width, height, top, left };
  }

  tile(picture: HeifPicture, column: number, row: number, use: (pixels: HeifPixels) => void): void {
    const { _heif_image_handle_decode_image_tile: decode } = this.#library;
    const { colourSpace, chroma } = rgb;
    this.#check((error) => decode(error, picture, this.#answer, colourSpace, chroma, 0, column, row));
    this.#handOver(use);
  }

  whole(picture: HeifPicture, use: (pixels: HeifPixels) => void): void {
    const { _heif_decode_image: decode } = this.#library;
    this.#check((error) => decode(error, picture, this.#answer, rgb.colourSpace, rgb.chroma, 0));
    this.#handOver(use);
  }

  #handOver(use: (pixels: HeifPixels) => void): void {
    const image = this.#word(0);
    try {
      use(this.#pixels(image));
    } finally {
      this.#library._heif_image_release(image);
    }
  }

  [Symbol.dispose](): void {
    for (const picture of this.#pictures) this.#library._heif_image_handle_release(picture);
    this.#library._heif_context_free(this.#context);
    for (const memory of [this.#content, this.#error, this.#answer]) this.#library._free(memory);
  }

  /** Only a part of it is shown: its size is not the one that it was coded with, turned or not. */
  #isCropped(picture: HeifPicture): boolean {
    const { _heif_image_handle_get_ispe_width: codedWidth, _heif_image_handle_get_ispe_height: codedHeight } =
      this.#library;
    const { width, height } = this.size(picture);
    const [coded, shown] = [
      [codedWidth(picture), codedHeight(picture)],
      [width, height],
    ];
    return Math.min(...coded) !== Math.min(...shown) || Math.max(...coded) !== Math.max(...shown);
  }

  #pixels(image: number): HeifPixels {
    const start = this.#library._heif_image_get_plane_readonly2(image, rgb.channel, this.#answer);
    const stride = this.#word(0);
    const width = this.#library._heif_image_get_width(image, rgb.channel);
    const height = this.#library._heif_image_get_height(image, rgb.channel);
    if (start === 0 || width < 1 || height < 1) throw new Error('libheif: a picture without pixels');
    return { bytes: this.#library.HEAPU8.subarray(start, start + stride * height), width, height, stride };
  }

  #picture(ask: (error: number, out: number) => void): HeifPicture {
    this.#check((error) => ask(error, this.#answer));
    const picture = this.#word(0) as HeifPicture;
    this.#pictures.push(picture);
    return picture;
  }

  /** The structures that C functions return are written to where their first parameter points. */
  #check(call: (error: number) => void): void {
    call(this.#error);
    const [code, subCode] = [this.#library.HEAPU32[this.#error / 4], this.#library.HEAPU32[this.#error / 4 + 1]];
    if (code !== 0) throw new Error(`libheif: error ${code}, ${subCode}`);
  }

  /** A 32-bit word of the last answer. */
  #word(index: number): number {
    return this.#library.HEAPU32[this.#answer / 4 + index] ?? 0;
  }
}

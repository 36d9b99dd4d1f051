import { be, bytes, type Piece } from './bytes.ts';
import { builtSize } from './photos.ts';

const { width, height } = builtSize;

/** A box with a 32-bit size. */
export function box(type: string, ...content: readonly Piece[]): Uint8Array {
  const inside = bytes(...content);
  return bytes(be(inside.length + 8, 4), type, inside);
}

/** A box with a 64-bit size. */
export function longBox(type: string, ...content: readonly Piece[]): Uint8Array {
  const inside = bytes(...content);
  return bytes(be(1, 4), type, be(inside.length + 16, 8), inside);
}

/** A box that begins with a version and flags. */
export function fullBox(type: string, version: number, ...content: readonly Piece[]): Uint8Array {
  return box(type, [version, 0, 0, 0], ...content);
}

/** The box that names the brands of a file. */
export function ftyp(major: string, ...compatible: readonly string[]): Uint8Array {
  return box('ftyp', major, be(0, 4), ...compatible);
}

/** What goes into a HEIF file. */
export interface HeifOptions {
  readonly exif?: Uint8Array;
  readonly brand?: string;
  readonly quarterTurns?: number;
  /** Puts the EXIF item into the metadata box itself instead of behind it. */
  readonly exifInMetadata?: boolean;
}

/** A HEIF file whose picture has no data. The item numbers are 1 (picture) and 2 (EXIF). */
export function heif({ exif, brand = 'heic', quarterTurns, exifInMetadata = false }: HeifOptions): Uint8Array {
  const item = exif === undefined ? new Uint8Array() : bytes(be(6, 4), 'Exif\0\0', exif);
  const types = ftyp(brand, 'mif1', brand);
  const build = (exifOffset: number): Uint8Array => {
    const location = (id: number, method: number, offset: number, length: number): Uint8Array =>
      bytes(be(id, 2), be(method, 2), be(0, 2), be(1, 2), be(offset, 4), be(length, 4));
    const entries = [
      fullBox('infe', 2, be(1, 2), be(0, 2), 'hvc1\0'),
      ...(exif === undefined ? [] : [fullBox('infe', 2, be(2, 2), be(0, 2), 'Exif\0')]),
    ];
    const properties = [
      fullBox('ispe', 0, be(8, 4), be(8, 4)),
      fullBox('ispe', 0, be(width, 4), be(height, 4)),
      ...(quarterTurns === undefined ? [] : [box('irot', [quarterTurns])]),
    ];
    const linked = quarterTurns === undefined ? [2] : [2, 0x83];
    return fullBox(
      'meta',
      0,
      fullBox('hdlr', 0, be(0, 4), 'pict', new Uint8Array(13)),
      fullBox('pitm', 0, be(1, 2)),
      fullBox('iinf', 0, be(entries.length, 2), ...entries),
      fullBox(
        'iloc',
        1,
        [0x44, 0x00],
        be(entries.length, 2),
        location(1, 0, 0, 4),
        exif === undefined ? [] : location(2, exifInMetadata ? 1 : 0, exifOffset, item.length),
      ),
      box('iprp', box('ipco', ...properties), fullBox('ipma', 0, be(1, 4), be(1, 2), [linked.length, ...linked])),
      exifInMetadata ? box('idat', item) : [],
    );
  };
  const itemOffset = types.length + build(0).length + 8;
  return bytes(types, build(exifInMetadata ? 0 : itemOffset), box('mdat', exifInMetadata ? [] : item));
}

/** What goes into a movie. */
export interface MovieOptions {
  readonly brand?: string;
  /** Seconds since 1904. */
  readonly created?: number | bigint;
  readonly version?: 0 | 1;
  /** Shows the frames turned by a quarter. */
  readonly turned?: boolean;
  /** Apple's metadata. */
  readonly properties?: Readonly<Record<string, string>>;
  /** User-data boxes by their four-character type. */
  readonly userData?: Readonly<Record<string, string>>;
  /** Bytes of frames, and whether they stand before the movie box. */
  readonly frames?: number;
  readonly framesFirst?: boolean;
}

/** A movie with a sound and a picture track, without samples. */
export function movie(options: MovieOptions): Uint8Array {
  const { brand = 'isom', frames = 16, framesFirst = false } = options;
  const moov = box(
    'moov',
    movieHeader(options),
    track(options, 0, 0),
    track(options, width, height),
    metadata(options),
  );
  const mdat = box('mdat', new Uint8Array(frames));
  return bytes(ftyp(brand, brand), ...(framesFirst ? [mdat, moov] : [moov, mdat]));
}

function movieHeader({ created = 0, version = 0 }: MovieOptions): Uint8Array {
  const wide = version === 1 ? 8 : 4;
  const rest = bytes(be(0x10000, 4), be(0x100, 2), new Uint8Array(10), matrix(false), new Uint8Array(24), be(3, 4));
  return fullBox('mvhd', version, be(created, wide), be(created, wide), be(600, 4), be(1200, wide), rest);
}

function track({ version = 0, turned = false }: MovieOptions, trackWidth: number, trackHeight: number): Uint8Array {
  const wide = version === 1 ? 8 : 4;
  const header = fullBox(
    'tkhd',
    version,
    bytes(be(0, wide), be(0, wide), be(1, 4), be(0, 4), be(0, wide)),
    new Uint8Array(16),
    matrix(turned),
    be(trackWidth * 0x10000, 4),
    be(trackHeight * 0x10000, 4),
  );
  const handler = fullBox('hdlr', 0, be(0, 4), trackWidth > 0 ? 'vide' : 'soun', new Uint8Array(13));
  return box('trak', header, box('mdia', handler));
}

function matrix(turned: boolean): Uint8Array {
  const one = 0x10000;
  const numbers = turned ? [0, one, 0, -one, 0, 0, 0, 0, 0x40000000] : [one, 0, 0, 0, one, 0, 0, 0, 0x40000000];
  return bytes(...numbers.map((number) => be(number, 4)));
}

function metadata({ properties, userData }: MovieOptions): Uint8Array {
  const names = Object.keys(properties ?? {});
  const apple =
    properties === undefined
      ? []
      : box(
          'meta',
          fullBox('hdlr', 0, be(0, 4), 'mdta', new Uint8Array(13)),
          fullBox('keys', 0, be(names.length, 4), ...names.map((name) => box('mdta', name))),
          box('ilst', ...Object.values(properties).map((value, index) => appleValue(index + 1, value))),
        );
  const boxes = Object.entries(userData ?? {}).map(([type, text]) =>
    box(type, be(text.length, 2), be(0x15c7, 2), text),
  );
  return bytes(apple, userData === undefined ? [] : box('udta', ...boxes));
}

function appleValue(number: number, text: string): Uint8Array {
  const data = box('data', be(1, 4), be(0, 4), text);
  return bytes(be(data.length + 8, 4), be(number, 4), data);
}

import { be, bytes } from './bytes.ts';
import { box, ftyp, fullBox } from './iso-media.ts';

/** A colour that there is a coded tile of. */
export type TileColour = keyof typeof codedTiles;

/** What goes into a HEIC file. */
export interface HeicPicture {
  /** Rows of tiles of 64 pixels, as cameras store them. */
  readonly tiles: readonly (readonly TileColour[])[];
  /** The picture's size, when the tiles at its right and lower edge are larger than what is left for them. */
  readonly width?: number;
  readonly height?: number;
  /** How often it is turned to the left by a quarter before it is shown. */
  readonly quarterTurns?: number;
  /** A small picture of 64 by 64 pixels that stands beside the large one. */
  readonly thumbnail?: TileColour;
}

const tileSide = 64;

/** Made by x265 3.5 from plain colours of 64 by 64 pixels. */
const decoderConfiguration = Buffer.from(
  'AQNwAAAAAAAAAAAAHvAA/P34+AAADwMgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQCEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbqSSmubgQEDAgAAAMACAAAAwAIQCIAAQAHRAHBcrAiQA==',
  'base64',
);
const codedTiles = {
  red: Buffer.from('AAAAGigBrwngIzaiP//70X3//tzHof61s5BT/xY+', 'base64'),
  lime: Buffer.from('AAAAGigBrwngITl1X1/5lX//+mbX//ycx50HMPX4', 'base64'),
  blue: Buffer.from('AAAAGigBrwngITl1X//+rHfvf8YDP/+0Fp0HMPX4', 'base64'),
  white: Buffer.from('AAAAEigBrwngIYU0pd4/xLzyzroXPg==', 'base64'),
} as const;

/** An item of the file: item 1 is the picture, a grid of the others. Properties are numbered from 1. */
interface Item {
  readonly type: 'grid' | 'hvc1';
  readonly data: Uint8Array;
  readonly properties: readonly number[];
}

/** A HEIC file with real pictures in it. */
export function heicPicture(picture: HeicPicture): Uint8Array {
  const items = itemsOf(picture);
  const types = ftyp('heic', 'mif1', 'heic');
  const start = types.length + metadata(picture, items, 0).length + 8;
  return bytes(types, metadata(picture, items, start), box('mdat', ...items.map(({ data }) => data)));
}

function sizeOf({ tiles, width, height }: HeicPicture): { readonly width: number; readonly height: number } {
  return { width: width ?? (tiles[0] ?? []).length * tileSide, height: height ?? tiles.length * tileSide };
}

function itemsOf(picture: HeicPicture): readonly Item[] {
  const { tiles, quarterTurns, thumbnail } = picture;
  const { width, height } = sizeOf(picture);
  const columns = (tiles[0] ?? []).length;
  const grid = bytes([0, 0, tiles.length - 1, columns - 1], be(width, 2), be(height, 2));
  const coded = [...tiles.flat(), ...(thumbnail === undefined ? [] : [thumbnail])];
  return [
    { type: 'grid', data: grid, properties: quarterTurns === undefined ? [3] : [3, 0x84] },
    ...coded.map((colour): Item => ({ type: 'hvc1', data: codedTiles[colour], properties: [0x81, 2] })),
  ];
}

function metadata(picture: HeicPicture, items: readonly Item[], start: number): Uint8Array {
  const { width, height } = sizeOf(picture);
  const { tiles, quarterTurns, thumbnail } = picture;
  const tileIds = tiles.flat().map((_, index) => be(index + 2, 2));
  const properties = [
    box('hvcC', decoderConfiguration),
    fullBox('ispe', 0, be(tileSide, 4), be(tileSide, 4)),
    fullBox('ispe', 0, be(width, 4), be(height, 4)),
    ...(quarterTurns === undefined ? [] : [box('irot', [quarterTurns])]),
  ];
  return fullBox(
    'meta',
    0,
    fullBox('hdlr', 0, be(0, 4), 'pict', new Uint8Array(13)),
    fullBox('pitm', 0, be(1, 2)),
    fullBox(
      'iinf',
      0,
      be(items.length, 2),
      ...items.map(({ type }, index) => fullBox('infe', 2, be(index + 1, 2), be(0, 2), `${type}\0`)),
    ),
    fullBox(
      'iref',
      0,
      box('dimg', be(1, 2), be(tileIds.length, 2), ...tileIds),
      thumbnail === undefined ? [] : box('thmb', be(items.length, 2), be(1, 2), be(1, 2)),
    ),
    fullBox('iloc', 0, [0x44, 0x00], be(items.length, 2), ...locations(items, start)),
    box('iprp', box('ipco', ...properties), fullBox('ipma', 0, be(items.length, 4), ...associations(items))),
  );
}

function locations(items: readonly Item[], start: number): readonly Uint8Array[] {
  let at = start;
  return items.map(({ data }, index) => {
    const location = bytes(be(index + 1, 2), be(0, 2), be(1, 2), be(at, 4), be(data.length, 4));
    at += data.length;
    return location;
  });
}

function associations(items: readonly Item[]): readonly Uint8Array[] {
  return items.map(({ properties }, index) => bytes(be(index + 1, 2), [properties.length, ...properties]));
}

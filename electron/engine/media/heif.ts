import { type ByteReader, fourCharacters, largestView, sliceOf } from './byte-reader.ts';
import { behindVersion, boxesOf, findBox } from './iso-box.ts';
import { type PixelSize, pixelSize } from './media-facts.ts';

/** What the metadata box of a HEIC, HEIF or AVIF file holds. */
export interface HeifParts {
  /** The EXIF data as a TIFF block; null when there is none. */
  readonly exif: ByteReader | null;
  /** As shown: HEIF turns a picture by its own property, whatever EXIF says. */
  readonly pixels: PixelSize | null;
}

interface Extent {
  /** `file`: the offset counts from the start of the file. `idat`: from the start of the idat box. */
  readonly origin: 'file' | 'idat';
  readonly offset: number;
  readonly length: number;
}

/** Finds the EXIF item and the size of the primary picture (ISO/IEC 23008-12, with 14496-12, 8.11). */
export async function readHeif(reader: ByteReader): Promise<HeifParts> {
  const metaBox = await findBox(reader, 'meta');
  if (metaBox === null) return { exif: null, pixels: null };
  const boxes = new Map<string, ByteReader>();
  for await (const { type, content } of boxesOf(behindVersion(metaBox))) {
    if (!boxes.has(type)) boxes.set(type, content);
  }
  const exifItem = await findExifItem(boxes.get('iinf'));
  const extent = exifItem === null ? null : findExtent(await wholeView(boxes.get('iloc')), exifItem);
  const within = extent?.origin === 'idat' ? boxes.get('idat') : reader;
  return {
    exif: extent === null || within === undefined ? null : await openExifItem(within, extent),
    pixels: await readPixels(boxes),
  };
}

async function wholeView(box: ByteReader | undefined): Promise<DataView | null> {
  return box === undefined ? null : box.view(0, Math.min(box.size, largestView));
}

/** The number of the item of type "Exif". */
async function findExifItem(itemInfo: ByteReader | undefined): Promise<number | null> {
  const head = await itemInfo?.view(0, 4);
  if (itemInfo === undefined || head === null || head === undefined) return null;
  // Version and flags, then the number of entries in 16 or (from version 1) 32 bits.
  const entries = sliceOf(itemInfo, head.getUint8(0) === 0 ? 6 : 8, itemInfo.size);
  for await (const { type, content } of boxesOf(entries)) {
    if (type !== 'infe') continue;
    const entry = await content.view(0, Math.min(content.size, 14));
    const version = entry?.byteLength ? entry.getUint8(0) : 0;
    if (entry === null || version < 2) continue;
    const numberLength = version === 2 ? 2 : 4;
    if (entry.byteLength < 4 + numberLength + 6) continue;
    if (fourCharacters(entry, 4 + numberLength + 2) === 'Exif')
      return numberLength === 2 ? entry.getUint16(4) : entry.getUint32(4);
  }
  return null;
}

/**
 * Reads big-endian numbers of any length one after the other; past the end they are NaN, and so is what is computed
 * from them.
 */
function createCursor(view: DataView, start: number) {
  let at = start;
  return {
    done: () => at >= view.byteLength,
    number: (length: number): number => {
      const from = at;
      at += length;
      if (at > view.byteLength) return Number.NaN;
      let value = 0;
      for (let index = from; index < at; index += 1) value = value * 256 + view.getUint8(index);
      return value;
    },
  };
}

/**
 * Where the bytes of an item are, by the item location box. EXIF data in several pieces does not occur: the first
 * counts.
 */
function findExtent(iloc: DataView | null, wanted: number): Extent | null {
  if (iloc === null || iloc.byteLength < 8) return null;
  const version = iloc.getUint8(0);
  const sizes = iloc.getUint16(4);
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexSize = version === 0 ? 0 : sizes & 15;
  const cursor = createCursor(iloc, 6);
  const items = cursor.number(version < 2 ? 2 : 4);
  for (let item = 0; item < items && !cursor.done(); item += 1) {
    const number = cursor.number(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : cursor.number(2) & 15;
    cursor.number(2); // data reference
    const base = cursor.number(baseSize);
    const extents = cursor.number(2);
    for (let extent = 0; extent < extents && !cursor.done(); extent += 1) {
      cursor.number(indexSize);
      const offset = base + cursor.number(offsetSize);
      const length = cursor.number(lengthSize);
      if (number === wanted && method <= 1) return { origin: method === 0 ? 'file' : 'idat', offset, length };
    }
  }
  return null;
}

/** The item begins with the distance to its TIFF block ("Exif", NUL, NUL may stand between). */
async function openExifItem(within: ByteReader, { offset, length }: Extent): Promise<ByteReader | null> {
  const distance = (await within.view(offset, 4))?.getUint32(0);
  return distance === undefined ? null : sliceOf(within, offset + 4 + distance, length - 4 - distance);
}

/** The size of the primary item, turned as its rotation property says. */
async function readPixels(boxes: ReadonlyMap<string, ByteReader>): Promise<PixelSize | null> {
  const primaryBox = await wholeView(boxes.get('pitm'));
  const propertiesBox = boxes.get('iprp');
  if (primaryBox === null || propertiesBox === undefined || primaryBox.byteLength < 6) return null;
  const primary =
    primaryBox.getUint8(0) === 0 || primaryBox.byteLength < 8 ? primaryBox.getUint16(4) : primaryBox.getUint32(4);
  const containerBox = await findBox(propertiesBox, 'ipco');
  const associations = await wholeView((await findBox(propertiesBox, 'ipma')) ?? undefined);
  if (containerBox === null || associations === null) return null;
  const wanted = new Set(propertiesOf(associations, primary));
  let size: PixelSize | null = null;
  let quarterTurns = 0;
  let index = 0;
  for await (const { type, content } of boxesOf(containerBox)) {
    index += 1;
    if (!wanted.has(index)) continue;
    const view = await content.view(0, Math.min(content.size, 12));
    if (type === 'ispe' && view?.byteLength === 12) size = pixelSize(view.getUint32(4), view.getUint32(8));
    if (type === 'irot' && view !== null && view.byteLength > 0) quarterTurns = view.getUint8(0) & 3;
  }
  return size !== null && quarterTurns % 2 === 1 ? { width: size.height, height: size.width } : size;
}

/** The numbers (from 1) of the properties that belong to an item, by the item property association box. */
function propertiesOf(ipma: DataView, wanted: number): readonly number[] {
  if (ipma.byteLength < 8) return [];
  const version = ipma.getUint8(0);
  const wide = (ipma.getUint8(3) & 1) === 1;
  const cursor = createCursor(ipma, 4);
  const items = cursor.number(4);
  for (let item = 0; item < items && !cursor.done(); item += 1) {
    const number = cursor.number(version === 0 ? 2 : 4);
    const count = cursor.number(1);
    const properties: number[] = [];
    for (let property = 0; property < count; property += 1) {
      // The top bit says that a reader must understand the property.
      properties.push(wide ? cursor.number(2) & 0x7fff : cursor.number(1) & 0x7f);
    }
    if (number === wanted) return properties;
  }
  return [];
}

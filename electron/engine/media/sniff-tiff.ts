import { entryLength, readTiffEntries, readTiffHeader, type TiffEntry } from './tiff-entry.ts';

/** TIFF and the camera raw formats that are TIFF inside. */
type TiffName = 'tiff' | 'dng' | 'cr2' | 'nef' | 'arw' | 'rw2' | 'orf' | 'srw' | 'pef';

const tags = {
  subfileType: 0xfe,
  compression: 0x103,
  photometric: 0x106,
  make: 0x10f,
  subDirectories: 0x14a,
  dng: 0xc612,
};

const rawMakers: readonly (readonly [start: string, name: TiffName])[] = [
  ['NIKON', 'nef'],
  ['SONY', 'arw'],
  ['SAMSUNG', 'srw'],
  ['PENTAX', 'pef'],
  ['RICOH', 'pef'],
];

/** Compression numbers that only raw files use: Sony, Samsung, Nikon, Pentax. */
const rawCompressions = new Set([32767, 32769, 32770, 34713, 65535]);
/** Photometric interpretations of undeveloped sensor data: colour filter array, linear raw. */
const rawPhotometrics = new Set([32803, 34892]);

/** Names a TIFF or TIFF-based camera raw file by its head; null when it is none. */
export function sniffTiff(head: Uint8Array): TiffName | null {
  const magic = String.fromCharCode(...head.subarray(0, 4));
  if (magic === 'IIRO' || magic === 'IIRS' || magic === 'MMOR') return 'orf';
  if (magic === 'IIU\0') return 'rw2';
  // 43 instead of 42 is BigTIFF.
  if (magic === 'II+\0' || magic === 'MM\0+') return 'tiff';
  if (magic !== 'II*\0' && magic !== 'MM\0*') return null;
  if (String.fromCharCode(...head.subarray(8, 10)) === 'CR') return 'cr2';
  return nameOfFirstDirectory(head);
}

/** A directory that lies beyond the head (scanners write it last) leaves the general name. */
function nameOfFirstDirectory(head: Uint8Array): TiffName {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const header = readTiffHeader(view);
  if (header === null || header.firstDirectory + 2 > head.length) return 'tiff';
  const { littleEndian, firstDirectory } = header;
  const first = firstDirectory + 2;
  const length = Math.min(view.getUint16(firstDirectory, littleEndian) * entryLength, head.length - first);
  const entries = readTiffEntries(new DataView(head.buffer, head.byteOffset + first, length), first, littleEndian);
  if (entries.has(tags.dng)) return 'dng';
  const make = entries.get(tags.make);
  if (make === undefined || !looksRaw(entries, view, littleEndian)) return 'tiff';
  const maker = String.fromCharCode(
    ...head.subarray(make.position, make.position + Math.min(make.count, 16)),
  ).toUpperCase();
  return rawMakers.find(([start]) => maker.startsWith(start))?.[1] ?? 'tiff';
}

/** Cameras and their software also write plain TIFF: only what a developed picture never has makes it a raw file. */
function looksRaw(entries: ReadonlyMap<number, TiffEntry>, view: DataView, littleEndian: boolean): boolean {
  const numberOf = (tag: number): number => {
    const entry = entries.get(tag);
    if (entry === undefined || entry.position + 4 > view.byteLength) return 0;
    return entry.type === 3
      ? view.getUint16(entry.position, littleEndian)
      : view.getUint32(entry.position, littleEndian);
  };
  if (rawCompressions.has(numberOf(tags.compression)) || rawPhotometrics.has(numberOf(tags.photometric))) return true;
  // The first directory is only a preview, and the picture itself is in its own directory.
  return numberOf(tags.subfileType) === 1 && entries.has(tags.subDirectories);
}

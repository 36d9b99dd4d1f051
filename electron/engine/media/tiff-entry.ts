/** One entry of a TIFF directory (TIFF 6.0, section 2). `position` is where its value bytes begin in the TIFF block. */
export interface TiffEntry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly position: number;
}

/** Bytes that one value of each TIFF field type takes; the index is the type number. */
const valueSizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4] as const;

/** Length of a directory entry in bytes. */
export const entryLength = 12;

/** Bytes that one value of a field type takes; 0 for types that do not exist. */
export function valueSize(type: number): number {
  return valueSizes[type] ?? 0;
}

/**
 * Reads the byte order of a TIFF block from its first 8 bytes, and where its first directory is. Knows the camera makers'
 * variants of the magic number: Panasonic (0x55) and Olympus ("RO", "RS"). Null for BigTIFF and everything else.
 */
export function readTiffHeader(
  view: DataView,
): { readonly littleEndian: boolean; readonly firstDirectory: number } | null {
  if (view.byteLength < 8) return null;
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return null;
  const littleEndian = order === 0x4949;
  const magic = view.getUint16(2, littleEndian);
  if (magic !== 42 && magic !== 0x55 && magic !== 0x4f52 && magic !== 0x5352) return null;
  return { littleEndian, firstDirectory: view.getUint32(4, littleEndian) };
}

/**
 * Reads the entries of a directory from `view`, which holds whole entries from the first on. `offset` is where the
 * entries begin in the TIFF block. The first of two entries with the same tag counts.
 */
export function readTiffEntries(view: DataView, offset: number, littleEndian: boolean): ReadonlyMap<number, TiffEntry> {
  const entries = new Map<number, TiffEntry>();
  for (let at = 0; at + entryLength <= view.byteLength; at += entryLength) {
    const tag = view.getUint16(at, littleEndian);
    const type = view.getUint16(at + 2, littleEndian);
    const count = view.getUint32(at + 4, littleEndian);
    // Values of at most 4 bytes stand in the entry itself, longer ones where it points to.
    const inEntry = valueSize(type) * count <= 4;
    const position = inEntry ? offset + at + 8 : view.getUint32(at + 8, littleEndian);
    if (!entries.has(tag)) entries.set(tag, { tag, type, count, position });
  }
  return entries;
}

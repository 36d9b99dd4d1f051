import type { Entry } from 'yauzl';
import type { EntryNature, ListedEntry } from './entry-judge.ts';
import { decodeZipName } from './entry-name.ts';

/** Who made an entry (APPNOTE 4.4.2): the upper byte of "version made by". */
const madeBy = { dos: 0, unix: 3, windows: 10, fat: 14, darwin: 19 } as const;
const makersWithModes: readonly number[] = [madeBy.unix, madeBy.darwin];
/** Some packers on Windows separate names with backslashes, against the standard. */
const makersWithBackslashes: readonly number[] = [madeBy.dos, madeBy.windows, madeBy.fat];

/** The file type bits of a Unix mode. */
const fileTypes = { mask: 0o170000, none: 0, regular: 0o100000, folder: 0o040000, link: 0o120000 } as const;
const methods: Readonly<Record<number, 'stored' | 'deflated'>> = { 0: 'stored', 8: 'deflated' };

/** What the directory of a zip archive says about an entry. */
export function listedZipEntry(entry: Entry, position: number): ListedEntry {
  const maker = entry.versionMadeBy >>> 8;
  return {
    name: decodeZipName(entry.fileNameRaw, entry.generalPurposeBitFlag, entry.extraFields),
    position,
    bytes: entry.uncompressedSize,
    crc32: entry.crc32,
    // Local time of nobody knows where.
    modifiedAt: null,
    separators: makersWithBackslashes.includes(maker) ? 'either' : 'slash',
    nature: makersWithModes.includes(maker) ? natureOf(entry.externalFileAttributes >>> 16) : 'file',
    objection: objectionTo(entry),
  };
}

/** How an entry is packed; null when it cannot be unpacked. */
export function packingOf(entry: Entry): 'stored' | 'deflated' | null {
  return entry.isEncrypted() ? null : (methods[entry.compressionMethod] ?? null);
}

function natureOf(mode: number): EntryNature {
  const type = mode & fileTypes.mask;
  if (type === fileTypes.none || type === fileTypes.regular) return 'file';
  if (type === fileTypes.folder) return 'folder';
  return type === fileTypes.link ? 'link' : 'device';
}

function objectionTo(entry: Entry): ListedEntry['objection'] {
  if (entry.isEncrypted()) return 'entry-encrypted';
  return packingOf(entry) === null ? 'entry-unsupported' : null;
}

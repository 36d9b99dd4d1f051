import { deflateRawSync } from 'node:zlib';
import type { ArchiveEntry } from '../archive/archive-writer.ts';
import { centralHeader, endOfDirectory, localHeader, zipFlags, zipMethods } from '../archive/zip-records.ts';

/** One or more parts of an export with which something is wrong. */
export interface BrokenPart<Kind extends string> {
  readonly kind: Kind;
  /** The archives, in their own folder that is named after the kind. */
  readonly files: readonly string[];
  /** Media that must be kept in spite of what is wrong. */
  readonly survivors: readonly Survivor[];
  /** Entries that must be refused, and told of: by name as the archive has it. */
  readonly suspects: readonly string[];
  /** Suspects that are damaged and stored all the same, as hexadecimal SHA-256 of what the archive has. */
  readonly kept?: readonly string[];
}

/** A medium that must be kept. */
export interface Survivor {
  readonly path: string;
  /** Hex. */
  readonly sha256: string;
  /** Null when no sidecar can be believed. */
  readonly caption: string | null;
  /** ISO 8601 in UTC; null when no sidecar can be believed. */
  readonly taken: string | null;
}

/** A photo with a sidecar, ready to be packed. */
export interface SoundItem {
  readonly media: ArchiveEntry;
  readonly sidecar: ArchiveEntry;
  readonly survivor: Survivor;
}

/** What broken parts are made with. */
export interface BrokenStage {
  /** Path of a part of the export that this is. */
  readonly file: (ending: 'zip' | 'tgz', number?: number) => string;
  /** Its own photo and its sidecar, both in the folder of 2024. */
  readonly item: (name: string) => Promise<SoundItem>;
  /** An entry of a text in the folder of 2024. */
  readonly text: (name: string, text: string | Uint8Array) => ArchiveEntry;
}

/** An entry whose records may lie; what is left out is true. */
export interface RawZipEntry {
  readonly entry: ArchiveEntry;
  readonly name?: Uint8Array;
  readonly flags?: number;
  readonly mode?: number;
  readonly crc32?: number;
  /** What the records say instead of the true size. */
  readonly size?: number;
  /** Deflated data instead of the entry's own. */
  readonly deflated?: Uint8Array;
}

/** A whole zip archive; every entry is deflated. */
export function rawZip(entries: readonly RawZipEntry[]): Buffer {
  const parts: Uint8Array[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { entry, name, flags = 0, mode = 0o100644, crc32, size, deflated } of entries) {
    const data = deflated ?? deflateRawSync(Buffer.concat(entry.chunks));
    const record = {
      name: name ?? Buffer.from(entry.path, 'utf8'),
      flags: flags | zipFlags.utf8,
      method: zipMethods.deflated,
      modified: entry.modified,
      crc32: crc32 ?? entry.crc32,
      compressed: data.length,
      size: size ?? entry.bytes,
      offset,
      mode,
      width: 'zip32',
    } as const;
    const header = localHeader(record);
    parts.push(header, data);
    directory.push(centralHeader(record));
    offset += header.length + data.length;
  }
  const bytes = directory.reduce((sum, { length }) => sum + length, 0);
  const end = endOfDirectory({ entries: entries.length, offset, bytes, width: 'zip32' });
  return Buffer.concat([...parts, ...directory, end]);
}

/** Both entries of an item, as they are. */
export function asTheyAre(...items: readonly SoundItem[]): readonly RawZipEntry[] {
  return items.flatMap(({ media, sidecar }) => [{ entry: media }, { entry: sidecar }]);
}

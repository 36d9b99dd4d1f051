import { Readable } from 'node:stream';
import { createDeflateRaw, deflateRawSync } from 'node:zlib';
import { hashOf } from '../../library/seeded-hash.ts';
import type { ArchiveEntry, ArchiveWriter } from './archive-writer.ts';
import type { ByteSink } from './byte-sink.ts';
import { cp437 } from './cp437.ts';
import {
  centralHeader,
  dataDescriptor,
  endOfDirectory,
  exceedsZip32,
  localHeader,
  type ZipRecord,
  zipFlags,
  zipMethods,
} from './zip-records.ts';

/**
 * How names are written: `utf8` says so in a flag; `cp437` is what old tools write, for names that it can spell;
 * `unflagged` is UTF-8 that nobody announces.
 */
export type ZipNames = 'utf8' | 'cp437' | 'unflagged';

export interface ZipOptions {
  readonly seed: number;
  readonly names: ZipNames;
  /** `always` writes the wide records even for small archives. */
  readonly zip64: 'when-needed' | 'always';
  /** Of all entries alike; absent: a mixture. */
  readonly packing?: 'stored' | 'deflated';
}

/** Up to here an entry is deflated in one piece: a stream for each of half a million sidecars would take minutes. */
const deflatedAtOnce = 4 << 20;
const plainFile = 0o100644;

/**
 * Writes a zip archive into a sink, and closes it at the end. Texts and a quarter of the media are deflated, with a data
 * descriptor behind them; the rest is stored, a third of it with a descriptor.
 */
export function createZipArchive(sink: ByteSink, { seed, names, zip64, packing }: ZipOptions): ArchiveWriter {
  const directory: Buffer[] = [];
  return {
    add: async (entry) => {
      const chance = hashOf(seed, entry.path, 0) % 12;
      const isText = /\.(json|html)$/.test(entry.path);
      const method = packing ?? (chance < (isText ? 10 : 3) ? 'deflated' : 'stored');
      const deferred = method === 'deflated' || chance >= 8;
      const { name, utf8 } = nameOf(entry.path, names);
      // Deflating what cannot be deflated makes it a little larger.
      const wide = zip64 === 'always' || exceedsZip32(entry.bytes * 1.01 + 1024);
      const begun: ZipRecord = {
        name,
        flags: (utf8 ? zipFlags.utf8 : 0) | (deferred ? zipFlags.descriptor : 0),
        method: zipMethods[method],
        modified: entry.modified,
        crc32: entry.crc32,
        compressed: entry.bytes,
        size: entry.bytes,
        offset: sink.position(),
        mode: plainFile,
        width: wide ? 'zip64' : 'zip32',
      };
      await sink.put(localHeader(begun));
      const dataAt = sink.position();
      for await (const chunk of method === 'deflated' ? deflated(entry) : entry.chunks) await sink.put(chunk);
      const record = { ...begun, compressed: sink.position() - dataAt };
      if (deferred) await sink.put(dataDescriptor(record));
      directory.push(centralHeader(record));
    },
    finish: async () => {
      const offset = sink.position();
      for (const record of directory) await sink.put(record);
      const bytes = sink.position() - offset;
      const width = zip64 === 'always' ? 'zip64' : 'zip32';
      await sink.put(endOfDirectory({ entries: directory.length, offset, bytes, width }));
      await sink.close();
    },
  };
}

function nameOf(path: string, names: ZipNames): { readonly name: Uint8Array; readonly utf8: boolean } {
  const old = names === 'cp437' ? cp437(path) : undefined;
  if (old !== undefined) return { name: old, utf8: false };
  return { name: Buffer.from(path, 'utf8'), utf8: names !== 'unflagged' };
}

/** Half a million sidecars: a small window and small tables take a tenth of the time to set up. */
const forSmall = { windowBits: 12, memLevel: 5, chunkSize: 2048 };
const smallBytes = 4096;

async function* deflated({ bytes, chunks }: ArchiveEntry): AsyncGenerator<Uint8Array> {
  if (bytes <= deflatedAtOnce) yield deflateRawSync(Buffer.concat(chunks), bytes <= smallBytes ? forSmall : {});
  else yield* Readable.from(chunks).pipe(createDeflateRaw());
}

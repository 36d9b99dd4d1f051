import { mkdtemp, open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { ByteSink } from '../../../electron/contract/bytes.ts';
import { ProblemError } from '../../../electron/contract/problem.ts';
import { type OpenPart, openPart, type PartEntry } from '../../../electron/engine/sources/takeout/archive/part.ts';
import type { OpenDiskFile } from '../../../electron/engine/sources/takeout/archive/part-file.ts';
import { type Form, fileOf, writePart } from '../../unit/takeout-archive/part-reading.ts';
import { damagedBytes } from '../damage-bytes.ts';
import { below, type Chance, type FuzzTarget, oneOf, promise } from '../fuzz-target.ts';

/** How much of an entry a pass reads, as the listing does with sidecars. */
const readLimit = 1024 * 1024;
/** Entries whose bytes are asked for, of every part. */
const mostFetched = 12;
/** A sink that gets more than this ends its entry, as a full disk does. */
const mostUnpacked = 8 * 1024 * 1024;
const tarBlock = 512;

/** Parts of exports: whole archives with damages anywhere. */
export const fuzzTargets: readonly FuzzTarget[] = [
  archiveTarget('zip', 'zip', ['zip', 'zip64', 'cp437', 'unflagged'], damagedBytes),
  archiveTarget('tar', 'tgz', ['pax', 'gnu'], damagedTar),
  archiveTarget('gzip', 'tgz', ['pax', 'gnu'], damagedBytes),
];

function archiveTarget(
  name: string,
  ending: string,
  forms: readonly Form[],
  damage: (samples: readonly Uint8Array[], chance: Chance) => Uint8Array,
): FuzzTarget {
  return {
    name,
    open: async (folder) => {
      const path = join(folder, `takeout-20260905T101112Z-001.${ending}`);
      return {
        samples: await Promise.all(forms.map((form) => sampleOf(form, folder))),
        damage,
        read: async (input) => {
          await writeFile(path, input);
          return readPart(path, input.length);
        },
        close: async () => undefined,
      };
    },
  };
}

async function sampleOf(form: Form, folder: string): Promise<Uint8Array> {
  const within = await mkdtemp(join(folder, 'sample-'));
  const sidecar = JSON.stringify({ title: 'IMG_0001.JPG', photoTakenTime: { timestamp: '1691836530' } });
  const long = `Takeout/Google Photos/${'Ein sehr langer Name '.repeat(8)}.jpg`;
  const files = [
    fileOf('Takeout/Google Photos/Photos from 2023/IMG_0001.JPG', Buffer.alloc(3_000, 'photo')),
    fileOf('Takeout/Google Photos/Photos from 2023/IMG_0001.JPG.supplemental-metadata.json', sidecar),
    fileOf('Takeout/Google Photos/Größe/été.jpg', Buffer.alloc(600, 7)),
    fileOf(long, 'long'),
    fileOf('Takeout/Google Photos/leer.txt', ''),
  ];
  return readFile(await writePart(form, files, within));
}

/** A tar whose headers are damaged, half of the time with checksums that agree, then packed without damage. */
function damagedTar(samples: readonly Uint8Array[], chance: Chance): Uint8Array {
  const tars = samples.map((sample) => gunzipSync(sample));
  const tar = chance() < 0.5 ? Buffer.from(damagedBytes(tars, chance)) : damagedHeader(oneOf(tars, chance), chance);
  if (chance() < 0.7) mendChecksums(tar);
  return gzipSync(tar, { level: 1 });
}

/** Fields of a header (POSIX ustar): where they begin and how long they are. */
const headerFields = [
  ...[[0, 100] as const, [100, 8] as const, [124, 12] as const, [124, 12] as const, [136, 12] as const],
  ...[[156, 1] as const, [157, 100] as const, [257, 8] as const, [345, 155] as const],
] as const;
const fieldValues = ['', '0', '7777777', '77777777777', '-1', '\x80\0\0\0\0\0\0\0\x7f', '\xff\xff\xff\xff', '../../x'];

function damagedHeader(tar: Uint8Array, chance: Chance): Buffer {
  const bytes = Buffer.from(tar);
  const blocks = Math.floor(bytes.length / tarBlock);
  for (let times = 1 + below(3, chance); times > 0; times -= 1) {
    const [at, length] = oneOf(headerFields, chance);
    const start = below(blocks, chance) * tarBlock + at;
    const value = Buffer.from(
      chance() < 0.3 ? oneOf([...'0123567LKxgSVM'], chance) : oneOf(fieldValues, chance),
      'latin1',
    );
    bytes.fill(0, start, start + length);
    value.copy(bytes, start, 0, Math.min(length, value.length));
  }
  return bytes;
}

/** What stands in the place of a checksum counts as blanks. */
function mendChecksums(tar: Buffer): void {
  for (let start = 0; start + tarBlock <= tar.length; start += tarBlock) {
    const header = tar.subarray(start, start + tarBlock);
    if (header.toString('latin1', 257, 262) !== 'ustar') continue;
    header.fill(0x20, 148, 156);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  }
}

async function readPart(path: string, length: number): Promise<unknown> {
  const disk = countingDisk();
  const part = await openPart(path, disk.open);
  if (!part.ok) return part.problem.code;
  try {
    const listed = await listedEntries(part.value);
    const listingBytes = disk.bytesRead();
    promise(listingBytes <= 20 * length + 8 * readLimit, `${listingBytes} bytes of ${length} were read to list them`);
    const fetched: string[] = [];
    for (const entry of listed.entries.slice(0, mostFetched)) fetched.push(await fetchedEntry(part.value, entry));
    const most = (20 + 3 * mostFetched) * length + (8 + 3 * mostFetched) * readLimit;
    promise(disk.bytesRead() <= most, `${disk.bytesRead()} bytes of ${length} were read`);
    return [listed, fetched];
  } finally {
    await part.value.close();
    promise(disk.openFiles() === 0, 'the archive was left open');
  }
}

async function listedEntries(part: OpenPart) {
  const entries: PartEntry[] = [];
  const read: string[] = [];
  const never = new AbortController().signal;
  try {
    for await (const passed of part.walk(never)) {
      requireHarmless(passed.entry, entries.length);
      entries.push(passed.entry);
      if (!passed.entry.path.endsWith('.json')) continue;
      const content = await passed.read(readLimit);
      read.push(content.ok ? String(content.value.length) : content.problem.code);
    }
    return { entries, read, end: null };
  } catch (thrown) {
    if (thrown instanceof ProblemError) return { entries, read, end: thrown.problem.code };
    throw thrown;
  }
}

function requireHarmless({ path, bytes, position, refusal }: PartEntry, told: number): void {
  promise(Number.isSafeInteger(bytes) && bytes >= 0, `an entry of ${bytes} bytes`);
  promise(position >= told, 'positions go back');
  if (refusal !== null) return;
  const steps = path.split('/');
  promise(!steps.some((step) => ['', '.', '..'].includes(step)), `the path ${JSON.stringify(path)} leads elsewhere`);
  promise(!path.includes('\0'), 'a path with a NUL');
}

/** Its length, or why it did not come. */
async function fetchedEntry(part: OpenPart, entry: PartEntry): Promise<string> {
  let came = 0;
  let hasEnded = false;
  const stop = new AbortController();
  const sink: ByteSink = {
    resumeFrom: () => null,
    start: () => {
      came = 0;
    },
    write: (chunk) => {
      came += chunk.length;
      if (came > mostUnpacked) stop.abort();
    },
    end: () => {
      hasEnded = true;
    },
  };
  const result = await part.fetch(entry, sink, stop.signal);
  promise(result.ok === hasEnded, 'the sink was ended without all bytes, or the other way round');
  if (!result.ok) return result.problem.code;
  promise(entry.refusal === null, 'a refused entry was opened');
  promise(came === entry.bytes, `${came} of ${entry.bytes} bytes came`);
  return String(came);
}

function countingDisk() {
  let bytesRead = 0;
  let openFiles = 0;
  const openDisk: OpenDiskFile = async (path, flags) => {
    const file = await open(path, flags);
    openFiles += 1;
    return {
      read: async (buffer, offset, length, position) => {
        const result = await file.read(buffer, offset, length, position);
        bytesRead += result.bytesRead;
        return result;
      },
      stat: () => file.stat(),
      close: async () => {
        openFiles -= 1;
        await file.close();
      },
    };
  };
  return { open: openDisk, bytesRead: () => bytesRead, openFiles: () => openFiles };
}

import type { ArchiveEntry, ArchiveWriter } from './archive-writer.ts';
import type { ByteSink } from './byte-sink.ts';

/** How names that do not fit are written: POSIX extended headers, or GNU's long name entries. */
export type TarDialect = 'pax' | 'gnu';

/** How one entry is written when it is no plain file. */
export interface TarEntryForm {
  /** `1` hard link, `2` symlink, `3` character device, `4` block device, `5` folder, `6` pipe. */
  readonly type: '0' | '1' | '2' | '3' | '4' | '5' | '6';
  readonly target?: string;
}

interface TarWriter extends ArchiveWriter {
  readonly add: (entry: ArchiveEntry, form?: TarEntryForm) => Promise<void>;
}

const blockLength = 512;
const longestName = 100;
/** The largest size that eleven octal digits hold: 8 GiB less one. */
const largestOctal = 0o77_777_777_777;

/** Writes a tar archive (POSIX.1-1988 headers, larger things by dialect) into a sink, and closes it at the end. */
export function createTarArchive(sink: ByteSink, dialect: TarDialect): TarWriter {
  return {
    add: async ({ path, bytes, chunks, modified }, form = { type: '0' }) => {
      const name = Buffer.from(path, 'utf8');
      const isPlain = name.length <= longestName && /^[\x20-\x7e]*$/.test(path);
      if (dialect === 'gnu' && name.length > longestName) await putGnuName(sink, name);
      if (dialect === 'pax' && (!isPlain || bytes > largestOctal)) await putPaxHeader(sink, path, bytes);
      await sink.put(header({ name, bytes, modified, dialect, ...form }));
      for (const chunk of chunks) await sink.put(chunk);
      await sink.put(padding(bytes));
    },
    finish: async () => {
      await sink.put(Buffer.alloc(2 * blockLength));
      await sink.close();
    },
  };
}

interface TarHeader extends Omit<TarEntryForm, 'type'> {
  readonly name: Uint8Array;
  readonly bytes: number;
  readonly modified: number;
  readonly dialect: TarDialect;
  readonly type: string;
}

function header({ name, bytes, modified, dialect, type, target = '' }: TarHeader): Buffer {
  const block = Buffer.alloc(blockLength);
  Buffer.from(name.subarray(0, longestName)).copy(block, 0);
  block.write(`0000644\0${'0000000\0'.repeat(2)}`, 100, 'latin1');
  if (bytes <= largestOctal) block.write(`${octal(bytes, 11)}\0`, 124, 'latin1');
  else {
    // GNU: a set bit, then the number in big-endian binary. With POSIX the extended header counts.
    block[124] = 0x80;
    block.writeBigUInt64BE(BigInt(bytes), 128);
  }
  block.write(`${octal(Math.max(0, modified), 11)}\0`, 136, 'latin1');
  block.write(`${' '.repeat(8)}${type}`, 148, 'latin1');
  block.write(target.slice(0, longestName), 157, 'utf8');
  block.write(dialect === 'gnu' ? 'ustar  \0' : 'ustar\x0000', 257, 'latin1');
  if (type === '3' || type === '4') block.write('0000001\x000000003\0', 329, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 6)}\0 `, 148, 'latin1');
  return block;
}

async function putGnuName(sink: ByteSink, name: Uint8Array): Promise<void> {
  const bytes = name.length + 1;
  await sink.put(header({ name: Buffer.from('././@LongLink'), bytes, modified: 0, dialect: 'gnu', type: 'L' }));
  await sink.put(Buffer.concat([name, Buffer.alloc(1), padding(bytes)]));
}

async function putPaxHeader(sink: ByteSink, path: string, size: number): Promise<void> {
  const records = [paxRecord('path', path), ...(size > largestOctal ? [paxRecord('size', String(size))] : [])];
  const body = Buffer.concat(records);
  const name = Buffer.from('PaxHeaders/entry');
  await sink.put(header({ name, bytes: body.length, modified: 0, dialect: 'pax', type: 'x' }));
  await sink.put(Buffer.concat([body, padding(body.length)]));
}

/** "<length> key=value\n", where the length counts its own digits. */
function paxRecord(key: string, value: string): Buffer {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest;
  while (rest + String(length).length !== length) length = rest + String(length).length;
  return Buffer.from(`${length} ${key}=${value}\n`);
}

function padding(bytes: number): Buffer {
  return Buffer.alloc((blockLength - (bytes % blockLength)) % blockLength);
}

function octal(number: number, digits: number): string {
  return number.toString(8).padStart(digits, '0');
}

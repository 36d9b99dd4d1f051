/** Every tar archive is made of blocks of this length, and ends with some that are zeros (POSIX.1-1988, ustar). */
export const tarBlockBytes = 512;

/** What a header of ustar, GNU or plain old tar says (POSIX.1-2017 pax, "ustar Interchange Format"). */
export interface TarHeader {
  /** In whatever encoding; with the prefix of ustar. */
  readonly name: Buffer;
  /** Null where the field is no number that can be counted with. */
  readonly size: number | null;
  /** Epoch milliseconds; null where there is none. */
  readonly modifiedAt: number | null;
  /** One character: `0` a file, `5` a folder … */
  readonly type: string;
  /** Does it say which format it has? Data that look like a header by chance do not. */
  readonly isMarked: boolean;
}

/** The header in a block; `zeros` where there is nothing, `none` where there is something else. */
export function readTarHeader(block: Buffer): TarHeader | 'zeros' | 'none' {
  if (block.length < tarBlockBytes) return 'none';
  const sum = sumOf(block);
  // Eight blanks in place of the sum are all that a block of zeros adds up to.
  if (sum === blanks && block.every((byte) => byte === 0)) return 'zeros';
  if (sum !== numberAt(block, 148, 8)) return 'none';
  const marked = block.toString('latin1', 257, 263);
  const prefix = marked === 'ustar\0' ? textAt(block, 345, 155) : Buffer.alloc(0);
  const name = textAt(block, 0, 100);
  const seconds = numberAt(block, 136, 12);
  return {
    name: prefix.length === 0 ? name : Buffer.concat([prefix, Buffer.from('/'), name]),
    size: numberAt(block, 124, 12),
    modifiedAt: seconds === null ? null : seconds * 1_000,
    type: block[156] === 0 ? '0' : String.fromCharCode(block[156] ?? 0),
    isMarked: marked === 'ustar\0' || marked === 'ustar ',
  };
}

/** The records of an extended header by key (`path`, `size`, …), their values in UTF-8; what is malformed ends them. */
export function readPaxRecords(body: Buffer): ReadonlyMap<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < body.length; ) {
    const blank = body.indexOf(' ', at);
    const length = blank < 0 ? Number.NaN : Number(body.toString('latin1', at, blank));
    if (!Number.isInteger(length) || length <= blank - at || at + length > body.length) break;
    const record = body.toString('utf8', blank + 1, at + length - 1);
    const equals = record.indexOf('=');
    if (equals < 0) break;
    records.set(record.slice(0, equals), record.slice(equals + 1));
    at += length;
  }
  return records;
}

/** A size as an extended header has it; null where it is no number that can be counted with. */
export function readPaxSize(text: string): number | null {
  const size = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(size) ? size : null;
}

/** The text of a field, or of the body of a GNU long name, up to its first zero. */
export function textAt(bytes: Buffer, offset: number, length: number): Buffer {
  const field = bytes.subarray(offset, offset + length);
  const end = field.indexOf(0);
  return end < 0 ? field : field.subarray(0, end);
}

const blanks = 8 * 0x20;

function sumOf(block: Buffer): number {
  let sum = blanks;
  for (let i = 0; i < 148; i += 1) sum += block[i] ?? 0;
  for (let i = 156; i < tarBlockBytes; i += 1) sum += block[i] ?? 0;
  return sum;
}

/** Octal digits, or GNU's big-endian binary with its first bit set. Null for what is negative, too large or no number. */
function numberAt(block: Buffer, offset: number, length: number): number | null {
  const first = block[offset] ?? 0;
  if ((first & 0x80) !== 0) {
    let value = first & 0x7f;
    for (let i = offset + 1; i < offset + length; i += 1) value = value * 256 + (block[i] ?? 0);
    return first === 0x80 && Number.isSafeInteger(value) ? value : null;
  }
  const digits = textAt(block, offset, length).toString('latin1').trim();
  if (digits === '') return 0;
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : null;
}

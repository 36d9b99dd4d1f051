/** A record of the list of entries (APPNOTE 4.3.12). */
const recordBytes = 46;
const entrySignature = 0x0201_4b50;
const strongEncryption = 0x40;
const encrypted = 0x01;
const zip64Field = 0x0001;
/** An id that no packer uses. */
const noField = 0xffff;
/** What stands in a size or offset of four bytes when the zip64 field has the true one. */
const seeZip64 = 0xffff_ffff;

/** What is needed of a record to judge the fields that follow it. */
interface RecordHead {
  /** Where the name begins in the archive. */
  readonly end: number;
  readonly nameBytes: number;
  readonly extraBytes: number;
  /** How many sizes and offsets the zip64 field must hold. */
  readonly inZip64: number;
}

/**
 * yauzl 3 ends a whole listing at one record that claims strong encryption or has malformed extra fields. The one is
 * shown to it as plain encryption, the others are blotted out; either way that entry alone is refused. May go once yauzl
 * leaves such records to its callers.
 */
export class RecordMender {
  #head: RecordHead | null = null;
  #fault: string | null = null;

  /** Makes the bytes that were read at `position` of the archive fit to be parsed. */
  mend(bytes: Buffer, position: number): void {
    const head = this.#head;
    this.#head = null;
    if (head !== null && head.end === position) return this.#mendFields(bytes, head);
    if (bytes.length !== recordBytes || bytes.readUInt32LE(0) !== entrySignature) return;
    const flags = bytes.readUInt16LE(8);
    if ((flags & strongEncryption) !== 0) bytes.writeUInt16LE((flags & ~strongEncryption) | encrypted, 8);
    this.#fault = null;
    this.#head = {
      end: position + recordBytes,
      nameBytes: bytes.readUInt16LE(28),
      extraBytes: bytes.readUInt16LE(30),
      inZip64: [20, 24, 42].filter((at) => bytes.readUInt32LE(at) === seeZip64).length,
    };
  }

  /** What was wrong with the latest record; asked once. */
  takeFault(): string | null {
    const fault = this.#fault;
    this.#fault = null;
    return fault;
  }

  #mendFields(bytes: Buffer, { nameBytes, extraBytes, inZip64 }: RecordHead): void {
    const extra = bytes.subarray(nameBytes, nameBytes + extraBytes);
    this.#fault = faultOf(extra, inZip64);
    if (this.#fault === null || extra.length < 4) return;
    extra.writeUInt16LE(noField, 0);
    extra.writeUInt16LE(extra.length - 4, 2);
  }
}

function faultOf(extra: Buffer, inZip64: number): string | null {
  let zip64Bytes: number | null = null;
  for (let at = 0; at + 4 <= extra.length; ) {
    const bytes = extra.readUInt16LE(at + 2);
    if (at + 4 + bytes > extra.length) return 'Its extra fields are malformed.';
    if (extra.readUInt16LE(at) === zip64Field) zip64Bytes ??= bytes;
    at += 4 + bytes;
  }
  return zip64Bytes !== null && zip64Bytes < 8 * inZip64 ? 'Its large sizes are missing.' : null;
}

import { crc32 } from 'node:zlib';
import type { PackedEntry } from '../../../../contract/bytes.ts';

/** What is kept of an entry in order to fetch it. */
export interface ZipRow extends PackedEntry {
  readonly crc32: number;
}

/** Entries a block: a table grows by blocks, so that none is ever copied, and no room is kept for entries that never come. */
const blockEntries = 4_096;
const damagedMethod = 3;
/** In place of a length that needs more than 32 bits, which is kept apart. */
const isLong = 0xff_ff_ff_ff;

/** So many entries in the order of their positions. */
interface Block {
  readonly offsets: Float64Array;
  /** Packed and unpacked length of each. */
  readonly lengths: Uint32Array;
  /** CRC-32 of the content and of the path of each. */
  readonly sums: Uint32Array;
  readonly methods: Uint8Array;
}

/**
 * Where all entries of an archive lie, by position. Numbers only, 25 bytes an entry: half a million of them take as much
 * memory as one photo, and a fetch needs no second look at the directory.
 */
export class ZipTable {
  readonly #blocks: Block[] = [];
  /** Lengths of films of 4 GiB and more, by where they would be among all lengths. */
  readonly #long = new Map<number, number>();
  #length = 0;

  /** Appends the next position; null for what is never fetched, `damaged` for what its own record makes impossible. */
  push(row: ZipRow | 'damaged' | null): void {
    const position = this.#length;
    const at = position % blockEntries;
    if (at === 0) this.#blocks.push(emptyBlock());
    this.#length += 1;
    const block = this.#blocks.at(-1);
    if (block === undefined || row === null) return;
    block.methods[at] = row === 'damaged' ? damagedMethod : row.method === 'stored' ? 1 : 2;
    if (row === 'damaged') return;
    block.offsets[at] = row.offset;
    block.lengths[at * 2] = this.#short(position * 2, row.packedBytes);
    block.lengths[at * 2 + 1] = this.#short(position * 2 + 1, row.bytes);
    block.sums[at * 2] = row.crc32;
    block.sums[at * 2 + 1] = crc32(row.path);
  }

  /** Null when there is no such entry at this position, or when it is never fetched. */
  find(path: string, position: number): ZipRow | 'damaged' | null {
    const block = this.#blocks[Math.floor(position / blockEntries)];
    const at = position % blockEntries;
    const method = block?.methods[at];
    if (block === undefined || method === undefined || method === 0) return null;
    if (method === damagedMethod) return 'damaged';
    const [checksum = 0, ofPath] = block.sums.subarray(at * 2, at * 2 + 2);
    if (ofPath !== crc32(path)) return null;
    return {
      path,
      offset: block.offsets[at] ?? 0,
      packedBytes: this.#whole(position * 2, block.lengths[at * 2]),
      bytes: this.#whole(position * 2 + 1, block.lengths[at * 2 + 1]),
      crc32: checksum,
      method: method === 1 ? 'stored' : 'deflated',
    };
  }

  #short(index: number, length: number): number {
    if (length < isLong) return length;
    this.#long.set(index, length);
    return isLong;
  }

  #whole(index: number, short = 0): number {
    return short === isLong ? (this.#long.get(index) ?? short) : short;
  }
}

function emptyBlock(): Block {
  return {
    offsets: new Float64Array(blockEntries),
    lengths: new Uint32Array(blockEntries * 2),
    sums: new Uint32Array(blockEntries * 2),
    methods: new Uint8Array(blockEntries),
  };
}

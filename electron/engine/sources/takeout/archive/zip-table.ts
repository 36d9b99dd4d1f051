import { crc32 } from 'node:zlib';
import type { PackedEntry } from './zip-content.ts';

/** What is kept of an entry in order to fetch it. */
export interface ZipRow extends PackedEntry {
  readonly crc32: number;
}

const columns = ['offset', 'packedBytes', 'bytes'] as const;
const firstRoom = 1024;
const damagedMethod = 3;

/**
 * Where all entries of an archive lie, by position. Numbers only, 33 bytes an entry: half a million of them take as much
 * memory as one photo, and a fetch needs no second look at the directory.
 */
export class ZipTable {
  #numbers = new Float64Array(firstRoom * columns.length);
  #sums = new Uint32Array(firstRoom * 2);
  #methods = new Uint8Array(firstRoom);
  #length = 0;

  /** Appends the next position; null for what is never fetched, `damaged` for what its own record makes impossible. */
  push(row: ZipRow | 'damaged' | null): void {
    if (this.#length === this.#methods.length) this.#grow();
    const at = this.#length;
    this.#length += 1;
    if (row === 'damaged') this.#methods[at] = damagedMethod;
    if (row === null || row === 'damaged') return;
    for (const [i, column] of columns.entries()) this.#numbers[at * columns.length + i] = row[column];
    this.#sums.set([row.crc32, crc32(row.path)], at * 2);
    this.#methods[at] = row.method === 'stored' ? 1 : 2;
  }

  /** Null when there is no such entry at this position, or when it is never fetched. */
  find(path: string, position: number): ZipRow | 'damaged' | null {
    const method = this.#methods[position];
    if (position >= this.#length || method === undefined || method === 0) return null;
    if (method === damagedMethod) return 'damaged';
    if (this.#sums[position * 2 + 1] !== crc32(path)) return null;
    const from = position * columns.length;
    const [offset = 0, packedBytes = 0, bytes = 0] = this.#numbers.subarray(from, from + columns.length);
    const checksum = this.#sums[position * 2] ?? 0;
    return { path, offset, packedBytes, bytes, crc32: checksum, method: method === 1 ? 'stored' : 'deflated' };
  }

  #grow(): void {
    const [numbers, sums, methods] = [this.#numbers, this.#sums, this.#methods];
    this.#numbers = new Float64Array(numbers.length * 2);
    this.#sums = new Uint32Array(sums.length * 2);
    this.#methods = new Uint8Array(methods.length * 2);
    this.#numbers.set(numbers);
    this.#sums.set(sums);
    this.#methods.set(methods);
  }
}

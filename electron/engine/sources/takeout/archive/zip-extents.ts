import type { PackedEntry } from '../../../../contract/bytes.ts';
import type { Extent } from './part-file.ts';
import { isSmall } from './zip-content.ts';

/** Behind the last entry comes the list; so much room is left for what stands between header and data. */
const lastExtraBytes = 256;
/** What is read while a part is listed, and never in a turn of its own afterwards. */
const noContent = /\.(?:json|html?)$/i;

/**
 * From where to where each entry of a zip archive reaches: from its header to the next one. What stands behind the data of
 * an entry is nobody else's.
 */
export class ZipExtents {
  #offsets: number[] = [];
  #sidecars: { readonly offset: number; readonly entry: PackedEntry }[] = [];
  readonly #contents: number[] = [];
  #end = 0;

  push(offset: number, row: PackedEntry | 'damaged' | null): void {
    this.#offsets.push(offset);
    if (row === null || row === 'damaged') return;
    const reach = offset + row.packedBytes + Buffer.byteLength(row.path) + lastExtraBytes;
    this.#end = Math.max(this.#end, reach);
    if (isSmall(row) && /\.json$/i.test(row.path)) this.#sidecars.push({ offset, entry: row });
    if (!noContent.test(row.path)) this.#contents.push(offset);
  }

  /** All entries were told. */
  finish(archiveBytes: number): void {
    this.#offsets.sort((one, other) => one - other);
    this.#end = Math.min(this.#end, archiveBytes);
  }

  of({ offset }: Pick<PackedEntry, 'offset'>): Extent {
    let [low, high] = [0, this.#offsets.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#offsets[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return { begin: offset, end: this.#offsets[low] ?? this.#end };
  }

  /** Where everything else begins, in the order of the file. */
  contents(): readonly number[] {
    return this.#contents.toSorted((one, other) => one - other);
  }

  /** Of the JSON in it, in the order of the file. */
  sidecars(): readonly Extent[] {
    const extents = this.#sidecars.map(({ entry }) => this.of(entry));
    return extents.toSorted((one, other) => one.begin - other.begin);
  }
}

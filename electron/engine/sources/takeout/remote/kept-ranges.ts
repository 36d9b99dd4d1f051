/** A stretch of a file that is held in memory. */
interface KeptRange {
  readonly begin: number;
  readonly bytes: Buffer;
}

/** Memory for what was read of remote files, shared by all that are open: the oldest goes first. */
export class KeptBudget {
  readonly #most: number;
  #used = 0;
  readonly #kept: { readonly owner: KeptRanges; readonly range: KeptRange }[] = [];

  constructor(mostBytes: number) {
    this.#most = mostBytes;
  }

  add(owner: KeptRanges, range: KeptRange): void {
    this.#kept.push({ owner, range });
    this.#used += range.bytes.length;
    while (this.#used > this.#most) {
      const oldest = this.#kept.shift();
      if (oldest === undefined) return;
      this.#used -= oldest.range.bytes.length;
      oldest.owner.forget(oldest.range);
    }
  }

  /** All that one file holds. */
  release(owner: KeptRanges): void {
    for (let i = this.#kept.length - 1; i >= 0; i -= 1) {
      const one = this.#kept[i];
      if (one?.owner !== owner) continue;
      this.#used -= one.range.bytes.length;
      this.#kept.splice(i, 1);
    }
  }
}

/** What is held of one remote file, so that no byte of it is asked for twice. Ranges do not overlap. */
export class KeptRanges {
  readonly #budget: KeptBudget;
  #ranges: readonly KeptRange[] = [];

  constructor(budget: KeptBudget) {
    this.#budget = budget;
  }

  add(begin: number, bytes: Buffer): void {
    const range = { begin, bytes };
    this.#ranges = [...this.#ranges, range].toSorted((one, other) => one.begin - other.begin);
    this.#budget.add(this, range);
  }

  forget(range: KeptRange): void {
    this.#ranges = this.#ranges.filter((one) => one !== range);
  }

  /** What is held from `offset` on, without a gap; empty when nothing is. A view: it is not to be written to. */
  at(offset: number): Buffer {
    const range = this.#ranges.find(({ begin, bytes }) => begin <= offset && offset < begin + bytes.length);
    return range?.bytes.subarray(offset - range.begin) ?? Buffer.alloc(0);
  }

  /** Where the next range behind `offset` begins, or `end` when there is none before it. */
  nextBehind(offset: number, end: number): number {
    return this.#ranges.find(({ begin }) => begin > offset && begin < end)?.begin ?? end;
  }

  clear(): void {
    this.#budget.release(this);
    this.#ranges = [];
  }
}

import type { OpenPart } from './archive/part.ts';

/** A part that was given in this run, is open and listed. */
export interface GivenPart {
  readonly id: number;
  readonly exportId: number;
  readonly stamp: string;
  readonly part: OpenPart;
}

/** A file that lies beside archives; a doubtful one is perhaps no part of an export at all. */
interface GivenBareFile {
  readonly part: OpenPart;
  readonly isDoubtful: boolean;
}

/** The parts that were given in this run, by their ids in the catalog; open until the run ends. */
export class GivenParts {
  readonly #parts = new Map<number, GivenPart>();
  readonly #bareFiles = new Map<number, GivenBareFile>();

  add(given: GivenPart): void {
    this.#parts.set(given.id, given);
  }

  /** A bare file whose export is still to be found. */
  addBareFile(id: number, part: OpenPart, isDoubtful: boolean): void {
    this.#bareFiles.set(id, { part, isDoubtful });
  }

  /** Hands over a bare file, to be added or closed; null for one that was not given in this run. */
  takeBareFile(id: number): GivenBareFile | null {
    const file = this.#bareFiles.get(id) ?? null;
    this.#bareFiles.delete(id);
    return file;
  }

  has(id: number): boolean {
    return this.#parts.has(id) || this.#bareFiles.has(id);
  }

  /** Null for parts that were not given in this run. */
  open(id: number): OpenPart | null {
    return this.#parts.get(id)?.part ?? null;
  }

  /** In the order in which they were given. */
  all(): readonly GivenPart[] {
    return [...this.#parts.values()];
  }

  /** The exports that parts were given of, earliest first. */
  exports(): readonly { readonly id: number; readonly stamp: string }[] {
    const stamps = new Map(this.all().map(({ exportId, stamp }) => [exportId, stamp]));
    return [...stamps]
      .map(([id, stamp]) => ({ id, stamp }))
      .toSorted((a, b) => (a.stamp < b.stamp ? -1 : a.stamp > b.stamp ? 1 : 0));
  }

  /** Two exports turned out to be one: the parts that were given of the one belong to the other. */
  joined(from: number, into: { readonly id: number; readonly stamp: string }): void {
    for (const [id, part] of this.#parts) {
      if (part.exportId === from) this.#parts.set(id, { ...part, exportId: into.id, stamp: into.stamp });
    }
  }

  async close(): Promise<void> {
    for (const { part } of [...this.#bareFiles.values(), ...this.#parts.values()]) await part.close();
  }
}

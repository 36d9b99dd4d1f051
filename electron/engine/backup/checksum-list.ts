import type { Result } from '../../contract/result.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Destination } from '../destination/identity.ts';
import { writeSums } from '../destination/sums.ts';

interface ListDeps {
  readonly destination: Destination;
  readonly catalog: Catalog;
}

/** Writes the checksum list as the catalog has it. Problems: those of {@link writeSums}. */
export function writeChecksums({ destination, catalog }: ListDeps): Promise<Result<unknown>> {
  return writeSums(destination, catalog.assets.sums());
}

/**
 * The lines of files that are on their way on a disk that knows no second names: while such a file is renamed, the list
 * must name neither place. One for each piece of finalizing.
 */
export class WithheldLines {
  readonly #deps: ListDeps;
  #ids: ReadonlySet<number> = new Set();

  constructor(deps: ListDeps) {
    this.#deps = deps;
  }

  /**
   * Sees to it that the list does not name these assets. All that may still have to move is left out along with them, so
   * that one write of the list serves many moves.
   */
  async withhold(ids: readonly number[]): Promise<Result<unknown>> {
    if (ids.every((id) => this.#ids.has(id))) return { ok: true, value: undefined };
    const { catalog } = this.#deps;
    const withheld = new Set([...this.#ids, ...catalog.sidecars.dueAssets(), ...ids]);
    const written = await this.#write(withheld);
    if (written.ok) this.#ids = withheld;
    return written;
  }

  /** Writes the list as the catalog has it, without the lines that are withheld. Problems: those of {@link writeSums}. */
  write(): Promise<Result<unknown>> {
    return this.#write(this.#ids);
  }

  #write(withheld: ReadonlySet<number>): Promise<Result<unknown>> {
    const { destination, catalog } = this.#deps;
    return writeSums(destination, catalog.assets.sumsExcept(withheld));
  }
}

/** Chance with a seed, uniform in [0, 1): see seeded-random.ts. */
export type Chance = () => number;

/** Something that reads what others wrote, and must live with anything. */
export interface FuzzTarget {
  /** How it is chosen on the command line. */
  readonly name: string;
  /** Makes it ready; `folder` is empty, exists, and is its own. */
  readonly open: (folder: string) => Promise<OpenTarget>;
}

/** A target that is ready. */
export interface OpenTarget {
  /** Valid inputs. */
  readonly samples: readonly Uint8Array[];
  /** One damaged input, made of the samples and nothing but `chance`. */
  readonly damage: (samples: readonly Uint8Array[], chance: Chance) => Uint8Array | Promise<Uint8Array>;
  /**
   * Reads an input. Returns what came of it, which must be the same each time; throws where a promise was broken (an
   * error that is none of ours, too much work, something written where nothing may be).
   */
  readonly read: (input: Uint8Array) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

/** A promise that did not hold. */
class BrokenPromise extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'BrokenPromise';
  }
}

/** Throws when a promise did not hold. */
export function promise(holds: boolean, what: string): void {
  if (!holds) throw new BrokenPromise(what);
}

/** One of the values, which are not empty. */
export function oneOf<T>(values: readonly T[], chance: Chance): T {
  const value = values[Math.floor(chance() * values.length)];
  if (value === undefined) throw new Error('Nothing to choose from');
  return value;
}

/** An integer from 0 to below `limit`. */
export function below(limit: number, chance: Chance): number {
  return Math.floor(chance() * limit);
}

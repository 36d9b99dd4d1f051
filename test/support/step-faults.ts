/** Where a piece of work broke off as a killed process does: nothing runs after it, no clean-up either. */
class Crash extends Error {
  constructor(step: string) {
    super(`crashed before: ${step}`);
    this.name = 'Crash';
  }
}

/** An error of the system as Node throws it. */
function systemError(errno: string, step = ''): Error {
  return Object.assign(new Error(`${errno}: injected, ${step}`), { code: errno });
}

/**
 * Counts and remembers the steps of a piece of work, and makes chosen ones fail. Steps come from a watched disk
 * (`watchDisk`) and from observed objects (`observed`); each is a text such as `rename Photos/2023/08/A.JPG` or
 * `relocations.commit`.
 */
export class StepFaults {
  readonly #steps: string[] = [];
  readonly #failing: { readonly step: RegExp; readonly errno: string; readonly only: number | null; met: number }[] =
    [];
  readonly #reactions: { readonly step: RegExp; readonly react: () => void }[] = [];
  #crashAt = Number.POSITIVE_INFINITY;

  /** Every step that was asked for, in its order; also those that failed. */
  get steps(): readonly string[] {
    return this.#steps;
  }

  /** Whether the work got as far as the crash that was planned for it. */
  get crashed(): boolean {
    return this.#steps.length > this.#crashAt;
  }

  /** Steps like this fail with the errno: all of them, or only the `only`th (the first is 1). */
  failing(step: RegExp, errno: string, only: number | null = null): this {
    this.#failing.push({ step, errno, only, met: 0 });
    return this;
  }

  /** The process ends just before its `index`th step (the first is 0), and so before everything after it. */
  crashingAt(index: number): this {
    this.#crashAt = index;
    return this;
  }

  /** Calls back before each step like this: to abort a signal, to remove a folder. */
  before(step: RegExp, react: () => void): this {
    this.#reactions.push({ step, react });
    return this;
  }

  /** One step is about to be made; throws what was planned for it. */
  take(step: string): void {
    const index = this.#steps.push(step) - 1;
    if (index >= this.#crashAt) throw new Crash(step);
    for (const reaction of this.#reactions) if (reaction.step.test(step)) reaction.react();
    for (const fault of this.#failing) {
      if (!fault.step.test(step)) continue;
      fault.met += 1;
      if (fault.only === null || fault.only === fault.met) throw systemError(fault.errno, step);
    }
  }
}

/**
 * The object, each of whose methods is a step (`<name>.<method>`, through all the objects in it) before it is carried
 * out. What was planned for an asynchronous method still comes as an exception: `rejecting` makes it a rejection.
 */
export function observed<T extends object>(
  target: T,
  {
    faults,
    name,
    rejecting = false,
  }: { readonly faults: StepFaults; readonly name?: string; readonly rejecting?: boolean },
): T {
  return new Proxy(target, {
    get(object, key) {
      const value: unknown = Reflect.get(object, key);
      const inner = name === undefined ? String(key) : `${name}.${String(key)}`;
      if (typeof value === 'function') {
        return (...values: readonly unknown[]): unknown => {
          try {
            faults.take(inner);
          } catch (planned) {
            if (rejecting) return Promise.reject(planned);
            throw planned;
          }
          return Reflect.apply(value, object, values);
        };
      }
      return typeof value === 'object' && value !== null ? observed(value, { faults, name: inner, rejecting }) : value;
    },
  });
}

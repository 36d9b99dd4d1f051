/** One call that has no visible effect in the stand-in. */
export type RecordedCall = { readonly api: string; readonly args: readonly unknown[] };

/**
 * Remembers calls whose effect only a desktop could show (badges, progress bars, opened folders). Read it in the
 * stand-in's own tests only: specs of the app must run on real Electron too, which has no such list.
 */
export class Recorder {
  readonly #calls: RecordedCall[] = [];

  record(api: string, ...args: readonly unknown[]): void {
    this.#calls.push({ api, args });
  }

  /** All calls so far, oldest first. */
  get calls(): readonly RecordedCall[] {
    return this.#calls;
  }

  /** The arguments of every call to `api`, oldest first. */
  callsTo(api: string): readonly (readonly unknown[])[] {
    return this.#calls.filter((call) => call.api === api).map((call) => call.args);
  }
}

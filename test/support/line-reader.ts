/** What a program has written so far, told of line by line. */
export class LineReader {
  readonly #onLine: (line: string) => void;
  #text = '';
  #heard = 0;

  /** `onLine` is called with each line as soon as it is whole. */
  constructor(onLine: (line: string) => void = () => undefined) {
    this.#onLine = onLine;
  }

  get text(): string {
    return this.#text;
  }

  take(text: string): void {
    this.#text += text;
    for (let end = this.#next(); end >= 0; end = this.#next()) {
      const line = this.#text.slice(this.#heard, end);
      this.#heard = end + 1;
      this.#onLine(line);
    }
  }

  /**
   * The records of a call of the command line with these arguments: every whole line; none without `--json`. Throws when
   * one is no JSON object.
   */
  recordsOf(args: readonly string[]): readonly Record<string, unknown>[] {
    if (!args.includes('--json')) return [];
    const lines = this.#text.split('\n').slice(0, -1);
    return lines.map((line) => {
      const value: unknown = JSON.parse(line);
      if (typeof value !== 'object' || value === null) throw new Error(`Not a record: ${line}`);
      return { ...value };
    });
  }

  #next(): number {
    return this.#text.indexOf('\n', this.#heard);
  }
}

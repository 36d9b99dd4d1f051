import { jsonText } from '../base/deep-json.ts';
import type { Problem } from '../contract/problem.ts';
import { isMarked } from '../contract/problem-codes.ts';

/** Where a command's words go. Streams are handed in, so that tests read what a person or a script would. */
export interface Streams {
  readonly out: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly err: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
}

export interface TerminalOptions {
  readonly json: boolean;
  readonly quiet: boolean;
}

/**
 * The one place that writes to the terminal. With `--json`, stdout carries NDJSON and nothing else; people's words then
 * go to stderr. With `--quiet` only results and problems are said.
 */
export class Terminal {
  readonly json: boolean;
  readonly #quiet: boolean;
  readonly #streams: Streams;
  #statusShown = false;

  constructor(streams: Streams, options: TerminalOptions) {
    this.#streams = streams;
    this.json = options.json;
    this.#quiet = options.quiet;
  }

  /** Can a line be drawn over and over? */
  get live(): boolean {
    return this.#streams.err.isTTY === true && !this.json && !this.#quiet;
  }

  get columns(): number {
    return Math.max(20, this.#streams.err.columns ?? 80);
  }

  /** One NDJSON record; only with `--json`. */
  record(value: object): void {
    if (this.json)
      this.#streams.out.write(`${jsonText(value, 0, withoutAdvice)}
`);
  }

  /** The answer of a command, for people; silent with `--json`. */
  result(text: string): void {
    if (this.json) return;
    this.clearStatus();
    this.#streams.out.write(`${this.#streams.out.isTTY === true ? printable(text) : text}\n`);
  }

  /** Progress for people; not meant as another program's input. */
  note(text: string): void {
    if (this.#quiet) return;
    this.clearStatus();
    this.#streams.err.write(`${printable(text)}\n`);
  }

  /** A line of the log, which was asked for: also with `--quiet` and `--json`. */
  trace(line: string): void {
    this.clearStatus();
    this.#streams.err.write(`${printable(line)}\n`);
  }

  /** A line that the next one replaces; only on a terminal. */
  status(text: string): void {
    if (!this.live) return;
    this.#streams.err.write(`\r\x1b[2K${printable(text).slice(0, this.columns - 1)}`);
    this.#statusShown = true;
  }

  clearStatus(): void {
    if (!this.#statusShown) return;
    this.#streams.err.write('\r\x1b[2K');
    this.#statusShown = false;
  }

  /** A problem, with its cause and its way out. */
  problem(problem: Problem): void {
    this.#tell(problemText(problem));
  }

  /** Something to know that stops nothing. */
  warning(problem: Problem): void {
    this.#tell(problemText(problem, '!'));
  }

  #tell(text: string): void {
    this.clearStatus();
    if (!this.json) this.#streams.err.write(`${printable(text)}\n`);
  }
}

/** Scripts read the words; the message behind a way out is for programs that speak other languages. */
function withoutAdvice(key: string, value: unknown): unknown {
  return key === 'advice' ? undefined : value;
}

/** File names come from anywhere: what could command a terminal, or turn its text around, is shown as a mark. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be kept out.
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\u{fffd}');
}

/** A problem as a person reads it on a terminal. */
export function problemText(problem: Problem, mark: '✗' | '!' = '✗'): string {
  if (isMereNews(problem)) return `! ${problem.detail ?? `${problem.title}.`}`;
  const subject = problem.subject === undefined ? '' : `${problem.subject}: `;
  const lines = [`${mark} ${subject}${problem.title}`, `  ${problem.explanation}`];
  if (problem.detail !== undefined) lines.push(`  (${problem.detail})`);
  lines.push(`  → ${problem.wayOut}`);
  if (problem.link !== undefined) lines.push(`    ${problem.link}`);
  return lines.join('\n');
}

/** What was put right already takes one line. */
function isMereNews({ code, wayOut }: Problem): boolean {
  return isMarked(code, 'only-told') && wayOut === 'Nothing to do.';
}

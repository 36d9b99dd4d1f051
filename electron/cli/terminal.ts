import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { jsonText } from '../base/deep-json.ts';
import { type Problem, problemSchema } from '../contract/problem.ts';
import { isMarked } from '../contract/problem-codes.ts';
import { type Advice, noAdvice } from './advice.ts';

/** Where a command's words go. Streams are handed in, so that tests read what a person or a script would. */
export interface Streams {
  readonly out: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly err: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
}

export interface TerminalOptions {
  /** NO_COLOR and TERM decide: see https://no-color.org. */
  readonly environment?: NodeJS.ProcessEnv;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** What one of several things is about that a command does the same with. */
export interface TerminalSubject {
  /** Stands in each of its records. */
  readonly fields: object;
  /** Stands above what is said of it, once something is; null: there is only one. */
  readonly heading: string | null;
}

/**
 * The one place that writes to the terminal. With `--json`, stdout carries NDJSON and nothing else; people's words then
 * go to stderr. With `--quiet` only results and problems are said.
 */
export class Terminal {
  readonly json: boolean;
  readonly #quiet: boolean;
  readonly #streams: Streams;
  readonly #advice: Advice;
  /** A terminal that cannot go back to the beginning of a line. */
  readonly #isPlain: boolean;
  readonly #mayColor: boolean;
  #statusShown = false;
  readonly #options: TerminalOptions;
  readonly #fields: object;
  #heading: string | null;

  constructor(
    streams: Streams,
    options: TerminalOptions,
    advice: Advice = noAdvice,
    { fields, heading }: TerminalSubject = { fields: {}, heading: null },
  ) {
    this.#streams = streams;
    this.#options = options;
    this.#fields = fields;
    this.#heading = heading;
    const { NO_COLOR: noColor = '', TERM: kind } = options.environment ?? {};
    this.#isPlain = kind === 'dumb';
    this.#mayColor = noColor === '' && kind !== 'dumb';
    this.#advice = advice;
    this.json = options.json;
    this.#quiet = options.quiet;
  }

  /** The same terminal, for what is said of one of several things. */
  about(subject: TerminalSubject): Terminal {
    this.clearStatus();
    return new Terminal(this.#streams, this.#options, this.#advice, subject);
  }

  /** Can a line be drawn over and over? */
  get live(): boolean {
    return this.#streams.err.isTTY === true && !this.#isPlain && !this.json && !this.#quiet;
  }

  /** Is nothing to be said of what went well? */
  get quiet(): boolean {
    return this.#quiet;
  }

  get columns(): number {
    return Math.max(20, this.#streams.err.columns ?? 80);
  }

  /** One NDJSON record; only with `--json`. */
  record(value: object): void {
    if (!this.json) return;
    const told = (key: string, field: unknown): unknown => withoutAdvice(key, this.#inCommands(field));
    this.#streams.out.write(`${jsonText({ ...this.#fields, ...value }, 0, told)}\n`);
  }

  /** Problems inside a record name commands, as those on the terminal do. */
  #inCommands(field: unknown): unknown {
    return isProblem(field) ? this.#advice.told(field) : field;
  }

  /** A problem that ends the command, with what to do now that nothing goes on by itself. */
  ending(problem: Problem): Problem {
    return this.#advice.ending(problem);
  }

  /** A problem as it would be told, for a result that names it. */
  told(problem: Problem): Problem {
    return this.#advice.told(problem);
  }

  /** The command that is running, as it was typed. */
  again(): string {
    return this.#advice.again();
  }

  /** A text for people whose commands can be pasted as they stand. */
  commands(text: string): string {
    return this.#advice.text(text);
  }

  /** The answer of a command, for people; silent with `--json`. */
  result(text: string): void {
    if (this.json) return;
    this.clearStatus();
    this.#tellHeading(this.#streams.out);
    this.#streams.out.write(
      `${this.#streams.out.isTTY === true ? this.#colored(printable(text), this.#streams.out) : text}\n`,
    );
  }

  /** A result that says that all is well; nobody reads that every night. */
  wellResult(text: string): void {
    if (!this.#quiet) this.result(text);
  }

  /** Is standard output read by a person? */
  get isOutputTerminal(): boolean {
    return this.#streams.out.isTTY === true;
  }

  /** The answer of a command that is a file. A reader that has had enough ends it quietly; lost output is told by main. */
  async bytes(content: Readable): Promise<void> {
    const { out } = this.#streams;
    for await (const chunk of content) {
      if (out.writable === false) return;
      if (out.write(chunk)) continue;
      try {
        await Promise.race([once(out, 'drain'), once(out, 'close')]);
      } catch {
        // An error of the stream itself, which whoever owns the stream listens to as well.
        return;
      }
    }
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
    this.#tell(problemText(this.#advice.told(problem)));
  }

  /** Something to know that stops nothing. */
  warning(problem: Problem): void {
    this.#tell(problemText(this.#advice.told(problem), '!'));
  }

  /**
   * What failed beside the work itself, whose end says nothing of it: told on stderr also with `--quiet`, and with `--json` in
   * a record as well.
   */
  aside(problem: Problem): void {
    this.record({ event: 'problem', problem });
    this.clearStatus();
    this.#streams.err.write(
      `${this.#colored(printable(problemText(this.#advice.told(problem), '!')), this.#streams.err)}\n`,
    );
  }

  #tellHeading(stream: Streams['out']): void {
    if (this.#heading !== null) stream.write(`${printable(this.#heading)}\n`);
    this.#heading = null;
  }

  #tell(text: string): void {
    this.clearStatus();
    if (this.json) return;
    this.#tellHeading(this.#streams.err);
    this.#streams.err.write(`${this.#colored(printable(text), this.#streams.err)}\n`);
  }

  /** What is wrong in red, what is to be known in yellow, what is well in green: only the mark, and only on a terminal. */
  #colored(text: string, stream: Streams['out']): string {
    const color = markColors[text.charAt(0)];
    if (!this.#mayColor || stream.isTTY !== true || color === undefined) return text;
    return `\u001b[${color}m${text.charAt(0)}\u001b[39m${text.slice(1)}`;
  }
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'wayOut' in value && problemSchema.safeParse(value).success;
}

const markColors: Readonly<Record<string, number>> = { '✗': 31, '✓': 32, '!': 33 };

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
  const lines = isPlainUsage(problem)
    ? [`${mark} ${subject}${problem.detail ?? problem.title}`]
    : [
        `${mark} ${subject}${problem.title}`,
        ...(isMarked(problem.code, 'title-says-all') ? [] : [`  ${problem.explanation}`]),
        ...(problem.detail === undefined ? [] : [`  (${problem.detail})`]),
      ];
  lines.push(`  → ${problem.wayOut}`);
  if (problem.link !== undefined) lines.push(`    ${problem.link}`);
  return lines.join('\n');
}

/** What is wrong with a command is said by its detail alone. */
function isPlainUsage({ code, detail }: Problem): boolean {
  return code === 'usage' && detail !== undefined;
}

/** What was put right already takes one line. */
function isMereNews({ code, wayOut }: Problem): boolean {
  return isMarked(code, 'only-told') && wayOut === 'Nothing to do.';
}

import * as z from 'zod';
import { type Message, message, messageSchema } from './messages/message.ts';
import { createMessageWriter, type MessageWriter } from './messages/message-writer.ts';
import { type ProblemCode, problemCodes, retryAdvice } from './problem-codes.ts';
import { englishProblems } from './problems/english.ts';
import { problemTable } from './problems/table.ts';

export type { ProblemCode } from './problem-codes.ts';

/**
 * Something a person should know: what it is, why, and the way out. Crosses every process border. The code, and `advice`
 * where a place knows a better way out, say all of it in any language (`problemWords`); the English words beside them are
 * for what is stored, and for programs that read the command line's NDJSON.
 */
export const problemSchema = z.object({
  code: z.enum(problemCodes),
  title: z.string(),
  explanation: z.string(),
  wayOut: z.string(),
  retry: z.enum(retryAdvice),
  /** The way out, where it is not the code's own. */
  advice: messageSchema.optional(),
  /** What exactly happened, in the words of Google or the system; never a secret. */
  detail: z.string().optional(),
  /** A page that helps: only ever an https URL of Google or the project. */
  link: z.url({ protocol: /^https$/ }).optional(),
  /** What it is about, for a person: a file name, an album title, a folder. */
  subject: z.string().optional(),
});
export type Problem = z.infer<typeof problemSchema>;

/** What may be said about one occurrence, beyond the fixed texts of its code. */
export interface ProblemParticulars {
  readonly detail?: string | undefined;
  readonly link?: string | undefined;
  readonly subject?: string | undefined;
  /** Replaces the code's own way out where the place knows a better one. */
  readonly wayOut?: Message | undefined;
}

let englishWriter: MessageWriter | null = null;

/** Made when it is first needed: a system whose `Intl` fails must still load this file to say so. */
function english(message: Message): string {
  englishWriter ??= createMessageWriter('en');
  return englishWriter(message);
}

/** The way out of a problem as a message: one that an earlier version stored has only its words. */
export function wayOutOf({ code, wayOut, advice }: Pick<Problem, 'code' | 'wayOut' | 'advice'>): Message {
  if (advice !== undefined) return advice;
  return wayOut === englishProblems[code].wayOut
    ? message('way-out.of-code', { problem: code })
    : message('way-out.as-stored', { words: wayOut });
}

/** The way out of a code in commands; undefined where it is the same as in the app. */
export function commandOf(code: ProblemCode): string | undefined {
  return englishProblems[code].command;
}

/** Makes a problem of a code with its fixed texts, and what is particular to this occurrence. */
export function problem(code: ProblemCode, particulars: ProblemParticulars = {}): Problem {
  const { detail, link, subject, wayOut } = particulars;
  const { title, explanation, wayOut: usualWayOut } = englishProblems[code];
  return {
    code,
    title,
    explanation,
    wayOut: usualWayOut,
    retry: problemTable[code].retry,
    ...(wayOut === undefined ? {} : { wayOut: english(wayOut), advice: wayOut }),
    ...(detail === undefined ? {} : { detail }),
    ...(link === undefined ? {} : { link }),
    ...(subject === undefined ? {} : { subject }),
  };
}

/** Carries a problem through code that can only throw (streams, callbacks). Caught at the floor's own border. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(carried: Problem) {
    super(`${carried.code}: ${carried.title}${carried.detail === undefined ? '' : ` (${carried.detail})`}`);
    this.name = 'ProblemError';
    this.problem = carried;
  }
}

/** The errors that became problems, with their stacks: for the log of this process. They cross no border. */
const bugs = new WeakMap<Problem, unknown>();

/** The problem inside an unknown thrown value; anything unexpected becomes `internal` with its message as detail. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof ProblemError) return thrown.problem;
  const met = problem('internal', { detail: thrown instanceof Error ? thrown.message : String(thrown) });
  bugs.set(met, thrown);
  return met;
}

/** What was thrown behind a problem that {@link problemOf} made of a bug; undefined for every other. */
export function bugBehind(met: Problem): unknown {
  return bugs.get(met);
}

/** The stack of {@link bugBehind}, for a log of words; undefined when there is none. */
export function stackBehind(met: Problem): string | undefined {
  const bug = bugBehind(met);
  return bug instanceof Error ? bug.stack : undefined;
}

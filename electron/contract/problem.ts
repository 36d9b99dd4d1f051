import * as z from 'zod';
import { type ProblemTexts, problemTexts } from './problem-texts.ts';

/** Every problem that a person can meet. The texts live in problem-texts.ts; a code without texts does not compile. */
export const problemCodes = [
  // the client file and the client ID
  'client-missing',
  'client-file-unreadable',
  'client-file-web',
  'client-file-service-account',
  'client-file-secret-missing',
  'client-file-api-key',
  'client-file-wrong',
  'client-id-malformed',
  'client-refused',
  'client-deleted',
  'client-disabled',
  // signing in and staying signed in
  'sign-in-cancelled',
  'sign-in-timeout',
  'sign-in-denied',
  'sign-in-failed',
  'sign-in-no-port',
  'browser-not-opened',
  'account-missing',
  'account-unknown',
  'scope-not-granted',
  'token-expired-testing',
  'token-revoked',
  'keychain-unavailable',
  'token-store-unreadable',
  // talking to Google
  'network-unreachable',
  'scope-missing',
  'api-disabled',
  'quota-day',
  'quota-minute',
  'quota-concurrent',
  'google-unavailable',
  'google-refused',
  'google-answer-unreadable',
  'access-token-refused',
  'item-gone',
  'album-gone',
  // the bytes of one item
  'bytes-link-expired',
  'bytes-not-media',
  'bytes-incomplete',
  'bytes-stalled',
  'video-processing',
  'video-failed',
  // the backup folder
  'destination-not-set',
  'destination-missing',
  'destination-foreign',
  'destination-not-writable',
  'destination-full',
  'destination-busy',
  'destination-unsuitable',
  'name-impossible',
  'file-missing',
  'file-changed',
  'album-view-incomplete',
  // the catalog
  'catalog-damaged',
  'catalog-restored',
  'catalog-newer',
  // the rest
  'usage',
  'interrupted',
  'internal',
] as const;

/** One of the closed list of problems. */
export type ProblemCode = (typeof problemCodes)[number];

/**
 * `automatic`: Afterimage tries again by itself. `after-fix`: trying again makes sense once the person did what the
 * way out says. `never`: trying again cannot help.
 */
export const retryAdvice = ['automatic', 'after-fix', 'never'] as const;
export type RetryAdvice = (typeof retryAdvice)[number];

/** Something a person should know: what it is, why, and the way out. Crosses every process border. */
export const problemSchema = z.object({
  code: z.enum(problemCodes),
  title: z.string(),
  explanation: z.string(),
  wayOut: z.string(),
  retry: z.enum(retryAdvice),
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
  readonly wayOut?: string | undefined;
}

/** Makes a problem of a code with its fixed texts, and what is particular to this occurrence. */
export function problem(code: ProblemCode, particulars: ProblemParticulars = {}): Problem {
  const texts: ProblemTexts = problemTexts[code];
  const { detail, link, subject, wayOut } = particulars;
  return {
    code,
    ...texts,
    ...(wayOut === undefined ? {} : { wayOut }),
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

/** The problem inside an unknown thrown value; anything unexpected becomes `internal` with its message as detail. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof ProblemError) return thrown.problem;
  return problem('internal', { detail: thrown instanceof Error ? thrown.message : String(thrown) });
}

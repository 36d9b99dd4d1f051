import type * as z from 'zod';
import type { ProblemCode } from '../../contract/problem.ts';
import type { Authorization, Repetition } from './attempts.ts';
import type { ByteLine } from './byte-exchange.ts';
import type { ExpectedMedia } from './byte-head.ts';
import type { Timing } from './timing.ts';
import type { TrustedHosts } from './trusted-hosts.ts';

/* What a request to Google is described by, before it becomes a call. */

/** Query parameters; a list repeats its name, `undefined` leaves it out. */
export type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** A call whose answer is JSON. */
export interface JsonRequest<T> {
  readonly query?: Query;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** What the answer must look like; an empty answer is read as `{}`. */
  readonly schema: z.ZodType<T>;
  /** What 404 means here; without it 404 is `google-refused`. */
  readonly notFound?: ProblemCode;
  /** What an error of this status means here; null for what it means everywhere. Such an error is never repeated. */
  readonly meaning?: (error: { readonly status: string; readonly message: string }) => ProblemCode | null;
  /** By default POST and PATCH are made once, everything else may be repeated. */
  readonly repetition?: Repetition;
}

/** A call whose answer is passed on as it came. */
export interface RawRequest {
  readonly query?: Query;
  /** Sent unchanged as application/json. */
  readonly body?: string;
}

/** Google's last answer, whatever its status. */
export interface RawAnswer {
  readonly status: number;
  readonly contentType: string | null;
  readonly body: string;
}

export interface ByteRequest {
  /** Bytes of the Library API need no token; those of the Picker and Drive do. */
  readonly authorization: Authorization;
  /** Turns away a picture where a video was asked for, and the other way round. */
  readonly media: ExpectedMedia;
}

/** What every call of a pipeline is made with. */
export interface Sending {
  readonly line: ByteLine;
  /** Nobody else is ever contacted. */
  readonly hosts: TrustedHosts;
  readonly now: Timing['now'];
  readonly signal: AbortSignal;
}

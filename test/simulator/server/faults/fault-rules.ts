import * as z from 'zod';
import { driveReasons } from '../drive/drive-errors.ts';

const bytes = z.int().nonnegative();
const seconds = z.number().nonnegative();
const status = z.int().min(200).max(599);

/** Answers that need no further detail; each may also be written as an object, `{"kind":"reset"}`. */
const plainKinds = [
  'reset',
  'truncate',
  'stall',
  'wrong-length',
  'no-length',
  'partial',
  'not-http',
  'html',
  'image',
  'quota-day',
  'quota-minute',
  'quota-concurrent',
  'unauthorized',
  'expired-url',
  'no-range',
] as const;

const detailedAnswerSchema = z.discriminatedUnion('kind', [
  /** Any status. Without a body: Google's own error body for it. A body that is an object is sent as JSON. */
  z.strictObject({
    kind: z.literal('status'),
    status,
    body: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
    headers: z.record(z.string(), z.string()).optional(),
  }),
  /** The connection is reset before any answer. */
  z.strictObject({ kind: z.literal('reset') }),
  /** The connection is reset after so many bytes of the body; half of them unless told. */
  z.strictObject({ kind: z.literal('truncate'), afterBytes: bytes.optional() }),
  /** Silence after so many bytes of the body (before the head unless told), forever unless told how long. */
  z.strictObject({ kind: z.literal('stall'), afterBytes: bytes.optional(), seconds: seconds.optional() }),
  /**
   * Content-Length is off by so many bytes (1 unless told). More than there is: the connection ends too early.
   * Less: the answer is whole as far as HTTP can tell, and too short.
   */
  z.strictObject({ kind: z.literal('wrong-length'), by: z.int().optional() }),
  /** No Content-Length: the connection just closes, after so many bytes of the body (half of it unless told). */
  z.strictObject({ kind: z.literal('no-length'), afterBytes: bytes.optional() }),
  /** Status 200 although only so many first bytes come (half of them unless told), as Content-Range says. */
  z.strictObject({ kind: z.literal('partial'), afterBytes: bytes.optional() }),
  /** An answer that no client can read as HTTP: two lengths that contradict each other, unless told. */
  z.strictObject({ kind: z.literal('not-http'), head: z.string().optional() }),
  /** A page instead of what was asked for, with status 200 unless told. */
  z.strictObject({ kind: z.literal('html'), status: status.optional() }),
  /** A small PNG instead of what was asked for, with status 200 unless told. */
  z.strictObject({ kind: z.literal('image'), status: status.optional() }),
  z.strictObject({ kind: z.literal('quota-day') }),
  z.strictObject({ kind: z.literal('quota-minute') }),
  z.strictObject({ kind: z.literal('quota-concurrent') }),
  z.strictObject({ kind: z.literal('unauthorized') }),
  /** As the byte host answers a base URL that is too old: 403 with a page. */
  z.strictObject({ kind: z.literal('expired-url') }),
  /** The Range header is ignored: 200 and the whole content. */
  z.strictObject({ kind: z.literal('no-range') }),
  /** An error of Drive, by its reason: {"kind":"drive","reason":"downloadQuotaExceeded"}. */
  z.strictObject({ kind: z.literal('drive'), reason: z.enum(driveReasons) }),
  /**
   * In the answer of `batchCreate`: every so manieth item (each, unless told) has this google.rpc.Code, and is made all
   * the same when `made` says so.
   */
  z.strictObject({
    kind: z.literal('result-status'),
    code: z.int(),
    every: z.int().positive().optional(),
    made: z.boolean().optional(),
  }),
  /** So many results (1 unless told) are missing at the end of the answer of `batchCreate`. */
  z.strictObject({ kind: z.literal('fewer-results'), by: z.int().positive().optional() }),
]);

/** What happens instead of, or to, the proper answer. */
export type FaultAnswer = z.infer<typeof detailedAnswerSchema>;

const answerSchema = z.union([z.enum(plainKinds).transform((kind): FaultAnswer => ({ kind })), detailedAnswerSchema]);

/** Which requests a rule is about; what is left out matches all. */
const matchSchema = z.strictObject({
  /** Google's host name, also for requests that came by path prefix: "lh3.googleusercontent.com". */
  host: z.string().optional(),
  /** "GET", "POST" … */
  method: z.string().optional(),
  /**
   * Part of path and query within the host ("/v1/albums", an item's id, "=dv"), or a pattern between slashes ("/=d$/").
   */
  path: z.string().optional(),
  /** As in the statistics: "mediaItems.search", "media.download", "oauth.token". */
  operation: z.string().optional(),
});

const ruleSchema = z.strictObject({
  match: matchSchema.optional(),
  /** Matching requests that go unharmed first; 0 unless told. */
  after: z.int().nonnegative().optional(),
  /** How often the rule strikes before it is spent; without end unless told. */
  times: z.int().positive().optional(),
  /** Share of the matching requests that it strikes, drawn from the seed; 1 unless told. */
  probability: z.number().min(0).max(1).optional(),
  answer: answerSchema,
});

/** The body of `POST /simulator/faults`: replaces all rules there were. */
export const faultPlanSchema = z.strictObject({
  rules: z.array(ruleSchema).optional(),
  /** A mix of all faults that pass, on this share of the requests; rules come first. */
  storm: z.number().min(0).max(1).optional(),
  /** Faults that the storm leaves out, because a test cannot wait for them: ["quota-minute"]. */
  stormWithout: z.array(z.enum(['status', ...plainKinds])).optional(),
  seed: z.int().optional(),
});

/** A rule as it is kept. */
export type FaultRule = z.output<typeof ruleSchema>;
/** A plan as tests write it. */
export type FaultPlanInput = z.input<typeof faultPlanSchema>;
export type FaultPlan = z.output<typeof faultPlanSchema>;
export type FaultMatch = z.infer<typeof matchSchema>;

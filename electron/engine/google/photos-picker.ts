import * as z from 'zod';
import type { ProblemCode } from '../../contract/problem.ts';
import type { Result } from '../../contract/result.ts';
import type { GoogleHttp } from './google-http.ts';
import { type Page, pageOf } from './page.ts';
import type { JsonRequest } from './requests.ts';
import { type TrustedHosts, trustedHosts } from './trusted-hosts.ts';

/** How a client is to ask whether the person is done; milliseconds. */
export interface Polling {
  readonly intervalMs: number;
  /** How long to keep polling; 0: stop. Null when the answer does not say. */
  readonly timeoutMs: number | null;
}

/** A picking session. */
export interface PickingSession {
  readonly id: string;
  /** Where the person chooses. */
  readonly pickerUri: string;
  /** Null once the person is done. */
  readonly polling: Polling | null;
  /** ISO 8601; null when the answer does not say. */
  readonly expiresAt: string | null;
  /** The person has pressed Done. */
  readonly isDone: boolean;
}

/** A photo or video that a person picked; null where the API does not say. */
export interface PickedItem {
  /** Permanent across sessions. */
  readonly id: string;
  readonly type: 'photo' | 'video';
  /** RFC 3339 in UTC. */
  readonly createTime: string | null;
  readonly baseUrl: string | null;
  readonly mimeType: string | null;
  readonly filename: string | null;
  readonly width: number | null;
  readonly height: number | null;
  /** `PROCESSING`, `READY`, `FAILED`; null for photos. */
  readonly processingStatus: string | null;
  /** The item's JSON as it came. */
  readonly asItCame: Readonly<Record<string, unknown>>;
}

/**
 * The Picker API (docs/GOOGLE.md, Picker API). Every call is one request, plus repetitions. A session that is gone, has
 * ended or belongs to another client is `picker-session-expired`.
 */
export interface PhotosPicker {
  /** Problems of its own: `picker-no-photos`, `picker-sessions-full`. */
  readonly createSession: (maxItemCount: number, signal: AbortSignal) => Promise<Result<PickingSession>>;
  readonly getSession: (id: string, signal: AbortSignal) => Promise<Result<PickingSession>>;
  readonly deleteSession: (id: string, signal: AbortSignal) => Promise<Result<void>>;
  /** Problem of its own: `picker-not-finished`. The same page, listed again, brings fresh links. */
  readonly listItems: (
    sessionId: string,
    pageToken: string | null,
    signal: AbortSignal,
  ) => Promise<Result<Page<PickedItem>>>;
}

/** The most items that one session takes. */
export const pickingCeiling = 2_000;
export const pickedItemsPerPage = 100;

const text = z.string().nullable().catch(null);
const pixels = z
  .union([z.int().nonnegative(), z.string().regex(/^\d{1,9}$/)])
  .transform(Number)
  .nullable()
  .catch(null);

/** A duration as Google's JSON writes it, `3.5s`, in milliseconds. */
const duration = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,9})?s$/)
  .transform((seconds) => Number(seconds.slice(0, -1)) * 1_000)
  .nullable()
  .catch(null);

/** What documented sessions ask for, where one asks for nothing. */
const usualIntervalMs = 5_000;

const pollingSchema = z
  .object({ pollInterval: duration, timeoutIn: duration })
  .transform(
    ({ pollInterval, timeoutIn }): Polling => ({ intervalMs: pollInterval ?? usualIntervalMs, timeoutMs: timeoutIn }),
  );

const instant = z
  .string()
  .transform((time) => (Number.isNaN(Date.parse(time)) ? null : new Date(Date.parse(time)).toISOString()))
  .nullable()
  .catch(null);

const sessionFields = z.object({
  id: z.string().min(1),
  pickerUri: z.url(),
  pollingConfig: pollingSchema.nullable().catch(null),
  expireTime: instant,
  mediaItemsSet: z.boolean().catch(false),
});

/** The address is opened in a browser: nothing but Google's may come through. */
function sessionAt({ mayAsk }: TrustedHosts): z.ZodType<PickingSession> {
  return sessionFields
    .refine(({ pickerUri }) => mayAskAt(pickerUri, mayAsk), {
      path: ['pickerUri'],
      error: 'The address does not lead to Google.',
    })
    .transform(
      ({ id, pickerUri, pollingConfig, expireTime, mediaItemsSet }): PickingSession => ({
        id,
        pickerUri,
        polling: pollingConfig,
        expiresAt: expireTime,
        isDone: mediaItemsSet,
      }),
    );
}

/** Also asked of what is no address: zod goes on with its checks after one that failed. */
function mayAskAt(address: string, mayAsk: TrustedHosts['mayAsk']): boolean {
  const url = URL.parse(address);
  return url !== null && mayAsk(url);
}

const fileFields = z.object({
  baseUrl: text,
  mimeType: text,
  filename: text,
  mediaFileMetadata: z
    .object({
      width: pixels,
      height: pixels,
      videoMetadata: z.object({ processingStatus: text }).nullable().catch(null),
    })
    .nullable()
    .catch(null),
});

const itemFields = z.object({ type: text, createTime: text, mediaFile: fileFields.nullable().catch(null) });

const itemSchema = z.looseObject({ id: z.string().min(1) }).transform((asItCame): PickedItem => {
  const { type, createTime, mediaFile } = itemFields.parse(asItCame);
  const metadata = mediaFile?.mediaFileMetadata ?? null;
  const isVideo = type === 'VIDEO' || (type !== 'PHOTO' && (mediaFile?.mimeType ?? '').startsWith('video/'));
  return {
    id: asItCame.id,
    type: isVideo ? 'video' : 'photo',
    createTime,
    baseUrl: mediaFile?.baseUrl ?? null,
    mimeType: mediaFile?.mimeType ?? null,
    filename: mediaFile?.filename ?? null,
    width: metadata?.width ?? null,
    height: metadata?.height ?? null,
    processingStatus: metadata?.videoMetadata?.processingStatus ?? null,
    asItCame,
  };
});

const itemPage = pageOf('mediaItems', itemSchema);

interface GoogleRefusal {
  readonly status: string;
  readonly message: string;
}

/** A limit of requests names its quota; the limit of sessions does not. */
function whyNotCreated({ status, message }: GoogleRefusal): ProblemCode | null {
  if (status === 'FAILED_PRECONDITION') return 'picker-no-photos';
  return status === 'RESOURCE_EXHAUSTED' && !/\bquota exceeded\b|\blimit\b/i.test(message)
    ? 'picker-sessions-full'
    : null;
}

/**
 * Google says of a session whose time is over that the caller has no permission; other refusals say what is missing.
 */
function whyRefused({ status, message }: GoogleRefusal): ProblemCode | null {
  const isOther = /scope|has not been used|disabled/i.test(message);
  return status === 'PERMISSION_DENIED' && !isOther ? 'picker-session-expired' : null;
}

const whenGone = { notFound: 'picker-session-expired', meaning: whyRefused } as const;

function whyNotListed(refusal: GoogleRefusal): ProblemCode | null {
  return refusal.status === 'FAILED_PRECONDITION' ? 'picker-not-finished' : whyRefused(refusal);
}

/** The Picker API at `endpoint` (see GoogleEndpoints.photosPicker), through the pipeline. */
export function createPhotosPicker(http: GoogleHttp, endpoint: string): PhotosPicker {
  const sessionSchema = sessionAt(trustedHosts([endpoint]));
  const sessionUrl = (id: string) => `${endpoint}/sessions/${encodeURIComponent(id)}`;
  return {
    createSession: (maxItemCount, signal) => {
      const request: JsonRequest<PickingSession> = {
        body: { pickingConfig: { maxItemCount: String(maxItemCount) } },
        schema: sessionSchema,
        meaning: whyNotCreated,
        // A session whose answer was lost is lost either way, and expires anyway; giving up would not help.
        repetition: 'repeat',
      };
      return http.json('POST', `${endpoint}/sessions`, request, signal);
    },
    getSession: (id, signal) => http.json('GET', sessionUrl(id), { schema: sessionSchema, ...whenGone }, signal),
    deleteSession: (id, signal) =>
      http.json(
        'DELETE',
        sessionUrl(id),
        { schema: z.looseObject({}).transform(() => undefined), ...whenGone },
        signal,
      ),
    listItems: (sessionId, pageToken, signal) => {
      const query = { sessionId, pageSize: pickedItemsPerPage, pageToken: pageToken ?? undefined };
      const request = { query, schema: itemPage, ...whenGone, meaning: whyNotListed };
      return http.json('GET', `${endpoint}/mediaItems`, request, signal);
    },
  };
}

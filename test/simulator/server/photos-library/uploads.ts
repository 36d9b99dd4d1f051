import { randomBytes } from 'node:crypto';
import type { SimulatedAccount } from '../accounts.ts';
import { type Call, queryOf } from '../call.ts';
import { googleError } from '../google-errors.ts';
import { bytesReply, type Reply } from '../reply.ts';

/** More than a photo may have, so that what is too large reaches `batchCreate`, which refuses it as Google does. */
const largestUpload = 512 * 1024 * 1024;
const tokenLifetime = 24 * 3_600_000;
const sessionLifetime = 7 * 24 * 3_600_000;
/** Chunks of a resumable upload, but for the last, are multiples of this many bytes. */
const chunkGranularity = 262_144;

/** Bytes that came in whole, and wait for `batchCreate`. */
export interface PendingUpload {
  readonly filename: string;
  readonly bytes: Uint8Array;
  readonly receivedAt: number;
}

interface UploadSession {
  readonly account: SimulatedAccount;
  readonly filename: string;
  /** As announced at the start; null when it was not. */
  readonly size: number | null;
  readonly startedAt: number;
  readonly chunks: Buffer[];
  received: number;
  token: string | null;
}

/** Whether a token makes an item once only, or again and again on its day. Google does not say. */
export type UploadTokenUse = 'once' | 'again';

/** `POST /v1/uploads`, both protocols. */
export interface Uploads {
  readonly receive: (call: Call, account: SimulatedAccount) => Promise<Reply>;
  /** Whose resumable upload a call continues: such a call needs no token of its own. Undefined for any other call. */
  readonly continues: (call: Call) => SimulatedAccount | undefined;
  /** What a token stands for; undefined when it is unknown, older than a day or used up. */
  readonly find: (token: string) => PendingUpload | undefined;
  /** An item was made of it. */
  readonly use: (token: string) => void;
  /** Forgets every token, as if its day were over. */
  readonly forget: () => void;
}

export interface UploadsDeps {
  readonly now: () => number;
  /** Address of this simulator. */
  readonly origin: () => string;
  readonly tokenUse: UploadTokenUse;
}

/** Remembers uploaded bytes for a day, as Google does. */
export function createUploads({ now, origin, tokenUse }: UploadsDeps): Uploads {
  const pending = new Map<string, PendingUpload>();
  const sessions = new Map<string, UploadSession>();

  function keep(filename: string, bytes: Uint8Array): string {
    const token = `CAIS${randomBytes(60).toString('base64url')}`;
    pending.set(token, { filename, bytes, receivedAt: now() });
    return token;
  }

  async function receiveRaw(call: Call): Promise<Reply> {
    const { chunks, whole } = await chunksOf(call, largestUpload);
    if (!whole) return googleError('INVALID_ARGUMENT', 'The request body is too large or broke off.');
    return tokenReply(keep(nameOf(call), Buffer.concat(chunks)));
  }

  function start(call: Call, account: SimulatedAccount): Reply {
    const id = randomBytes(24).toString('base64url');
    const announced = Number(headerOf(call, 'x-goog-upload-raw-size') ?? Number.NaN);
    const size = Number.isSafeInteger(announced) ? announced : null;
    if (size !== null && size > largestUpload) return googleError('INVALID_ARGUMENT', 'The file is too large.');
    const filename = nameOf(call);
    sessions.set(id, { account, filename, size, startedAt: now(), chunks: [], received: 0, token: null });
    const base = call.place.throughGoogleHost ? 'https://photoslibrary.googleapis.com' : `${origin()}/photoslibrary`;
    return bytesReply(200, 'text/plain', Buffer.alloc(0), {
      'X-Goog-Upload-Status': 'active',
      'X-Goog-Upload-URL': `${base}/v1/uploads?upload_id=${id}&upload_protocol=resumable`,
      'X-Goog-Upload-Chunk-Granularity': String(chunkGranularity),
    });
  }

  async function resume(call: Call, session: UploadSession): Promise<Reply> {
    const commands = (headerOf(call, 'x-goog-upload-command') ?? '').split(',').map((command) => command.trim());
    if (commands.includes('query')) return statusReply(session);
    if (session.token !== null) return googleError('INVALID_ARGUMENT', 'The upload is already finalized.');
    const offset = Number(headerOf(call, 'x-goog-upload-offset') ?? 0);
    if (offset !== session.received) return googleError('INVALID_ARGUMENT', `Expected offset ${session.received}.`);
    const finalize = commands.includes('finalize');
    if (commands.includes('upload')) {
      const { chunks, whole } = await chunksOf(call, largestUpload - session.received);
      take(session, chunks, whole && finalize ? 'all' : 'full-chunks');
      if (!whole) return googleError('INVALID_ARGUMENT', 'The request body is too large or broke off.');
      const rest = Number(call.request.headers['content-length'] ?? 0) % chunkGranularity;
      if (!finalize && rest > 0) {
        return googleError('INVALID_ARGUMENT', `Chunks must be multiples of ${chunkGranularity} bytes.`);
      }
    }
    if (!finalize) return statusReply(session);
    if (session.size !== null && session.size !== session.received) {
      return googleError('INVALID_ARGUMENT', `${session.size} bytes were announced, ${session.received} came.`);
    }
    session.token = keep(session.filename, Buffer.concat(session.chunks));
    session.chunks.length = 0;
    return tokenReply(session.token, { 'X-Goog-Upload-Status': 'final' });
  }

  function sessionOf(call: Call): UploadSession | undefined {
    const session = sessions.get(queryOf(call).get('upload_id') ?? '');
    return session !== undefined && now() - session.startedAt <= sessionLifetime ? session : undefined;
  }

  return {
    receive: async (call, account) => {
      const session = sessionOf(call);
      if (session !== undefined) return resume(call, session);
      if (queryOf(call).has('upload_id')) return googleError('NOT_FOUND', 'The upload is unknown or too old.');
      switch (headerOf(call, 'x-goog-upload-protocol')) {
        case 'raw':
          return receiveRaw(call);
        case 'resumable':
          return start(call, account);
        default:
          return googleError('INVALID_ARGUMENT', 'X-Goog-Upload-Protocol must be raw or resumable.');
      }
    },
    continues: (call) => sessionOf(call)?.account,
    find: (token) => {
      const upload = pending.get(token);
      return upload !== undefined && now() - upload.receivedAt <= tokenLifetime ? upload : undefined;
    },
    use: (token) => {
      if (tokenUse === 'once') pending.delete(token);
    },
    forget: () => pending.clear(),
  };
}

/** Adds what came to a session; of a request that broke off, only chunks that are full are kept. */
function take(session: UploadSession, chunks: readonly Buffer[], what: 'all' | 'full-chunks'): void {
  const bytes = Buffer.concat(chunks);
  const kept = what === 'all' ? bytes : bytes.subarray(0, bytes.length - (bytes.length % chunkGranularity));
  session.chunks.push(kept);
  session.received += kept.length;
}

function statusReply(session: UploadSession): Reply {
  return bytesReply(200, 'text/plain', Buffer.alloc(0), {
    'X-Goog-Upload-Status': session.token === null ? 'active' : 'final',
    'X-Goog-Upload-Size-Received': String(session.received),
  });
}

function tokenReply(token: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return bytesReply(200, 'text/plain', Buffer.from(token), headers);
}

function headerOf(call: Call, name: string): string | undefined {
  const value = call.request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

/** The name that some clients send with the bytes; empty without one. */
function nameOf(call: Call): string {
  return decodeURIComponent(headerOf(call, 'x-goog-upload-file-name') ?? '');
}

/** What of the body arrived, also when the connection broke. */
async function chunksOf(call: Call, limit: number): Promise<{ readonly chunks: Buffer[]; readonly whole: boolean }> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of call.request as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > limit) return { chunks: [], whole: false };
      chunks.push(chunk);
    }
  } catch {
    // The client hung up: what came before counts.
    return { chunks, whole: false };
  }
  return { chunks, whole: true };
}

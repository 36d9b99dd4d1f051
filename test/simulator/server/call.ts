import type { IncomingMessage } from 'node:http';
import type { Place } from './place.ts';
import type { Reply } from './reply.ts';

/** One request on its way through the simulator. */
export interface Call {
  readonly request: IncomingMessage;
  readonly method: string;
  readonly place: Place;
  /** What is called, in Google's words where there are any: "mediaItems.search", "media.download", "oauth.token". */
  readonly operation: string;
  /** What goes wrong with single items of a batch, see faults/fault-rules.ts. */
  readonly batchFault?: BatchFault;
}

/** A fault within an answer about many items. */
export type BatchFault =
  /** Every so manieth item is answered with that code, made or not. */
  | { readonly kind: 'result-status'; readonly code: number; readonly every: number; readonly made: boolean }
  /** So many results are missing at the end. */
  | { readonly kind: 'fewer-results'; readonly by: number };

/** Answers the calls of one service. */
export type Service = (call: Call) => Reply | Promise<Reply>;

/** The query of a call. */
export function queryOf(call: Call): URLSearchParams {
  return new URLSearchParams(call.place.query);
}

/** The whole body of a request. Throws a RangeError beyond `limit` bytes, so that a broken test cannot eat the memory. */
export async function bodyOf(call: Call, limit = 4 * 1024 * 1024): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of call.request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) throw new RangeError(`A request body of more than ${limit} bytes`);
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}

/**
 * The fields of a form post: url-encoded, or multipart as rclone sends it to the revocation endpoint. Fields that nobody
 * asks for are no error.
 */
export async function formOf(call: Call): Promise<URLSearchParams> {
  const body = (await bodyOf(call)).toString('utf8');
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(
    call.request.headers['content-type'] ?? '',
  )?.[1];
  if (boundary === undefined) return new URLSearchParams(body);
  const fields = new URLSearchParams();
  for (const part of body.split(`--${boundary}`)) {
    const field = /name="([^"]*)"[\s\S]*?\r\n\r\n([\s\S]*)\r\n$/.exec(part);
    if (field?.[1] !== undefined && field[2] !== undefined) fields.append(field[1], field[2]);
  }
  return fields;
}

import { assertNever } from '../../../../electron/contract/result.ts';
import type { BatchFault, Call } from '../call.ts';
import type { Delivery } from '../delivery.ts';
import { driveError } from '../drive/drive-errors.ts';
import { googleError, quotaExceeded, unauthenticated } from '../google-errors.ts';
import { errorPage, errorPicture } from '../google-pages.ts';
import { bytesReply, jsonReply, type Reply } from '../reply.ts';
import type { FaultAnswer } from './fault-rules.ts';

/** How a fault changes an answer: another reply, another way of delivering the proper one, or no answer at all. */
export type FaultEffect =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'delivery'; readonly delivery: Delivery }
  | { readonly kind: 'reset' }
  /** The proper answer to the request without its Range. */
  | { readonly kind: 'no-range' }
  /** The proper answer, but for single items in it. */
  | { readonly kind: 'batch'; readonly fault: BatchFault };

const contradiction = 'HTTP/1.1 200 OK\r\ncontent-length: 500\r\ncontent-length: 600';

/** What a fault does to a call. */
export function effectOf(answer: FaultAnswer, call: Call, projectNumber: string): FaultEffect {
  const { path, host, service } = call.place;
  switch (answer.kind) {
    case 'reset':
      return { kind: 'reset' };
    case 'truncate':
      return { kind: 'delivery', delivery: { kind: 'truncate', afterBytes: answer.afterBytes ?? null } };
    case 'stall': {
      const { afterBytes = null, seconds = null } = answer;
      return { kind: 'delivery', delivery: { kind: 'stall', afterBytes, seconds } };
    }
    case 'wrong-length':
      return { kind: 'delivery', delivery: { kind: 'wrong-length', by: answer.by ?? 1 } };
    case 'no-length':
    case 'partial':
      return { kind: 'delivery', delivery: { kind: answer.kind, afterBytes: answer.afterBytes ?? null } };
    case 'not-http':
      return { kind: 'delivery', delivery: { kind: 'not-http', head: answer.head ?? contradiction } };
    case 'status':
      return reply(statusReply(answer, call));
    case 'html':
      return reply(errorPage(answer.status ?? 200, path));
    case 'image':
      return reply(errorPicture(answer.status ?? 200));
    case 'quota-day':
      return reply(service === 'media' ? errorPage(429, path) : quotaExceeded('day', host, projectNumber));
    case 'quota-minute':
      return reply(service === 'media' ? errorPage(429, path) : quotaExceeded('minute', host, projectNumber));
    case 'quota-concurrent':
      return reply(quotaExceeded('concurrent', host, projectNumber));
    case 'unauthorized':
      return reply(service === 'media' ? errorPage(401, path) : unauthenticated());
    case 'no-range':
      return { kind: 'no-range' };
    case 'drive':
      return reply(driveError(answer.reason));
    case 'result-status': {
      const { code, every = 1, made = false } = answer;
      return { kind: 'batch', fault: { kind: 'result-status', code, every, made } };
    }
    case 'fewer-results':
      return { kind: 'batch', fault: { kind: 'fewer-results', by: answer.by ?? 1 } };
    case 'expired-url':
      return reply(errorPage(403, path));
    default:
      return assertNever(answer);
  }
}

function reply(value: Reply): FaultEffect {
  return { kind: 'reply', reply: value };
}

function statusReply(answer: Extract<FaultAnswer, { kind: 'status' }>, call: Call): Reply {
  const { status, body, headers = {} } = answer;
  if (typeof body === 'object') return jsonReply(status, body, headers);
  if (typeof body === 'string') {
    const type = /^\s*[{[]/.test(body) ? 'application/json; charset=UTF-8' : 'text/plain; charset=UTF-8';
    return bytesReply(status, type, Buffer.from(body), headers);
  }
  const usual = usualReply(status, call);
  return { ...usual, headers: { ...usual.headers, ...headers } };
}

function usualReply(status: number, call: Call): Reply {
  if (!['photoslibrary', 'photospicker', 'drive'].includes(call.place.service))
    return errorPage(status, call.place.path);
  if (status === 401) return unauthenticated();
  if (status === 404) return googleError('NOT_FOUND', 'Requested entity was not found.');
  if (status === 500) return googleError('INTERNAL', 'Internal error encountered.');
  if (status === 503) return googleError('UNAVAILABLE', 'The service is currently unavailable.');
  return jsonReply(status, { error: { code: status, message: 'The simulator was told to fail.', status: 'UNKNOWN' } });
}

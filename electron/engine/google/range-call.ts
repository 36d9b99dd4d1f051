import type { HttpHead } from '../../contract/bytes.ts';
import { type Problem, ProblemError, problem } from '../../contract/problem.ts';
import type { Call, Sent } from './attempts.ts';
import { receiveBytes } from './byte-exchange.ts';
import { headerOf } from './exchange.ts';
import { apiUrl, refusal } from './json-call.ts';
import type { Sending } from './requests.ts';

/** A range of a file of known length. */
export interface ByteRange {
  readonly begin: number;
  /** Behind its last byte. */
  readonly end: number;
  /** Length of the whole file. */
  readonly fileBytes: number;
}

/** Bytes of progress after which the count of attempts starts over. */
const worthwhileBytes = 1 << 20;

/** A call for a range of a file, which continues where the attempt before broke off. Throws a TypeError as {@link apiUrl}. */
export function rangeCall(
  url: string,
  range: ByteRange,
  write: (chunk: Uint8Array) => void | Promise<void>,
  sending: Sending,
): Call<void> {
  const target = apiUrl(url, sending.hosts);
  let at = range.begin;
  let counted = range.begin;
  return {
    ...{ kind: 'media', method: 'GET', url },
    authorization: 'bearer',
    repetition: 'repeat',
    signal: sending.signal,
    conclude: null,
    advanced: () => {
      const isWorthwhile = at >= counted + worthwhileBytes;
      if (isWorthwhile) counted = at;
      return isWorthwhile;
    },
    send: async (token): Promise<Sent<void>> => {
      if (at >= range.end) return { kind: 'done', value: undefined };
      const headers = {
        'accept-encoding': 'identity',
        'user-agent': 'Afterimage',
        range: `bytes=${at}-${range.end - 1}`,
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      };
      const expected = range.end - at;
      const receiver = {
        head: (head: HttpHead) => {
          if (head.status < 200 || head.status >= 300) return 'refused' as const;
          const wrong = wrongRange(head, { ...range, begin: at });
          if (wrong !== null) throw new ProblemError(wrong);
          return { expected };
        },
        write: (chunk: Uint8Array) => {
          at += chunk.length;
          return write(chunk);
        },
      };
      const outcome = await receiveBytes(
        sending.line,
        { method: 'GET', url: target, headers, body: null },
        receiver,
        sending.signal,
      );
      if (outcome.kind === 'received') return { kind: 'done', value: undefined };
      const { answer } = outcome;
      const refused = refusal(answer, target.host, sending);
      if (answer.status === 404 || answer.status === 410) return hopeless('drive-file-gone', refused.problem);
      // The file has become shorter than the range.
      if (answer.status === 416) return hopeless('drive-file-changed', refused.problem);
      return refused;
    },
  };
}

function hopeless(code: 'drive-file-gone' | 'drive-file-changed', { detail }: Problem): Sent<void> {
  return { kind: 'hopeless', problem: problem(code, { detail }) };
}

/** What shows that other bytes come than those that were asked for; null when nothing does. */
function wrongRange(head: HttpHead, { begin, end, fileBytes }: ByteRange): Problem | null {
  const encoding = headerOf(head, 'content-encoding') ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') {
    return problem('drive-range-ignored', { detail: `content-encoding ${encoding} although none was allowed` });
  }
  const length = headerOf(head, 'content-length');
  if (head.status === 200) {
    // All of a file is a range of it, too.
    if (begin === 0 && end === fileBytes && length === String(fileBytes)) return null;
    return problem('drive-range-ignored', { detail: `HTTP 200 instead of bytes ${begin}-${end - 1}` });
  }
  const [, from, to, total] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headerOf(head, 'content-range') ?? '') ?? [];
  if (total !== undefined && Number(total) !== fileBytes) {
    return problem('drive-file-changed', { detail: `It had ${fileBytes} bytes and has ${total} now.` });
  }
  const isAsked = head.status === 206 && Number(from) === begin && Number(to) === end - 1;
  return isAsked ? null : problem('drive-range-ignored', { detail: `HTTP ${head.status} with bytes ${from}-${to}` });
}

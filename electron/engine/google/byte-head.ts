import type { ByteHead, HttpHead } from '../../contract/bytes.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import { headerOf } from './exchange.ts';

/** What kind of bytes is asked for; `any` for archives. */
export type ExpectedMedia = 'image' | 'video' | 'any';

/** A transfer that is to be continued. */
export interface Continuation {
  readonly offset: number;
  readonly etag: string;
}

export type ByteHeadReading =
  | { readonly kind: 'good'; readonly head: ByteHead; readonly expected: number | null }
  /** An error, a redirect, or a range that cannot be had: the status says more. */
  | { readonly kind: 'refused' }
  /** The range that came does not continue what is there: start over. */
  | { readonly kind: 'other-range' }
  /** A success that does not bring the bytes. */
  | { readonly kind: 'wrong'; readonly problem: Problem };

/**
 * Judges the head of an answer to a request for bytes: status, range, encoding and content type (a byte host may send
 * an error page, or a picture saying "error", as a success: docs/GOOGLE.md, errors). `asked` is what a range was asked
 * for.
 */
export function readByteHead(head: HttpHead, asked: Continuation | null, media: ExpectedMedia): ByteHeadReading {
  const { status } = head;
  if (status < 200 || status >= 300) return { kind: 'refused' };
  const wrong = wrongContent(head, media);
  if (wrong !== null) return { kind: 'wrong', problem: problem('bytes-not-media', { detail: wrong }) };
  if (status === 200) return wholeContent(head);
  if (status === 206 && asked !== null) return continuedContent(head, asked);
  return { kind: 'wrong', problem: problem('bytes-not-media', { detail: `HTTP ${status} instead of the bytes` }) };
}

function wholeContent(head: HttpHead): ByteHeadReading {
  const length = lengthOf(head);
  const range = headerOf(head, 'content-range');
  if (range !== null && !isWhole(range, length)) {
    const detail = `HTTP 200 with only a part: ${range.slice(0, 100)}`;
    return { kind: 'wrong', problem: problem('bytes-incomplete', { detail }) };
  }
  return { kind: 'good', head: describeContent(head, length, 0), expected: length };
}

/** A cache may label a part of the content as the whole; a range that names all of it does no harm. */
function isWhole(range: string, length: number | null): boolean {
  const [, from, to, total] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(range) ?? [];
  return from === '0' && Number(to) + 1 === Number(total) && (length === null || length === Number(total));
}

function continuedContent(head: HttpHead, { offset, etag }: Continuation): ByteHeadReading {
  const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headerOf(head, 'content-range') ?? '');
  const [from, to, length] = [range?.[1], range?.[2], range?.[3]].map(Number);
  if (from !== offset || to === undefined || length === undefined || to !== length - 1) return { kind: 'other-range' };
  const announced = lengthOf(head);
  const sameContent = (headerOf(head, 'etag') ?? etag) === etag;
  if (!sameContent || (announced !== null && announced !== length - offset)) return { kind: 'other-range' };
  return { kind: 'good', head: describeContent(head, length, offset), expected: length - offset };
}

function describeContent(head: HttpHead, length: number | null, from: number): ByteHead {
  const etag = headerOf(head, 'etag');
  // Only a strong validator promises the same bytes (RFC 9110 §8.8.1).
  const strong = etag?.startsWith('"') ? etag : null;
  return { length, contentType: headerOf(head, 'content-type'), from, etag: strong };
}

function lengthOf(head: HttpHead): number | null {
  const text = headerOf(head, 'content-length');
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** What shows that a success does not bring the photo or video; null when nothing does. */
function wrongContent(head: HttpHead, media: ExpectedMedia): string | null {
  const encoding = headerOf(head, 'content-encoding') ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') return `content-encoding ${encoding} although none was allowed`;
  const type = (headerOf(head, 'content-type') ?? '').toLowerCase();
  if (/^(text\/|application\/(json|xml|xhtml))/.test(type)) return `content-type ${type}`;
  const other = media === 'image' ? 'video/' : 'image/';
  return media !== 'any' && type.startsWith(other) ? `content-type ${type} instead of ${media}` : null;
}

import { googleError } from '../google-errors.ts';
import { jsonReply, type Reply } from '../reply.ts';
import type { PageCursor, PageTokens } from './page-tokens.ts';

/** One list of the API. */
export interface Listing<T> {
  /** Key of the list in the answer: "mediaItems". */
  readonly key: string;
  readonly defaultSize: number;
  readonly largestSize: number;
  /** Everything besides page size and token that shapes the list, and the method's name. */
  readonly parameters: string;
  /** From `offset` at most `limit` entries, and where the list continues (undefined at its end). */
  readonly read: (
    offset: number,
    limit: number,
  ) => { readonly entries: readonly T[]; readonly next: number | undefined };
  readonly show: (entry: T) => object;
}

export interface Paging {
  readonly tokens: PageTokens;
  /** After so many full pages comes an empty one with a token, as Google warns; 0 for never. */
  readonly emptyPageEvery: number;
}

/** One page of a list, or 400. `size` and `token` as they came: undefined, null and "" are the default. */
export function pageReply<T>(
  listing: Listing<T>,
  size: unknown,
  token: unknown,
  { tokens, emptyPageEvery }: Paging,
): Reply {
  const pageSize = sizeOf(size, listing);
  if (typeof pageSize !== 'number') return pageSize;
  const parameters = `${listing.parameters} ${pageSize}`;
  const start: PageCursor = { offset: 0, pages: 0, empty: false };
  const absent = token === undefined || token === null || token === '';
  const cursor = absent ? start : tokens.read(String(token), parameters);
  if (cursor === undefined) return googleError('INVALID_ARGUMENT', 'Invalid page token.');
  if (cursor.empty) {
    return jsonReply(200, { nextPageToken: tokens.issue({ ...cursor, empty: false }, parameters) });
  }
  const { entries, next } = listing.read(cursor.offset, pageSize);
  const pages = cursor.pages + 1;
  const empty = emptyPageEvery > 0 && pages % emptyPageEvery === 0;
  return jsonReply(200, {
    ...(entries.length === 0 ? {} : { [listing.key]: entries.map(listing.show) }),
    ...(next === undefined ? {} : { nextPageToken: tokens.issue({ offset: next, pages, empty }, parameters) }),
  });
}

/** Reads a list that can be cut anywhere; one entry more is read to know whether it continues. */
export function readSlice<T>(
  slice: (offset: number, limit: number) => readonly T[],
): (offset: number, limit: number) => { readonly entries: readonly T[]; readonly next: number | undefined } {
  return (offset, limit) => {
    const entries = slice(offset, limit + 1);
    if (entries.length <= limit) return { entries, next: undefined };
    return { entries: entries.slice(0, limit), next: offset + limit };
  };
}

function sizeOf<T>(size: unknown, listing: Listing<T>): number | Reply {
  if (size === undefined || size === null || size === '') return listing.defaultSize;
  const number = Number(size);
  if (!Number.isInteger(number)) {
    return googleError('INVALID_ARGUMENT', `Invalid value at 'page_size' (TYPE_INT32), ${JSON.stringify(size)}`);
  }
  if (number < 0 || number > listing.largestSize) {
    return googleError('INVALID_ARGUMENT', `Page size must be between 1 and ${listing.largestSize}.`);
  }
  return number === 0 ? listing.defaultSize : number;
}

import type { LibraryItem } from '../../library/library-model.ts';
import type { SimulatedAccount } from '../accounts.ts';
import { bodyOf, type Call, queryOf } from '../call.ts';
import { googleError, notFound } from '../google-errors.ts';
import type { BaseUrls } from '../media/base-urls.ts';
import { jsonReply, type Reply } from '../reply.ts';
import { type Paging, pageReply, readSlice } from './paging.ts';
import { albumResource, type Linker, mediaItemResource } from './resources.ts';
import { matcherOf, matchesEverything, type SearchFilters, searchBodySchema } from './search-filters.ts';

export interface ReadingDeps {
  readonly baseUrls: BaseUrls;
  readonly paging: Paging;
}

const batchLimit = 50;

function linkerOf(call: Call, deps: ReadingDeps): Linker {
  return (itemId) => deps.baseUrls.issue(itemId, call.place.throughGoogleHost);
}

/** `GET /v1/albums`. */
export function listAlbums(call: Call, account: SimulatedAccount, deps: ReadingDeps): Reply {
  const query = queryOf(call);
  const link = linkerOf(call, deps);
  const listing = {
    key: 'albums',
    defaultSize: 20,
    largestSize: 50,
    parameters: `albums.list ${account.id}`,
    read: readSlice(account.library.albums),
    show: (album: Parameters<typeof albumResource>[0]) => albumResource(album, link),
  };
  return pageReply(listing, query.get('pageSize'), query.get('pageToken'), deps.paging);
}

/** `GET /v1/albums/{id}`. */
export function getAlbum(call: Call, account: SimulatedAccount, albumId: string, deps: ReadingDeps): Reply {
  const album = account.library.album(albumId);
  return album === undefined ? notFound() : jsonReply(200, albumResource(album, linkerOf(call, deps)));
}

/** `GET /v1/mediaItems/{id}`. */
export function getMediaItem(call: Call, account: SimulatedAccount, itemId: string, deps: ReadingDeps): Reply {
  const item = account.library.item(itemId);
  return item === undefined ? notFound() : jsonReply(200, mediaItemResource(item, linkerOf(call, deps)));
}

/** `GET /v1/mediaItems`. */
export function listMediaItems(call: Call, account: SimulatedAccount, deps: ReadingDeps): Reply {
  const query = queryOf(call);
  const read = readSlice(account.library.page);
  const key = `mediaItems.list ${account.id}`;
  return mediaItemsReply(call, key, read, query.get('pageSize'), query.get('pageToken'), deps);
}

/** `GET /v1/mediaItems:batchGet`. */
export function batchGetMediaItems(call: Call, account: SimulatedAccount, deps: ReadingDeps): Reply {
  const ids = queryOf(call).getAll('mediaItemIds');
  if (ids.length === 0) return googleError('INVALID_ARGUMENT', 'List of media item IDs cannot be empty.');
  if (ids.length > batchLimit) {
    return googleError('INVALID_ARGUMENT', `Cannot request more than ${batchLimit} media items.`);
  }
  if (new Set(ids).size < ids.length) {
    return googleError('INVALID_ARGUMENT', 'Request must not contain duplicate media item IDs.');
  }
  const link = linkerOf(call, deps);
  const mediaItemResults = ids.map((id) => {
    const item = account.library.item(id);
    if (item === undefined) return { status: { code: 5, message: 'Requested entity was not found.' } };
    return { mediaItem: mediaItemResource(item, link) };
  });
  return jsonReply(200, { mediaItemResults });
}

/** `POST /v1/mediaItems:search`: an album, or filters over the whole library, never both. */
export async function searchMediaItems(call: Call, account: SimulatedAccount, deps: ReadingDeps): Promise<Reply> {
  const text = (await bodyOf(call)).toString('utf8');
  const body = parsedJson(text === '' ? '{}' : text);
  if (body === undefined) return googleError('INVALID_ARGUMENT', 'Invalid JSON payload received. Unexpected token.');
  const parsed = searchBodySchema.safeParse(body);
  if (!parsed.success) {
    return googleError('INVALID_ARGUMENT', `Invalid JSON payload received. ${parsed.error.issues[0]?.message ?? ''}`);
  }
  const { albumId, filters, orderBy, pageSize, pageToken } = parsed.data;
  if (albumId && filters) return googleError('INVALID_ARGUMENT', 'Cannot set both filters and albumId.');
  const trouble = orderBy ? faultOfOrder(orderBy, filters ?? {}) : undefined;
  if (trouble !== undefined) return trouble;
  const { library } = account;
  if (albumId && library.album(albumId) === undefined) return notFound();
  const read = albumId
    ? readSlice((offset: number, limit: number) => library.albumItems(albumId, offset, limit))
    : readFiltered(account, filters ?? {}, orderBy === 'MediaMetadata.creation_time' ? 'oldest' : 'newest');
  const key = `mediaItems.search ${account.id} ${JSON.stringify([albumId ?? null, filters ?? null, orderBy ?? null])}`;
  return mediaItemsReply(call, key, read, pageSize, pageToken, deps);
}

function mediaItemsReply(
  call: Call,
  parameters: string,
  read: ReturnType<typeof readSlice<LibraryItem>>,
  size: unknown,
  token: unknown,
  deps: ReadingDeps,
): Reply {
  const link = linkerOf(call, deps);
  const show = (item: LibraryItem) => mediaItemResource(item, link);
  const listing = { key: 'mediaItems', defaultSize: 25, largestSize: 100, parameters, read, show };
  return pageReply(listing, size, token, deps.paging);
}

/** orderBy works with a date filter only, and with no other filter beside it. */
function faultOfOrder(orderBy: string, filters: SearchFilters): Reply | undefined {
  if (!/^MediaMetadata\.creation_time( desc)?$/.test(orderBy)) {
    return googleError('INVALID_ARGUMENT', `Invalid order_by field: ${orderBy}`);
  }
  if (!filters.dateFilter) return googleError('INVALID_ARGUMENT', 'orderBy can only be used with a dateFilter.');
  if (filters.mediaTypeFilter || filters.featureFilter || filters.contentFilter) {
    return googleError('INVALID_ARGUMENT', 'orderBy cannot be used with other filters than dateFilter.');
  }
  return undefined;
}

/** Reads on until the page is full: offsets count the unfiltered library. */
function readFiltered(
  { library }: SimulatedAccount,
  filters: SearchFilters,
  order: 'newest' | 'oldest',
): ReturnType<typeof readSlice<LibraryItem>> {
  if (order === 'newest' && matchesEverything(filters)) return readSlice(library.page);
  const matches = matcherOf(filters);
  const total = library.itemCount();
  const stretch = 500;
  const ordered = (offset: number): readonly LibraryItem[] => {
    if (order === 'newest') return library.page(offset, stretch);
    const from = Math.max(0, total - offset - stretch);
    return [...library.page(from, total - offset - from)].reverse();
  };
  return (offset, limit) => {
    const entries: LibraryItem[] = [];
    let at = offset;
    while (at < total) {
      for (const item of ordered(at)) {
        if (matches(item)) {
          if (entries.length === limit) return { entries, next: at };
          entries.push(item);
        }
        at += 1;
      }
    }
    return { entries, next: undefined };
  };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is not JSON is the client's mistake and answered as such.
    return undefined;
  }
}

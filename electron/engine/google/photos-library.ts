import * as z from 'zod';
import type { Result } from '../../contract/result.ts';
import type { Repetition } from './attempts.ts';
import type { GoogleHttp } from './google-http.ts';
import { type Page, pageOf } from './page.ts';
import type { JsonRequest } from './requests.ts';

/** A photo or video as the Library API tells it; null where it does not. */
export interface MediaItem {
  readonly id: string;
  readonly filename: string | null;
  readonly description: string | null;
  readonly mimeType: string | null;
  readonly baseUrl: string | null;
  /** As it came: RFC 3339 in UTC, with up to nine decimals of a second. */
  readonly creationTime: string | null;
  readonly width: number | null;
  readonly height: number | null;
  /** `PROCESSING`, `READY`, `FAILED`; null for photos. */
  readonly videoStatus: string | null;
  /** The item's JSON as it came. */
  readonly asItCame: Readonly<Record<string, unknown>>;
}

/** An album as the Library API tells it. */
export interface Album {
  readonly id: string;
  readonly title: string;
  /** Null when absent, which is also how the API may write zero. */
  readonly itemCount: number | null;
  readonly coverItemId: string | null;
}

/** The answer for one of the ids that were asked for: the item, or why there is none (google.rpc.Code). */
export type BatchEntry =
  | { readonly kind: 'item'; readonly item: MediaItem }
  | { readonly kind: 'status'; readonly code: number; readonly message: string };

/** The reading part of the Library API (docs/GOOGLE.md, Library API). Every call is one request, plus repetitions. */
export interface PhotosLibrary {
  readonly listAlbums: (pageToken: string | null, signal: AbortSignal) => Promise<Result<Page<Album>>>;
  readonly getAlbum: (id: string, signal: AbortSignal) => Promise<Result<Album>>;
  readonly listItems: (pageToken: string | null, signal: AbortSignal) => Promise<Result<Page<MediaItem>>>;
  readonly searchAlbum: (
    albumId: string,
    pageToken: string | null,
    signal: AbortSignal,
  ) => Promise<Result<Page<MediaItem>>>;
  readonly getItem: (id: string, signal: AbortSignal) => Promise<Result<MediaItem>>;
  /** At most {@link batchGetLimit} ids; the answers come in their order. `once`: failures are not repeated. */
  readonly batchGet: (
    ids: readonly string[],
    signal: AbortSignal,
    repetition?: Repetition,
  ) => Promise<Result<readonly BatchEntry[]>>;
}

export const batchGetLimit = 50;
const albumsPerPage = 50;
const itemsPerPage = 100;

/** Absent is as good as null: what `catch` has to mend costs an issue each time. */
const absent = (): null => null;
const text = z.string().nullable().default(absent).catch(null);
/** An int64 comes as a string. */
const int64 = z
  .union([z.string().regex(/^\d{1,15}$/), z.int().nonnegative()])
  .transform(Number)
  .nullable()
  .default(absent)
  .catch(null);

const itemFields = z.object({
  filename: text,
  description: text,
  mimeType: text,
  baseUrl: text,
  mediaMetadata: z
    .object({
      creationTime: text,
      width: int64,
      height: int64,
      video: z.object({ status: text }).nullable().default(absent).catch(null),
    })
    .nullable()
    .default(absent)
    .catch(null),
});

/** An item as the API answers it; its JSON is kept. */
export const itemSchema = z.looseObject({ id: z.string().min(1) }).transform((asItCame): MediaItem => {
  const { mediaMetadata, ...fields } = itemFields.parse(asItCame);
  return {
    id: asItCame.id,
    ...fields,
    creationTime: mediaMetadata?.creationTime ?? null,
    width: mediaMetadata?.width ?? null,
    height: mediaMetadata?.height ?? null,
    videoStatus: mediaMetadata?.video?.status ?? null,
    asItCame,
  };
});

/** An album as the API answers it. */
export const albumSchema = z
  .object({ id: z.string().min(1), title: text, mediaItemsCount: int64, coverPhotoMediaItemId: text })
  .transform(
    ({ id, title, mediaItemsCount, coverPhotoMediaItemId }): Album => ({
      id,
      title: title ?? '',
      itemCount: mediaItemsCount,
      coverItemId: coverPhotoMediaItemId,
    }),
  );

const albumPage = pageOf('albums', albumSchema);
const itemPage = pageOf('mediaItems', itemSchema);

const unknownCode = 2;

const batchEntrySchema = z
  .object({
    // One that cannot be read is like one that did not come: it must not spoil the others.
    mediaItem: itemSchema.optional().catch(undefined),
    status: z
      .object({ code: z.int().catch(unknownCode), message: z.string().catch('') })
      .optional()
      .catch(undefined),
  })
  .transform(({ mediaItem, status }): BatchEntry => {
    if (mediaItem !== undefined) return { kind: 'item', item: mediaItem };
    return { kind: 'status', code: status?.code ?? unknownCode, message: status?.message ?? 'neither item nor status' };
  });

const unreadableEntry: BatchEntry = { kind: 'status', code: unknownCode, message: 'neither item nor status' };

const batchSchema = z
  .object({ mediaItemResults: z.array(batchEntrySchema.catch(unreadableEntry)).nullish() })
  .transform((answer): readonly BatchEntry[] => answer.mediaItemResults ?? []);

/** The Library API at `endpoint` (see GoogleEndpoints.photosLibrary), through the pipeline. */
export function createPhotosLibrary(http: GoogleHttp, endpoint: string): PhotosLibrary {
  function get<T>(path: string, request: JsonRequest<T>, signal: AbortSignal): Promise<Result<T>> {
    return http.json('GET', `${endpoint}/${path}`, request, signal);
  }
  return {
    listAlbums: (token, signal) =>
      get('albums', { query: { pageSize: albumsPerPage, pageToken: token ?? undefined }, schema: albumPage }, signal),
    getAlbum: (id, signal) =>
      get(`albums/${encodeURIComponent(id)}`, { schema: albumSchema, notFound: 'album-gone' }, signal),
    listItems: (token, signal) =>
      get('mediaItems', { query: { pageSize: itemsPerPage, pageToken: token ?? undefined }, schema: itemPage }, signal),
    searchAlbum: (albumId, token, signal) => {
      const body = { albumId, pageSize: itemsPerPage, ...(token === null ? {} : { pageToken: token }) };
      // A search changes nothing, although it is a POST.
      const request = { body, schema: itemPage, notFound: 'album-gone', repetition: 'repeat' } as const;
      return http.json('POST', `${endpoint}/mediaItems:search`, request, signal);
    },
    getItem: (id, signal) =>
      get(`mediaItems/${encodeURIComponent(id)}`, { schema: itemSchema, notFound: 'item-gone' }, signal),
    batchGet: (ids, signal, repetition = 'repeat') =>
      get('mediaItems:batchGet', { query: { mediaItemIds: ids }, schema: batchSchema, repetition }, signal),
  };
}

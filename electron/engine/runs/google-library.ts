import { resolve } from 'node:path';
import type { QuotaState } from '../../contract/models.ts';
import { problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type { Page } from '../google/page.ts';
import { type Album, createPhotosLibrary, type MediaItem } from '../google/photos-library.ts';
import { createPhotosWriting } from '../google/photos-writing.ts';
import type { RawAnswer } from '../google/requests.ts';
import type { EngineAccount, EngineDeps, EngineLimits } from './engine-deps.ts';
import { downloadItem } from './item-download.ts';
import { openPipeline } from './pipeline.ts';

/** Google's own answers about a library, without a backup: for looking around and for scripts. */
export interface GoogleLibrary {
  readonly albums: (pageToken: string | null, signal: AbortSignal) => Promise<Result<Page<Album>>>;
  readonly album: (id: string, signal: AbortSignal) => Promise<Result<Album>>;
  readonly albumItems: (id: string, pageToken: string | null, signal: AbortSignal) => Promise<Result<Page<MediaItem>>>;
  readonly items: (pageToken: string | null, signal: AbortSignal) => Promise<Result<Page<MediaItem>>>;
  readonly item: (id: string, signal: AbortSignal) => Promise<Result<MediaItem>>;
  /** Fetches one item into a new file; an existing file is never replaced. Returns the number of bytes. */
  readonly download: (id: string, file: string, signal: AbortSignal) => Promise<Result<number>>;
  /** One raw request; `path` begins behind the API's version, as in `albums?pageSize=5`. */
  readonly api: (
    method: string,
    path: string,
    body: string | undefined,
    signal: AbortSignal,
  ) => Promise<Result<RawAnswer>>;
  /** Makes an album; Google allows several of one title. Needs the capability `upload`. */
  readonly createAlbum: (title: string, signal: AbortSignal) => Promise<Result<Album>>;
  /** Puts items that this client made into an album that it made, at most 50 at once. Needs the capability `upload`. */
  readonly addToAlbum: (id: string, itemIds: readonly string[], signal: AbortSignal) => Promise<Result<void>>;
  readonly quota: () => QuotaState;
  readonly close: () => Promise<void>;
}

/** Opens the Library API for one account. The caller closes it. */
export async function openGoogleLibrary(
  deps: EngineDeps,
  account: EngineAccount,
  limits: EngineLimits,
): Promise<Result<GoogleLibrary>> {
  const pipeline = await openPipeline(deps, 'photos-library', account, limits, () => undefined);
  if (!pipeline.ok) return pipeline;
  const { http, close } = pipeline.value;
  const endpoint = deps.endpoints.photosLibrary;
  const library = createPhotosLibrary(http, endpoint);
  const writing = createPhotosWriting(http, endpoint);
  return ok({
    albums: library.listAlbums,
    album: library.getAlbum,
    albumItems: library.searchAlbum,
    items: library.listItems,
    item: library.getItem,
    download: async (id, file, signal) => {
      const item = await library.getItem(id, signal);
      return item.ok ? downloadItem(http, item.value, resolve(file), signal) : item;
    },
    api: async (method, path, body, signal) => {
      const url = apiUrl(endpoint, path);
      if (url === null) return failed(problem('usage', { detail: `${path} leaves the Library API` }));
      return http.raw(method.toUpperCase(), url, body === undefined ? {} : { body }, signal);
    },
    createAlbum: writing.createAlbum,
    addToAlbum: writing.addToAlbum,
    quota: http.quota,
    close,
  });
}

/** The address of a path behind the API's version; null when it would lead somewhere else with the person's token. */
function apiUrl(endpoint: string, path: string): string | null {
  const base = `${endpoint}/`;
  // "./": a custom method such as `mediaItems:search` would be read as an address of its own.
  const url = URL.parse(`./${path.replace(/^\/+/, '').replace(/^v1\//, '')}`, base);
  return url?.href.startsWith(base) ? url.href : null;
}

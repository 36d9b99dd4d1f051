import { createPhotosLibrary } from '../../../electron/engine/google/photos-library.ts';
import { createLibrarySource } from '../../../electron/engine/sources/library-api/library-source.ts';
import type {
  DiscoverRequest,
  Discovery,
  RemoteAlbum,
  RemoteItem,
  Source,
} from '../../../electron/engine/sources/source.ts';
import { type GoogleServer, googleServer, type Responder, sendJson } from '../google/google-server.ts';
import { type Pipeline, pipeline } from '../google/pipeline.ts';

export interface ServedAlbum {
  readonly id: string;
  readonly title: string;
  /** Ids of its items in order. */
  readonly items: readonly string[];
  readonly says?: Readonly<Record<string, unknown>>;
}

export interface ServedLibrary {
  readonly items: readonly string[];
  readonly albums: readonly ServedAlbum[];
  /** Answers instead of the library for requests where it returns a responder. */
  readonly instead?: (path: string, body: string) => Responder | undefined;
}

export interface SourceUnderTest extends Pipeline {
  readonly server: GoogleServer;
  readonly source: Source;
}

/** A source of the Library API in front of a small library on loopback. */
export async function servedSource(
  library: ServedLibrary,
  overrides: Parameters<typeof pipeline>[0] = {},
): Promise<SourceUnderTest> {
  const server = await googleServer((response, request) => {
    const instead = library.instead?.(request.path, request.body);
    (instead ?? answer(library, request.path, request.body))(response, request);
  });
  const line = pipeline(overrides);
  const photos = createPhotosLibrary(line.http, `${server.origin}/v1`);
  return { ...line, server, source: createLibrarySource({ http: line.http, library: photos, now: line.timing.now }) };
}

export function servedItem(id: string): Record<string, unknown> {
  return {
    id,
    productUrl: `https://photos.google.com/lr/photo/${id}`,
    baseUrl: `https://lh3.googleusercontent.com/lr/${id}-${Math.random()}`,
    mimeType: 'image/jpeg',
    filename: `${id}.JPG`,
    mediaMetadata: { creationTime: '2023-08-01T10:20:30Z', width: '4032', height: '3024', photo: {} },
  };
}

function answer({ items, albums }: ServedLibrary, path: string, body: string): Responder {
  const url = new URL(path, 'http://server');
  const token = (text: string | null) => Number(text?.slice('page-'.length) ?? 0);
  if (url.pathname === '/v1/mediaItems') {
    return sendJson(200, page('mediaItems', items, servedItem, token(url.searchParams.get('pageToken')), 100));
  }
  if (url.pathname === '/v1/albums') {
    return sendJson(200, page('albums', albums, albumJson, token(url.searchParams.get('pageToken')), 50));
  }
  if (url.pathname === '/v1/mediaItems:search') {
    const { albumId, pageToken } = JSON.parse(body);
    const album = albums.find(({ id }) => id === albumId);
    return sendJson(200, page('mediaItems', album?.items ?? [], servedItem, token(pageToken ?? null), 100));
  }
  if (url.pathname === '/v1/mediaItems:batchGet') {
    const results = url.searchParams
      .getAll('mediaItemIds')
      .map((id) =>
        items.includes(id) ? { mediaItem: servedItem(id) } : { status: { code: 5, message: 'NOT_FOUND' } },
      );
    return sendJson(200, { mediaItemResults: results });
  }
  return sendJson(404, { error: { code: 404, message: 'No such path.', status: 'NOT_FOUND' } });
}

function albumJson({ id, title, items, says }: ServedAlbum): Record<string, unknown> {
  return {
    id,
    title,
    ...(items.length === 0 ? {} : { mediaItemsCount: String(items.length), coverPhotoMediaItemId: items[0] }),
    coverPhotoBaseUrl: `https://lh3.googleusercontent.com/lr/cover-${Math.random()}`,
    ...says,
  };
}

/** A page as Google writes it: an empty list has no key at all. */
function page<T>(
  name: string,
  all: readonly T[],
  json: (entry: T) => unknown,
  from: number,
  size: number,
): Record<string, unknown> {
  const entries = all.slice(from, from + size).map(json);
  return {
    ...(entries.length === 0 ? {} : { [name]: entries }),
    ...(from + size < all.length ? { nextPageToken: `page-${from + size}` } : {}),
  };
}

export interface Discovered {
  readonly items: readonly RemoteItem[];
  readonly albums: readonly RemoteAlbum[];
  /** Item keys by album; only what was listed. */
  readonly contents: ReadonlyMap<string, { readonly keys: readonly string[]; readonly whole: boolean | null }>;
  readonly problems: readonly string[];
}

/** Runs a discovery to its end. */
export async function discover(source: Source, overrides: Partial<DiscoverRequest> = {}): Promise<Discovered> {
  const all: Discovery[] = [];
  const request = {
    kind: 'full',
    knownFingerprint: () => null,
    signal: new AbortController().signal,
    ...overrides,
  } as const;
  for await (const one of source.discover(request)) all.push(one);
  const contents = new Map<string, { readonly keys: readonly string[]; readonly whole: boolean | null }>();
  for (const one of all) {
    if (one.kind !== 'album-items') continue;
    const before = contents.get(one.albumKey)?.keys ?? [];
    if (one.from !== before.length)
      throw new Error(`page of ${one.albumKey} begins at ${one.from}, not ${before.length}`);
    contents.set(one.albumKey, {
      keys: [...before, ...one.items.map(({ key }) => key)],
      whole: one.end?.whole ?? null,
    });
  }
  return {
    items: all.flatMap((one) => (one.kind === 'items' ? one.items : [])),
    albums: all.flatMap((one) => (one.kind === 'albums' ? one.albums : [])),
    contents,
    problems: all.flatMap((one) => (one.kind === 'problem' ? [`${one.problem.code}: ${one.problem.subject}`] : [])),
  };
}

export function ids(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, place) => `${prefix}${place}`);
}

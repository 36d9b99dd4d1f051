const prefix = 'https://www.googleapis.com/auth/';
const readOwn = `${prefix}photoslibrary.readonly.appcreateddata`;
const append = `${prefix}photoslibrary.appendonly`;
const edit = `${prefix}photoslibrary.edit.appcreateddata`;
const legacyRead = [`${prefix}photoslibrary`, `${prefix}photoslibrary.readonly`];
const legacyWrite = [`${prefix}photoslibrary`];
const legacyShare = [...legacyRead, `${prefix}photoslibrary.sharing`];

/** One method of the Library API. */
export interface Method {
  /** "mediaItems.search": its name in Google's discovery document, in statistics and in fault rules. */
  readonly operation: string;
  readonly httpMethod: 'GET' | 'POST' | 'PATCH';
  /** Path with one capturing group for the id, if it has one. */
  readonly path: RegExp;
  /** Path in the discovery document. */
  readonly template: string;
  readonly queryParameters: readonly string[];
  /** Name inside google.photos.library.v1.PhotosLibrary, as error details show it. */
  readonly rpc: string;
  /** Any of these is enough. Scopes of before April 2025 can be granted only with legacy scopes switched on. */
  readonly scopes: readonly string[];
}

const paging = ['pageSize', 'pageToken'];
const read = [readOwn, ...legacyRead];
const write = [append, ...legacyWrite];
const change = [edit, ...legacyWrite];

function method(
  operation: string,
  httpMethod: Method['httpMethod'],
  path: RegExp,
  template: string,
  rpc: string,
  scopes: readonly string[],
  queryParameters: readonly string[] = [],
): Method {
  return { operation, httpMethod, path, template, rpc, scopes, queryParameters };
}

const id = '([^/:]+)';

/** Every method that the simulator knows. */
export const methods: readonly Method[] = [
  method('albums.list', 'GET', /^\/v1\/albums$/, 'v1/albums', 'ListAlbums', read, paging),
  method('albums.create', 'POST', /^\/v1\/albums$/, 'v1/albums', 'CreateAlbum', write),
  method('albums.get', 'GET', new RegExp(`^/v1/albums/${id}$`), 'v1/albums/{+albumId}', 'GetAlbum', read),
  method('albums.patch', 'PATCH', new RegExp(`^/v1/albums/${id}$`), 'v1/albums/{+albumId}', 'UpdateAlbum', change, [
    'updateMask',
  ]),
  method(
    'albums.batchAddMediaItems',
    'POST',
    new RegExp(`^/v1/albums/${id}:batchAddMediaItems$`),
    'v1/albums/{+albumId}:batchAddMediaItems',
    'BatchAddMediaItemsToAlbum',
    [append, ...change],
  ),
  method(
    'albums.batchRemoveMediaItems',
    'POST',
    new RegExp(`^/v1/albums/${id}:batchRemoveMediaItems$`),
    'v1/albums/{+albumId}:batchRemoveMediaItems',
    'BatchRemoveMediaItemsFromAlbum',
    change,
  ),
  method(
    'albums.share',
    'POST',
    new RegExp(`^/v1/albums/${id}:share$`),
    'v1/albums/{+albumId}:share',
    'ShareAlbum',
    [],
  ),
  method(
    'albums.unshare',
    'POST',
    new RegExp(`^/v1/albums/${id}:unshare$`),
    'v1/albums/{+albumId}:unshare',
    'UnshareAlbum',
    [],
  ),
  method('mediaItems.list', 'GET', /^\/v1\/mediaItems$/, 'v1/mediaItems', 'ListMediaItems', read, paging),
  method('mediaItems.search', 'POST', /^\/v1\/mediaItems:search$/, 'v1/mediaItems:search', 'SearchMediaItems', read),
  method(
    'mediaItems.batchGet',
    'GET',
    /^\/v1\/mediaItems:batchGet$/,
    'v1/mediaItems:batchGet',
    'BatchGetMediaItems',
    read,
    ['mediaItemIds'],
  ),
  method(
    'mediaItems.batchCreate',
    'POST',
    /^\/v1\/mediaItems:batchCreate$/,
    'v1/mediaItems:batchCreate',
    'BatchCreateMediaItems',
    write,
  ),
  method(
    'mediaItems.get',
    'GET',
    new RegExp(`^/v1/mediaItems/${id}$`),
    'v1/mediaItems/{+mediaItemId}',
    'GetMediaItem',
    read,
  ),
  method('uploads', 'POST', /^\/v1\/uploads$/, 'v1/uploads', 'UploadMedia', write),
  method(
    'sharedAlbums.list',
    'GET',
    /^\/v1\/sharedAlbums$/,
    'v1/sharedAlbums',
    'ListSharedAlbums',
    legacyShare,
    paging,
  ),
  method(
    'sharedAlbums.get',
    'GET',
    new RegExp(`^/v1/sharedAlbums/${id}$`),
    'v1/sharedAlbums/{+shareToken}',
    'GetSharedAlbum',
    legacyShare,
  ),
  method(
    'sharedAlbums.join',
    'POST',
    /^\/v1\/sharedAlbums:join$/,
    'v1/sharedAlbums:join',
    'JoinSharedAlbum',
    legacyShare,
  ),
  method(
    'sharedAlbums.leave',
    'POST',
    /^\/v1\/sharedAlbums:leave$/,
    'v1/sharedAlbums:leave',
    'LeaveSharedAlbum',
    legacyShare,
  ),
];

/** The method that a request calls; undefined when there is none. */
export function methodFor(httpMethod: string, path: string): Method | undefined {
  return methods.find((candidate) => candidate.httpMethod === httpMethod && candidate.path.test(path));
}

/** Name of a call to the Library API in statistics and fault rules. */
export function photosLibraryOperation(httpMethod: string, path: string): string {
  if (path === '/$discovery/rest') return 'discovery';
  return methodFor(httpMethod, path)?.operation ?? 'photoslibrary.unknown';
}

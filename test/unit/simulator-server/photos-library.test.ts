import { describe, expect, test } from 'vitest';
import { answerOf, jsonOf, readScope, running, signedIn } from './running-simulator.ts';

type Asking = Awaited<ReturnType<typeof signedIn>>;
interface Item {
  readonly id: string;
  readonly baseUrl: string;
  readonly filename: string;
  readonly mediaMetadata: { readonly width: string; readonly creationTime: string };
}
interface Created {
  readonly newMediaItemResults: readonly { readonly mediaItem?: Item; readonly status: { readonly code?: number } }[];
}
interface Page {
  readonly mediaItems?: readonly Item[];
  readonly albums?: readonly { readonly id: string; readonly title: string; readonly mediaItemsCount?: string }[];
  readonly nextPageToken?: string;
}

async function pages(ask: Asking, path: string): Promise<readonly Page[]> {
  const all: Page[] = [];
  let token: string | undefined;
  do {
    const page: Page = await jsonOf<Page>(ask(`${path}${token === undefined ? '' : `&pageToken=${token}`}`));
    all.push(page);
    token = page.nextPageToken;
  } while (token !== undefined);
  return all;
}

function search(ask: Asking, body: unknown): Promise<Response> {
  return ask('mediaItems:search', { method: 'POST', body: JSON.stringify(body) });
}

async function truthOf(simulator: Awaited<ReturnType<typeof running>>, account?: string) {
  const truth = [];
  for await (const item of simulator.truth(account)) truth.push(item);
  return truth;
}

describe('mediaItems.list', () => {
  test('lists every item once, in pages of 25 unless told', async () => {
    const simulator = await running({ items: 60 });
    const ask = await signedIn(simulator);
    const all = await pages(ask, 'mediaItems?');
    expect(all.map((page) => page.mediaItems?.length)).toEqual([25, 25, 10]);
    const ids = all.flatMap((page) => (page.mediaItems ?? []).map((item) => item.id));
    expect(ids).toEqual((await truthOf(simulator)).map((item) => item.id));
  });

  test('puts empty pages between full ones, without the list and with a token', async () => {
    const ask = await signedIn(await running({ items: 50, emptyPageEvery: 2 }));
    const all = await pages(ask, 'mediaItems?pageSize=10');
    expect(all.map((page) => page.mediaItems?.length)).toEqual([10, 10, undefined, 10, 10, undefined, 10]);
    expect(Object.keys(all[2] ?? {})).toEqual(['nextPageToken']);
  });

  test('has at most three empty pages in a hundred, and none in a short list', async () => {
    const ask = await signedIn(await running({ items: 1000, itemBytes: null }));
    const all = await pages(ask, 'mediaItems?pageSize=10');
    expect(all.filter((page) => page.mediaItems === undefined)).toHaveLength(3);
    expect(all).toHaveLength(103);
  });

  test('shows numbers as text and a base URL on the byte host', async () => {
    const simulator = await running({ items: 1, albums: 0 });
    const ask = await signedIn(simulator);
    const [page] = await pages(ask, 'mediaItems?');
    expect(page?.mediaItems?.[0]).toMatchObject({
      id: expect.stringMatching(/^[\w-]{55,}$/),
      baseUrl: expect.stringContaining(`${simulator.url}/media/lr/`),
      mimeType: expect.stringContaining('/'),
      mediaMetadata: { creationTime: expect.stringMatching(/Z$/), width: expect.stringMatching(/^\d+$/) },
    });
  });

  test('answers an empty library without the key', async () => {
    const ask = await signedIn(await running({ items: 0, albums: 0 }));
    expect(await answerOf(ask('mediaItems'))).toEqual({ status: 200, body: {} });
    expect(await answerOf(ask('albums'))).toEqual({ status: 200, body: {} });
  });

  test.each(['pageSize=101', 'pageSize=-1', 'pageSize=many', 'pageToken=nonsense'])('refuses %s', async (query) => {
    const ask = await signedIn(await running());
    const { status, body } = await answerOf(ask(`mediaItems?${query}`));
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: { code: 400, status: 'INVALID_ARGUMENT' } });
  });

  test('takes a page token for the same request only', async () => {
    const ask = await signedIn(await running());
    const { nextPageToken } = await jsonOf<Page>(ask('mediaItems?pageSize=5'));
    expect((await ask(`mediaItems?pageSize=5&pageToken=${nextPageToken}`)).status).toBe(200);
    expect((await ask(`mediaItems?pageSize=6&pageToken=${nextPageToken}`)).status).toBe(400);
    expect((await ask(`albums?pageSize=5&pageToken=${nextPageToken}`)).status).toBe(400);
  });

  test('shows each account its own library', async () => {
    const simulator = await running();
    const { accessToken } = await simulator.grant([readScope], 'second@example.com');
    const headers = { authorization: `Bearer ${accessToken}` };
    const page = await jsonOf<Page>(fetch(`${simulator.url}/photoslibrary/v1/mediaItems`, { headers }));
    const truth = await truthOf(simulator, 'second@example.com');
    expect(page.mediaItems?.map((item) => item.id)).toEqual(truth.map((item) => item.id));
  });
});

describe('albums', () => {
  test('are listed 20 at a time unless told, at most 50', async () => {
    const ask = await signedIn(await running({ items: 30, albums: 21 }));
    expect((await pages(ask, 'albums?')).map((page) => page.albums?.length)).toEqual([20, 1]);
    expect((await ask('albums?pageSize=50')).status).toBe(200);
    expect((await ask('albums?pageSize=51')).status).toBe(400);
  });

  test('say how many items they hold, and search finds as many', async () => {
    const simulator = await running({ items: 40, albums: 3 });
    const ask = await signedIn(simulator);
    const [page] = await pages(ask, 'albums?');
    const truth = await truthOf(simulator);
    expect(page?.albums).toHaveLength(3);
    for (const album of page?.albums ?? []) {
      const found: Page = await jsonOf<Page>(search(ask, { albumId: album.id, pageSize: 100, pageToken: null }));
      const expected = truth.filter((item) => item.albums.some(({ id }) => id === album.id)).map((item) => item.id);
      expect(found.mediaItems?.map((item) => item.id).sort() ?? []).toEqual(expected.sort());
      expect(album.mediaItemsCount ?? '0').toBe(String(expected.length));
      expect(await (await ask(`albums/${album.id}`)).json()).toMatchObject({ id: album.id, title: album.title });
    }
  });

  test('that do not exist are not found', async () => {
    const ask = await signedIn(await running());
    expect((await ask('albums/none')).status).toBe(404);
    expect((await search(ask, { albumId: 'none' })).status).toBe(404);
  });
});

describe('mediaItems.search', () => {
  test('takes an album or filters, never both', async () => {
    const ask = await signedIn(await running());
    const { status, body } = await answerOf(search(ask, { albumId: 'x', filters: { includeArchivedMedia: true } }));
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: { status: 'INVALID_ARGUMENT' } });
  });

  test('filters by kind and date, and orders by date when a date filter allows it', async () => {
    const simulator = await running({ items: 120 });
    const ask = await signedIn(simulator);
    const truth = await truthOf(simulator);
    const videos: Page = await jsonOf<Page>(
      search(ask, { pageSize: 100, filters: { mediaTypeFilter: { mediaTypes: ['VIDEO'] } } }),
    );
    expect(videos.mediaItems?.map((item) => item.id)).toEqual(
      truth.filter((item) => item.kind === 'video').map((item) => item.id),
    );
    const year = Number(truth[60]?.creationTime.slice(0, 4));
    const dateFilter = { ranges: [{ startDate: { year, month: 1, day: 1 }, endDate: { year, month: 12, day: 31 } }] };
    const newest: Page = await jsonOf<Page>(search(ask, { pageSize: 100, filters: { dateFilter } }));
    expect(newest.mediaItems?.map((item) => item.id)).toEqual(
      truth.filter((item) => item.creationTime.startsWith(`${year}-`)).map((item) => item.id),
    );
    const orderBy = 'MediaMetadata.creation_time';
    const oldest: Page = await jsonOf<Page>(search(ask, { pageSize: 100, filters: { dateFilter }, orderBy }));
    expect(oldest.mediaItems?.map((item) => item.id)).toEqual(newest.mediaItems?.map((item) => item.id).reverse());
    expect((await search(ask, { orderBy })).status).toBe(400);
    const mixed = { dateFilter, mediaTypeFilter: { mediaTypes: ['PHOTO'] } };
    expect((await search(ask, { orderBy, filters: mixed })).status).toBe(400);
  });

  test('pages through a filtered library without losing or repeating anything', async () => {
    const simulator = await running({ items: 120 });
    const ask = await signedIn(simulator);
    const filters = { mediaTypeFilter: { mediaTypes: ['PHOTO'] } };
    const ids: string[] = [];
    let pageToken: string | undefined;
    do {
      const page: Page = await jsonOf<Page>(search(ask, { pageSize: 7, filters, pageToken }));
      ids.push(...(page.mediaItems ?? []).map((item) => item.id));
      pageToken = page.nextPageToken;
    } while (pageToken !== undefined);
    expect(ids).toEqual((await truthOf(simulator)).filter((item) => item.kind === 'photo').map((item) => item.id));
  });

  test.each([['{'], ['{"unknown":1}'], ['[]']])('refuses the body %s', async (body) => {
    const ask = await signedIn(await running());
    expect((await ask('mediaItems:search', { method: 'POST', body })).status).toBe(400);
  });
});

describe('single items', () => {
  test('batchGet answers in order, with a status for what is gone', async () => {
    const simulator = await running();
    const ask = await signedIn(simulator);
    const [first, second] = await truthOf(simulator);
    const query = [second?.id, 'gone', first?.id].map((id) => `mediaItemIds=${id}`).join('&');
    const { mediaItemResults } = await jsonOf<{
      mediaItemResults: readonly { mediaItem?: Item; status?: object }[];
    }>(ask(`mediaItems:batchGet?${query}`));
    expect(mediaItemResults[0]?.mediaItem?.id).toBe(second?.id);
    expect(mediaItemResults[1]).toEqual({ status: { code: 5, message: 'Requested entity was not found.' } });
    expect(mediaItemResults[2]?.mediaItem?.id).toBe(first?.id);
  });

  test('batchGet takes 1 to 50 different ids', async () => {
    const ask = await signedIn(await running());
    const query = (count: number) => Array.from({ length: count }, (_, i) => `mediaItemIds=i${i}`).join('&');
    expect((await ask(`mediaItems:batchGet?${query(50)}`)).status).toBe(200);
    expect((await ask(`mediaItems:batchGet?${query(51)}`)).status).toBe(400);
    expect((await ask('mediaItems:batchGet')).status).toBe(400);
    expect((await ask('mediaItems:batchGet?mediaItemIds=a&mediaItemIds=a')).status).toBe(400);
  });

  test('get finds one, or answers 404 as Google does', async () => {
    const simulator = await running();
    const ask = await signedIn(simulator);
    const [first] = await truthOf(simulator);
    expect(await (await ask(`mediaItems/${first?.id}`)).json()).toMatchObject({ id: first?.id });
    expect(await answerOf(ask('mediaItems/gone'))).toEqual({
      status: 404,
      body: { error: { code: 404, message: 'Requested entity was not found.', status: 'NOT_FOUND' } },
    });
  });
});

describe('writing', () => {
  const append = 'https://www.googleapis.com/auth/photoslibrary.appendonly';
  const edit = 'https://www.googleapis.com/auth/photoslibrary.edit.appcreateddata';
  const post = (body: unknown) => ({ method: 'POST', body: JSON.stringify(body) });

  test('uploads bytes, makes an item of them once, and puts it into an album', async () => {
    const simulator = await running();
    const ask = await signedIn(simulator, [append, edit, readScope]);
    const [first] = await truthOf(simulator);
    const item = await jsonOf<Item>(ask(`mediaItems/${first?.id}`));
    const bytes = await (await fetch(`${item.baseUrl}=w64-h64`)).arrayBuffer();
    const album = await jsonOf<{ id: string }>(ask('albums', post({ album: { title: 'New' } })));
    const upload = async () => {
      const headers = { 'X-Goog-Upload-Protocol': 'raw', 'X-Goog-Upload-File-Name': 'small.jpg' };
      const uploadToken = await (await ask('uploads', { method: 'POST', body: bytes, headers })).text();
      const newMediaItems = [{ simpleMediaItem: { uploadToken, fileName: 'small.jpg' } }];
      return jsonOf<Created>(ask('mediaItems:batchCreate', post({ albumId: album.id, newMediaItems })));
    };
    const created = await upload();
    expect(created.newMediaItemResults[0]?.mediaItem?.filename).toBe('small.jpg');
    expect((await upload()).newMediaItemResults[0]?.mediaItem?.id).toBe(created.newMediaItemResults[0]?.mediaItem?.id);
    expect(await (await ask(`albums/${album.id}`)).json()).toMatchObject({ title: 'New', mediaItemsCount: '1' });
  });

  test('refuses an upload token that it never gave, with 207 for the batch', async () => {
    const ask = await signedIn(await running(), [append]);
    const newMediaItems = [{ simpleMediaItem: { uploadToken: 'nonsense' } }];
    const response = await ask('mediaItems:batchCreate', post({ newMediaItems }));
    expect(response.status).toBe(207);
    expect((await jsonOf<Created>(response)).newMediaItemResults[0]?.status.code).toBe(3);
  });
});

describe('who may ask', () => {
  test('nobody without a token, or with one that Google does not know', async () => {
    const simulator = await running();
    const url = `${simulator.url}/photoslibrary/v1/albums`;
    const without = await answerOf(fetch(url));
    expect(without.status).toBe(401);
    expect(without.body).toMatchObject({ error: { code: 401, status: 'UNAUTHENTICATED' } });
    const unknown = await answerOf(fetch(url, { headers: { authorization: 'Bearer ya29.nonsense' } }));
    expect(unknown).toEqual({
      status: 401,
      body: {
        error: {
          code: 401,
          message:
            'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid ' +
            'authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
          status: 'UNAUTHENTICATED',
        },
      },
    });
  });

  test('nobody without the scope', async () => {
    const ask = await signedIn(await running(), ['openid', 'email']);
    expect(await answerOf(ask('albums'))).toEqual({
      status: 403,
      body: {
        error: {
          code: 403,
          message: 'Request had insufficient authentication scopes.',
          status: 'PERMISSION_DENIED',
          details: [
            {
              '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
              reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
              domain: 'googleapis.com',
              metadata: {
                method: 'google.photos.library.v1.PhotosLibrary.ListAlbums',
                service: 'photoslibrary.googleapis.com',
              },
            },
          ],
        },
      },
    });
  });

  test('nobody while the API is off', async () => {
    const simulator = await running();
    const ask = await signedIn(simulator);
    simulator.changeProject({ apis: { photoslibrary: false } });
    const { status, body } = await answerOf(ask('albums'));
    const number = simulator.client.installed.client_id.split('-')[0];
    const url = `https://console.developers.google.com/apis/api/photoslibrary.googleapis.com/overview?project=${number}`;
    expect(status).toBe(403);
    expect(body).toMatchObject({
      error: {
        code: 403,
        status: 'PERMISSION_DENIED',
        message: expect.stringContaining(
          `Photos Library API has not been used in project ${number} before or it is disabled. Enable it by visiting ${url} then retry. `,
        ),
        details: expect.arrayContaining([
          expect.objectContaining({ reason: 'SERVICE_DISABLED' }),
          {
            '@type': 'type.googleapis.com/google.rpc.Help',
            links: [{ description: 'Google developers console API activation', url }],
          },
        ]),
      },
    });
    simulator.changeProject({ apis: { photoslibrary: true } });
    expect((await ask('albums')).status).toBe(200);
  });

  test('nobody at all for sharing', async () => {
    const ask = await signedIn(await running());
    for (const [path, method] of [
      ['sharedAlbums', 'GET'],
      ['sharedAlbums:join', 'POST'],
      ['albums/x:share', 'POST'],
      ['albums/x:unshare', 'POST'],
    ] as const) {
      const { status, body } = await answerOf(ask(path, { method }));
      expect(status).toBe(403);
      expect(body).toMatchObject({ error: { status: 'PERMISSION_DENIED' } });
    }
  });

  test('an address that is no method gets a page', async () => {
    const ask = await signedIn(await running());
    const response = await ask('nonsense');
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('text/html');
  });
});

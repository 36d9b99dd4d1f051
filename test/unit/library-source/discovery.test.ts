import { describe, expect, test } from 'vitest';
import { ProblemError } from '../../../electron/contract/problem.ts';
import { googleError, type Responder, sendHtml, sendJson, sendQuota } from '../google/google-server.ts';
import { discover, ids, type ServedLibrary, servedItem, servedSource } from './library-server.ts';

const holiday: ServedLibrary = {
  items: ids('item-', 250),
  albums: [
    { id: 'rome', title: 'Rome', items: ids('item-', 230) },
    { id: 'paris', title: 'Paris', items: ids('item-', 3) },
    { id: 'empty', title: 'Empty', items: [] },
  ],
};

/** Answers a search in one album with `responder`, from its page `from` on. */
function albumAnswers(album: string, responder: Responder, from = 0): NonNullable<ServedLibrary['instead']> {
  return (path, body) => {
    if (!path.startsWith('/v1/mediaItems:search')) return undefined;
    const { albumId, pageToken } = JSON.parse(body);
    return albumId === album && Number(pageToken?.slice(5) ?? 0) >= from ? responder : undefined;
  };
}

async function endOf(discovery: Promise<unknown>): Promise<string> {
  try {
    await discovery;
    return 'ended well';
  } catch (thrown) {
    return thrown instanceof ProblemError ? thrown.problem.code : String(thrown);
  }
}

describe('a full discovery', () => {
  test('finds every item, every album and what is in it', async () => {
    const { source, server } = await servedSource(holiday);
    const found = await discover(source);
    expect(found.items.map(({ key }) => key)).toEqual(holiday.items);
    expect(found.albums.map(({ key, title, itemCount }) => [key, title, itemCount])).toEqual([
      ['rome', 'Rome', 230],
      ['paris', 'Paris', 3],
      ['empty', 'Empty', null],
    ]);
    expect(found.contents.get('rome')).toEqual({ keys: ids('item-', 230), whole: true });
    expect(found.contents.get('paris')).toEqual({ keys: ids('item-', 3), whole: true });
    expect(found.contents.get('empty')).toEqual({ keys: [], whole: true });
    expect(found.problems).toEqual([]);
    // 3 pages of items, 1 of albums, 3 + 1 + 1 of their contents
    expect(server.requests).toHaveLength(9);
  });

  test('finds nothing in an empty library', async () => {
    const { source } = await servedSource({ items: [], albums: [] });
    expect(await discover(source)).toEqual({ items: [], albums: [], contents: new Map(), problems: [] });
  });

  test('lists the albums of every page', async () => {
    const albums = ids('album-', 120).map((id) => ({ id, title: id, items: ['a'] }));
    const { source } = await servedSource({ items: ['a'], albums });
    const found = await discover(source);
    expect(found.contents.size).toBe(120);
    expect([...found.contents.values()].every(({ whole }) => whole === true)).toBe(true);
  });
});

describe('a quick discovery', () => {
  test('of an unchanged library of 10,000 items and 200 albums costs at most 115 requests and no bytes', async () => {
    const albums = ids('album-', 200).map((id) => ({ id, title: id, items: ['item-1', 'item-2'] }));
    const { source, http } = await servedSource({ items: ids('item-', 10_000), albums });
    const fingerprint = '[2,"item-1"]';
    const found = await discover(source, { kind: 'quick', knownFingerprint: () => fingerprint });
    expect(found.items).toHaveLength(10_000);
    expect(found.contents.size).toBe(0);
    expect(http.counters().apiRequests).toBeLessThanOrEqual(115);
    expect(http.counters().mediaRequests).toBe(0);
  });

  test('lists an album whose count or cover changed, but not one that was only renamed', async () => {
    const { source } = await servedSource(holiday);
    const known = new Map((await discover(source)).albums.map(({ key, fingerprint }) => [key, fingerprint]));
    const changed = await servedSource({
      items: holiday.items,
      albums: [
        { id: 'rome', title: 'Roma', items: ids('item-', 230) },
        { id: 'paris', title: 'Paris', items: ids('item-', 4) },
        { id: 'empty', title: 'Empty', items: [], says: { coverPhotoMediaItemId: 'item-9' } },
        { id: 'new', title: 'New', items: ['item-1'] },
      ],
    });
    const found = await discover(changed.source, { kind: 'quick', knownFingerprint: (key) => known.get(key) ?? null });
    expect([...found.contents.keys()].sort()).toEqual(['empty', 'new', 'paris']);
    expect(found.albums.map(({ title }) => title)).toContain('Roma');
  });
});

describe('what Google does on the way', () => {
  test('pages without entries in the middle are passed over', async () => {
    const { source } = await servedSource({
      ...holiday,
      instead: (path) => {
        if (!path.startsWith('/v1/mediaItems?')) return undefined;
        const at = new URL(path, 'http://server').searchParams.get('pageToken');
        if (at === null) return sendJson(200, { nextPageToken: 'a' });
        if (at === 'a') return sendJson(200, { mediaItems: [servedItem('x')], nextPageToken: 'b' });
        if (at === 'b') return sendJson(200, { nextPageToken: 'c' });
        return sendJson(200, { mediaItems: [servedItem('y')], nextPageToken: '' });
      },
    });
    expect((await discover(source)).items.map(({ key }) => key)).toEqual(['x', 'y']);
  });

  test('a listing that goes in circles is ended', async () => {
    const circle = sendJson(200, { mediaItems: [servedItem('x')], nextPageToken: 'again' });
    const { source, server } = await servedSource({
      ...holiday,
      albums: [],
      instead: (path) => (path.startsWith('/v1/mediaItems') ? circle : undefined),
    });
    expect(await endOf(discover(source))).toBe('google-answer-unreadable');
    expect(server.requests.length).toBeLessThan(6);
  });

  test('an endless row of empty pages is ended', async () => {
    let page = 0;
    const empty: Responder = (response, request) => {
      page += 1;
      sendJson(200, { nextPageToken: `page-${page}` })(response, request);
    };
    const { source, server } = await servedSource({
      ...holiday,
      albums: [],
      instead: (path) => (path.startsWith('/v1/mediaItems') ? empty : undefined),
    });
    expect(await endOf(discover(source))).toBe('google-answer-unreadable');
    expect(server.requests.length).toBeLessThan(300);
  });

  test('an album whose listing goes in circles is a problem, and the rest continues', async () => {
    const circle = sendJson(200, { mediaItems: [servedItem('x')], nextPageToken: 'again' });
    const { source } = await servedSource({ ...holiday, instead: albumAnswers('rome', circle) });
    const found = await discover(source);
    expect(found.problems).toEqual(['google-answer-unreadable: Rome']);
    expect(found.contents.get('rome')?.whole).toBeNull();
    expect(found.contents.get('paris')?.whole).toBe(true);
  });

  test.each([0, 100])(
    'an album that is deleted while it is listed (from item %i on) is a problem, and the rest goes on',
    async (from) => {
      const gone = sendJson(404, googleError(404, 'NOT_FOUND', 'Requested entity was not found.'));
      const { source } = await servedSource({ ...holiday, instead: albumAnswers('rome', gone, from) });
      const found = await discover(source);
      expect(found.problems).toEqual(['album-gone: Rome']);
      expect(found.contents.get('rome')?.whole ?? null).toBeNull();
      expect(found.contents.get('paris')?.whole).toBe(true);
      expect(found.items).toHaveLength(250);
    },
  );

  test('an album that Google cannot list for now is a problem, and the rest continues', async () => {
    const { source } = await servedSource({ ...holiday, instead: albumAnswers('paris', sendHtml(500)) });
    const found = await discover(source);
    expect(found.problems).toEqual(['google-unavailable: Paris']);
    expect(found.contents.get('rome')?.whole).toBe(true);
  });

  test.each([
    ['fewer', '4'],
    ['more', '2'],
  ])('an album that lists %s items than it counts is not whole', async (_what, count) => {
    const albums = [{ id: 'paris', title: 'Paris', items: ids('item-', 3), says: { mediaItemsCount: count } }];
    const { source } = await servedSource({ items: [], albums });
    expect((await discover(source)).contents.get('paris')).toEqual({ keys: ids('item-', 3), whole: false });
  });

  test.for([
    ['items', '/v1/mediaItems?', 'mediaItems', 'google-answer-unreadable: undefined'],
    ['albums', '/v1/albums?', 'albums', 'google-answer-unreadable: undefined'],
    ['an album', '/v1/mediaItems:search', 'mediaItems', 'google-answer-unreadable: Paris'],
  ] as const)('entries without an id among %s cost themselves', async ([_what, asked, name, told]) => {
    const entries =
      name === 'albums' ? [{ id: 'paris', title: 'Paris', mediaItemsCount: '3' }] : [servedItem('item-0')];
    const nonsense = [{ filename: 'x.jpg' }, { id: '' }, { id: 7 }, null, 'item-1', []];
    const mixed = sendJson(200, {
      [name]: [...nonsense.slice(0, 3), ...entries, ...nonsense.slice(3)],
      nextPageToken: null,
    });
    const paris = { id: 'paris', title: 'Paris', items: ids('item-', 3) };
    const instead: ServedLibrary['instead'] = (path) => (path.startsWith(asked) ? mixed : undefined);
    const { source } = await servedSource({ items: ids('item-', 3), albums: [paris], instead });
    const found = await discover(source);
    expect(found.problems).toEqual([told]);
    expect(found.items.length).toBe(asked === '/v1/mediaItems?' ? 1 : 3);
    expect(found.contents.get('paris')?.keys).toHaveLength(asked === '/v1/mediaItems:search' ? 1 : 3);
  });

  test('lists that are null are empty', async () => {
    const nothing = sendJson(200, { mediaItems: null, albums: null, nextPageToken: null });
    const { source } = await servedSource({ items: [], albums: [], instead: () => nothing });
    expect(await discover(source)).toEqual({ items: [], albums: [], contents: new Map(), problems: [] });
  });

  test('an item that is told twice in an album is one', async () => {
    const twice = ['item-0', ...ids('item-', 101)];
    const { source } = await servedSource({ items: [], albums: [{ id: 'a', title: 'A', items: twice }] });
    expect((await discover(source)).contents.get('a')).toEqual({ keys: ids('item-', 101), whole: false });
  });
});

describe('what ends a discovery', () => {
  const off = googleError(403, 'PERMISSION_DENIED', 'x', [{ reason: 'SERVICE_DISABLED' }]);
  const scope = googleError(403, 'PERMISSION_DENIED', 'Request had insufficient authentication scopes.');

  test.each<[string, Responder, string]>([
    ['an API that is off', sendJson(403, off), 'api-disabled'],
    ['a missing scope', sendJson(403, scope), 'scope-missing'],
    ["the day's quota", sendQuota('day'), 'quota-day'],
    ['a dead sign-in', sendJson(401, googleError(401, 'UNAUTHENTICATED', 'No.')), 'access-token-refused'],
    ['a Google that stays broken', sendHtml(503), 'google-unavailable'],
  ])('%s', async (_what, responder, code) => {
    const { source } = await servedSource({ ...holiday, instead: () => responder });
    expect(await endOf(discover(source))).toBe(code);
  });

  test("the day's quota in the middle of an album", async () => {
    const { source, http } = await servedSource({ ...holiday, instead: albumAnswers('rome', sendQuota('day'), 100) });
    expect(await endOf(discover(source))).toBe('quota-day');
    const made = http.counters();
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
    expect(http.counters()).toEqual(made);
  });

  test('being stopped', async () => {
    const stopping = new AbortController();
    const { source } = await servedSource(holiday);
    const discovery = (async () => {
      const request = { kind: 'full', knownFingerprint: () => null, signal: stopping.signal } as const;
      for await (const _page of source.discover(request)) stopping.abort();
    })();
    expect(await endOf(discovery)).toBe('interrupted');
  });
});

test('nobody asks for more when the reader goes away', async () => {
  const { source, http } = await servedSource({ items: ids('item-', 5_000), albums: [] });
  const request = { kind: 'full', knownFingerprint: () => null, signal: new AbortController().signal } as const;
  for await (const _page of source.discover(request)) break;
  const made = http.counters();
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  expect(http.counters()).toEqual(made);
  expect(made.apiRequests).toBeLessThan(6);
});

test('a slow reader is not run ahead of', async () => {
  const { source, server } = await servedSource({ items: ids('item-', 5_000), albums: [] });
  const request = { kind: 'full', knownFingerprint: () => null, signal: new AbortController().signal } as const;
  let pages = 0;
  for await (const _page of source.discover(request)) {
    pages += 1;
    for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate);
    expect(server.requests.length).toBeLessThanOrEqual(pages + 3);
  }
  expect(pages).toBe(50);
});

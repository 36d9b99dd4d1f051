import { describe, expect, test } from 'vitest';
import type { RemoteItem } from '../../../electron/engine/sources/source.ts';
import { googleError, sendBytes, sendJson } from '../google/google-server.ts';
import { memorySink, noon } from '../google/pipeline.ts';
import { discover, ids, type ServedLibrary, servedItem, servedSource } from './library-server.ts';

const never = new AbortController().signal;

/** The one item of a library whose only item reads as `json`. */
async function itemOf(json: Record<string, unknown>): Promise<RemoteItem | undefined> {
  const instead: ServedLibrary['instead'] = (path) =>
    path.startsWith('/v1/mediaItems?') ? sendJson(200, { mediaItems: [json] }) : undefined;
  const { source } = await servedSource({ items: [], albums: [], instead });
  return (await discover(source)).items[0];
}

describe('an item', () => {
  test('is read with all that Google says', async () => {
    const item = await itemOf({
      ...servedItem('a'),
      baseUrl: 'https://lh3.googleusercontent.com/x',
      description: 'Sea',
    });
    expect(item).toMatchObject({
      key: 'a',
      filename: 'a.JPG',
      mimeType: 'image/jpeg',
      createdAt: '2023-08-01T10:20:30.000Z',
      width: 4032,
      height: 3024,
      description: 'Sea',
      readiness: 'ready',
      handle: { locator: 'https://lh3.googleusercontent.com/x', staleAt: noon + 50 * 60_000 },
    });
  });

  test('with hardly anything said is an item all the same', async () => {
    const item = await itemOf({ id: 'bare' });
    expect(item).toMatchObject({
      key: 'bare',
      filename: 'bare',
      mimeType: 'application/octet-stream',
      createdAt: null,
      width: null,
      height: null,
      description: null,
      readiness: 'ready',
      handle: { locator: '', staleAt: noon },
      verbatim: '{"id":"bare"}',
    });
  });

  test('with nonsense in it keeps what makes sense', async () => {
    const item = await itemOf({
      id: 'a',
      filename: 7,
      mediaMetadata: { creationTime: 'yesterday', width: '-1', height: 5 },
    });
    expect(item).toMatchObject({ filename: 'a', createdAt: null, width: null, height: 5 });
  });

  test('reads the same word for word at every look, whatever the link and the order of keys', async () => {
    const one: Record<string, unknown> = { ...servedItem('a'), unknownToday: { z: [{ b: 1, a: 2 }], y: null } };
    const other = Object.fromEntries(Object.entries({ ...one, baseUrl: 'https://other.example' }).reverse());
    const [first, second] = [await itemOf(one), await itemOf(other)];
    expect(first?.verbatim).toBe(second?.verbatim);
    const { baseUrl: _link, ...lasting } = one;
    expect(JSON.parse(first?.verbatim ?? '')).toEqual(lasting);
    expect(first?.verbatim).not.toContain('baseUrl');
  });

  test.each([
    ['READY', 'ready'],
    ['PROCESSING', 'processing'],
    ['FAILED', 'failed'],
    ['UNSPECIFIED', 'ready'],
    [undefined, 'ready'],
  ])('that is a video in status %s is %s', async (status, readiness) => {
    const video = status === undefined ? { fps: 30 } : { fps: 30, status };
    const item = await itemOf({ ...servedItem('v'), mimeType: 'video/mp4', mediaMetadata: { video } });
    expect(item?.readiness).toBe(readiness);
  });
});

describe('renewing links', () => {
  test('brings fresh ones for 50 items with one request', async () => {
    const { source, server, timing } = await servedSource({ items: ids('i', 50), albums: [] });
    timing.advance(51 * 60_000);
    const renewed = await source.renew(ids('i', 50), never);
    expect(renewed.ok && renewed.value.size).toBe(50);
    const first = renewed.ok ? renewed.value.get('i0') : undefined;
    expect(first?.ok && first.value.handle.staleAt).toBe(noon + 101 * 60_000);
    expect(server.requests).toHaveLength(1);
    expect(source.renewBatch).toBe(50);
  });

  test('tells which items are gone, by id and by place', async () => {
    const { source } = await servedSource({ items: ['a', 'c'], albums: [] });
    const renewed = await source.renew(['a', 'b', 'c'], never);
    const codes =
      renewed.ok && [...renewed.value].map(([key, one]) => [key, one.ok ? one.value.key : one.problem.code]);
    expect(codes).toEqual([
      ['a', 'a'],
      ['b', 'item-gone'],
      ['c', 'c'],
    ]);
  });

  test.each([
    [3, 'item-gone'],
    [5, 'item-gone'],
    [13, 'google-unavailable'],
    [14, 'google-unavailable'],
  ])('reads status %i as %s', async (code, expected) => {
    const results = sendJson(200, { mediaItemResults: [{ status: { code, message: 'x' } }] });
    const { source } = await servedSource({ items: [], albums: [], instead: () => results });
    const renewed = await source.renew(['a'], never);
    const one = renewed.ok ? renewed.value.get('a') : undefined;
    expect(one?.ok ? 'ok' : one?.problem.code).toBe(expected);
  });

  test('is not spoiled by an answer that nobody can read', async () => {
    const spoiled = [
      null,
      { mediaItem: null },
      { mediaItem: { id: 7 }, status: 'gone' },
      { mediaItem: servedItem('d') },
    ];
    const results = sendJson(200, { mediaItemResults: spoiled });
    const { source } = await servedSource({ items: [], albums: [], instead: () => results });
    const renewed = await source.renew(['a', 'b', 'c', 'd'], never);
    expect(renewed.ok && [...renewed.value].map(([key, one]) => [key, one.ok])).toEqual([
      ['a', false],
      ['b', false],
      ['c', false],
      ['d', true],
    ]);
  });

  test('does not call an item gone because it is missing among the answers', async () => {
    const results = sendJson(200, { mediaItemResults: [{ mediaItem: servedItem('b') }] });
    const { source } = await servedSource({ items: [], albums: [], instead: () => results });
    const renewed = await source.renew(['a', 'b'], never);
    const one = renewed.ok ? renewed.value.get('a') : undefined;
    expect(one?.ok ? 'ok' : one?.problem.code).toBe('google-answer-unreadable');
    expect(renewed.ok && renewed.value.get('b')?.ok).toBe(true);
  });

  test('of nothing costs nothing; of more than 50 is a bug', async () => {
    const { source, server } = await servedSource({ items: [], albums: [] });
    expect(await source.renew([], never)).toEqual({ ok: true, value: new Map() });
    await expect(source.renew(ids('i', 51), never)).rejects.toThrow(RangeError);
    expect(server.requests).toHaveLength(0);
  });

  test('fails as a whole when the request does', async () => {
    const refused = sendJson(400, googleError(400, 'INVALID_ARGUMENT', 'No.'));
    const { source } = await servedSource({ items: [], albums: [], instead: () => refused });
    const renewed = await source.renew(['a'], never);
    expect(renewed.ok ? 'ok' : renewed.problem.code).toBe('google-refused');
  });
});

describe('fetching', () => {
  const bytes = Buffer.from('bytes of it');

  test.each([
    ['image/jpeg', '/bytes/x=d'],
    ['image/x-adobe-dng', '/bytes/x=d'],
    ['video/mp4', '/bytes/x=dv'],
    ['application/octet-stream', '/bytes/x=d'],
  ])('%s asks for %s, without a token', async (mimeType, path) => {
    const { source, server } = await servedSource({
      items: [],
      albums: [],
      instead: () => sendBytes(bytes, { 'content-type': mimeType }),
    });
    const sink = memorySink();
    const handle = { locator: `${server.origin}/bytes/x`, staleAt: null };
    expect(await source.fetch({ key: 'x', mimeType, handle }, sink, never)).toEqual({ ok: true, value: undefined });
    expect(sink.bytes().equals(bytes)).toBe(true);
    expect(server.requests.map((request) => request.path)).toEqual([path]);
    expect(server.requests[0]?.headers.authorization).toBeUndefined();
  });

  test('an item without a link is one whose link has expired', async () => {
    const { source, server } = await servedSource({ items: [], albums: [] });
    const item = { key: 'x', mimeType: 'image/jpeg', handle: { locator: '', staleAt: 0 } };
    const result = await source.fetch(item, memorySink(), never);
    expect(result.ok ? 'ok' : result.problem.code).toBe('bytes-link-expired');
    expect(server.requests).toHaveLength(0);
  });
});

test('an item or album by its id, or that it is gone', async () => {
  const { createPhotosLibrary } = await import('../../../electron/engine/google/photos-library.ts');
  const { http, server } = await servedSource({
    items: [],
    albums: [],
    instead: (path) => {
      if (path === '/v1/mediaItems/a%2Fb') return sendJson(200, servedItem('a/b'));
      return path === '/v1/albums/r' ? sendJson(200, { id: 'r', mediaItemsCount: '12' }) : undefined;
    },
  });
  const library = createPhotosLibrary(http, `${server.origin}/v1`);
  expect(await library.getItem('a/b', never)).toMatchObject({ ok: true, value: { id: 'a/b', width: 4032 } });
  expect(await library.getAlbum('r', never)).toEqual({
    ok: true,
    value: { id: 'r', title: '', itemCount: 12, coverItemId: null },
  });
  expect(await library.getItem('x', never)).toMatchObject({ ok: false, problem: { code: 'item-gone' } });
  expect(await library.getAlbum('x', never)).toMatchObject({ ok: false, problem: { code: 'album-gone' } });
});

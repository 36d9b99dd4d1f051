import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { problem } from '../../../electron/contract/problem.ts';
import { failed, ok } from '../../../electron/contract/result.ts';
import {
  googleError,
  googleServer,
  inTurn,
  type Responder,
  reset,
  sendHtml,
  sendJson,
  sendQuota,
} from './google-server.ts';
import { fakeTiming, memoryQuotaStore, noon, type Pipeline, pipeline } from './pipeline.ts';

const schema = z.object({ answer: z.number() });
const good = sendJson(200, { answer: 42 });
const never = new AbortController().signal;

async function served(responder: Responder, overrides: Parameters<typeof pipeline>[0] = {}) {
  const server = await googleServer(responder);
  const line = pipeline(overrides);
  const get = (signal = never) => line.http.json('GET', `${server.origin}/v1/things`, { schema }, signal);
  return { server, ...line, get };
}

async function codeOf(call: ReturnType<Pipeline['http']['json']>): Promise<string> {
  const result = await call;
  return result.ok ? 'ok' : result.problem.code;
}

describe('an API call', () => {
  test('sends method, query, body and token, and reads the answer', async () => {
    const { server, http } = await served(good);
    const query = { pageSize: 5, id: ['a', 'b/ä'], gone: undefined };
    const result = await http.json('POST', `${server.origin}/v1/x`, { query, body: { q: 1 }, schema }, never);
    expect(result).toEqual(ok({ answer: 42 }));
    const [request] = server.requests;
    expect(request?.method).toBe('POST');
    expect(request?.query.getAll('id')).toEqual(['a', 'b/ä']);
    expect([...(request?.query.keys() ?? [])]).toEqual(['pageSize', 'id', 'id']);
    expect(request?.body).toBe('{"q":1}');
    expect(request?.headers.authorization).toBe('Bearer token-1');
    expect(request?.headers['content-type']).toBe('application/json');
  });

  test('reads compressed answers', async () => {
    const { get } = await served((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(gzipSync('{"answer":7}'));
    });
    expect(await get()).toEqual(ok({ answer: 7 }));
  });

  test('reads an empty answer as an empty object', async () => {
    const { server, http } = await served((response) => response.writeHead(204).end());
    const result = await http.json('DELETE', `${server.origin}/v1/x`, { schema: z.object({}) }, never);
    expect(result).toEqual(ok({}));
  });

  test('reuses its connections', async () => {
    const { server, get } = await served(good, { parallel: { api: 2, media: 2 } });
    for (let round = 0; round < 10; round += 1) await Promise.all([get(), get()]);
    expect(server.requests).toHaveLength(20);
    expect(server.connections()).toBe(2);
  });

  test('has as many requests under way as allowed, never more', async () => {
    const held: (() => void)[] = [];
    let most = 0;
    const { get } = await served(
      (response, request) => {
        held.push(() => good(response, request));
        most = Math.max(most, held.length);
        // Answers come only in threes: with fewer side by side nothing would ever end.
        if (held.length >= 3) for (const answer of held.splice(0)) answer();
      },
      { parallel: { api: 3, media: 1 } },
    );
    await Promise.all(Array.from({ length: 30 }, () => get()));
    expect(most).toBe(3);
  });

  test('refuses to send a token anywhere but to Google', async () => {
    const { http } = pipeline();
    for (const url of [
      'https://evil.example/v1',
      'http://photoslibrary.googleapis.com/v1',
      'https://googleapis.com.evil.example/',
    ]) {
      expect(() => http.json('GET', url, { schema }, never)).toThrow(TypeError);
    }
  });
});

describe('passing faults', () => {
  test.each([500, 502, 503])('%i is tried again with growing waits', async (status) => {
    const { server, timing, get } = await served(inTurn(sendHtml(status), sendHtml(status), sendHtml(status), good));
    expect(await get()).toEqual(ok({ answer: 42 }));
    expect(server.requests).toHaveLength(4);
    expect(timing.waits).toEqual([1_000, 2_000, 4_000]);
  });

  test('a server that stays broken is given up after six attempts', async () => {
    const { server, timing, get } = await served(sendHtml(503));
    expect(await codeOf(get())).toBe('google-unavailable');
    expect(server.requests).toHaveLength(6);
    expect(timing.waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000]);
  });

  test('Retry-After is honoured', async () => {
    const { timing, get } = await served(inTurn(sendHtml(503, { 'retry-after': '77' }), good));
    expect(await codeOf(get())).toBe('ok');
    expect(timing.waits).toEqual([77_000]);
  });

  test('a Retry-After of hours is not sat out', async () => {
    const { timing, get } = await served(sendHtml(503, { 'retry-after': '7200' }));
    expect(await codeOf(get())).toBe('google-unavailable');
    expect(timing.waits).toEqual([]);
  });

  test('a reset connection is tried again', async () => {
    const { server, get } = await served(inTurn(reset, reset, good));
    expect(await codeOf(get())).toBe('ok');
    expect(server.requests).toHaveLength(3);
  });

  test('nobody listening is told as unreachable', async () => {
    const { http } = pipeline();
    expect(await codeOf(http.json('GET', 'http://127.0.0.1:1/v1', { schema }, never))).toBe('network-unreachable');
  });

  test('an answer that does not come is not awaited forever', async () => {
    const { get } = await served(
      inTurn(() => {}, good),
      { timing: fakeTiming(noon, 0.001) },
    );
    expect(await codeOf(get())).toBe('ok');
  });

  test.each<[string, Responder]>([
    ['a login page', sendHtml(200)],
    ['JSON of another form', sendJson(200, { answer: 'no number' })],
    [
      'JSON that is cut off',
      (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"ans'),
    ],
    [
      'an answer shorter than announced',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
        response.write('{"answer":1}', () => response.destroy());
      },
    ],
    ['a picture', (response) => response.writeHead(200, { 'content-type': 'image/png' }).end('\x89PNG')],
    [
      'compression that is none',
      (response) =>
        response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end('plain'),
    ],
  ])('%s instead of the answer is tried again', async (_what, responder) => {
    const { server, get } = await served(inTurn(responder, good));
    expect(await get()).toEqual(ok({ answer: 42 }));
    expect(server.requests).toHaveLength(2);
  });

  test('an answer that stays unreadable ends as such', async () => {
    const { get } = await served(sendJson(200, { answer: 'no number' }));
    expect(await codeOf(get())).toBe('google-answer-unreadable');
  });

  test.each<[string, Responder]>([
    ['a page', sendHtml(200)],
    ['a redirect', (response) => response.writeHead(302, { location: 'http://login.hotel.example/?t=1' }).end()],
    [
      'a redirect to another host of Google',
      (response) => response.writeHead(307, { location: 'https://www.google.com/' }).end(),
    ],
    ['a redirect that leads nowhere', (response) => response.writeHead(301).end()],
    ['511 Network Authentication Required', sendHtml(511)],
  ])('%s instead of the answer is told as what it is, and not followed', async (_name, responder) => {
    const { get, server } = await served(responder);
    expect(await codeOf(get())).toBe('network-intercepted');
    expect(server.requests.every(({ path }) => !path.includes('login'))).toBe(true);
  });

  test('a call that makes something is not repeated when it may have been carried out', async () => {
    const { server, http } = await served(inTurn(sendHtml(503), good));
    const post = http.json('POST', `${server.origin}/v1/sessions`, { body: {}, schema }, never);
    expect(await codeOf(post)).toBe('google-unavailable');
    expect(server.requests).toHaveLength(1);
  });
});

describe('refusals', () => {
  test('a missing scope and an API that is off are told at once', async () => {
    const scope = googleError(403, 'PERMISSION_DENIED', 'Request had insufficient authentication scopes.');
    const off = googleError(403, 'PERMISSION_DENIED', 'x', [{ reason: 'SERVICE_DISABLED' }]);
    const { server, get } = await served(inTurn(sendJson(403, scope), sendJson(403, off)));
    expect(await codeOf(get())).toBe('scope-missing');
    expect(await codeOf(get())).toBe('api-disabled');
    expect(server.requests).toHaveLength(2);
  });

  test('404 is what the call says it is', async () => {
    const { server, http, get } = await served(sendJson(404, googleError(404, 'NOT_FOUND', 'No such thing.')));
    const album = http.json('GET', `${server.origin}/a`, { schema, notFound: 'album-gone' }, never);
    expect(await codeOf(album)).toBe('album-gone');
    expect(await codeOf(get())).toBe('google-refused');
  });

  test('a huge error body is cut, not read to its end', async () => {
    const { get } = await served((response) => {
      response.writeHead(400, { 'content-type': 'text/html' });
      response.end('x'.repeat(4 * 1024 * 1024));
    });
    expect(await codeOf(get())).toBe('google-refused');
  });
});

describe('answers that are nested without sense', () => {
  const nested = (levels: number): string => `{"answer":1,"x":${'['.repeat(levels)}${']'.repeat(levels)}}`;
  const answering =
    (body: string): Responder =>
    (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(body);
    };

  test('by millions of levels cost no more time than their bytes', async () => {
    const { get } = await served(answering(nested(3_000_000)));
    const begun = process.cpuUsage();
    expect(await codeOf(get())).toBe('google-answer-unreadable');
    const { user } = process.cpuUsage(begun);
    expect(user / 1_000).toBeLessThan(6_000);
  });

  test('by thousands are read, as they cost one item alone', async () => {
    const { get } = await served(answering(nested(5_000)));
    expect(await codeOf(get())).toBe('ok');
  });
});

describe('access tokens', () => {
  test('do not follow a redirect of an API, not even to another host of Google', async () => {
    const other = await googleServer(good);
    const { server, get } = await served((response) =>
      response.writeHead(307, { location: `${other.origin}/v1` }).end(),
    );
    expect(await codeOf(get())).toBe('network-intercepted');
    expect(server.requests[0]?.headers.authorization).toBe('Bearer token-1');
    expect(other.requests).toEqual([]);
  });

  const refused = sendJson(401, googleError(401, 'UNAUTHENTICATED', 'Request had invalid credentials.'));

  test('a token refused mid-run is renewed once and the call continues', async () => {
    const { server, tokenCalls, timing, get } = await served(inTurn(good, refused, good));
    expect(await codeOf(get())).toBe('ok');
    expect(await codeOf(get())).toBe('ok');
    expect(tokenCalls).toEqual([null, null, 'token-1']);
    expect(server.requests.at(-1)?.headers.authorization).toBe('Bearer token-2');
    expect(timing.waits).toEqual([]);
  });

  test('a sign-in that is refused again and again, however fresh, ends the call', async () => {
    const { server, get } = await served(refused);
    expect(await codeOf(get())).toBe('access-token-refused');
    expect(server.requests).toHaveLength(5);
  });

  test('a fresh token that is refused as well, as in a storm, is renewed after a pause', async () => {
    const { server, tokenCalls, timing, get } = await served(inTurn(refused, refused, refused, good));
    expect(await codeOf(get())).toBe('ok');
    expect(tokenCalls).toEqual([null, 'token-1', 'token-2', 'token-3']);
    expect(server.requests.at(-1)?.headers.authorization).toBe('Bearer token-4');
    expect(timing.waits).toHaveLength(2);
  });

  test('a grant that is revoked meanwhile ends the call at its renewal', async () => {
    const accessToken = async (_account: string, old?: string) =>
      old === undefined ? ok('token-1') : failed(problem('token-revoked'));
    const { server, get } = await served(refused, { tokens: { accessToken } });
    expect(await codeOf(get())).toBe('token-revoked');
    expect(server.requests).toHaveLength(1);
  });

  test('a sign-in that cannot be renewed ends the call with its own problem', async () => {
    const accessToken = async () => failed(problem('token-expired-testing'));
    const { server, get } = await served(good, { tokens: { accessToken } });
    expect(await codeOf(get())).toBe('token-expired-testing');
    expect(server.requests).toHaveLength(0);
  });
});

describe('quotas', () => {
  test('per minute: one pause for everybody, told to anyone who listens', async () => {
    let calls = 0;
    const { timing, quotas, get } = await served((response, request) => {
      calls += 1;
      (calls <= 4 ? sendQuota('minute') : good)(response, request);
    });
    const results = await Promise.all(Array.from({ length: 8 }, () => get()));
    expect(results.every((result) => result.ok)).toBe(true);
    expect(timing.waits).toEqual([30_000]);
    expect(quotas[0]?.state).toBe('waiting');
    expect(quotas[0]?.reason?.code).toBe('quota-minute');
    expect(quotas[0]?.waitingUntil).toBe(new Date(noon + 30_000).toISOString());
    expect(quotas.map(({ state }) => state).filter((state, place, all) => state !== all[place - 1])).toEqual([
      'waiting',
      'slowed',
    ]);
  });

  test('per minute, again and again: longer pauses, then the problem', async () => {
    const { server, timing, get } = await served(sendQuota('minute'));
    expect(await codeOf(get())).toBe('quota-minute');
    expect(server.requests).toHaveLength(6);
    expect(timing.waits.slice(0, 5)).toEqual([30_000, 60_000, 120_000, 240_000, 480_000]);
  });

  test('Retry-After makes the pause longer, never shorter', async () => {
    const { timing, get } = await served(
      inTurn(sendQuota('minute', { 'retry-after': '5' }), good, sendQuota('minute', { 'retry-after': '90' }), good),
    );
    await get();
    await get();
    expect(timing.waits).toEqual([30_000, 90_000]);
  });

  test('a pause longer than a quarter of an hour ends the run instead', async () => {
    const { server, timing, get, http } = await served(sendQuota('minute', { 'retry-after': '3600' }));
    expect(await codeOf(get())).toBe('quota-minute');
    expect(await codeOf(get())).toBe('quota-minute');
    expect(server.requests).toHaveLength(1);
    expect(timing.waits).toEqual([]);
    expect(http.quota()).toMatchObject({ state: 'stopped', waitingUntil: new Date(noon + 3_600_000).toISOString() });
  });

  test('concurrent: from then on one at a time', async () => {
    let inside = 0;
    let most = 0;
    const slowly: Responder = async (response, request) => {
      inside += 1;
      most = Math.max(most, inside);
      for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
      inside -= 1;
      good(response, request);
    };
    const { get, http } = await served(inTurn(sendQuota('concurrent'), slowly));
    expect(await codeOf(get())).toBe('ok');
    const results = await Promise.all(Array.from({ length: 10 }, () => get()));
    expect(results.every((result) => result.ok)).toBe(true);
    expect(most).toBe(1);
    expect(http.quota().reason?.code).toBe('quota-concurrent');
  });

  test('per day, as Google says: no further request that day, not even after a restart', async () => {
    const { server, get, http, quotas, store } = await served(sendQuota('day'));
    expect(await codeOf(get())).toBe('quota-day');
    const again = await get();
    expect(again.ok ? null : again.problem.detail).toContain('2026-07-16T07:00:00.000Z');
    expect(server.requests).toHaveLength(1);
    expect(quotas.at(-1)).toMatchObject({ state: 'stopped', resetsAt: '2026-07-16T07:00:00.000Z' });
    await http.close();
    const restarted = pipeline({ quotaStore: store });
    const call = restarted.http.json('GET', `${server.origin}/v1`, { schema }, never);
    expect(await codeOf(call)).toBe('quota-day');
    expect(server.requests).toHaveLength(1);
  });

  test('per day, as the own ledger says: the request is not even made', async () => {
    const { server, get, http } = await served(good, { dailyRequestLimit: 3 });
    const codes = [await codeOf(get()), await codeOf(get()), await codeOf(get()), await codeOf(get())];
    expect(codes).toEqual(['ok', 'ok', 'ok', 'quota-day']);
    expect(server.requests).toHaveLength(3);
    expect(http.quota()).toMatchObject({ state: 'stopped', apiRequests: { used: 3, limit: 3 } });
  });

  test('per day: continues after midnight Pacific time', async () => {
    const { get, timing } = await served(inTurn(sendQuota('day'), good));
    expect(await codeOf(get())).toBe('quota-day');
    timing.advance(13 * 3_600_000);
    expect(await codeOf(get())).toBe('ok');
  });

  test('every request is counted, the failed and the repeated too, and written within a second', async () => {
    const { get, timing, store, http } = await served(inTurn(sendHtml(500), reset, good));
    await get();
    expect(http.counters()).toEqual({ apiRequests: 3, mediaRequests: 0, bytes: 0 });
    timing.advance(1_000);
    expect([...store.rows.values()]).toEqual([{ api: 3, media: 0 }]);
  });

  test('closing writes what is not written yet', async () => {
    const { get, store, http } = await served(good);
    await get();
    expect(store.writes()).toBe(0);
    await http.close();
    expect([...store.rows.values()]).toEqual([{ api: 1, media: 0 }]);
  });

  test('other services than the Library API have no daily limit', async () => {
    const quotaStore = memoryQuotaStore();
    quotaStore.add('123', '2026-07-15', 10_000, 75_000);
    const { get } = await served(good, { quotaStore, service: 'photos-picker' });
    expect(await codeOf(get())).toBe('ok');
    expect(quotaStore.writes()).toBe(1);
  });
});

describe('stopping', () => {
  test('an aborted call ends as interrupted, whatever it was doing', async () => {
    const before = AbortSignal.abort();
    const { server, get } = await served(() => {});
    expect(await codeOf(get(before))).toBe('interrupted');
    expect(server.requests).toHaveLength(0);
    const stopping = new AbortController();
    const call = get(stopping.signal);
    stopping.abort();
    expect(await codeOf(call)).toBe('interrupted');
  });

  test('an aborted call in the queue gives up its place', async () => {
    const held: (() => void)[] = [];
    const { get } = await served((response, request) => held.push(() => good(response, request)), {
      parallel: { api: 1, media: 1 },
    });
    const first = get();
    const stopping = new AbortController();
    const second = get(stopping.signal);
    stopping.abort();
    expect(await codeOf(second)).toBe('interrupted');
    while (held.length === 0) await new Promise(setImmediate);
    held[0]?.();
    expect(await codeOf(first)).toBe('ok');
  });

  test('closing ends what is under way and refuses what comes later', async () => {
    const { get, http } = await served(() => {});
    const call = get();
    await http.close();
    expect(await codeOf(call)).toBe('interrupted');
    expect(await codeOf(get())).toBe('interrupted');
  });
});

describe('a raw call', () => {
  test('passes on what came, errors too', async () => {
    const body = googleError(404, 'NOT_FOUND', 'No such album.');
    const { server, http } = await served(inTurn(sendHtml(503), sendJson(404, body)));
    const result = await http.raw('GET', `${server.origin}/v1/albums/x`, { query: { a: '1' } }, never);
    expect(result).toEqual(
      ok({ status: 404, contentType: 'application/json; charset=UTF-8', body: JSON.stringify(body) }),
    );
    expect(server.requests).toHaveLength(2);
  });

  test('sends its body unchanged', async () => {
    const { server, http } = await served(good);
    await http.raw('POST', `${server.origin}/v1/x`, { body: '{"a": 1}' }, never);
    expect(server.requests[0]?.body).toBe('{"a": 1}');
  });
});

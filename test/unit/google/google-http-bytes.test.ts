import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { ByteSink } from '../../../electron/contract/bytes.ts';
import { ProblemError, problem } from '../../../electron/contract/problem.ts';
import { ok } from '../../../electron/contract/result.ts';
import type { ByteRequest } from '../../../electron/engine/google/requests.ts';
import {
  googleError,
  googleServer,
  inTurn,
  type Responder,
  reset,
  sendBytes,
  sendHtml,
  sendJson,
  sendQuota,
  sendRaw,
} from './google-server.ts';
import { fakeTiming, memorySink, noon, pipeline } from './pipeline.ts';

const photo = Buffer.from(Array.from({ length: 300_000 }, (_, place) => (place * 7919) % 251));
const large = Buffer.concat(Array.from({ length: 10 }, () => photo));
const unreadable = 'google-answer-unreadable';
const never = new AbortController().signal;
const image: ByteRequest = { authorization: 'none', media: 'image' };

async function served(responder: Responder, overrides: Parameters<typeof pipeline>[0] = {}) {
  const server = await googleServer(responder);
  const line = pipeline(overrides);
  const fetchInto = async (sink: ByteSink, request = image, signal = never) => {
    const result = await line.http.bytes(`${server.origin}/photo=d`, sink, request, signal);
    return result.ok ? 'ok' : result.problem.code;
  };
  return { server, ...line, fetchInto };
}

/** Sends the first `sent` bytes of a body that is announced whole, then breaks the connection. */
function cutOff(bytes: Buffer, sent: number, headers: Record<string, string> = {}): Responder {
  return (response) => {
    response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': String(bytes.byteLength), ...headers });
    response.write(bytes.subarray(0, sent), () => setImmediate(() => response.destroy()));
  };
}

/** Answers ranges as RFC 9110 asks for. */
function sendRanges(bytes: Buffer, etag: string): Responder {
  return (response, request) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    if (from === 0 || request.headers['if-range'] !== etag) {
      sendBytes(bytes, { etag })(response, request);
      return;
    }
    response.writeHead(206, {
      etag,
      'content-type': 'image/jpeg',
      'content-length': String(bytes.byteLength - from),
      'content-range': `bytes ${from}-${bytes.byteLength - 1}/${bytes.byteLength}`,
    });
    response.end(bytes.subarray(from));
  };
}

describe('fetching bytes', () => {
  test('brings them whole, with what the head said', async () => {
    const { server, http, fetchInto } = await served(sendBytes(photo, { etag: '"v1"' }));
    const sink = memorySink();
    expect(await fetchInto(sink)).toBe('ok');
    expect(sink.bytes().equals(photo)).toBe(true);
    expect(sink.heads).toEqual([{ length: photo.byteLength, contentType: 'image/jpeg', from: 0, etag: '"v1"' }]);
    expect(sink.ended()).toBe(1);
    expect(server.requests[0]?.headers['accept-encoding']).toBe('identity');
    expect(server.requests[0]?.headers.authorization).toBeUndefined();
    expect(server.requests[0]?.headers.range).toBeUndefined();
    expect(http.counters()).toEqual({ apiRequests: 0, mediaRequests: 1, bytes: photo.byteLength });
  });

  test('of unknown length is taken to its end', async () => {
    const { fetchInto } = await served((response) => {
      response.writeHead(200, { 'content-type': 'image/jpeg', etag: 'W/"weak"' });
      response.write(photo);
      response.end(photo);
    });
    const sink = memorySink();
    expect(await fetchInto(sink)).toBe('ok');
    expect(sink.bytes().byteLength).toBe(2 * photo.byteLength);
    expect(sink.heads[0]).toMatchObject({ length: null, etag: null });
  });

  test('many side by side reuse a bounded number of connections', async () => {
    const { server, http } = await served(sendBytes(photo), { parallel: { api: 1, media: 4 } });
    const sinks = Array.from({ length: 40 }, () => memorySink());
    const results = await Promise.all(sinks.map((sink) => http.bytes(`${server.origin}/p`, sink, image, never)));
    expect(results.every((result) => result.ok)).toBe(true);
    expect(sinks.every((sink) => sink.bytes().equals(photo))).toBe(true);
    expect(server.connections()).toBe(4);
  });

  test('waits for a slow disk, and calls the sink for one thing at a time', async () => {
    const { fetchInto } = await served(sendBytes(large));
    const hash = createHash('sha256');
    let busy = 0;
    const slowly = async (work: () => void) => {
      busy += 1;
      expect(busy).toBe(1);
      await new Promise(setImmediate);
      work();
      busy -= 1;
    };
    const end = () => slowly(() => {});
    const result = await fetchInto({
      resumeFrom: () => null,
      start: () => slowly(() => {}),
      write: (chunk) => slowly(() => hash.update(chunk)),
      end,
    });
    expect(result).toBe('ok');
    expect(hash.digest('hex')).toBe(createHash('sha256').update(large).digest('hex'));
  });

  test('a slow disk does not lose what comes with the end of the connection', async () => {
    const { fetchInto } = await served((response) => {
      response.writeHead(200, { 'content-type': 'image/jpeg', connection: 'close' });
      response.end(photo);
    });
    const sink = memorySink();
    const write = async (chunk: Uint8Array) => {
      for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
      await sink.write(chunk);
    };
    expect(await fetchInto({ ...sink, write })).toBe('ok');
    expect(sink.bytes().equals(photo)).toBe(true);
  });

  test('keeps to a bandwidth', async () => {
    const { fetchInto, timing } = await served(sendBytes(large), { bandwidthLimit: 100_000 });
    const sink = memorySink();
    expect(await fetchInto(sink)).toBe('ok');
    expect(sink.bytes().equals(large)).toBe(true);
    const seconds = (timing.now() - noon) / 1_000;
    expect(seconds).toBeGreaterThan(large.byteLength / 100_000 - 1);
    expect(seconds).toBeLessThan(large.byteLength / 100_000 + 1);
  });

  test('sends a token only when asked to, and renews it once', async () => {
    const refused = sendJson(401, googleError(401, 'UNAUTHENTICATED', 'No.'));
    const { server, fetchInto } = await served(inTurn(refused, sendBytes(photo)));
    expect(await fetchInto(memorySink(), { authorization: 'bearer', media: 'image' })).toBe('ok');
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  test('follows a redirect to another host without the token', async () => {
    const other = await googleServer(sendBytes(photo));
    const { server, fetchInto } = await served((response) =>
      response.writeHead(302, { location: `${other.origin}/x` }).end(),
    );
    expect(await fetchInto(memorySink(), { authorization: 'bearer', media: 'any' })).toBe('ok');
    expect(server.requests[0]?.headers.authorization).toBe('Bearer token-1');
    expect(other.requests[0]?.headers.authorization).toBeUndefined();
  });

  test('does not follow a redirect away from Google, nor in circles', async () => {
    const away = await served((response) => response.writeHead(302, { location: 'https://evil.example/' }).end());
    expect(await away.fetchInto(memorySink())).toBe('bytes-not-media');
    const circle = await served((response) => response.writeHead(302, { location: '/photo=d' }).end());
    expect(await circle.fetchInto(memorySink())).toBe('bytes-not-media');
    expect(circle.server.requests.length).toBeLessThan(10);
  });

  test.each(['bytes 0-99999/400000', 'bytes 100-400000/400001', 'bytes */400000', 'nonsense'])(
    'a part that calls itself the whole (%s) is refused',
    async (range) => {
      const { server, fetchInto } = await served((response) =>
        response.writeHead(200, { 'content-type': 'image/jpeg', 'content-range': range }).end(photo),
      );
      expect(await fetchInto(memorySink())).toBe('bytes-incomplete');
      expect(server.requests.length).toBeGreaterThan(1);
    },
  );

  test('the whole that calls itself a range is taken', async () => {
    const all = `bytes 0-${photo.byteLength - 1}/${photo.byteLength}`;
    const { fetchInto } = await served((response) =>
      response.writeHead(200, { 'content-type': 'image/jpeg', 'content-range': all }).end(photo),
    );
    expect(await fetchInto(memorySink())).toBe('ok');
  });

  test('asks nobody but Google', async () => {
    const { http } = pipeline();
    const result = await http.bytes('https://evil.example/photo=d', memorySink(), image, never);
    // So that it is renewed at once, as a link that has run out is.
    expect(result.ok ? 'ok' : result.problem.code).toBe('bytes-link-expired');
    expect(http.counters().bytes).toBe(0);
  });
});

describe('transfers that break', () => {
  test.each<[string, Responder]>([
    ['a reset', reset],
    ['a reset in the middle', cutOff(photo, 100_000)],
    ['500', sendHtml(500)],
    ['502', sendHtml(502)],
    ['503', sendHtml(503)],
    ['an error page as a success', sendHtml(200)],
    ['a video instead of the photo', sendBytes(photo, { 'content-type': 'video/mp4' })],
    ['compressed bytes', sendBytes(gzipSync(photo), { 'content-encoding': 'gzip' })],
    [
      'a range that nobody asked for',
      (response) => response.writeHead(206, { 'content-type': 'image/jpeg' }).end('abc'),
    ],
    ['nothing', (response) => response.writeHead(204).end()],
  ])('%s is tried again', async (_what, responder) => {
    const { server, fetchInto } = await served(inTurn(responder, sendBytes(photo)));
    const sink = memorySink();
    expect(await fetchInto(sink)).toBe('ok');
    expect(sink.bytes().equals(photo)).toBe(true);
    expect(sink.ended()).toBe(1);
    expect(server.requests).toHaveLength(2);
  });

  test('a transfer that only trickles is given up, a limit that a person set is not', async () => {
    const timing = fakeTiming();
    const trickle: Responder = (response) => {
      response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': 100_000 });
      const drip = (): void => {
        if (response.destroyed) return;
        // Each drop comes a little before the line would count as stalled.
        timing.advance(50_000);
        response.write(Buffer.alloc(100, 1));
        setImmediate(drip);
      };
      drip();
    };
    const server = await googleServer(trickle);
    const { http } = pipeline({ timing });
    const result = await http.bytes(`${server.origin}/x=d`, memorySink(), image, never);
    expect(result.ok ? 'ok' : result.problem).toMatchObject({
      code: 'bytes-stalled',
      detail: expect.stringContaining('bytes a second'),
    });
    const steady = await googleServer(sendBytes(photo.subarray(0, 20_000)));
    const limited = pipeline({ bandwidthLimit: 50 });
    expect((await limited.http.bytes(`${steady.origin}/x=d`, memorySink(), image, never)).ok).toBe(true);
  });

  test.each<[string, Responder, string]>([
    ['truncation', cutOff(photo, 100_000), 'bytes-incomplete'],
    ['an error page', sendHtml(200), 'bytes-not-media'],
    ['a broken server', sendHtml(500), 'google-unavailable'],
    // The connection was made: this may be one item's own, and the others have their chance.
    ['resets', reset, 'bytes-incomplete'],
    [
      'an answer with two lengths',
      sendRaw('HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\n'),
      unreadable,
    ],
    ['a head beyond all bounds', sendRaw(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(99_000)}\r\n\r\n`), unreadable],
    ['an answer that is no HTTP', sendRaw('SSH-2.0-OpenSSH_9.6\r\n'), unreadable],
    [
      'a switch to another protocol',
      sendRaw('HTTP/1.1 101 Go\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
      unreadable,
    ],
    ['a length that is none', sendRaw('HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n'), unreadable],
    ['a connection that just closes', sendRaw(''), 'bytes-incomplete'],
  ])('%s every time ends as what it is', async (_what, responder, code) => {
    const { server, fetchInto } = await served(responder);
    const sink = memorySink();
    expect(await fetchInto(sink)).toBe(code);
    expect(server.requests).toHaveLength(6);
    expect(sink.ended()).toBe(0);
  });

  test('more bytes than announced do not spoil the next transfer', async () => {
    const { fetchInto } = await served(
      inTurn((response) => {
        const head = `HTTP/1.1 200 OK\r\ncontent-type: image/jpeg\r\ncontent-length: 10\r\n\r\n`;
        response.socket?.write(`${head}0123456789 and some more`);
      }, sendBytes(photo)),
    );
    const first = memorySink();
    expect(await fetchInto(first)).toBe('ok');
    expect(first.bytes().byteLength).toBe(10);
    const second = memorySink();
    expect(await fetchInto(second)).toBe('ok');
    expect(second.bytes().equals(photo)).toBe(true);
  });

  const standStill: Responder = (response) => {
    response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': String(photo.byteLength) });
    response.write(photo.subarray(0, 1_000));
  };

  test('a transfer that stands still is given up and tried again', async () => {
    const responder = inTurn(standStill, sendBytes(photo));
    // Long enough for the second answer to come in time on a machine that is busy with other things.
    const { fetchInto, server } = await served(responder, { timing: fakeTiming(noon, 0.02) });
    expect(await fetchInto(memorySink())).toBe('ok');
    expect(server.requests).toHaveLength(2);
  });

  test('a transfer that stands still to the last ends as stalled', async () => {
    const responder = inTurn(reset, reset, reset, reset, reset, standStill);
    const { fetchInto } = await served(responder, { timing: fakeTiming(noon, 0.001) });
    expect(await fetchInto(memorySink())).toBe('bytes-stalled');
  });

  test('a disk that is fast, but answers with promises, does not keep the line from going on', async () => {
    const { fetchInto } = await served((response) => {
      response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': String(photo.byteLength) });
      response.write(photo.subarray(0, 1_000), () => setTimeout(() => response.end(photo.subarray(1_000)), 10));
    });
    const sink = memorySink();
    const write = async (chunk: Uint8Array) => sink.write(chunk);
    expect(await fetchInto({ ...sink, write })).toBe('ok');
    expect(sink.bytes().equals(photo)).toBe(true);
  });

  test('a slow disk is no stalled line', async () => {
    const { fetchInto, server } = await served(sendBytes(photo), { timing: fakeTiming(noon, 0.01) });
    const sink = memorySink();
    let first = true;
    const write = async (chunk: Uint8Array) => {
      // Longer than the line may stand still here (600 ms).
      if (first) await new Promise((resolve) => setTimeout(resolve, 1_600));
      first = false;
      await sink.write(chunk);
    };
    expect(await fetchInto({ ...sink, write })).toBe('ok');
    expect(server.requests).toHaveLength(1);
  });
});

describe('continuing', () => {
  const etag = '"version-1"';

  test('a transfer that broke off resumes where it stopped', async () => {
    const { server, fetchInto } = await served(inTurn(cutOff(photo, 100_000, { etag }), sendRanges(photo, etag)));
    const sink = memorySink('continue');
    expect(await fetchInto(sink)).toBe('ok');
    expect(sink.bytes().equals(photo)).toBe(true);
    const from = sink.heads[1]?.from ?? 0;
    expect(from).toBeGreaterThan(0);
    expect(sink.heads[1]).toEqual({ length: photo.byteLength, contentType: 'image/jpeg', from, etag });
    expect(server.requests[1]?.headers).toMatchObject({ range: `bytes=${from}-`, 'if-range': etag });
  });

  test('a content that changed meanwhile comes again', async () => {
    const other = Buffer.from(photo).reverse();
    const { fetchInto } = await served(inTurn(cutOff(photo, 100_000, { etag }), sendRanges(other, '"version-2"')));
    const sink = memorySink('continue');
    expect(await fetchInto(sink)).toBe('ok');
    expect(sink.bytes().equals(other)).toBe(true);
    expect(sink.heads[1]?.from).toBe(0);
  });

  test.each<[string, Responder]>([
    [
      'another range',
      (response) =>
        response.writeHead(206, { 'content-type': 'image/jpeg', 'content-range': 'bytes 5-9/10' }).end('56789'),
    ],
    [
      'a range of another version',
      (response, request) => {
        const from = Number(/\d+/.exec(request.headers.range ?? '')?.[0]);
        const range = `bytes ${from}-${photo.byteLength - 1}/${photo.byteLength}`;
        response.writeHead(206, { 'content-type': 'image/jpeg', 'content-range': range, etag: '"version-2"' });
        response.end(photo.subarray(from));
      },
    ],
    ['416', (response) => response.writeHead(416, { 'content-range': 'bytes */10' }).end()],
  ])('%s makes it begin anew', async (_what, responder) => {
    const { server, fetchInto } = await served(inTurn(cutOff(photo, 100_000, { etag }), responder, sendBytes(photo)));
    const sink = memorySink('continue');
    expect(await fetchInto(sink)).toBe('ok');
    expect(sink.bytes().equals(photo)).toBe(true);
    expect(server.requests[2]?.headers.range).toBeUndefined();
  });

  test('a large file over a bad line comes to its end although it breaks off more often than there are attempts', async () => {
    const { server, fetchInto } = await served((response, request) => {
      const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
      const to = Math.min(huge.byteLength, from + 1_500_000);
      response.writeHead(from === 0 ? 200 : 206, {
        etag,
        'content-type': 'image/jpeg',
        'content-length': String(huge.byteLength - from),
        ...(from === 0 ? {} : { 'content-range': `bytes ${from}-${huge.byteLength - 1}/${huge.byteLength}` }),
      });
      if (to === huge.byteLength) response.end(huge.subarray(from));
      else response.write(huge.subarray(from, to), () => setImmediate(() => response.destroy()));
    });
    const sink = memorySink('continue');
    expect(await fetchInto(sink)).toBe('ok');
    expect(sink.bytes().equals(huge)).toBe(true);
    expect(server.requests.length).toBeGreaterThan(6);
  });
  const huge = Buffer.concat([large, large, large, large, large]);
});

describe('links and limits', () => {
  test.each<[string, Responder]>([
    ['403 as HTML', sendHtml(403)],
    ['404 as HTML', sendHtml(404)],
    ['403 as a picture', (response) => response.writeHead(403, { 'content-type': 'image/png' }).end(photo)],
    ['410', sendHtml(410)],
    ['401 although no token is wanted', sendHtml(401)],
  ])('%s is a link that has expired, told at once', async (_what, responder) => {
    const { server, fetchInto } = await served(responder);
    const sink = memorySink();
    expect(await fetchInto(sink)).toBe('bytes-link-expired');
    expect(server.requests).toHaveLength(1);
    expect(sink.heads).toEqual([]);
  });

  test('407 behind the connection is of this link alone, and tells of the proxy all the same', async () => {
    const { server, http } = await served(sendHtml(407));
    const result = await http.bytes(`${server.origin}/photo=d`, memorySink(), image, never);
    expect(result).toMatchObject({
      problem: { code: 'google-refused', advice: { key: 'way-out.proxy-credentials' } },
    });
    expect(server.requests).toHaveLength(1);
  });

  test('403 that explains itself is told as what it is', async () => {
    const body = googleError(403, 'PERMISSION_DENIED', 'Request had insufficient authentication scopes.');
    const { fetchInto } = await served(sendJson(403, body));
    expect(await fetchInto(memorySink(), { authorization: 'bearer', media: 'any' })).toBe('scope-missing');
  });

  test('429 as HTML pauses everybody, then continues', async () => {
    const { fetchInto, timing, quotas } = await served(inTurn(sendHtml(429), sendBytes(photo)));
    expect(await fetchInto(memorySink())).toBe('ok');
    expect(timing.waits).toEqual([30_000]);
    expect(quotas[0]).toMatchObject({ state: 'waiting', reason: { code: 'quota-minute' } });
  });

  test('429 per day stops the bytes, but not the listing', async () => {
    const { server, http, fetchInto } = await served(sendQuota('day'));
    expect(await fetchInto(memorySink())).toBe('quota-day');
    expect(await fetchInto(memorySink())).toBe('quota-day');
    expect(server.requests).toHaveLength(1);
    expect(http.quota().apiRequests.used).toBe(0);
    expect(http.quota().mediaRequests.used).toBe(75_000);
  });
});

describe('a sink', () => {
  const refusing = (refusal: () => void, times = Number.POSITIVE_INFINITY) => {
    const sink = memorySink();
    let ends = 0;
    const end = () => {
      ends += 1;
      if (ends <= times) refusal();
    };
    return { ...sink, end };
  };
  const notMedia = () => {
    throw new ProblemError(problem('bytes-not-media'));
  };

  test('that finds no photo in the bytes gets them again', async () => {
    const { server, fetchInto } = await served(sendBytes(photo));
    expect(await fetchInto(refusing(notMedia, 2))).toBe('ok');
    expect(server.requests).toHaveLength(3);
    expect(await fetchInto(refusing(notMedia))).toBe('bytes-not-media');
  });

  test('whose disk is full ends the transfer at once', async () => {
    const { server, fetchInto } = await served(sendBytes(large));
    const full = () => {
      throw new ProblemError(problem('destination-full'));
    };
    for (const sink of [
      { ...memorySink(), write: full },
      { ...memorySink(), start: full },
      refusing(full),
      { ...memorySink(), write: async () => full() },
      { ...memorySink(), start: async () => full() },
    ]) {
      expect(await fetchInto(sink)).toBe('destination-full');
    }
    expect(server.requests).toHaveLength(5);
  });

  test('that fails unexpectedly ends as internal, and is not tried again', async () => {
    const { server, fetchInto } = await served(sendBytes(photo));
    const write = () => {
      throw new TypeError('bug');
    };
    expect(await fetchInto({ ...memorySink(), write })).toBe('internal');
    expect(server.requests).toHaveLength(1);
  });

  test('is left alone once an aborted transfer has returned', async () => {
    const { fetchInto } = await served(sendBytes(large));
    const stopping = new AbortController();
    const sink = memorySink();
    let busy = false;
    const write = async (chunk: Uint8Array) => {
      busy = true;
      stopping.abort();
      for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate);
      await sink.write(chunk);
      busy = false;
    };
    expect(await fetchInto({ ...sink, write }, image, stopping.signal)).toBe('interrupted');
    expect(busy).toBe(false);
    const kept = sink.bytes().byteLength;
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
    expect(sink.bytes().byteLength).toBe(kept);
    expect(kept).toBeLessThan(large.byteLength);
  });

  test('gets a result even when the call was over before it began', async () => {
    const { http } = pipeline();
    const result = await http.bytes('http://127.0.0.1:1/p', memorySink(), image, AbortSignal.abort());
    expect(result).not.toEqual(ok(undefined));
  });
});

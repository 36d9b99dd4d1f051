import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { Agent } from 'undici';
import type { AccountDeps } from '../../../electron/account/account-deps.ts';
import { requestTokens } from '../../../electron/account/token-endpoint.ts';
import type { ByteSink } from '../../../electron/contract/bytes.ts';
import { simulatedEndpoints } from '../../../electron/contract/endpoints.ts';
import { ok, type Result } from '../../../electron/contract/result.ts';
import { createGoogleHttp, type GoogleHttp } from '../../../electron/engine/google/google-http.ts';
import { createPhotosLibrary } from '../../../electron/engine/google/photos-library.ts';
import { createPhotosPicker } from '../../../electron/engine/google/photos-picker.ts';
import { remoteItem } from '../../../electron/engine/sources/library-api/remote-item.ts';
import { clipOf, pickedItem } from '../../../electron/engine/sources/picker/picked-item.ts';
import { testClient } from '../../unit/account/fixtures/google.ts';
import { fakeTiming, memoryQuotaStore } from '../../unit/google/pipeline.ts';
import { samples as media } from '../../unit/media/build/samples.ts';
import { damagedBytes } from '../damage-bytes.ts';
import { damagedJson } from '../damage-json.ts';
import { type Chance, type FuzzTarget, oneOf, promise } from '../fuzz-target.ts';

/** One call may ask so often, repetitions, renewed tokens and redirects included. */
const mostRequests = 40;
const never = new AbortController().signal;
const startOfBody = '\r\n\r\n';

/** What reads the answers of Google, down to the bytes on the line. */
export const fuzzTargets: readonly FuzzTarget[] = [
  answerTarget('google-library', libraryAnswers(), async (origin) => {
    const http = pipelineTo(origin, 'photos-library');
    const library = createPhotosLibrary(http, origin);
    return {
      call: async () => {
        const items = await library.listItems(null, never);
        if (items.ok) for (const item of items.value.entries) JSON.stringify(remoteItem(item, 0));
        return [items, await library.listAlbums(null, never), await library.batchGet(['a'], never)].map(outcomeOf);
      },
      close: http.close,
    };
  }),
  answerTarget('google-picker', pickerAnswers(), async (origin) => {
    const http = pipelineTo(origin, 'photos-picker');
    const picker = createPhotosPicker(http, origin);
    return {
      call: async () => {
        const items = await picker.listItems('session', null, never);
        if (items.ok) for (const item of items.value.entries) JSON.stringify([pickedItem(item, 0), clipOf(item, 0)]);
        return [items, await picker.getSession('session', never), await picker.createSession(10, never)].map(outcomeOf);
      },
      close: http.close,
    };
  }),
  answerTarget('google-bytes', byteAnswers(), async (origin) => {
    const http = pipelineTo(origin, 'photos-library');
    return {
      call: async () => {
        const sink = countingSink();
        const request = { authorization: 'none', media: 'any' } as const;
        const brought = await http.bytes(`${origin}/photo=d`, sink, request, never);
        promise(brought.ok === sink.hasEnded(), 'the sink was ended without the bytes, or the other way round');
        return [outcomeOf(brought), brought.ok ? sink.length() : null];
      },
      close: http.close,
    };
  }),
  answerTarget('token-endpoint', tokenAnswers(), async (origin) => {
    const agent = new Agent({ connections: 1 });
    const deps: AccountDeps = {
      now: () => Date.parse('2026-11-01T00:00:00Z'),
      random: () => 0.5,
      wait: async () => undefined,
      dispatcher: async () => agent,
      callTimeoutMs: 20_000,
    };
    const code = { kind: 'code', code: 'c', codeVerifier: 'v'.repeat(50), redirectUri: 'http://127.0.0.1:1' } as const;
    return {
      call: async () => {
        const url = `${origin}/token`;
        const grant = { ...code, issuers: ['https://accounts.google.com'] };
        const first = await requestTokens(url, testClient, grant, deps);
        const later = await requestTokens(url, testClient, { kind: 'refresh', refreshToken: 'r' }, deps);
        for (const told of [first, later]) promise(!JSON.stringify(told).includes(testClient.clientSecret), 'a secret');
        return [first, later].map((told) => ('problem' in told ? told.problem.code : told.state));
      },
      close: () => agent.close(),
    };
  }),
];

interface Caller {
  readonly call: () => Promise<unknown>;
  readonly close: () => Promise<void>;
}

/** A server that answers everything with the bytes of the input, and who asks it. */
function answerTarget(
  name: string,
  samples: readonly Uint8Array[],
  ask: (origin: string) => Promise<Caller>,
): FuzzTarget {
  return {
    name,
    open: async () => {
      let answer: Uint8Array = new Uint8Array();
      let requests = 0;
      const server = await answeringServer(() => {
        requests += 1;
        return answer;
      });
      return {
        samples,
        damage: damagedAnswer,
        read: async (input) => {
          [answer, requests] = [input, 0];
          // Each time as if the program had just been started: what is learnt of one answer is not held against the next.
          const caller = await ask(originOf(server));
          try {
            const told = await caller.call();
            promise(requests <= mostRequests, `${requests} requests`);
            return told;
          } finally {
            await caller.close();
          }
        },
        close: async () => {
          server.close();
        },
      };
    },
  };
}

async function answeringServer(answer: () => Uint8Array): Promise<Server> {
  const server = createServer((socket) => {
    let heard = '';
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1');
      const length = Number(/content-length: (\d+)/i.exec(heard)?.[1] ?? 0);
      const start = heard.indexOf(startOfBody);
      if (start < 0 || heard.length - start - startOfBody.length < length) return;
      heard = '';
      socket.end(answer());
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function originOf(server: Server): string {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

/** Half of the damages are in the body alone, with a length that agrees. */
function damagedAnswer(samples: readonly Uint8Array[], chance: Chance): Uint8Array {
  if (chance() < 0.5) return damagedBytes(samples, chance);
  const [head, body] = partsOf(oneOf(samples, chance));
  const isJson = head.includes('application/json');
  const bodies = samples.filter((one) => partsOf(one)[0].includes('application/json') === isJson);
  const changed = (isJson ? damagedJson : damagedBytes)(isJson ? bodies.map((one) => partsOf(one)[1]) : [body], chance);
  return Buffer.concat([
    Buffer.from(head.replace(/content-length: \d+/i, `content-length: ${changed.length}`)),
    changed,
  ]);
}

function partsOf(answer: Uint8Array): readonly [head: string, body: Uint8Array] {
  const bytes = Buffer.from(answer);
  const start = bytes.indexOf(startOfBody) + startOfBody.length;
  return [bytes.toString('latin1', 0, start), bytes.subarray(start)];
}

function answerOf(body: unknown, status = '200 OK', more = ''): Uint8Array {
  const bytes = body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body));
  const type = body instanceof Uint8Array ? 'image/jpeg' : 'application/json; charset=UTF-8';
  const head = `HTTP/1.1 ${status}\r\ncontent-type: ${type}\r\ncontent-length: ${bytes.length}\r\n${more}\r\n`;
  return Buffer.concat([Buffer.from(head), bytes]);
}

function libraryAnswers(): readonly Uint8Array[] {
  const item = {
    id: 'AF1Qip-1',
    filename: 'IMG_0001.JPG',
    description: 'A lake',
    mimeType: 'image/jpeg',
    baseUrl: 'https://lh3.googleusercontent.com/lr/a',
    productUrl: 'https://photos.google.com/lr/photo/a',
    mediaMetadata: { creationTime: '2023-08-12T08:15:30.123Z', width: '4032', height: '3024', photo: {} },
  };
  const album = { id: 'A1', title: 'Trip', mediaItemsCount: '2', coverPhotoMediaItemId: 'AF1Qip-1' };
  return [
    answerOf({
      mediaItems: [item, { ...item, id: 'b', mediaMetadata: { video: { status: 'READY' } } }],
      nextPageToken: 't',
    }),
    answerOf({ albums: [album, { ...album, id: 'A2' }], nextPageToken: '' }),
    answerOf({ mediaItemResults: [{ mediaItem: item }, { status: { code: 5, message: 'gone' } }] }),
    ...googleRefusals(),
  ];
}

function googleRefusals(): readonly Uint8Array[] {
  const refusal = (code: number, status: string, message: string): unknown => ({
    error: {
      code,
      message,
      status,
      details: [
        {
          '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
          reason: 'SERVICE_DISABLED',
          domain: 'googleapis.com',
          metadata: { service: 'photoslibrary.googleapis.com', consumer: 'projects/123' },
        },
        { '@type': 'type.googleapis.com/google.rpc.Help', links: [{ url: 'https://console.cloud.google.com/x' }] },
      ],
    },
  });
  const quota = "Quota exceeded for quota metric 'All requests' and limit 'All requests per day' of service 'x'";
  return [
    answerOf(refusal(403, 'PERMISSION_DENIED', 'It is disabled'), '403 Forbidden'),
    answerOf(refusal(429, 'RESOURCE_EXHAUSTED', quota), '429 Too Many Requests', 'retry-after: 30\r\n'),
    answerOf(refusal(401, 'UNAUTHENTICATED', 'Invalid'), '401 Unauthorized'),
    answerOf(refusal(503, 'UNAVAILABLE', 'Later'), '503 Service Unavailable'),
  ];
}

function pickerAnswers(): readonly Uint8Array[] {
  const session = {
    id: 'session',
    pickerUri: 'https://photos.google.com/picker/abc',
    pollingConfig: { pollInterval: '3.5s', timeoutIn: '1800s' },
    expireTime: '2026-11-02T00:00:00Z',
    mediaItemsSet: true,
  };
  const file = { baseUrl: 'https://lh3.googleusercontent.com/ppa/x', mimeType: 'image/jpeg', filename: 'A.JPG' };
  const metadata = { width: 4032, height: 3024, cameraMake: 'Google', photoMetadata: {} };
  const item = {
    id: 'p1',
    createTime: '2023-08-12T08:15:30Z',
    type: 'PHOTO',
    mediaFile: { ...file, mediaFileMetadata: metadata },
  };
  return [
    answerOf(session),
    answerOf({ mediaItems: [item, { ...item, id: 'p2', type: 'VIDEO' }], nextPageToken: 'next' }),
    ...googleRefusals(),
  ];
}

function byteAnswers(): readonly Uint8Array[] {
  const jpeg = media['jpeg'] ?? new Uint8Array();
  return [
    answerOf(jpeg, '200 OK', 'etag: "v1"\r\n'),
    answerOf(jpeg, '206 Partial Content', `etag: "v1"\r\ncontent-range: bytes 0-${jpeg.length - 1}/${jpeg.length}\r\n`),
    answerOf({ error: { code: 404 } }, '404 Not Found'),
    Buffer.from('HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/elsewhere\r\ncontent-length: 0\r\n\r\n'),
    Buffer.from(
      'HTTP/1.1 200 OK\r\ncontent-type: image/jpeg\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n',
    ),
  ];
}

function tokenAnswers(): readonly Uint8Array[] {
  const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const seconds = Date.parse('2026-11-01T00:00:00Z') / 1_000;
  const claims = {
    iss: 'https://accounts.google.com',
    aud: testClient.clientId,
    sub: '1234567890',
    email: 'person@example.org',
    iat: seconds - 5,
    exp: seconds + 3_600,
  };
  const tokens = {
    access_token: 'ya29.a',
    expires_in: 3_599,
    refresh_token: '1//0r',
    refresh_token_expires_in: 604_799,
    scope: 'openid https://www.googleapis.com/auth/photoslibrary.readonly.appcreateddata',
    token_type: 'Bearer',
    id_token: `${encoded({ alg: 'RS256', kid: 'k', typ: 'JWT' })}.${encoded(claims)}.c2ln`,
  };
  return [
    answerOf(tokens),
    answerOf({ error: 'invalid_grant', error_description: 'Token has been expired or revoked.' }, '400 Bad Request'),
    answerOf({ error: 'invalid_client', error_description: 'The OAuth client was not found.' }, '401 Unauthorized'),
  ];
}

function pipelineTo(origin: string, service: 'photos-library' | 'photos-picker'): GoogleHttp {
  return createGoogleHttp({
    service,
    endpoints: simulatedEndpoints(origin),
    ...{ accountId: 'account', project: '123', dailyRequestLimit: null, bandwidthLimit: null },
    tokens: { accessToken: async () => ok('token') },
    onQuota: () => undefined,
    environment: {},
    timing: fakeTiming(),
    quotaStore: memoryQuotaStore(),
  });
}

function outcomeOf(result: Result<unknown>): unknown {
  if (result.ok) return result.value;
  promise(result.problem.code !== 'internal', `internal: ${result.problem.detail}`);
  return result.problem.code;
}

function countingSink(): ByteSink & { readonly length: () => number; readonly hasEnded: () => boolean } {
  let length = 0;
  let hasEnded = false;
  return {
    length: () => length,
    hasEnded: () => hasEnded,
    resumeFrom: () => null,
    start: ({ from }) => {
      length = from;
    },
    write: (chunk) => {
      length += chunk.length;
    },
    end: () => {
      hasEnded = true;
    },
  };
}

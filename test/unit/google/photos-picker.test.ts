import { describe, expect, test } from 'vitest';
import { createPhotosPicker, type PhotosPicker } from '../../../electron/engine/google/photos-picker.ts';
import { type GoogleServer, googleError, googleServer, type Responder, sendHtml, sendJson } from './google-server.ts';
import { type Pipeline, pipeline } from './pipeline.ts';

const never = new AbortController().signal;
const uri = 'https://photos.google.com/picker/a';

async function pickerIn(respond: Responder): Promise<Pipeline & { server: GoogleServer; picker: PhotosPicker }> {
  const server = await googleServer(respond);
  const line = pipeline({ service: 'photos-picker' });
  return { ...line, server, picker: createPhotosPicker(line.http, `${server.origin}/v1`) };
}

async function codeOf(result: Promise<{ readonly ok: boolean; readonly problem?: { readonly code: string } }>) {
  const answer = await result;
  return answer.ok ? 'ok' : answer.problem?.code;
}

describe('a session', () => {
  test('is read with its polling and its end', async () => {
    const { picker, server } = await pickerIn(
      sendJson(200, {
        id: 'a',
        pickerUri: uri,
        pollingConfig: { pollInterval: '3.5s', timeoutIn: '1799.250s' },
        expireTime: '2026-07-22T19:00:00.123456Z',
        pickingConfig: { maxItemCount: '300' },
      }),
    );
    expect(await picker.createSession(300, never)).toEqual({
      ok: true,
      value: {
        id: 'a',
        pickerUri: uri,
        polling: { intervalMs: 3_500, timeoutMs: 1_799_250 },
        expiresAt: '2026-07-22T19:00:00.123Z',
        isDone: false,
      },
    });
    expect(server.requests[0]).toMatchObject({ method: 'POST', path: '/v1/sessions' });
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({ pickingConfig: { maxItemCount: '300' } });
  });

  test.for([
    ['done', { mediaItemsSet: true }, { polling: null, isDone: true }],
    ['without a word about polling', {}, { polling: null, isDone: false, expiresAt: null }],
    [
      'with durations that are none',
      { pollingConfig: { pollInterval: 'soon', timeoutIn: 5 }, expireTime: 'later', mediaItemsSet: 'no' },
      { polling: { intervalMs: 5_000, timeoutMs: null }, isDone: false, expiresAt: null },
    ],
    [
      'that is not to be polled',
      { pollingConfig: { pollInterval: '5s', timeoutIn: '0s' } },
      { polling: { timeoutMs: 0 } },
    ],
  ] as const)('%s', async ([, said, read]) => {
    const { picker } = await pickerIn(sendJson(200, { id: 'a', pickerUri: uri, ...said }));
    expect(await picker.getSession('a', never)).toMatchObject({ ok: true, value: read });
  });

  test.for([
    ...['https://example.com/picker', 'http://photos.google.com/x', 'javascript:alert(1)', 'file:///etc/passwd'],
    ...['no address', 'https://', ''],
  ])('whose address is not Google’s is refused: %s', async (pickerUri) => {
    const { picker } = await pickerIn(sendJson(200, { id: 'a', pickerUri }));
    expect(await codeOf(picker.getSession('a', never))).toBe('google-answer-unreadable');
  });

  test('that cannot be made says why', async () => {
    const made = async (status: number, name: string, message: string) => {
      const { picker, server } = await pickerIn(sendJson(status, googleError(status, name, message)));
      return [await codeOf(picker.createSession(1, never)), server.requests.length];
    };
    expect(await made(400, 'FAILED_PRECONDITION', 'No Photos here.')).toEqual(['picker-no-photos', 1]);
    expect(await made(429, 'RESOURCE_EXHAUSTED', 'Resource has been exhausted (e.g. check quota).')).toEqual([
      'picker-sessions-full',
      1,
    ]);
    const [code, requests] = await made(
      429,
      'RESOURCE_EXHAUSTED',
      "Quota exceeded for quota metric 'Requests' and limit 'Requests per minute'.",
    );
    expect(code).toBe('quota-minute');
    expect(requests).toBeGreaterThan(1);
    expect(await made(400, 'INVALID_ARGUMENT', 'No.')).toEqual(['google-refused', 1]);
  });

  test.for([
    ['not there', 404, 'NOT_FOUND', 'Requested entity was not found.', 'picker-session-expired'],
    ['over', 403, 'PERMISSION_DENIED', 'The caller does not have permission', 'picker-session-expired'],
    ['out of reach', 403, 'PERMISSION_DENIED', 'Request had insufficient authentication scopes.', 'scope-missing'],
    [
      'of an API that is off',
      403,
      'PERMISSION_DENIED',
      'Google Photos Picker API has not been used in project 1 before or it is disabled.',
      'api-disabled',
    ],
  ] as const)('that is %s', async ([, status, name, message, code]) => {
    const { picker } = await pickerIn(sendJson(status, googleError(status, name, message)));
    expect(await codeOf(picker.getSession('a', never))).toBe(code);
    expect(await codeOf(picker.deleteSession('a', never))).toBe(code);
    expect(await codeOf(picker.listItems('a', null, never))).toBe(code);
  });

  test('is deleted, with an answer that may be empty', async () => {
    const { picker, server } = await pickerIn(sendJson(200, {}));
    expect(await picker.deleteSession('a/b', never)).toEqual({ ok: true, value: undefined });
    expect(server.requests[0]).toMatchObject({ method: 'DELETE', path: '/v1/sessions/a%2Fb' });
  });
});

describe('picked items', () => {
  test('are listed by page, with what the Picker says', async () => {
    const item = {
      id: 'v',
      createTime: '2023-08-01T10:20:30Z',
      type: 'VIDEO',
      mediaFile: {
        baseUrl: 'https://lh3.googleusercontent.com/ppa/x',
        mimeType: 'video/mp4',
        filename: 'a.mp4',
        mediaFileMetadata: { width: 1920, height: '1080', videoMetadata: { fps: 30, processingStatus: 'PROCESSING' } },
      },
    };
    const { picker, server } = await pickerIn(
      sendJson(200, { mediaItems: [item, { id: 'bare' }], nextPageToken: 'n' }),
    );
    expect(await picker.listItems('s', 'token', never)).toEqual({
      ok: true,
      value: {
        unreadable: 0,
        nextPageToken: 'n',
        entries: [
          {
            ...{ id: 'v', type: 'video', createTime: '2023-08-01T10:20:30Z' },
            ...{ baseUrl: 'https://lh3.googleusercontent.com/ppa/x', mimeType: 'video/mp4', filename: 'a.mp4' },
            ...{ width: 1_920, height: 1_080, processingStatus: 'PROCESSING', asItCame: item },
          },
          {
            ...{ id: 'bare', type: 'photo', createTime: null, baseUrl: null, mimeType: null, filename: null },
            ...{ width: null, height: null, processingStatus: null, asItCame: { id: 'bare' } },
          },
        ],
      },
    });
    expect(Object.fromEntries(server.requests[0]?.query ?? [])).toEqual({
      sessionId: 's',
      pageSize: '100',
      pageToken: 'token',
    });
  });

  test('are none in an answer without a list, and not finished is distinguished', async () => {
    const { picker } = await pickerIn(sendJson(200, {}));
    expect(await picker.listItems('s', null, never)).toEqual({
      ok: true,
      value: { entries: [], unreadable: 0, nextPageToken: null },
    });
    const waiting = await pickerIn(sendJson(400, googleError(400, 'FAILED_PRECONDITION', 'Not finished.')));
    expect(await codeOf(waiting.picker.listItems('s', null, never))).toBe('picker-not-finished');
  });
});

describe('looking behind a link', () => {
  const head =
    (status: number, headers: Record<string, string> = {}): Responder =>
    (response) => {
      response.writeHead(status, headers);
      response.end();
    };

  test('says what is there without bringing it, with the token', async () => {
    const { http, server } = await pickerIn(
      head(200, { 'content-type': 'Video/MP4; charset=x', 'content-length': '9' }),
    );
    const looked = await http.look(`${server.origin}/x=dv`, { authorization: 'bearer' }, never);
    expect(looked).toEqual({ ok: true, value: { contentType: 'video/mp4' } });
    expect(server.requests).toMatchObject([{ method: 'HEAD', headers: { authorization: 'Bearer token-1' } }]);
    expect(http.counters()).toMatchObject({ mediaRequests: 1, bytes: 0 });
  });

  test.for([
    [404, { ok: true, value: null }],
    [403, { ok: false, problem: { code: 'bytes-link-expired' } }],
    [400, { ok: false, problem: { code: 'google-refused' } }],
  ] as const)('tells %i', async ([status, outcome]) => {
    const { http, server } = await pickerIn(head(status));
    expect(await http.look(`${server.origin}/x=dv`, { authorization: 'bearer' }, never)).toMatchObject(outcome);
  });

  test('follows a redirect, without the token where that leads to another host', async () => {
    const other = await googleServer(head(200, { 'content-type': 'video/mp4' }));
    const { http, server } = await pickerIn(head(302, { location: `${other.origin}/clip` }));
    const looked = await http.look(`${server.origin}/x=dv`, { authorization: 'bearer' }, never);
    expect(looked).toEqual({ ok: true, value: { contentType: 'video/mp4' } });
    expect(other.requests[0]?.headers['authorization']).toBeUndefined();
  });

  test('asks nobody but Google, and again after a server error', async () => {
    const { http, server } = await pickerIn(sendHtml(503));
    expect(await http.look('https://example.com/x', { authorization: 'bearer' }, never)).toMatchObject({
      problem: { code: 'google-refused' },
    });
    expect(server.requests).toEqual([]);
    expect(await http.look(`${server.origin}/x`, { authorization: 'bearer' }, never)).toMatchObject({
      problem: { code: 'google-unavailable' },
    });
    expect(server.requests).toHaveLength(6);
  });
});

test('entries of a page that nobody can read are counted, and the others read', async () => {
  const { picker } = await pickerIn(
    sendJson(200, {
      mediaItems: [{ id: '' }, { id: 'a', type: 'PHOTO' }, null, { type: 'PHOTO' }],
      nextPageToken: null,
    }),
  );
  expect(await picker.listItems('s', null, never)).toMatchObject({
    ok: true,
    value: { entries: [{ id: 'a' }], unreadable: 3, nextPageToken: null },
  });
});

import { describe, expect, test } from 'vitest';
import { googleEndpoints, simulatedEndpoints } from '../../../electron/contract/endpoints.ts';
import { createPhotosPicker } from '../../../electron/engine/google/photos-picker.ts';
import { trustedHosts } from '../../../electron/engine/google/trusted-hosts.ts';
import { googleServer, sendBytes, sendJson } from './google-server.ts';
import { memorySink, pipeline } from './pipeline.ts';

const never = new AbortController().signal;
const production = { endpoints: googleEndpoints };

const links = [
  ['https://lh3.googleusercontent.com/x=d', true],
  ['https://video-downloads.googleusercontent.com/x', true],
  ['https://photospicker.googleapis.com/v1/sessions', true],
  ['http://lh3.googleusercontent.com/x=d', false],
  ['https://lh3.googleusercontent.com:8443/x=d', false],
  ['https://evilgoogle.com/x=d', false],
  ['https://google.com.evil.example/x=d', false],
  ['ftp://google.com/x', false],
] as const;

describe('who counts as Google', () => {
  test.each(links)('%s: %s, whatever the program was started with', (link, trusted) => {
    for (const endpoints of [googleEndpoints, simulatedEndpoints('http://127.0.0.1:9')]) {
      expect(trustedHosts(Object.values(endpoints)).mayAsk(new URL(link))).toBe(trusted);
    }
  });

  test.each(['http://127.0.0.1:4000/x', 'http://localhost/x', 'https://[::1]:4000/x'])(
    '%s only when a stand-in was chosen',
    (link) => {
      expect(trustedHosts(Object.values(googleEndpoints)).mayAsk(new URL(link))).toBe(false);
      expect(trustedHosts(Object.values(simulatedEndpoints('http://127.0.0.1:9'))).mayAsk(new URL(link))).toBe(true);
    },
  );

  test('a redirect never leads from Google to this computer, nor the other way', () => {
    const { mayFollow } = trustedHosts(Object.values(simulatedEndpoints('http://127.0.0.1:9')));
    const google = new URL('https://lh3.googleusercontent.com/x');
    const here = new URL('http://127.0.0.1:9/x');
    expect([mayFollow(google, here), mayFollow(here, google), mayFollow(here, here)]).toEqual([false, false, true]);
  });
});

describe('a link to a program on this computer, in a build that people get', () => {
  test.each(['bearer', 'none'] as const)('is not asked for bytes (%s)', async (authorization) => {
    const server = await googleServer(sendBytes(Buffer.from([0xff, 0xd8, 0xff])));
    const { http } = pipeline(production);
    const link = `${server.origin}/x=d`;
    const bytes = await http.bytes(link, memorySink(), { authorization, media: 'any' }, never);
    const looked = await http.look(link, { authorization }, never);
    expect([bytes.ok, looked.ok]).toEqual([false, false]);
    expect(server.requests).toHaveLength(0);
  });

  test('is not asked as an API', async () => {
    const server = await googleServer(sendJson(200, {}));
    const { http } = pipeline(production);
    await expect(http.raw('GET', `${server.origin}/v1/mediaItems`, {}, never)).rejects.toThrow(TypeError);
    expect(server.requests).toHaveLength(0);
  });

  test('is not where a person is sent to choose', async () => {
    const server = await googleServer(sendJson(200, { id: 'a', pickerUri: 'http://127.0.0.1:1/picker' }));
    // The answer comes from a stand-in here; the reading is that of a build that people get.
    const { http } = pipeline({ service: 'photos-picker' });
    const inProduction = createPhotosPicker(
      { ...http, json: (method, _url, ...rest) => http.json(method, `${server.origin}/v1/sessions`, ...rest) },
      googleEndpoints.photosPicker,
    );
    const created = await inProduction.createSession(1, never);
    expect(created.ok ? 'ok' : created.problem.code).toBe('google-answer-unreadable');
  });
});

import { request } from 'undici';
import { describe, expect, test } from 'vitest';
import { acceptedCode, exchange, redirectUri, running } from './running-simulator.ts';

const readonly = 'https://www.googleapis.com/auth/photoslibrary.readonly';

/** Asks as a TLS proxy does that passes Google's own host names on. */
async function through(url: string, host: string, path: string, more: Parameters<typeof request>[1] = {}) {
  const response = await request(`${url}${path}`, { ...more, headers: { ...more?.headers, host } });
  const text = await response.body.text();
  return { status: response.statusCode, headers: response.headers, text, json: () => JSON.parse(text) };
}

describe('Google’s own host names', () => {
  test('reach the same handlers, and links stay Google’s', async () => {
    const { url, grant, client } = await running({ scopes: 'legacy' });
    const { accessToken } = await grant([readonly, 'openid', 'email']);
    const headers = { authorization: `Bearer ${accessToken}` };
    const list = await through(url, 'photoslibrary.googleapis.com', '/v1/mediaItems', { headers });
    const item = list.json().mediaItems.find(({ mimeType }: { mimeType: string }) => mimeType === 'image/jpeg');
    expect(item.baseUrl).toMatch(/^https:\/\/lh3\.googleusercontent\.com\/lr\//);
    const path = new URL(item.baseUrl).pathname;
    for (const more of [{}, { headers }]) {
      expect((await through(url, 'lh3.googleusercontent.com:443', `${path}=d`, more)).status).toBe(200);
    }
    const consent = `/o/oauth2/v2/auth?response_type=code&scope=openid&redirect_uri=${encodeURIComponent(redirectUri)}`;
    const id = client.installed.client_id;
    expect((await through(url, 'accounts.google.com', `${consent}&client_id=${id}`)).status).toBe(200);
    for (const [host, userInfo] of [
      ['www.googleapis.com', '/oauth2/v3/userinfo'],
      ['openidconnect.googleapis.com', '/v1/userinfo'],
    ] as const) {
      expect((await through(url, host, userInfo, { headers })).json().email).toBe('first@example.com');
    }
    const configuration = await through(url, 'accounts.google.com', '/.well-known/openid-configuration');
    expect(configuration.json().revocation_endpoint).toBe('https://oauth2.googleapis.com/revoke');
    expect((await through(url, 'www.googleapis.com', '/nonsense')).status).toBe(404);
  });

  test('serve the token endpoint under its old addresses, too', async () => {
    const simulator = await running({ scopes: 'legacy' });
    const { refreshToken } = await simulator.grant([readonly]);
    const { client_id, client_secret } = simulator.client.installed;
    const fields = { grant_type: 'refresh_token', refresh_token: refreshToken, client_id, client_secret };
    for (const [host, path] of [
      ['oauth2.googleapis.com', '/token'],
      ['www.googleapis.com', '/oauth2/v4/token'],
      ['accounts.google.com', '/o/oauth2/token'],
    ] as const) {
      const body = new URLSearchParams({ ...fields, expires_in: '-1' }).toString();
      expect((await through(simulator.url, host, path, { method: 'POST', body })).status).toBe(200);
    }
  });
});

describe('with legacy scopes', () => {
  test('an old scope reads the whole library, and shared albums are an empty list', async () => {
    const simulator = await running({ scopes: 'legacy' });
    const answer = await (await exchange(simulator, await acceptedCode(simulator, { scope: readonly }))).json();
    const headers = { authorization: `Bearer ${(answer as { access_token: string }).access_token}` };
    const shared = await fetch(`${simulator.url}/photoslibrary/v1/sharedAlbums?pageSize=50`, { headers });
    expect([shared.status, await shared.json()]).toEqual([200, {}]);
    expect((await fetch(`${simulator.url}/photoslibrary/v1/albums`, { headers })).status).toBe(200);
  });

  test('takes JSON without a content type, null page tokens and the filters of old clients', async () => {
    const { url, grant } = await running({ scopes: 'legacy' });
    const { accessToken } = await grant([readonly]);
    const day = (year: number) => ({ year, month: 1, day: 1 });
    const body = JSON.stringify({
      pageToken: null,
      pageSize: 100,
      filters: {
        dateFilter: { ranges: [{ startDate: day(1900), endDate: day(3000) }] },
        mediaTypeFilter: { mediaTypes: ['ALL_MEDIA'] },
        featureFilter: { includedFeatures: ['NONE'] },
        includeArchivedMedia: false,
      },
    });
    const headers = { authorization: `Bearer ${accessToken}` };
    const answer = await through(url, 'photoslibrary.googleapis.com', '/v1/mediaItems:search', {
      method: 'POST',
      headers,
      body,
    });
    expect(answer.json().mediaItems).toHaveLength(10);
  });

  test('honours Range', async () => {
    const { url, grant } = await running({ scopes: 'legacy' });
    const headers = { authorization: `Bearer ${(await grant([readonly])).accessToken}` };
    const { mediaItems } = (await (await fetch(`${url}/photoslibrary/v1/mediaItems`, { headers })).json()) as {
      mediaItems: readonly { baseUrl: string; mimeType: string }[];
    };
    const photo = mediaItems.find((item) => item.mimeType === 'image/jpeg');
    expect((await fetch(`${photo?.baseUrl}=d`, { headers: { ...headers, range: 'bytes=10-19' } })).status).toBe(206);
  });

  test('describes itself for clients that build their calls from the discovery document', async () => {
    const { url } = await running({ scopes: 'legacy' });
    const document = (await through(url, 'photoslibrary.googleapis.com', '/$discovery/rest?version=v1')).json();
    expect(document.baseUrl).toBe('https://photoslibrary.googleapis.com/');
    expect(document.resources.mediaItems.methods.get).toMatchObject({
      httpMethod: 'GET',
      path: 'v1/mediaItems/{+mediaItemId}',
      parameters: { mediaItemId: { location: 'path' } },
    });
    expect(document.resources.albums.methods.list.parameters).toMatchObject({ pageToken: { location: 'query' } });
    expect(document.resources.sharedAlbums.methods).toHaveProperty('list');
  });

  test('revokes with a multipart form', async () => {
    const { url, grant } = await running({ scopes: 'legacy' });
    const body = new FormData();
    body.set('token', (await grant([readonly])).accessToken);
    body.set('token_type_hint', 'access_token');
    expect((await fetch(`${url}/oauth2/revoke`, { method: 'POST', body })).status).toBe(200);
  });
});

import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startSimulator } from '../../simulator/server/simulator.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { readScope, running, signedIn } from './running-simulator.ts';

type Body = Readonly<Record<string, unknown>>;

async function controls() {
  const simulator = await running();
  const ask = async (method: string, path: string, body?: unknown): Promise<{ status: number; body: Body }> => {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const response = await fetch(`${simulator.url}/simulator/${path}`, init);
    return { status: response.status, body: (await response.json()) as Body };
  };
  return { simulator, ask };
}

describe('over HTTP', () => {
  test('truth is one line an item', async () => {
    const { simulator } = await controls();
    const response = await fetch(`${simulator.url}/simulator/truth?account=second@example.com`);
    expect(response.headers.get('content-type')).toBe('application/x-ndjson');
    const lines = (await response.text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const expected = [];
    for await (const item of simulator.truth('second@example.com')) expected.push(item);
    expect(lines).toEqual(expected);
    expect(lines[0]).toMatchObject({
      id: expect.any(String),
      filename: expect.any(String),
      taken: expect.any(String),
      albums: expect.any(Array),
    });
  });

  test('statistics count by operation and start again', async () => {
    const { simulator, ask } = await controls();
    const library = await signedIn(simulator);
    const { mediaItems } = (await (await library('mediaItems')).json()) as { mediaItems: { baseUrl: string }[] };
    await library('albums');
    await (await fetch(`${mediaItems[0]?.baseUrl}=w32-h32`)).arrayBuffer();
    const { body } = await ask('GET', 'stats');
    expect(body).toMatchObject({
      requests: { 'mediaItems.list': 1, 'albums.list': 1, 'media.scaled': 1 },
      answers: { 200: 3 },
      apiRequests: 2,
      mediaRequests: 1,
      mostMediaAtOnce: 1,
    });
    expect(body['bytes']).toBeGreaterThan(100);
    await ask('POST', 'stats/reset');
    expect((await ask('GET', 'stats')).body).toMatchObject({
      requests: {},
      apiRequests: 0,
      mediaRequests: 0,
      bytes: 0,
    });
  });

  test('faults are planned, reported and cleared', async () => {
    const { simulator, ask } = await controls();
    const library = await signedIn(simulator);
    await ask('POST', 'faults', { rules: [{ answer: 'unauthorized', times: 1 }] });
    expect((await library('albums')).status).toBe(401);
    expect((await ask('GET', 'faults')).body['rules']).toMatchObject([{ matched: 1, struck: 1 }]);
    expect((await ask('DELETE', 'faults')).body['rules']).toEqual([]);
    await ask('POST', 'faults', { storm: 1 });
    expect((await ask('GET', 'faults')).body['storm']).toEqual({ share: 1, struck: 0 });
  });

  test('the library changes between runs', async () => {
    const { ask, simulator } = await controls();
    const library = await signedIn(simulator);
    const listed = async () => {
      const page = (await (await library('mediaItems?pageSize=100')).json()) as {
        mediaItems: { id: string; filename: string }[];
      };
      return page.mediaItems;
    };
    const before = await listed();
    const [first, second] = before;
    const { status, body } = await ask('POST', 'library', {
      changes: [
        { kind: 'add-items', count: 2 },
        { kind: 'rename-item', id: first?.id, filename: 'renamed.jpg' },
        { kind: 'remove-items', ids: [second?.id] },
      ],
    });
    expect(status).toBe(200);
    expect(body['outcomes']).toHaveLength(3);
    const after = await listed();
    expect(after).toHaveLength(before.length + 1);
    expect(after.find((item) => item.id === first?.id)?.filename).toBe('renamed.jpg');
    expect(after.some((item) => item.id === second?.id)).toBe(false);
  });

  test('a change that is impossible is refused and says so', async () => {
    const { ask } = await controls();
    const { status, body } = await ask('POST', 'library', {
      changes: [{ kind: 'rename-item', id: 'none', filename: 'x' }],
    });
    expect(status).toBe(400);
    expect(body['outcomes']).toEqual([{ ok: false, message: expect.any(String) }]);
  });

  test('time, sign-ins, tokens and the project obey', async () => {
    const { ask, simulator } = await controls();
    const { body: granted } = await ask('POST', 'grant', {
      scopes: [readScope, 'openid'],
      account: 'second@example.com',
    });
    expect(granted).toMatchObject({ account: simulator.accounts[1]?.id, token_type: 'Bearer', expires_in: 3599 });
    const albums = async () => {
      const headers = { authorization: `Bearer ${granted['access_token']}` };
      return (await fetch(`${simulator.url}/photoslibrary/v1/albums`, { headers })).status;
    };
    expect(await albums()).toBe(200);
    expect((await ask('POST', 'access-tokens', { action: 'refuse-once' })).body).toEqual({ spoiled: 1 });
    expect([await albums(), await albums()]).toEqual([401, 200]);
    expect((await ask('POST', 'project', { apis: { photoslibrary: false } })).body).toMatchObject({ client: 'ok' });
    expect(await albums()).toBe(403);
    await ask('POST', 'project', { apis: { photoslibrary: true } });
    await ask('POST', 'clock', { advanceSeconds: 4000 });
    expect(await albums()).toBe(401);
    expect((await ask('POST', 'revoke', {})).body).toEqual({ revoked: 1 });
  });

  test.each([
    ['POST', 'clock', { advanceSeconds: -1 }, 400],
    ['POST', 'clock', 'no object', 400],
    ['POST', 'revoke', { account: 'nobody@example.com' }, 400],
    ['POST', 'nonsense', {}, 404],
  ])('%s %s with %j is refused', async (method, path, body, status) => {
    const { ask } = await controls();
    const answer = await ask(method, path, body);
    expect(answer.status).toBe(status);
    expect(answer.body['error']).toEqual(expect.any(String));
  });
});

describe('the client file', () => {
  test('looks like the one from the console, and goes away in the end', async () => {
    const simulator = await startSimulator({ items: 1, albums: 0 });
    const text = await readFile(simulator.clientFile, 'utf8');
    await simulator.close();
    expect(JSON.parse(text)).toEqual({
      installed: {
        client_id: expect.stringMatching(/^\d{12}-[0-9a-v]{32}\.apps\.googleusercontent\.com$/),
        project_id: expect.stringMatching(/^[a-z][a-z0-9-]+$/),
        auth_uri: 'https://accounts.google.com/o/oauth2/auth',
        token_uri: 'https://oauth2.googleapis.com/token',
        auth_provider_x509_cert_url: 'https://www.googleapis.com/oauth2/v1/certs',
        client_secret: expect.stringMatching(/^GOCSPX-[\w-]{28}$/),
        redirect_uris: ['http://localhost'],
      },
    });
    await expect(access(simulator.clientFile)).rejects.toThrow('ENOENT');
  });

  test('stays in a folder of the caller', async () => {
    const clientFolder = join(await temporaryFolder(), 'client');
    const simulator = await startSimulator({ items: 1, albums: 0, clientFolder });
    await simulator.close();
    expect(JSON.parse(await readFile(simulator.clientFile, 'utf8'))).toEqual(simulator.client);
  });

  test('is the same for the same seed', async () => {
    const [one, again, other] = [await running({ seed: 4 }), await running({ seed: 4 }), await running({ seed: 5 })];
    expect(again.client).toEqual(one.client);
    expect(again.accounts).toEqual(one.accounts);
    expect(other.client.installed.client_id).not.toBe(one.client.installed.client_id);
  });
});

test('accounts have ids of 21 digits and may be chosen', async () => {
  const simulator = await running({ accounts: [{ email: 'third@example.com', items: 3, albums: 1 }] });
  expect(simulator.accounts).toEqual([{ id: expect.stringMatching(/^\d{21}$/), email: 'third@example.com' }]);
});

test('closing cuts what is still open', async () => {
  const simulator = await startSimulator({ items: 1, albums: 0 });
  simulator.planFaults({ rules: [{ answer: 'stall' }] });
  const open = expect(fetch(`${simulator.url}/photoslibrary/v1/albums`)).rejects.toThrow(TypeError);
  await expect.poll(() => simulator.statistics().apiRequests).toBe(1);
  await simulator.close();
  await open;
  await simulator.close();
});

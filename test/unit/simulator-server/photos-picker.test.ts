import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { SimulatorOptions } from '../../simulator/server/options.ts';
import type { Simulator } from '../../simulator/server/simulator.ts';
import { answerOf, jsonOf, readScope, running, stoppedClock } from './running-simulator.ts';

const pickerScope = 'https://www.googleapis.com/auth/photospicker.mediaitems.readonly';

interface Session {
  readonly id: string;
  readonly pickerUri: string;
  readonly expireTime: string;
  readonly mediaItemsSet?: boolean;
  readonly pollingConfig?: { readonly pollInterval: string; readonly timeoutIn: string };
}

interface PickedPage {
  readonly mediaItems?: readonly {
    readonly id: string;
    readonly type: string;
    readonly mediaFile: { readonly baseUrl: string; readonly mimeType: string };
  }[];
  readonly nextPageToken?: string;
}

async function picker(options: SimulatorOptions = {}, scopes: readonly string[] = [pickerScope]) {
  const simulator = await running(options);
  const { accessToken } = await simulator.grant(scopes);
  const headers = { authorization: `Bearer ${accessToken}` };
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${simulator.url}/photospicker/v1/${path}`, { ...init, headers: { ...headers, ...init.headers } });
  const begin = (maxItemCount?: string) => {
    const body = maxItemCount === undefined ? '{}' : JSON.stringify({ pickingConfig: { maxItemCount } });
    return ask('sessions', { method: 'POST', body });
  };
  return { simulator, ask, headers, begin, opened: async () => jsonOf<Session>(begin()) };
}

async function idsOf({ truth }: Simulator): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { id } of truth()) ids.push(id);
  return ids;
}

const statusOf = async (answer: Promise<Response>) => {
  const { status, body } = await answerOf(answer);
  return [status, (body as { error?: { status: string } }).error?.status];
};

describe('a session', () => {
  test('says where to pick and how to ask, until the person is done', async () => {
    const clock = stoppedClock();
    const { simulator, ask, opened } = await picker({ now: clock.now, picker: { pollSeconds: 2.5 } });
    const session = await opened();
    expect(session).toEqual({
      id: expect.any(String),
      pickerUri: `${simulator.url}/picker/${session.id}`,
      pollingConfig: { pollInterval: '2.5s', timeoutIn: '1800s' },
      expireTime: '2026-03-09T12:00:00.000Z',
      pickingConfig: { maxItemCount: '2000' },
    });
    clock.set('2026-03-02T12:10:00Z');
    expect(await jsonOf<Session>(ask(`sessions/${session.id}`))).toMatchObject({
      pollingConfig: { timeoutIn: '1200s' },
    });
    simulator.pick({ select: { count: 3 } });
    const done = await jsonOf<Session>(ask(`sessions/${session.id}`));
    expect(done.mediaItemsSet).toBe(true);
    expect(done.pollingConfig).toBeUndefined();
    expect(simulator.pickerSessions()).toMatchObject([{ polls: 2, shortestPollGap: 0 }]);
  });

  test('takes a smaller count, and none above 2000', async () => {
    const { begin } = await picker();
    expect(await jsonOf(begin('7'))).toMatchObject({ pickingConfig: { maxItemCount: '7' } });
    for (const wrong of ['2001', '-1', 'x']) expect(await statusOf(begin(wrong))).toEqual([400, 'INVALID_ARGUMENT']);
  });

  test('is there until it is deleted, and open sessions are told', async () => {
    const { simulator, ask, opened } = await picker();
    const first = await opened();
    const second = await opened();
    expect(simulator.statistics().openSessions).toEqual([first.id, second.id]);
    expect(await answerOf(ask(`sessions/${first.id}`, { method: 'DELETE' }))).toEqual({ status: 200, body: {} });
    expect(await statusOf(ask(`sessions/${first.id}`))).toEqual([404, 'NOT_FOUND']);
    expect(await statusOf(ask(`sessions/${first.id}`, { method: 'DELETE' }))).toEqual([404, 'NOT_FOUND']);
    expect(simulator.statistics()).toMatchObject({ openSessions: [second.id], pickerRequests: 5, apiRequests: 0 });
  });

  test('ends with its time, and belongs to one client and account', async () => {
    const { simulator, ask, opened } = await picker({ picker: { sessionSeconds: 100 } });
    const { id } = await opened();
    const other = await simulator.grant([pickerScope], 'second@example.com');
    const headers = { authorization: `Bearer ${other.accessToken}` };
    expect(await statusOf(ask(`sessions/${id}`, { headers }))).toEqual([404, 'NOT_FOUND']);
    simulator.advance(100);
    expect(await statusOf(ask(`sessions/${id}`))).toEqual([403, 'PERMISSION_DENIED']);
    expect(await statusOf(ask(`mediaItems?sessionId=${id}`))).toEqual([403, 'PERMISSION_DENIED']);
    expect(simulator.statistics().openSessions).toEqual([]);
    const foreign = await opened();
    simulator.spoilSessions('disown', foreign.id);
    expect(await statusOf(ask(`sessions/${foreign.id}`))).toEqual([404, 'NOT_FOUND']);
  });

  test('is refused when there are too many, and to accounts without Photos', async () => {
    const { begin } = await picker({ picker: { sessionsAtOnce: 1 } });
    expect((await begin()).status).toBe(200);
    expect(await statusOf(begin())).toEqual([429, 'RESOURCE_EXHAUSTED']);
    const without = await picker({ accounts: [{ email: 'none@example.com', items: 0, albums: 0, photos: false }] });
    expect(await statusOf(without.begin())).toEqual([400, 'FAILED_PRECONDITION']);
  });

  test('needs the scope, a token, and the API switched on', async () => {
    const { begin } = await picker({}, [readScope]);
    expect(await answerOf(begin())).toMatchObject({
      status: 403,
      body: { error: { details: [{ reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }] } },
    });
    const { simulator, begin: beginWithScope } = await picker();
    expect((await fetch(`${simulator.url}/photospicker/v1/sessions`, { method: 'POST' })).status).toBe(401);
    simulator.changeProject({ apis: { photospicker: false } });
    expect(await answerOf(beginWithScope())).toMatchObject({
      body: { error: { message: expect.stringContaining('photospicker.googleapis.com') } },
    });
  });
});

describe('picked items', () => {
  test('cannot be listed before the person is done', async () => {
    const { ask, opened } = await picker();
    const { id } = await opened();
    expect(await statusOf(ask(`mediaItems?sessionId=${id}`))).toEqual([400, 'FAILED_PRECONDITION']);
    expect(await statusOf(ask('mediaItems?sessionId=none'))).toEqual([404, 'NOT_FOUND']);
  });

  test('come in pages of at most 100, in the order of picking', async () => {
    const { simulator, ask, opened } = await picker({ items: 250, itemBytes: 2_560 });
    const { id } = await opened();
    const ids = (await idsOf(simulator)).toReversed().slice(0, 230);
    simulator.pick({ sessionId: id, select: { ids } });
    const listed: string[] = [];
    for (let token: string | undefined = ''; token !== undefined; ) {
      const page: PickedPage = await jsonOf(ask(`mediaItems?sessionId=${id}&pageSize=100&pageToken=${token}`));
      listed.push(...(page.mediaItems ?? []).map((item) => item.id));
      token = page.nextPageToken;
    }
    expect(listed).toEqual(ids);
    expect(await statusOf(ask(`mediaItems?sessionId=${id}&pageSize=101`))).toEqual([400, 'INVALID_ARGUMENT']);
  });

  test('tell neither album nor description nor place nor size', async () => {
    const { simulator, ask, opened } = await picker({ items: 40 });
    const { id } = await opened();
    simulator.pick({ select: 'all' });
    const { mediaItems = [] } = await jsonOf<PickedPage>(ask(`mediaItems?sessionId=${id}&pageSize=100`));
    expect(mediaItems).toHaveLength(40);
    for (const item of mediaItems) {
      expect(Object.keys(item)).toEqual(['id', 'createTime', 'type', 'mediaFile']);
      expect(item.mediaFile).toMatchObject({ mediaFileMetadata: { width: expect.any(Number) } });
      expect(JSON.stringify(item)).not.toMatch(/album|description|latitude|fileSize/i);
    }
    expect(mediaItems.find(({ type }) => type === 'VIDEO')).toMatchObject({
      mediaFile: { mediaFileMetadata: { videoMetadata: { processingStatus: 'READY' } } },
    });
  });
});

describe('the bytes of a picked item', () => {
  test('are those of the truth, for photos, videos and both halves of a motion photo', async () => {
    const { simulator, ask, headers, opened } = await picker({ items: 200, itemBytes: 2_560, seed: 6 });
    const { id } = await opened();
    simulator.pick({ select: 'all' });
    const items = new Map<string, string>();
    for (let token: string | undefined = ''; token !== undefined; ) {
      const page: PickedPage = await jsonOf(ask(`mediaItems?sessionId=${id}&pageSize=100&pageToken=${token}`));
      for (const item of page.mediaItems ?? []) items.set(item.id, item.mediaFile.baseUrl);
      token = page.nextPageToken;
    }
    let clips = 0;
    for await (const truth of simulator.pickedTruth()) {
      clips += truth.pairOf === null ? 0 : 1;
      const url = `${items.get(truth.pairOf ?? truth.id)}${truth.kind === 'video' ? '=dv' : '=d'}`;
      const bytes = Buffer.from(await (await fetch(url, { headers })).arrayBuffer());
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(truth.sha256);
      expect(bytes.length).toBe(truth.bytes);
    }
    expect(clips).toBeGreaterThan(3);
    expect(simulator.statistics()).toMatchObject({ itemsDelivered: 200 + clips, itemsDeliveredAgain: 0 });
  });

  test('need a token of the account, and the session', async () => {
    const { simulator, ask, headers, opened } = await picker({ items: 3 });
    const { id } = await opened();
    simulator.pick({ select: 'all' });
    const { mediaItems = [] } = await jsonOf<PickedPage>(ask(`mediaItems?sessionId=${id}`));
    const url = `${mediaItems[0]?.mediaFile.baseUrl}=d`;
    expect((await fetch(url)).status).toBe(403);
    expect((await fetch(url, { headers: { authorization: 'Bearer none' } })).status).toBe(401);
    const { accessToken } = await simulator.grant([readScope]);
    expect((await fetch(url, { headers: { authorization: `Bearer ${accessToken}` } })).status).toBe(403);
    expect((await fetch(url, { headers })).status).toBe(200);
    simulator.advance(3_600);
    const later = await simulator.grant([pickerScope]);
    const fresh = { authorization: `Bearer ${later.accessToken}` };
    expect((await fetch(url, { headers: fresh })).status).toBe(403);
    const again = await jsonOf<PickedPage>(ask(`mediaItems?sessionId=${id}`, { headers: fresh }));
    const renewed = `${again.mediaItems?.[0]?.mediaFile.baseUrl}=d`;
    expect((await fetch(renewed, { headers: fresh })).status).toBe(200);
    await ask(`sessions/${id}`, { method: 'DELETE', headers: fresh });
    expect((await fetch(renewed, { headers: fresh })).status).toBe(403);
  });

  test('of an ordinary photo hold no clip, and HEAD says so', async () => {
    const { simulator, ask, headers, opened } = await picker({ items: 200, itemBytes: 2_560, seed: 6 });
    const { id } = await opened();
    simulator.pick({ select: { count: 100 } });
    const { mediaItems = [] } = await jsonOf<PickedPage>(ask(`mediaItems?sessionId=${id}&pageSize=100`));
    const moving = new Set<string>();
    for await (const { pairOf } of simulator.pickedTruth()) if (pairOf !== null) moving.add(pairOf);
    for (const { id: itemId, type, mediaFile } of mediaItems) {
      const { status } = await fetch(`${mediaFile.baseUrl}=dv`, { method: 'HEAD', headers });
      expect(status).toBe(type === 'VIDEO' || moving.has(itemId) ? 200 : 404);
    }
  });
});

describe('the page', () => {
  const form = (fields: Readonly<Record<string, string | readonly string[]>>): RequestInit => {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
    return { method: 'POST', body };
  };

  test('lets a person search, tick over several searches, and be done', async () => {
    const { simulator, ask, opened } = await picker({ items: 60, albums: 3 });
    const session = await opened();
    const page = await (await fetch(session.pickerUri)).text();
    expect(page).toContain('type="search"');
    const shown = [...page.matchAll(/name="item" value="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(shown).toHaveLength(60);
    const [album] = (
      await jsonOf<{ albums: { title: string }[] }>(
        fetch(`${simulator.url}/photoslibrary/v1/albums`, {
          headers: { authorization: `Bearer ${(await simulator.grant([readScope])).accessToken}` },
        }),
      )
    ).albums;
    const inAlbum = await (
      await fetch(session.pickerUri, form({ action: 'search', q: album?.title ?? '', shown, item: shown.slice(0, 2) }))
    ).text();
    expect(inAlbum).toContain('2 selected');
    const found = [...inAlbum.matchAll(/name="shown" value="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(60);
    const done = await fetch(session.pickerUri, form({ action: 'done', shown: found, item: found.slice(0, 1) }));
    expect(await done.text()).not.toContain('window.close');
    // What was ticked before stays ticked, but for what was shown again and left out.
    const kept = shown.slice(0, 2).filter((id) => !found.includes(id));
    const { mediaItems = [] } = await jsonOf<PickedPage>(ask(`mediaItems?sessionId=${session.id}`));
    expect(new Set(mediaItems.map(({ id }) => id))).toEqual(new Set([...kept, found[0] ?? '']));
    expect((await fetch(session.pickerUri)).status).toBe(404);
  });

  test('closes itself with autoclose, and holds the ceiling', async () => {
    const { begin, simulator } = await picker({ items: 5 });
    const session = await jsonOf<Session>(begin('3'));
    const all = await fetch(`${session.pickerUri}/autoclose`, form({ action: 'all', q: '' }));
    expect(await all.text()).toContain('You can select up to 3 items.');
    const shown = await idsOf(simulator);
    const item = shown.slice(0, 3);
    const done = await fetch(`${session.pickerUri}/autoclose`, form({ action: 'done', shown, item }));
    expect(await done.text()).toContain('window.close()');
    expect(simulator.pickerSessions()).toMatchObject([{ picked: item }]);
  });

  test('shows small pictures', async () => {
    const { simulator, opened } = await picker({ items: 2 });
    const { pickerUri } = await opened();
    const [id = ''] = await idsOf(simulator);
    const thumbnail = await fetch(`${pickerUri}/thumbnail/${id}`);
    expect(thumbnail.headers.get('content-type')).toBe('image/jpeg');
    expect((await fetch(`${simulator.url}/picker/none`)).status).toBe(404);
  });
});

describe('picking for a person', () => {
  test('resumes where the account left off, and starts over when all were picked', async () => {
    const { simulator, opened } = await picker({ items: 10 });
    const ids = await idsOf(simulator);
    const picked = async (select: Parameters<Simulator['pick']>[0]['select']) => {
      const { id } = await opened();
      return simulator.pick({ sessionId: id, select }).ids;
    };
    expect(await picked({ count: 4 })).toEqual(ids.slice(0, 4));
    expect(await picked({ count: 4 })).toEqual(ids.slice(4, 8));
    expect(await picked('all')).toEqual(ids.slice(8));
    expect(await picked({ all: true })).toEqual(ids);
    expect(await picked({ ids: [ids[3] ?? '', ids[3] ?? ''] })).toEqual([ids[3]]);
    expect(await picked({ count: 0 })).toEqual([]);
  });

  test('works over HTTP, and refuses what the page would', async () => {
    const { simulator, begin } = await picker({ items: 5 });
    const session = await jsonOf<Session>(begin('2'));
    const post = (body: unknown) =>
      fetch(`${simulator.url}/simulator/picks`, { method: 'POST', body: JSON.stringify(body) });
    expect((await post({ sessionId: session.id, select: { count: 3 } })).status).toBe(400);
    expect((await post({ sessionId: session.id, select: { ids: ['none'] } })).status).toBe(400);
    expect(await answerOf(post({ sessionId: session.id, select: { all: true } }))).toMatchObject({
      status: 200,
      body: { sessionId: session.id, ids: (await idsOf(simulator)).slice(0, 2) },
    });
    expect((await post({ select: { count: 1 } })).status).toBe(400);
    const stats = await jsonOf<{ openSessions: string[] }>(fetch(`${simulator.url}/simulator/stats`));
    expect(stats.openSessions).toEqual([session.id]);
    const ended = await fetch(`${simulator.url}/simulator/sessions`, {
      method: 'POST',
      body: JSON.stringify({ action: 'expire' }),
    });
    expect(ended.status).toBe(200);
    expect(simulator.statistics().openSessions).toEqual([]);
  });

  test('the truth of the Picker is one line an item and one a clip', async () => {
    const { simulator } = await picker({ items: 120, itemBytes: 2_560, seed: 6 });
    const response = await fetch(`${simulator.url}/simulator/truth?source=picker`);
    const lines = (await response.text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const clips = lines.filter(({ pairOf }) => pairOf !== null);
    expect(lines).toHaveLength(120 + clips.length);
    expect(clips[0]).toMatchObject({ kind: 'video', filename: expect.stringMatching(/\.mp4$/), albums: [] });
  });
});

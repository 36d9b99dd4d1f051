import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, onTestFinished, test } from 'vitest';
import { simulatedEndpoints } from '../../../electron/contract/endpoints.ts';
import { ok } from '../../../electron/contract/result.ts';
import { createPhotosWriting } from '../../../electron/engine/google/photos-writing.ts';
import type { UploadSession } from '../../../electron/engine/google/upload-call.ts';
import type { FaultAnswer } from '../../simulator/server/faults/fault-rules.ts';
import type { SimulatorOptions } from '../../simulator/server/options.ts';
import { startSimulator } from '../../simulator/server/simulator.ts';
import { fakeTiming, pipeline } from './pipeline.ts';

const { signal } = new AbortController();
const scopes = ['https://www.googleapis.com/auth/photoslibrary.appendonly'];
const chunk = 100_000;

async function opened(options: SimulatorOptions = {}) {
  const google = await startSimulator({ items: 0, albums: 0, ...options });
  onTestFinished(() => google.close());
  const { accessToken } = await google.grant(scopes);
  const { http, timing } = pipeline({
    endpoints: simulatedEndpoints(google.url),
    tokens: { accessToken: async () => ok(accessToken) },
    timing: { ...fakeTiming(), random: () => 0 },
  });
  const strike = (operation: string, answer: FaultAnswer, times = 1, after = 0) =>
    google.planFaults({ rules: [{ match: { operation }, times, after, answer }] });
  return {
    google,
    http,
    timing,
    strike,
    writing: createPhotosWriting(http, simulatedEndpoints(google.url).photosLibrary),
  };
}

function picture(side = 8): Promise<Buffer> {
  const background = { r: side % 256, g: 1, b: 2 };
  return sharp({ create: { width: side, height: side, channels: 3, background } })
    .png({ compressionLevel: 0 })
    .toBuffer();
}

/** Memory of an upload session, and what was sent. */
function requestOf(bytes: Buffer, kind: 'raw' | 'resumable') {
  const urls: (string | null)[] = [];
  const sent = { bytes: 0, starts: [] as number[] };
  const session: UploadSession = {
    get url() {
      return urls.at(-1) ?? null;
    },
    remember: (url) => urls.push(url),
  };
  const request = {
    mime: 'image/png',
    session: kind === 'raw' ? null : session,
    onBytes: (count: number) => {
      sent.bytes += count;
    },
    body: {
      length: bytes.length,
      whole: null,
      read: async function* (offset: number) {
        sent.starts.push(offset);
        for (let at = offset; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
      },
    },
  };
  return { request, sent, urls };
}

async function arrivedAt(google: Awaited<ReturnType<typeof opened>>['google']) {
  const all = [];
  for await (const one of google.uploads()) all.push(one);
  return all;
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

test('few bytes go out at once, and are counted', async () => {
  const { google, writing } = await opened();
  const bytes = await picture(20);
  const { request, sent } = requestOf(bytes, 'raw');
  const token = await writing.upload({ ...request, body: { ...request.body, whole: bytes } }, signal);
  expect(sent).toEqual({ bytes: bytes.length, starts: [] });
  await writing.createItems([{ token: token.ok ? token.value : '', filename: 'a.png', description: null }], signal);
  expect(await arrivedAt(google)).toMatchObject([{ sha256: sha256(bytes) }]);
});

describe.each(['raw', 'resumable'] as const)('a %s upload', (kind) => {
  test('brings the bytes, and an item can be made of them', async () => {
    const { google, writing } = await opened();
    const bytes = await picture(400);
    const { request, sent, urls } = requestOf(bytes, kind);
    const token = await writing.upload(request, signal);
    expect(token.ok).toBe(true);
    expect(sent).toEqual({ bytes: bytes.length, starts: [0] });
    expect(urls.at(-1) ?? null).toBeNull();
    const item = { token: token.ok ? token.value : '', filename: 'a.png', description: 'A word' };
    const made = await writing.createItems([item], signal);
    expect(made).toMatchObject({ ok: true, value: [{ kind: 'item', item: { filename: 'a.png' } }] });
    expect(await arrivedAt(google)).toMatchObject([{ sha256: sha256(bytes), description: 'A word' }]);
  });

  test.each<FaultAnswer>([
    { kind: 'reset' },
    { kind: 'status', status: 503 },
    { kind: 'html' },
    { kind: 'truncate', afterBytes: 3 },
    { kind: 'unauthorized' },
    { kind: 'quota-concurrent' },
  ])('is tried again after $kind', async (answer) => {
    const { writing, strike } = await opened();
    const { request } = requestOf(await picture(400), kind);
    // Of a resumable upload the request that brings the bytes is the second.
    strike('uploads', answer, 1, kind === 'raw' ? 0 : 1);
    expect(await writing.upload(request, signal)).toMatchObject({ ok: true });
  });

  test('ends with what does not pass, and when it is aborted', async () => {
    const { writing, strike } = await opened();
    strike('uploads', { kind: 'quota-day' });
    const bytes = await picture(400);
    const refused = await writing.upload(requestOf(bytes, kind).request, signal);
    expect(refused).toMatchObject({ ok: false, problem: { code: 'quota-day' } });
    const aborted = await writing.upload(requestOf(bytes, kind).request, AbortSignal.abort());
    expect(aborted).toMatchObject({ ok: false, problem: { code: 'interrupted' } });
  });
});

describe('a resumable upload that broke off', () => {
  test('is continued by another process where Google says that it is', async () => {
    const { http, writing } = await opened();
    const bytes = await picture(700);
    const first = requestOf(bytes, 'resumable');
    const broken = new AbortController();
    const stopping = {
      ...first.request,
      body: {
        ...first.request.body,
        read: async function* (offset: number) {
          for await (const part of first.request.body.read(offset)) {
            yield part;
            if (first.sent.bytes > 800_000) {
              // Long enough for what was sent to arrive.
              await expect.poll(() => http.counters().apiRequests).toBeGreaterThan(1);
              await new Promise((resolve) => setTimeout(resolve, 50));
              broken.abort();
            }
          }
        },
      },
    };
    expect(await writing.upload(stopping, broken.signal)).toMatchObject({ ok: false });
    const second = requestOf(bytes, 'resumable');
    second.urls.push(first.urls.at(-1) ?? null);
    const token = await writing.upload(second.request, signal);
    const [start = 0] = second.sent.starts;
    expect(start).toBeGreaterThan(0);
    expect(start % 262_144).toBe(0);
    const item = { token: token.ok ? token.value : '', filename: 'a.png', description: null };
    expect(await writing.createItems([item], signal)).toMatchObject({ value: [{ kind: 'item' }] });
  });

  test('begins again when Google has forgotten it, and never follows an address that is not its own', async () => {
    const { google, writing } = await opened();
    const bytes = await picture(400);
    for (const url of [
      `${google.url}/photoslibrary/v1/uploads?upload_id=gone`,
      'https://example.com/upload',
      'nonsense',
    ]) {
      const { request, urls, sent } = requestOf(bytes, 'resumable');
      urls.push(url);
      expect(await writing.upload(request, signal)).toMatchObject({ ok: true });
      expect(sent.starts).toEqual([0]);
    }
  });
});

describe('making items', () => {
  async function tokens(writing: Awaited<ReturnType<typeof opened>>['writing'], count: number) {
    const items = [];
    for (let index = 0; index < count; index += 1) {
      const token = await writing.upload(requestOf(await picture(8 + index), 'raw').request, signal);
      items.push({ token: token.ok ? token.value : '', filename: `${index}.png`, description: null });
    }
    return items;
  }

  test.each([200, 207] as const)('reads the status of each, under %d', async (partialStatus) => {
    const { writing } = await opened({ uploads: { partialStatus } });
    const items = [{ token: 'unknown', filename: 'x', description: null }, ...(await tokens(writing, 1))];
    expect(await writing.createItems(items, signal)).toMatchObject({
      value: [{ kind: 'status', code: 3 }, { kind: 'item' }],
    });
  });

  test('an answer that does not speak of all says so of the others', async () => {
    const { writing, strike } = await opened();
    const items = await tokens(writing, 3);
    strike('mediaItems.batchCreate', { kind: 'fewer-results', by: 2 });
    expect(await writing.createItems(items, signal)).toMatchObject({
      value: [{ kind: 'item' }, { kind: 'absent' }, { kind: 'absent' }],
    });
  });

  test('an answer that was lost is asked for again, and makes nothing twice', async () => {
    const { google, writing, strike } = await opened({ uploads: { tokenUse: 'again' } });
    const items = await tokens(writing, 2);
    strike('mediaItems.batchCreate', { kind: 'truncate', afterBytes: 10 });
    expect(await writing.createItems(items, signal)).toMatchObject({ value: [{ kind: 'item' }, { kind: 'item' }] });
    expect(await arrivedAt(google)).toHaveLength(2);
  });
});

test('albums are made once, and filled in order', async () => {
  const { google, writing, strike } = await opened();
  const made = await writing.createAlbum('Rome', signal);
  const id = made.ok ? made.value.id : '';
  expect(made).toMatchObject({ value: { title: 'Rome' } });
  strike('albums.create', { kind: 'truncate', afterBytes: 3 });
  expect(await writing.createAlbum('Lost', signal)).toMatchObject({ ok: false });
  expect(google.statistics().requests['albums.create']).toBe(2);
  expect(await writing.addToAlbum('gone', ['x'], signal)).toMatchObject({ problem: { code: 'album-gone' } });
  expect(await writing.addToAlbum(id, [], signal)).toMatchObject({ ok: false });
});

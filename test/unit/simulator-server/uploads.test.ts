import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { FaultAnswer } from '../../simulator/server/faults/fault-rules.ts';
import type { Simulator } from '../../simulator/server/simulator.ts';
import { jsonOf, readScope, running, signedIn, stoppedClock } from './running-simulator.ts';

const append = 'https://www.googleapis.com/auth/photoslibrary.appendonly';
const granularity = 262_144;

type Asking = Awaited<ReturnType<typeof signedIn>>;
interface Result {
  readonly uploadToken?: string;
  readonly status?: { readonly code?: number; readonly message?: string };
  readonly mediaItem?: { readonly id: string; readonly filename: string };
}

/** A picture that is not compressed, so that its size can be chosen. */
async function picture(side: number, shade = 40): Promise<Buffer> {
  return sharp({ create: { width: side, height: side, channels: 3, background: { r: shade, g: 9, b: 9 } } })
    .png({ compressionLevel: 0 })
    .toBuffer();
}

async function uploadedRaw(ask: Asking, bytes: Uint8Array<ArrayBuffer> | Buffer): Promise<string> {
  const headers = { 'X-Goog-Upload-Protocol': 'raw' };
  return (await ask('uploads', { method: 'POST', body: new Uint8Array(bytes), headers })).text();
}

async function create(ask: Asking, tokens: readonly string[], more: object = {}) {
  const newMediaItems = tokens.map((uploadToken, index) => ({
    simpleMediaItem: { uploadToken, fileName: `${index}.png` },
  }));
  const response = await ask('mediaItems:batchCreate', {
    method: 'POST',
    body: JSON.stringify({ newMediaItems, ...more }),
  });
  const { newMediaItemResults: results = [] } = await jsonOf<{ newMediaItemResults?: readonly Result[] }>(response);
  return { status: response.status, results };
}

async function uploadsOf(simulator: Simulator) {
  const lines = (await (await fetch(`${simulator.url}/simulator/uploads`)).text()).trim();
  return lines === '' ? [] : lines.split('\n').map((line): unknown => JSON.parse(line));
}

describe('a resumable upload', () => {
  async function begun(bytes: Uint8Array) {
    const simulator = await running();
    const ask = await signedIn(simulator, [append, readScope]);
    const started = await ask('uploads', {
      method: 'POST',
      headers: {
        'X-Goog-Upload-Command': 'start',
        'X-Goog-Upload-Protocol': 'resumable',
        'X-Goog-Upload-Raw-Size': String(bytes.length),
      },
    });
    expect(started.headers.get('x-goog-upload-chunk-granularity')).toBe(String(granularity));
    const url = started.headers.get('x-goog-upload-url') ?? '';
    const send = (command: string, offset: number, part: Uint8Array = new Uint8Array()) =>
      fetch(url, {
        method: 'POST',
        body: new Uint8Array(part),
        headers: { 'X-Goog-Upload-Command': command, 'X-Goog-Upload-Offset': String(offset) },
      });
    return { simulator, ask, send };
  }

  test('takes chunks, says how far it is, and ends with a token', async () => {
    const bytes = await picture(400);
    const { simulator, ask, send } = await begun(bytes);
    expect((await send('upload', 0, bytes.subarray(0, granularity))).status).toBe(200);
    const asked = await send('query', 0);
    expect(asked.headers.get('x-goog-upload-size-received')).toBe(String(granularity));
    expect(asked.headers.get('x-goog-upload-status')).toBe('active');
    const token = await (await send('upload, finalize', granularity, bytes.subarray(granularity))).text();
    expect((await create(ask, [token])).results[0]?.mediaItem?.filename).toBe('0.png');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(await uploadsOf(simulator)).toMatchObject([{ filename: '0.png', sha256, description: null, albums: [] }]);
  });

  test('refuses a chunk of another size, a wrong offset, and an end that comes too early', async () => {
    const bytes = await picture(400);
    const { send } = await begun(bytes);
    expect((await send('upload', 0, bytes.subarray(0, 1000))).status).toBe(400);
    expect((await send('upload', 77, bytes.subarray(0, granularity))).status).toBe(400);
    expect((await send('finalize', 0)).status).toBe(400);
  });
});

describe('making items', () => {
  test('a token makes one item, and lives one day', async () => {
    const clock = stoppedClock();
    const simulator = await running({ now: clock.now });
    const ask = await signedIn(simulator, [append]);
    const token = await uploadedRaw(ask, await picture(8));
    expect((await create(ask, [token])).results[0]?.status?.code).toBeUndefined();
    expect((await create(ask, [token])).results[0]?.status?.code).toBe(3);
    const late = await uploadedRaw(ask, await picture(9));
    clock.set('2026-03-03T12:00:01Z');
    const later = await signedIn(simulator, [append]);
    expect((await create(later, [late])).results[0]?.status?.code).toBe(3);
  });

  test('tokens may be used again where that is so', async () => {
    const ask = await signedIn(await running({ uploads: { tokenUse: 'again' } }), [append]);
    const token = await uploadedRaw(ask, await picture(8));
    const ids = [await create(ask, [token]), await create(ask, [token])].map(
      ({ results }) => results[0]?.mediaItem?.id,
    );
    expect(ids[0]).toBe(ids[1]);
  });

  test.each([207, 200] as const)('what is no photo fails by itself, under status %d', async (partialStatus) => {
    const ask = await signedIn(await running({ uploads: { partialStatus } }), [append]);
    const tokens = [await uploadedRaw(ask, Buffer.from('a text')), await uploadedRaw(ask, await picture(8))];
    const { status, results } = await create(ask, tokens);
    expect(status).toBe(partialStatus);
    expect(results.map(({ status: item }) => item?.code ?? 0)).toEqual([3, 0]);
  });

  test('a full storage is code 8, until there is room', async () => {
    const simulator = await running({ uploads: { storageBytes: 1000 } });
    const ask = await signedIn(simulator, [append]);
    const token = await uploadedRaw(ask, await picture(100));
    expect((await create(ask, [token])).results[0]?.status?.code).toBe(8);
    simulator.changeUploads({ action: 'limit-storage', bytes: null });
    expect((await create(ask, [token])).results[0]?.mediaItem).toBeDefined();
  });

  test('51 items, long descriptions and full albums are refused as a whole', async () => {
    const simulator = await running({ uploads: { albumItems: 1 } });
    const ask = await signedIn(simulator, [append]);
    const tokens = [await uploadedRaw(ask, await picture(8)), await uploadedRaw(ask, await picture(9))];
    expect(
      (
        await create(
          ask,
          Array.from({ length: 51 }, () => 'a token'),
        )
      ).status,
    ).toBe(400);
    const made = await ask('albums', { method: 'POST', body: JSON.stringify({ album: { title: 'Small' } }) });
    const { id: albumId } = await jsonOf<{ id: string }>(made);
    expect((await create(ask, tokens, { albumId })).status).toBe(400);
    const simpleMediaItem = { uploadToken: tokens[0] };
    const newMediaItems = [{ description: 'x'.repeat(1000), simpleMediaItem }];
    const body = JSON.stringify({ newMediaItems });
    expect((await ask('mediaItems:batchCreate', { method: 'POST', body })).status).toBe(400);
    expect(await uploadsOf(simulator)).toEqual([]);
  });

  test('items go where they are to stand in an album', async () => {
    const simulator = await running();
    const ask = await signedIn(simulator, [append, readScope]);
    const made = await ask('albums', { method: 'POST', body: JSON.stringify({ album: { title: 'Order' } }) });
    const { id: albumId } = await jsonOf<{ id: string }>(made);
    const add = async (shade: number, albumPosition?: object) => {
      const token = await uploadedRaw(ask, await picture(8, shade));
      return (await create(ask, [token], { albumId, albumPosition })).results[0]?.mediaItem?.id ?? '';
    };
    const [a, b] = [await add(1), await add(2)];
    const first = await add(3, { position: 'FIRST_IN_ALBUM' });
    const after = await add(4, { position: 'AFTER_MEDIA_ITEM', relativeMediaItemId: a });
    const listed = await ask('mediaItems:search', { method: 'POST', body: JSON.stringify({ albumId }) });
    const { mediaItems } = await jsonOf<{ mediaItems: readonly { id: string }[] }>(listed);
    expect(mediaItems.map(({ id }) => id)).toEqual([first, a, after, b]);
  });
});

describe('faults of a batch', () => {
  test('single items fail, made or not, and results may be missing', async () => {
    const simulator = await running();
    const ask = await signedIn(simulator, [append]);
    const batch = async () => [await uploadedRaw(ask, await picture(8)), await uploadedRaw(ask, await picture(9))];
    const strike = (answer: FaultAnswer) =>
      simulator.planFaults({
        rules: [{ match: { operation: 'mediaItems.batchCreate' }, times: 1, answer }],
      });
    strike({ kind: 'result-status', code: 13, every: 2 });
    expect((await create(ask, await batch())).results.map(({ status }) => status?.code ?? 0)).toEqual([13, 0]);
    expect(await uploadsOf(simulator)).toHaveLength(1);
    strike({ kind: 'result-status', code: 13, made: true });
    expect((await create(ask, await batch())).results.map(({ status }) => status?.code ?? 0)).toEqual([13, 13]);
    expect(await uploadsOf(simulator)).toHaveLength(2);
    strike({ kind: 'fewer-results' });
    expect((await create(ask, await batch())).results).toHaveLength(1);
  });
});

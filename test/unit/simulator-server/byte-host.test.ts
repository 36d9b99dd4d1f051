import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { exportMedia } from '../../simulator/server/export-media.ts';
import type { Simulator } from '../../simulator/server/simulator.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { running, signedIn } from './running-simulator.ts';

interface Item {
  readonly id: string;
  readonly baseUrl: string;
  readonly mimeType: string;
  readonly mediaMetadata: { readonly video?: { readonly status: string } };
}

async function itemsOf(simulator: Simulator): Promise<readonly Item[]> {
  const ask = await signedIn(simulator);
  const { mediaItems } = (await (await ask('mediaItems?pageSize=100')).json()) as { mediaItems: readonly Item[] };
  return mediaItems;
}

async function photoOf(simulator: Simulator): Promise<Item> {
  const photo = (await itemsOf(simulator)).find((item) => item.mimeType === 'image/jpeg');
  if (photo === undefined) throw new Error('The library has no JPEG');
  return photo;
}

async function sha256(response: Response): Promise<string> {
  return createHash('sha256')
    .update(Buffer.from(await response.arrayBuffer()))
    .digest('hex');
}

describe('bytes', () => {
  test('of every item are those of the truth, with type, length and name, and need no token', async () => {
    const simulator = await running({ items: 40 });
    const items = new Map((await itemsOf(simulator)).map((item) => [item.id, item]));
    for await (const truth of simulator.truth()) {
      const item = items.get(truth.id);
      const response = await fetch(`${item?.baseUrl}${truth.kind === 'video' ? '=dv' : '=d'}`);
      if (truth.sha256 === null) {
        expect(response.status).toBe(404);
        continue;
      }
      expect(response.headers.get('content-length')).toBe(String(truth.bytes));
      expect(response.headers.get('content-type')).toBe(truth.mimeType);
      expect(response.headers.get('content-disposition')).toContain("filename*=UTF-8''");
      expect(await sha256(response)).toBe(truth.sha256);
    }
    const { itemsDelivered, itemsDeliveredAgain } = simulator.statistics();
    expect(itemsDelivered).toBeGreaterThan(30);
    expect(itemsDeliveredAgain).toBe(0);
  });

  test('scaled fit into the box', async () => {
    const { baseUrl } = await photoOf(await running());
    const response = await fetch(`${baseUrl}=w40-h40`);
    const { width, height, format } = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
    expect(format).toBe('jpeg');
    expect(Math.max(width, height)).toBe(40);
    expect((await fetch(`${baseUrl}=s32-c`)).status).toBe(200);
    expect((await fetch(baseUrl)).status).toBe(200);
    expect((await fetch(`${baseUrl}=nonsense`)).status).toBe(404);
  });

  test('are announced to HEAD', async () => {
    const { baseUrl } = await photoOf(await running());
    const response = await fetch(`${baseUrl}=d`, { method: 'HEAD' });
    expect(response.headers.get('content-length')).toBe('4000');
  });

  test('of a removed item are gone', async () => {
    const simulator = await running();
    const { id, baseUrl } = await photoOf(simulator);
    simulator.changeLibrary([{ kind: 'remove-items', ids: [id] }]);
    expect((await fetch(`${baseUrl}=d`)).status).toBe(404);
  });
});

describe('a base URL', () => {
  test('expires, answered with a page and with a picture in turn', async () => {
    const simulator = await running({ baseUrlSeconds: 60 });
    const { baseUrl } = await photoOf(simulator);
    simulator.advance(58);
    expect((await fetch(`${baseUrl}=d`)).status).toBe(200);
    simulator.advance(2);
    const first = await fetch(`${baseUrl}=d`);
    const second = await fetch(`${baseUrl}=d`);
    expect([first.status, second.status]).toEqual([403, 403]);
    expect(first.headers.get('content-type')).toContain('text/html');
    expect(second.headers.get('content-type')).toBe('image/png');
    const picture = await sharp(Buffer.from(await second.arrayBuffer())).metadata();
    expect([picture.width, picture.height]).toEqual([1, 1]);
  });

  test('cannot be made up', async () => {
    const simulator = await running();
    const { baseUrl } = await photoOf(simulator);
    const forged = `${baseUrl.slice(0, -4)}AAAA`;
    expect((await fetch(`${forged}=d`)).status).toBe(404);
    expect((await fetch(`${simulator.url}/media/lr/none=d`)).status).toBe(404);
  });
});

describe('ranges', () => {
  const range = (value: string, more: Record<string, string> = {}) => ({ headers: { range: value, ...more } });

  test('are ignored unless told', async () => {
    const { baseUrl } = await photoOf(await running());
    const response = await fetch(`${baseUrl}=d`, range('bytes=100-'));
    expect(response.status).toBe(200);
    expect(response.headers.get('etag')).toBeNull();
    expect((await response.arrayBuffer()).byteLength).toBe(4000);
  });

  test('are honoured with 206, ETag and If-Range when told', async () => {
    const { baseUrl } = await photoOf(await running({ ranges: 'honour' }));
    const whole = await fetch(`${baseUrl}=d`);
    const bytes = Buffer.from(await whole.arrayBuffer());
    const etag = whole.headers.get('etag') ?? '';
    for (const [header, first, last] of [
      ['bytes=100-', 100, 3999],
      ['bytes=0-0', 0, 0],
      ['bytes=-10', 3990, 3999],
      ['bytes=1000-99999', 1000, 3999],
    ] as const) {
      const response = await fetch(`${baseUrl}=d`, range(header, { 'if-range': etag }));
      expect(response.status).toBe(206);
      expect(response.headers.get('content-range')).toBe(`bytes ${first}-${last}/4000`);
      expect(Buffer.from(await response.arrayBuffer()).equals(bytes.subarray(first, last + 1))).toBe(true);
    }
    expect((await fetch(`${baseUrl}=d`, range('bytes=4000-'))).status).toBe(416);
    expect((await fetch(`${baseUrl}=d`, range('bytes=1-', { 'if-range': '"other"' }))).status).toBe(200);
  });

  test('an edit changes the ETag', async () => {
    const simulator = await running({ ranges: 'honour' });
    const { id, baseUrl } = await photoOf(simulator);
    const before = (await fetch(`${baseUrl}=d`, { method: 'HEAD' })).headers.get('etag');
    simulator.changeLibrary([{ kind: 'edit-item', id }]);
    expect((await fetch(`${baseUrl}=d`, { method: 'HEAD' })).headers.get('etag')).not.toBe(before);
  });
});

test('exported files are named as base URLs of another origin say, and hold the same bytes', async () => {
  const folder = await temporaryFolder();
  const options = { items: 12, albums: 1, itemBytes: 4000, seed: 7, mediaOrigin: 'http://127.0.0.1:9' };
  const { files, bytes } = await exportMedia(folder, options);
  const simulator = await running(options);
  const items = new Map((await itemsOf(simulator)).map((item) => [item.id, item]));
  for await (const truth of simulator.truth()) {
    if (truth.sha256 === null) continue;
    const path = new URL(`${items.get(truth.id)?.baseUrl}${truth.kind === 'video' ? '=dv' : '=d'}`).pathname;
    expect(
      createHash('sha256')
        .update(await readFile(join(folder, path)))
        .digest('hex'),
    ).toBe(truth.sha256);
  }
  expect(await readdir(join(folder, 'lr'))).toHaveLength(files);
  expect(bytes).toBe(files * 4000);
});

import { expect, test } from 'vitest';
import type { AssetFacts } from '../../../electron/engine/catalog/assets/asset-row.ts';
import type { Catalog } from '../../../electron/engine/catalog/catalog.ts';
import { at, begun, facts, freshCatalog, places, seen } from './catalog-fixture.ts';

interface Photo {
  readonly filename?: string;
  readonly createdAt?: string | null;
  readonly facts?: Partial<AssetFacts>;
}

/** Stores a photo under a key; its content is distinguished by the key. */
function store(catalog: Catalog, source: number, run: number, key: string, photo: Photo): number {
  const { filename = 'IMG_1.JPG', createdAt = '2023-08-01T10:00:00.000Z' } = photo;
  catalog.items.record(run, source, [seen(key, { filename, createdAt })], at(0));
  const [item] = catalog.transfers.claim(source, run, 1);
  const request = { itemId: item?.id ?? 0, facts: facts(key, photo.facts), candidates: places(`${key}.JPG`) };
  const [reserved] = catalog.storage.reserve(run, [request], at(1));
  if (reserved?.kind !== 'reserved') throw new Error('It is new');
  catalog.storage.commit(run, [{ assetId: reserved.assetId, itemId: item?.id ?? 0, storedAt: at(1), mtime: 1 }]);
  return reserved.assetId;
}

const original = { fidelity: 'original' } as const;

async function pairs(photos: Readonly<Record<string, Photo>>): Promise<readonly string[]> {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source);
  const names = new Map(Object.entries(photos).map(([key, photo]) => [store(catalog, source, run, key, photo), key]));
  const found = catalog.copies.withOriginals(0)?.found ?? [];
  return found.map(({ copy, original: id }) => `${names.get(copy.id)} → ${names.get(id)}`);
}

test('a copy belongs to the one original of the same name, moment and size', async () => {
  expect(await pairs({ copy: {}, original: { facts: original } })).toEqual(['copy → original']);
  const spelled = { filename: 'img_1.jpg', createdAt: '2023-08-01T10:00:01.000Z', facts: original };
  expect(await pairs({ copy: {}, original: spelled })).toEqual(['copy → original']);
});

test('a film is converted, so that its length tells it, not its size', async () => {
  const film = { mimeType: 'video/mp4', width: 1280, height: 720, seconds: 12.3 } as const;
  const whole = { ...film, ...original, width: 3840, height: 2160 };
  expect(await pairs({ copy: { facts: film }, original: { facts: whole } })).toEqual(['copy → original']);
  expect(await pairs({ copy: { facts: film }, longer: { facts: { ...whole, seconds: 13 } } })).toEqual([]);
  const { seconds: _, ...unknown } = whole;
  expect(await pairs({ copy: { facts: film }, unknown: { facts: unknown } })).toEqual([]);
});

test.each<readonly [string, Photo]>([
  ['another name', { filename: 'IMG_2.JPG', facts: original }],
  ['two seconds later', { createdAt: '2023-08-01T10:00:02.000Z', facts: original }],
  ['no moment', { createdAt: null, facts: original }],
  ['another size', { facts: { ...original, width: 4000 } }],
  ['no size', { facts: { ...original, width: null, height: null } }],
  ['a video', { facts: { ...original, mimeType: 'video/mp4' } }],
  ['a copy as well', {}],
])('with %s they stay apart', async (_, other) => {
  expect(await pairs({ copy: {}, other })).toEqual([]);
});

test('on any doubt nothing is replaced: two originals, or two copies', async () => {
  expect(await pairs({ copy: {}, one: { facts: original }, other: { facts: original } })).toEqual([]);
  expect(await pairs({ copy: {}, again: {}, original: { facts: original } })).toEqual([]);
});

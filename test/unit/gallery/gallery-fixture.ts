import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { AssetFacts } from '../../../electron/engine/catalog/assets/asset-row.ts';
import type { Catalog } from '../../../electron/engine/catalog/catalog.ts';
import { DecoderPool } from '../../../electron/engine/media/decoding/decoder-pool.ts';
import { type Gallery, openGallery } from '../../../electron/engine/runs/gallery.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { at, begun, facts, goodValue, opened, seen } from '../catalog/catalog-fixture.ts';

export const identity = '6f4a3f0c-8c1e-4b6e-9f0a-2d7c5b1e9a01';

/** A photo of the tests' library: an item and where its bytes lie. */
export interface Photo {
  readonly key: string;
  /** Default: `Photos/Undated/<key>.JPG`. */
  readonly path?: string;
  readonly takenLocal?: string | null;
  readonly description?: string | null;
  readonly filename?: string;
  /** For the clip of a live photo: the key of the photo. */
  readonly pairOf?: string;
  /** Stands for the bytes; equal contents are one asset. Default: the key. */
  readonly content?: string;
  readonly facts?: Partial<AssetFacts>;
}

/** A library with a run in progress, and the gallery of its destination. */
export interface World {
  readonly dataFolder: string;
  readonly folder: string;
  readonly file: string;
  /** Its own connection, as that of a run. */
  readonly catalog: Catalog;
  readonly source: number;
  readonly run: number;
  readonly gallery: Gallery;
}

/** An empty library. */
export async function openWorld(): Promise<World> {
  const root = await temporaryFolder();
  const [dataFolder, folder] = [join(root, 'data'), join(root, 'Backup')];
  await mkdir(join(dataFolder, 'catalogs'), { recursive: true });
  await mkdir(folder);
  const file = join(dataFolder, 'catalogs', `${identity}.sqlite`);
  const catalog = opened(file);
  const source = catalog.sources.ensure('library', 'account-1', 'person@example.org');
  const run = begun(catalog, source);
  const decoder = new DecoderPool();
  const gallery = goodValue(openGallery({ dataFolder, decoder, now: () => new Date() }, { path: folder, identity }));
  if (gallery === null) throw new Error('There is a catalog');
  onTestFinished(async () => {
    await gallery.close();
    await decoder.close();
  });
  return { dataFolder, folder, file, catalog, source, run, gallery };
}

/** Brings photos into the library; returns the ids of their assets in the order of the photos. */
export function store({ catalog, source, run }: World, photos: readonly Photo[]): readonly number[] {
  const items = photos.map(({ key, filename = `${key}.JPG`, description = null, pairOf }) =>
    seen(key, { filename, description, pairOf }),
  );
  catalog.items.record(run, source, items, at(0));
  const ids = new Map(catalog.transfers.claim(source, run, photos.length).map(({ key, id }) => [key, id]));
  return photos.map((photo) => storeOne(catalog, run, ids.get(photo.key) ?? 0, photo));
}

function storeOne(catalog: Catalog, run: number, itemId: number, photo: Photo): number {
  const { key, path = `Photos/Undated/${key}.JPG`, takenLocal = null, content = key } = photo;
  const request = {
    itemId,
    facts: facts(content, { takenLocal, ...photo.facts }),
    candidates: [{ path, key: path.toLowerCase() }],
  };
  const [reservation] = catalog.storage.reserve(run, [request], at(1));
  if (reservation?.kind === 'present') return reservation.asset.id;
  if (reservation?.kind !== 'reserved') throw new Error(`Not reserved but ${reservation?.kind}`);
  catalog.storage.commit(run, [{ assetId: reservation.assetId, itemId, storedAt: at(1), mtime: 1_700_000_000_000 }]);
  return reservation.assetId;
}

/** Records an album whose contents are the items of these keys. */
export function recordAlbum(
  { catalog, source, run }: World,
  title: string,
  keys: readonly string[],
  coverItemKey: string | null = null,
): void {
  catalog.albums.record(run, source, [
    { key: title, title, itemCount: keys.length, coverItemKey, fingerprint: `${keys}` },
  ]);
  catalog.albums.recordItems(run, source, { albumKey: title, from: 0, keys });
  catalog.albums.endListing(run, source, title, { whole: true });
}

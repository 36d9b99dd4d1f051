import { createHash } from 'node:crypto';
import { link, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { batches } from '../../../electron/base/batches.ts';
import type { RemoteItem } from '../../../electron/contract/source-items.ts';
import { catalogFile } from '../../../electron/engine/backup/open-catalog.ts';
import type { PathCandidate } from '../../../electron/engine/catalog/assets/asset-paths.ts';
import { type Catalog, openCatalog } from '../../../electron/engine/catalog/catalog.ts';
import { pictureOf } from '../../renderer/pictures.ts';

/** Where a library is made up, and how large it is. */
export interface LibraryPlace {
  readonly dataFolder: string;
  /** Of the destination. */
  readonly identity: string;
  readonly items: number;
}

/** So many are stored together. */
export const stretch = 2_000;
/** Different thumbnails; each stands for many photos, as a file of many names. */
const pictures = 60;
/** So that the newest of 100,000 are later than whatever the simulated Google adds: those stay where they are in the grid. */
const firstYear = 2006;
const years = 22;
/** What the catalog says of each. */
export const originalBytes = 3_000_000;

/**
 * Puts a library of stored photos into a catalog, through the classes that a run uses, with a thumbnail each; the
 * photos themselves are not needed for looking through them. They belong to their own account, so that a run of another
 * account leaves them alone.
 */
export async function storeLibrary(place: LibraryPlace): Promise<void> {
  const opened = openCatalog(catalogFile(place.dataFolder, place.identity));
  if (!opened.ok) throw new Error(opened.problem.title);
  using catalog = Object.assign(opened.value, { [Symbol.dispose]: opened.value.close });
  storeInCatalog(catalog, place.items);
  await keepThumbnails(place, numbers(0, place.items));
}

/** Stores the photos of a made-up library from the number `from` up to `items`, without their files. */
export function storeInCatalog(catalog: Catalog, items: number, from = 0): void {
  const { source, run } = beginBenchRun(catalog);
  for (const photos of batches(numbers(from, items - from), stretch)) storeStretch(catalog, source, run, photos);
}

/** Shows them once more, as they are: what a backup asks of the catalog when nothing has changed. */
export function showAgain(catalog: Catalog, items: number): void {
  const { source, run } = beginBenchRun(catalog);
  const at = new Date().toISOString();
  for (const photos of batches(numbers(0, items), stretch)) {
    for (let first = 0; first < photos.length; first += 100) {
      const { unchanged, open } = catalog.items.record(run, source, photos.slice(first, first + 100).map(shown), at);
      if (unchanged !== Math.min(100, photos.length - first) || open > 0) throw new Error('Something changed');
    }
  }
}

function beginBenchRun(catalog: Catalog): { readonly source: number; readonly run: number } {
  const source = catalog.sources.ensure('library', 'account-of-the-bench', 'bench@example.com');
  const startedAt = new Date().toISOString();
  return { source, run: catalog.runs.begin({ sourceId: source, kind: 'full', dryRun: false, startedAt }) };
}

function shown(photo: number): RemoteItem {
  return {
    key: keyOf(photo),
    filename: `${keyOf(photo)}.JPG`,
    mimeType: 'image/jpeg',
    createdAt: `${takenOf(photo)}.000Z`,
    width: 4_032,
    height: 3_024,
    description: null,
    readiness: 'ready',
    handle: { locator: keyOf(photo), staleAt: null },
    verbatim: JSON.stringify({ id: keyOf(photo) }),
  };
}

function storeStretch(catalog: Catalog, source: number, run: number, photos: readonly number[]): void {
  const at = new Date().toISOString();
  catalog.items.record(run, source, photos.map(shown), at);
  const ids = new Map(catalog.transfers.claim(source, run, photos.length).map(({ key, id }) => [key, id]));
  storePhotos(
    catalog,
    run,
    photos.map((photo) => ({ photo, itemId: idOf(ids, photo) })),
  );
}

/** Stores the photos of these numbers for items that were claimed, as if their files lay in the backup folder. */
export function storePhotos(
  catalog: Catalog,
  run: number,
  photos: readonly { readonly photo: number; readonly itemId: number }[],
): void {
  const at = new Date().toISOString();
  const requests = photos.map(({ photo, itemId }) => ({
    itemId,
    facts: {
      sha256: sha256Of(photo),
      bytes: originalBytes,
      mimeType: 'image/jpeg',
      takenLocal: takenOf(photo),
      zoneMinutes: null,
      takenReason: 'exif' as const,
      width: 4_032,
      height: 3_024,
      fidelity: 'api-copy' as const,
    },
    candidates: placeOf(photo),
  }));
  const commits = catalog.storage.reserve(run, requests, at).map((reservation, index) => {
    if (reservation.kind !== 'reserved') throw new Error(`A photo was ${reservation.kind}`);
    return { assetId: reservation.assetId, itemId: requests[index]?.itemId ?? 0, storedAt: at, mtime: Date.now() };
  });
  catalog.storage.commit(run, commits);
}

function idOf(ids: ReadonlyMap<string, number>, photo: number): number {
  const id = ids.get(keyOf(photo));
  if (id === undefined) throw new Error(`${keyOf(photo)} was not claimed`);
  return id;
}

/** Keeps a thumbnail of each of these photos. */
export async function keepThumbnails(
  { dataFolder, identity }: Omit<LibraryPlace, 'items'>,
  photos: readonly number[],
): Promise<void> {
  const folder = join(dataFolder, 'thumbnails', identity, '400');
  await mkdir(folder, { recursive: true });
  const masters = await Promise.all(
    numbers(0, pictures).map(async (picture) => {
      const file = join(folder, `${picture}.webp`);
      await writeFile(file, await pictureOf(picture));
      return file;
    }),
  );
  await Promise.all(numbers(0, 256).map((part) => mkdir(join(folder, part.toString(16).padStart(2, '0')))));
  for (const some of batches(photos, stretch)) {
    await Promise.all(
      some.map((photo) => {
        const sha256 = sha256Of(photo);
        return link(masters[photo % pictures] ?? '', join(folder, sha256.slice(0, 2), `${sha256}.webp`));
      }),
    );
  }
}

/** Where the photo's file would be, inside the backup folder. */
export function pathOf(photo: number): string {
  return `Photos/${takenOf(photo).slice(0, 7).replace('-', '/')}/${keyOf(photo)}.JPG`;
}

function* placeOf(photo: number): Generator<PathCandidate, never> {
  const path = pathOf(photo);
  yield { path, key: path.toLowerCase() };
  throw new Error(`${path} is taken`);
}

function keyOf(photo: number): string {
  return `IMG_${String(photo).padStart(6, '0')}`;
}

function sha256Of(photo: number): string {
  return createHash('sha256').update(keyOf(photo)).digest('hex');
}

/** When it was taken, in local time: spread evenly over the years, some minutes apart. */
export function takenOf(photo: number): string {
  const day = Math.floor(photo / 13) % (years * 365);
  const start = Date.UTC(firstYear, 0, 1) + day * 86_400_000;
  return new Date(start + 8 * 3_600_000 + (photo % 13) * 2_400_000).toISOString().slice(0, 19);
}

/** So many numbers from `first` on. */
export function numbers(first: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}

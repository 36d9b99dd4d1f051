import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AlbumCard, GridPhoto, PhotoDetail, PhotoMonth, ProblemGroup } from '../../contract/desktop-models.ts';
import type { RunReport } from '../../contract/models.ts';
import type { BroughtBack, CoverageMonth } from '../../contract/photo-filter.ts';
import type { PhotosAround, PhotosAroundQuery } from '../../contract/photos-around.ts';
import type { Problem, ProblemCode } from '../../contract/problem.ts';
import { ok, type Result } from '../../contract/result.ts';
import { catalogFile } from '../backup/open-catalog.ts';
import type { AlbumQuery } from '../catalog/albums/album-cards.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { PhotoQuery, Window } from '../catalog/gallery/gallery-queries.ts';
import type { ListedProblem } from '../catalog/runs/problem-queries.ts';
import { absolutePath } from '../destination/layout.ts';
import { requireStoredFile } from '../destination/scan.ts';
import { ThumbnailFiles } from '../media/thumbnail-files.ts';
import { type ThumbnailImage, Thumbnails } from '../media/thumbnails.ts';
import { CatalogReading } from './catalog-reading.ts';
import { type EngineDeps, type EngineDestination, kindsOf } from './engine-deps.ts';
import { openViewer, type Viewer } from './viewer.ts';

/** What an album shows. */
export interface AlbumPhotos {
  readonly album: AlbumCard;
  /** Photos of the album that are stored. */
  readonly total: number;
  readonly photos: readonly GridPhoto[];
}

/**
 * A destination as a person looks through it; readable while a run is in progress, and (but for new thumbnails) while
 * the disk is unplugged. What a disk or another process does to the catalog is thrown as a ProblemError
 * (`catalog-damaged`, `catalog-newer`, `data-folder-unusable`, `destination-busy`); a later call may succeed again.
 */
export interface Gallery {
  /** How many photos each month has that fit the query, newest first. */
  readonly months: (query: PhotoQuery) => readonly PhotoMonth[];
  /** Newest first, undated last, in the order of {@link months}; quick at any offset. */
  readonly page: (query: Window & PhotoQuery) => readonly GridPhoto[];
  /** What lies around a photo in the order of {@link page}, for the viewer: it keeps its place while photos come and go. */
  readonly around: (query: PhotosAroundQuery & PhotoQuery) => PhotosAround;
  /** The photos and films that were stored last, the newest of them first. */
  readonly latest: (limit: number) => readonly GridPhoto[];
  /** How much of each month is in the backup, newest first, undated last. */
  readonly coverage: () => readonly CoverageMonth[];
  /** What exports brought back. */
  readonly broughtBack: () => BroughtBack;
  /** Null when there is no such photo, or it is not stored. */
  readonly detail: (assetId: number) => PhotoDetail | null;
  readonly albums: (query: AlbumQuery) => { readonly total: number; readonly albums: readonly AlbumCard[] };
  /** In the album's order; null when there is no such album. */
  readonly albumPhotos: (query: Window & { readonly album: number }) => AlbumPhotos | null;
  /** The same in an album's order. */
  readonly albumAround: (query: PhotosAroundQuery & { readonly album: number }) => PhotosAround;
  /** Where a photo lies, relative to the destination, with forward slashes; null when it is not stored. */
  readonly pathOf: (assetId: number) => string | null;
  /** The folder of an album, relative to the destination, with forward slashes; null when it has none. */
  readonly albumFolder: (albumId: number) => string | null;
  /**
   * A WebP picture of at most 400 pixels a side; null for videos without a poster, for what cannot be decoded and for what is not
   * stored. Problems: see {@link Thumbnails.of}. Never rejects but for a ProblemError as above.
   */
  readonly thumbnail: (assetId: number) => Promise<Result<ThumbnailImage | null>>;
  /** Keeps a frame of a film as its thumbnail; false when it is no WebP, or no film is stored under this id. */
  readonly keepPoster: (assetId: number, webp: Uint8Array) => Promise<boolean>;
  /** Photos and films large. */
  readonly viewer: Viewer;
  /** Runs that have ended, newest first. */
  readonly runs: (window: Window) => readonly RunReport[];
  /** What a run met, resolved since or not; what a later run met again is listed there. At most `limit`. */
  readonly runProblems: (run: number, limit: number) => readonly Problem[];
  /** Open problems by cause, the most frequent first. */
  readonly problemGroups: () => readonly ProblemGroup[];
  /** Open problems of one cause, the latest first. */
  readonly problems: (query: Window & { readonly code: ProblemCode }) => readonly ListedProblem[];
  /** Closes the catalog at once; thumbnails that wait are given up. Resolves once none is being made any more. */
  readonly close: () => Promise<void>;
}

/** Bytes of all thumbnails of all destinations: some 100,000 of them. */
const mostThumbnailBytes = 2 * 1024 ** 3;

/** Opens a destination for looking through it; null when no run has made a catalog yet. */
export function openGallery(
  deps: Pick<EngineDeps, 'dataFolder' | 'decoder' | 'now' | 'sources'>,
  destination: EngineDestination,
): Result<Gallery | null> {
  const { dataFolder, decoder, now } = deps;
  const file = catalogFile(dataFolder, destination.identity);
  if (!existsSync(file)) return ok(null);
  const opened = CatalogReading.open(file, kindsOf(deps));
  if (!opened.ok) return opened;
  const files = new ThumbnailFiles({ root: join(dataFolder, 'thumbnails'), mostBytes: mostThumbnailBytes, now });
  const thumbnails = new Thumbnails({ files, decoder, folder: destination.identity });
  const reading = opened.value;
  const viewer = openViewer({
    read: (question) => reading.read(({ photoDetails }) => question(photoDetails)),
    root: destination.path,
    decoder,
  });
  return ok(galleryOn(reading, { thumbnails, viewer, root: destination.path }));
}

/** What shows pictures of a destination. */
interface GalleryPictures {
  readonly thumbnails: Thumbnails;
  readonly viewer: Viewer;
  /** Absolute. */
  readonly root: string;
}

function galleryOn(reading: CatalogReading, { thumbnails, viewer, root }: GalleryPictures): Gallery {
  const read = <T>(question: (catalog: Catalog) => T): T => reading.read(question);
  const file = (assetId: number) => read(({ photoDetails }) => photoDetails.file(assetId));
  return {
    months: (query) => read(({ gallery }) => gallery.months(query)),
    latest: (limit) => read(({ gallery }) => gallery.latest(limit)),
    coverage: () => read(({ coverageMap }) => coverageMap.months()),
    broughtBack: () => read(({ coverageMap }) => coverageMap.broughtBack()),
    page: (query) => read(({ gallery }) => gallery.page(query)),
    around: (query) => read(({ gallery }) => gallery.around(query)),
    detail: (assetId) => read(({ photoDetails }) => photoDetails.of(assetId)),
    albums: (query) => read(({ albumCards }) => albumCards.page(query)),
    albumPhotos: ({ album, ...window }) => read((catalog) => albumPhotos(catalog, album, window)),
    albumAround: ({ album, ...wanted }) => read(({ albumCards }) => albumCards.around(album, wanted)),
    pathOf: (assetId) => file(assetId)?.path ?? null,
    albumFolder: (albumId) => read(({ albumCards }) => albumCards.folder(albumId)),
    thumbnail: async (assetId) => {
      const stored = file(assetId);
      if (stored === null) return ok(null);
      if (stored.mimeType.startsWith('video/')) return ok(await thumbnails.kept(stored));
      const mayOpen = (): Promise<Result<void>> => requireStoredFile(root, stored.path);
      return thumbnails.of({ ...stored, file: absolutePath(root, stored.path), mayOpen });
    },
    keepPoster: async (assetId, webp) => {
      const stored = file(assetId);
      return stored?.mimeType.startsWith('video/') === true && (await thumbnails.keep(stored, webp));
    },
    viewer,
    runs: ({ offset, limit }) => read(({ runs }) => runs.latest(limit, offset)),
    runProblems: (run, limit) => read(({ problemQueries }) => problemQueries.ofRun(run, limit)),
    problemGroups: () => read(({ problemQueries }) => problemQueries.groups()),
    problems: (query) => read(({ problemQueries }) => problemQueries.ofCode(query)),
    close: async () => {
      reading.close();
      await thumbnails.close();
    },
  };
}

function albumPhotos({ albumCards }: Catalog, albumId: number, window: Window): AlbumPhotos | null {
  const album = albumCards.card(albumId);
  return album === null ? null : { album, ...albumCards.photos(albumId, window) };
}

import { ok, type Result } from '../../contract/result.ts';
import { AlbumCards } from './album-cards.ts';
import { AlbumDiscovery } from './album-discovery.ts';
import { AlbumViews } from './album-views.ts';
import { AssetStorage } from './asset-storage.ts';
import { Assets } from './assets.ts';
import type { CatalogDatabase } from './catalog-database.ts';
import { Copies } from './copies.ts';
import { EffectiveMetadataQueries } from './effective-metadata.ts';
import { ExportQueries } from './export-queries.ts';
import { FileExplanations } from './file-explanations.ts';
import { GalleryQueries } from './gallery-queries.ts';
import { ItemDiscovery } from './item-discovery.ts';
import { ItemQueries } from './item-queries.ts';
import { LibraryQueries } from './library-queries.ts';
import { checkDatabase, openDatabase } from './open-database.ts';
import { PhotoDetails } from './photo-details.ts';
import { ProblemLog } from './problem-log.ts';
import { ProblemQueries } from './problem-queries.ts';
import { Relocations } from './relocations.ts';
import { Runs } from './runs.ts';
import { Sidecars } from './sidecars.ts';
import { Snapshots } from './snapshot.ts';
import { Sources } from './sources.ts';
import { TakeoutAlbums } from './takeout-albums.ts';
import { TakeoutFolders } from './takeout-folders.ts';
import { TakeoutItems } from './takeout-items.ts';
import { TakeoutParts } from './takeout-parts.ts';
import { Transfers } from './transfers.ts';

/**
 * What was seen, what is stored, and what happened, for one destination. Everything is synchronous except writing a
 * snapshot. What a disk or another process causes comes as a ProblemError: `catalog-damaged`, `data-folder-unusable`,
 * `destination-busy`. One process writes at a time (the destination's lock sees to that); any number may read.
 */
export interface Catalog {
  readonly sources: Sources;
  readonly runs: Runs;
  readonly items: ItemDiscovery;
  readonly albums: AlbumDiscovery;
  readonly transfers: Transfers;
  readonly storage: AssetStorage;
  readonly assets: Assets;
  readonly albumViews: AlbumViews;
  readonly sidecars: Sidecars;
  readonly effectiveMetadata: EffectiveMetadataQueries;
  readonly explanations: FileExplanations;
  readonly relocations: Relocations;
  readonly copies: Copies;
  /** Exports of Google Takeout. */
  readonly takeout: {
    readonly parts: TakeoutParts;
    readonly folders: TakeoutFolders;
    readonly items: TakeoutItems;
    readonly albums: TakeoutAlbums;
    readonly queries: ExportQueries;
  };
  readonly problems: ProblemLog;
  readonly itemQueries: ItemQueries;
  readonly library: LibraryQueries;
  readonly gallery: GalleryQueries;
  readonly photoDetails: PhotoDetails;
  readonly albumCards: AlbumCards;
  readonly problemQueries: ProblemQueries;
  readonly snapshots: Snapshots;
  /** Nothing was ever recorded in it: it has just been created, or was set aside. */
  readonly isEmpty: () => boolean;
  /** Reads the whole database for damage; see {@link checkDatabase} for what it costs. */
  readonly check: () => Result<void>;
  /** A second call does nothing. */
  readonly close: () => void;
}

/**
 * Opens or creates the catalog at `file` and brings it to its present form. Problems: `catalog-damaged` (set it aside,
 * then restore a snapshot or begin anew), `catalog-newer` (the file stays untouched), `data-folder-unusable`,
 * `destination-busy`.
 */
export function openCatalog(file: string): Result<Catalog> {
  const opened = openDatabase(file);
  return opened.ok ? ok(catalogOn(opened.value)) : opened;
}

function catalogOn(database: CatalogDatabase): Catalog {
  const effectiveMetadata = new EffectiveMetadataQueries(database);
  return {
    sources: new Sources(database),
    runs: new Runs(database),
    items: new ItemDiscovery(database),
    albums: new AlbumDiscovery(database),
    transfers: new Transfers(database),
    storage: new AssetStorage(database),
    assets: new Assets(database),
    albumViews: new AlbumViews(database),
    sidecars: new Sidecars(database),
    effectiveMetadata,
    explanations: new FileExplanations(database, effectiveMetadata),
    relocations: new Relocations(database),
    copies: new Copies(database),
    takeout: {
      parts: new TakeoutParts(database),
      folders: new TakeoutFolders(database),
      items: new TakeoutItems(database),
      albums: new TakeoutAlbums(database),
      queries: new ExportQueries(database),
    },
    problems: new ProblemLog(database),
    itemQueries: new ItemQueries(database),
    library: new LibraryQueries(database),
    gallery: new GalleryQueries(database),
    photoDetails: new PhotoDetails(database),
    albumCards: new AlbumCards(database),
    problemQueries: new ProblemQueries(database),
    snapshots: new Snapshots(database),
    isEmpty: () => database.get('SELECT 1 FROM source UNION ALL SELECT 1 FROM asset LIMIT 1') === undefined,
    check: () => checkDatabase(database),
    close: () => database.close(),
  };
}

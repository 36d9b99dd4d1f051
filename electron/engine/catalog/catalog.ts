import { ok, type Result } from '../../contract/result.ts';
import { type SourceKind, sourceKinds } from '../../contract/source-kinds.ts';
import { AlbumCards } from './albums/album-cards.ts';
import { AlbumCopies } from './albums/album-copies.ts';
import { AlbumDiscovery } from './albums/album-discovery.ts';
import { AlbumViews } from './albums/album-views.ts';
import { AssetStorage } from './assets/asset-storage.ts';
import { Assets } from './assets/assets.ts';
import { Copies } from './assets/copies.ts';
import { EffectiveMetadataQueries } from './assets/effective-metadata.ts';
import { FileExplanations } from './assets/file-explanations.ts';
import { FileHealth } from './assets/file-health.ts';
import { ReadAges } from './assets/read-ages.ts';
import { Relocations } from './assets/relocations.ts';
import { Sidecars } from './assets/sidecars.ts';
import type { CatalogDatabase } from './database/catalog-database.ts';
import { checkDatabase, openDatabase } from './database/open-database.ts';
import { BareFiles } from './exports/bare-files.ts';
import { DriveFiles } from './exports/drive-files.ts';
import { DryRunLedger } from './exports/dry-run-ledger.ts';
import { ExportAuthorities } from './exports/export-authorities.ts';
import { ExportIdentity } from './exports/export-identity.ts';
import { ExportIndexes } from './exports/export-index.ts';
import { ExportKinds } from './exports/export-kinds.ts';
import { ExportQueries } from './exports/export-queries.ts';
import { ExportReview } from './exports/export-review.ts';
import { TakeoutAlbums } from './exports/takeout-albums.ts';
import { TakeoutFolders } from './exports/takeout-folders.ts';
import { TakeoutItems } from './exports/takeout-items.ts';
import { TakeoutParts } from './exports/takeout-parts.ts';
import { Findings } from './findings/findings.ts';
import { CoverageMap } from './gallery/coverage-map.ts';
import { GalleryQueries } from './gallery/gallery-queries.ts';
import { LibraryGrowths } from './gallery/library-growth.ts';
import { LibraryQueries } from './gallery/library-queries.ts';
import { PhotoDetails } from './gallery/photo-details.ts';
import { FilteredItems } from './items/filtered-items.ts';
import { ItemDiscovery } from './items/item-discovery.ts';
import { ItemQueries } from './items/item-queries.ts';
import { Sources } from './items/sources.ts';
import { Transfers } from './items/transfers.ts';
import { RestorablePhotos } from './restores/restorable-photos.ts';
import { ProblemLog } from './runs/problem-log.ts';
import { ProblemQueries } from './runs/problem-queries.ts';
import { Routes } from './runs/routes.ts';
import { Runs } from './runs/runs.ts';
import { FolderStamps } from './snapshots/folder-stamps.ts';
import { Snapshots } from './snapshots/snapshot.ts';

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
  readonly filtered: FilteredItems;
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
    readonly driveFiles: DriveFiles;
    readonly folders: TakeoutFolders;
    readonly items: TakeoutItems;
    readonly albums: TakeoutAlbums;
    readonly identity: ExportIdentity;
    readonly authorities: ExportAuthorities;
    readonly indexes: ExportIndexes;
    readonly review: ExportReview;
    readonly kinds: ExportKinds;
    readonly bareFiles: BareFiles;
    readonly dryRun: DryRunLedger;
    readonly queries: ExportQueries;
  };
  /** What is missing or damaged in the folder, until it is mended. */
  readonly findings: Findings;
  readonly fileHealth: FileHealth;
  readonly readAges: ReadAges;
  readonly albumCopies: AlbumCopies;
  readonly routes: Routes;
  readonly problems: ProblemLog;
  readonly itemQueries: ItemQueries;
  readonly library: LibraryQueries;
  readonly gallery: GalleryQueries;
  readonly restorable: RestorablePhotos;
  readonly photoDetails: PhotoDetails;
  readonly coverageMap: CoverageMap;
  readonly growth: LibraryGrowths;
  readonly albumCards: AlbumCards;
  readonly problemQueries: ProblemQueries;
  readonly snapshots: Snapshots;
  /** Which states of the folder are known here. */
  readonly stamps: FolderStamps;
  /** Nothing was ever recorded in it: it has just been created, or was set aside. */
  readonly isEmpty: () => boolean;
  /** Reads the whole database for damage; see {@link checkDatabase} for what it costs. */
  readonly check: () => Result<void>;
  /** A second call does nothing. */
  readonly close: () => void;
}

/**
 * Opens or creates the catalog at `file` and brings it to its present form. Problems: `catalog-damaged` (set it aside,
 * then restore a snapshot or start over), `catalog-newer` (the file stays untouched), `data-folder-unusable`,
 * `destination-busy`. `kinds`: those of the sources that an engine knows.
 */
export function openCatalog(file: string, kinds: readonly SourceKind[] = sourceKinds): Result<Catalog> {
  const opened = openDatabase(file, kinds);
  return opened.ok ? ok(catalogOn(opened.value)) : opened;
}

function catalogOn(database: CatalogDatabase): Catalog {
  const effectiveMetadata = new EffectiveMetadataQueries(database);
  const authorities = new ExportAuthorities(database);
  return {
    sources: new Sources(database),
    runs: new Runs(database),
    items: new ItemDiscovery(database),
    albums: new AlbumDiscovery(database),
    transfers: new Transfers(database),
    filtered: new FilteredItems(database),
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
      driveFiles: new DriveFiles(database),
      folders: new TakeoutFolders(database),
      items: new TakeoutItems(database),
      albums: new TakeoutAlbums(database, authorities),
      identity: new ExportIdentity(database),
      authorities,
      indexes: new ExportIndexes(database),
      review: new ExportReview(database),
      kinds: new ExportKinds(database, authorities),
      bareFiles: new BareFiles(database),
      dryRun: new DryRunLedger(database),
      queries: new ExportQueries(database),
    },
    findings: new Findings(database),
    fileHealth: new FileHealth(database),
    readAges: new ReadAges(database),
    albumCopies: new AlbumCopies(database),
    routes: new Routes(database),
    problems: new ProblemLog(database),
    itemQueries: new ItemQueries(database),
    library: new LibraryQueries(database),
    gallery: new GalleryQueries(database),
    restorable: new RestorablePhotos(database),
    photoDetails: new PhotoDetails(database),
    coverageMap: new CoverageMap(database),
    growth: new LibraryGrowths(database),
    albumCards: new AlbumCards(database),
    problemQueries: new ProblemQueries(database),
    snapshots: new Snapshots(database),
    stamps: new FolderStamps(database),
    isEmpty: () => database.get('SELECT 1 FROM source UNION ALL SELECT 1 FROM asset LIMIT 1') === undefined,
    check: () => checkDatabase(database),
    close: () => database.close(),
  };
}

import { ok, type Result } from '../../contract/result.ts';
import type { AlbumFolder } from '../catalog/albums/album-views.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { AlbumMetadataEntry } from '../catalog/exports/takeout-albums.ts';
import { albumTextName } from '../destination/album-text.ts';
import {
  albumsFolder,
  catalogSnapshotFile,
  identityFile,
  ownFolder,
  quarantineFolder,
  reportsFolder,
  stagingFolder,
  stampFile,
  sumsBesideFile,
  sumsFile,
} from '../destination/layout.ts';
import type { EngineDeps, EngineDestination } from './engine-deps.ts';
import { pathWithin } from './path-within.ts';
import { reading } from './takeout-library.ts';

/* Explains files of the backup folder that are neither photos nor sidecars. */

/** What a file of Afterimage's own is for. */
export type OwnFileKind =
  | 'checksums'
  | 'identity'
  | 'stamp'
  | 'catalog'
  | 'lock'
  | 'run-report'
  | 'proof'
  | 'quarantined'
  | 'staging'
  | 'album-folder'
  | 'album-text'
  | 'own';

/** A file or folder that Afterimage made, and that is no photo, sidecar or entry of an album. */
export interface OwnFile {
  /** Relative to the destination. */
  readonly path: string;
  readonly kind: OwnFileKind;
  /** Of what was damaged: where its right content lies, if that is known. */
  readonly of: string | null;
  /** Of an album's text: where in exports its words come from, the one with the last word first. */
  readonly sources: readonly Omit<AlbumMetadataEntry, 'verbatim'>[];
}

/** What a file is that Afterimage made for itself; null for photos and what goes with them, and for what is not ours. */
export async function explainOwnFile(
  deps: EngineDeps,
  destination: EngineDestination,
  file: string,
): Promise<Result<OwnFile | null>> {
  const path = await pathWithin(destination.path, file);
  if (path === null) return ok(null);
  const kind = kindOf(path);
  if (kind === 'quarantined') {
    return reading(deps, destination, null, ({ explanations }) => {
      // A copy that its original replaced is explained as the photo that it is.
      if (explanations.ofPath(path) !== null) return null;
      const of = path.slice(quarantineFolder.length + 1).replace(/ \(\d+\)(?=\.[^./]*$|$)/u, '');
      return { path, kind, of: explanations.ofPath(of) === null ? null : of, sources: [] };
    });
  }
  if (kind !== null) return ok({ path, kind, of: null, sources: [] });
  if (!path.startsWith(`${albumsFolder}/`)) return ok(null);
  return reading(deps, destination, null, (catalog) => ofAlbum(path, catalog, deps.now().getTime()));
}

function ofAlbum(path: string, { albumViews, takeout }: Catalog, now: number): OwnFile | null {
  const text = `/${albumTextName}`;
  const folder = path.endsWith(text) ? path.slice(0, -text.length) : path;
  const album = [...albumViews.folders()].find((one: AlbumFolder) => one.folder === folder);
  if (album === undefined) return null;
  const sources = takeout.albums
    .metadataEntries(album.key, now)
    .map(({ stamp, part, path: of }) => ({ stamp, part, path: of }));
  const kind = folder === path ? 'album-folder' : 'album-text';
  return kind === 'album-text' && sources.length === 0 ? null : { path, kind, of: null, sources };
}

const byPath: ReadonlyMap<string, OwnFileKind> = new Map([
  [sumsFile, 'checksums'],
  [sumsBesideFile, 'checksums'],
  [identityFile, 'identity'],
  [stampFile, 'stamp'],
  [catalogSnapshotFile, 'catalog'],
]);

function kindOf(path: string): OwnFileKind | null {
  const known = byPath.get(path);
  if (known !== undefined) return known;
  if (path.startsWith(`${quarantineFolder}/`)) return 'quarantined';
  if (path.startsWith(`${stagingFolder}/`)) return 'staging';
  if (path.startsWith(`${reportsFolder}/proof-`)) return 'proof';
  if (path.startsWith(`${reportsFolder}/`)) return 'run-report';
  if (path.startsWith(`${ownFolder}/lock`)) return 'lock';
  if (path.startsWith(catalogSnapshotFile)) return 'catalog';
  return path === ownFolder || path.startsWith(`${ownFolder}/`) ? 'own' : null;
}

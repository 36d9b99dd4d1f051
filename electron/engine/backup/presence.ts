import { dirname } from 'node:path';
import { batches } from '../../base/batches.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import type { CatalogAsset } from '../catalog/assets/asset-row.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { stateOfAlbum } from '../destination/album-state.ts';
import type { DiskThreads } from '../destination/disk-threads.ts';
import type { Destination } from '../destination/identity.ts';
import type { Look } from '../destination/look.ts';
import { folderState } from '../destination/scan.ts';
import { isSidecarThere } from '../destination/sidecar-state.ts';
import { lookAtChanged } from './changed-file.ts';

/** What a look at the folder needs that reads nothing. */
export interface PresenceDeps {
  readonly destination: Destination;
  readonly catalog: Catalog;
  readonly threads: Pick<DiskThreads, 'look'>;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

/** So many files are looked at in one go: a message to a thread costs as much as some of them. */
const looksAtOnce = 500;

/**
 * Looks whether every stored file is still there, and as long as it was, without reading it: so that a file that a person
 * removed by mistake is fetched again, and one that was cut is told (`onChanged`, with its path). What lies behind a link in
 * the place of a folder is neither there nor gone, which is told once a link.
 */
export async function noticeMissingFiles(deps: MissingFilesDeps): Promise<number> {
  const { catalog, signal } = deps;
  const links = new Set<string>();
  let missing = 0;
  for await (const { assets, looks } of lookedAt(expectedFiles(catalog), deps)) {
    signal.throwIfAborted();
    for (const [index, asset] of assets.entries()) {
      if (looks[index] !== asset.bytes) missing += await notice(asset, looks[index] ?? 'unknown', deps, links);
    }
  }
  return missing;
}

function* expectedFiles({ assets, relocations }: Catalog): Generator<CatalogAsset> {
  // A move that failed on its way leaves a file that is at its other place.
  const moving = new Set(relocations.open().map(({ assetId }) => assetId));
  for (const asset of assets.inFolder('Photos')) if (asset.state === 'stored' && !moving.has(asset.id)) yield asset;
}

interface LookedAt {
  readonly assets: readonly CatalogAsset[];
  readonly looks: readonly Look[];
}

/** Looks at many files in one go each time; while a thread looks at some, the next are read from the catalog. */
async function* lookedAt(
  assets: Iterable<CatalogAsset>,
  { destination, threads }: Pick<PresenceDeps, 'destination' | 'threads'>,
): AsyncGenerator<LookedAt> {
  const paths = (some: readonly CatalogAsset[]) => some.map(({ path }) => path);
  let ahead: { readonly assets: readonly CatalogAsset[]; readonly looks: Promise<readonly Look[]> } | null = null;
  for (const some of batches(assets, looksAtOnce)) {
    const looks = threads.look(destination.path, paths(some));
    // Told when its turn comes; until then it must not count as unhandled.
    looks.catch(() => undefined);
    const before = ahead;
    ahead = { assets: some, looks };
    if (before !== null) yield { assets: before.assets, looks: await before.looks };
  }
  if (ahead !== null) yield { assets: ahead.assets, looks: await ahead.looks };
}

interface MissingFilesDeps extends PresenceDeps {
  readonly onChanged: (path: string) => void;
  readonly onProblem: (met: Problem) => void;
}

/** 1 when a file is gone that is not as long as it was, else 0. */
async function notice(
  asset: CatalogAsset,
  look: Look,
  { destination, catalog, now, onChanged, onProblem }: MissingFilesDeps,
  links: Set<string>,
): Promise<0 | 1> {
  if (look === 'unknown') return 0;
  if (typeof look === 'object') {
    if (!links.has(look.behind)) {
      onProblem(problem('destination-link', { detail: look.behind, subject: dirname(asset.path) }));
    }
    links.add(look.behind);
    return 0;
  }
  if (typeof look === 'number') {
    const seen = await lookAtChanged(destination, asset);
    catalog.assets.recordVerification(asset.id, 'changed', now().toISOString(), seen);
    onChanged(asset.path);
    return 0;
  }
  // "Not there" is an answer only while the disk is.
  if (!(await destination.stillThere()).ok) return 0;
  catalog.assets.recordVerification(asset.id, 'missing', now().toISOString());
  return 1;
}

/**
 * Looks whether sidecars and entries of albums are still there, at one look a sidecar and one listing an album: what is
 * not is due, so that the run makes it again.
 */
export async function noticeMissingViews({ destination, catalog, threads, signal }: PresenceDeps): Promise<void> {
  const { path: root } = destination;
  for (const sidecars of batches(catalog.sidecars.expected(), looksAtOnce)) {
    signal.throwIfAborted();
    const looks = await threads.look(
      root,
      sidecars.map(({ assetPath }) => `${assetPath}.xmp`),
    );
    for (const [index, { assetId }] of sidecars.entries()) {
      // What cannot be looked at (a link in the place of a folder) is told by the photo beside it.
      if (!isSidecarThere(looks[index] ?? 'unknown')) catalog.sidecars.markDue(assetId);
    }
  }
  for (const { id, folder } of catalog.albumViews.folders()) {
    signal.throwIfAborted();
    const expected = { folder, entries: catalog.albumViews.entries(id), hasText: false };
    const state = await stateOfAlbum(root, expected, 'look').catch(() => null);
    if (state !== null && state.damage !== null) catalog.albumViews.markDue(id);
  }
}

/**
 * Whether a folder of stored files is not there, at hardly any cost: a disk or a year was taken away, and its files are to
 * be missed at once, not at the next full run.
 */
export async function lacksFolders({ destination, catalog }: Pick<PresenceDeps, 'destination' | 'catalog'>) {
  for (const folder of catalog.assets.folders()) {
    if ((await folderState(destination, folder)) === 'missing') return (await destination.stillThere()).ok;
  }
  return false;
}

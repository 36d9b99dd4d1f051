import { type Problem, problemOf } from '../../contract/problem.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { stateOfAlbum } from '../destination/album-state.ts';
import type { KnownFolders } from '../destination/fence.ts';
import type { Destination } from '../destination/identity.ts';
import { folderState, lengthOfFile } from '../destination/scan.ts';
import { isSidecarThere } from '../destination/sidecar-state.ts';
import { lookAtChanged } from './changed-file.ts';

/** What a look at the folder needs that reads nothing. */
export interface PresenceDeps {
  readonly destination: Destination;
  readonly catalog: Catalog;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

/**
 * Looks whether every stored file is still there, and as long as it was, without reading it: so that a file that a person
 * removed by mistake is fetched again, and one that was cut is told (`onChanged`, with its path). What lies behind a link in
 * the place of a folder is neither there nor gone, which is told once a link.
 */
export async function noticeMissingFiles({
  destination,
  catalog,
  now,
  signal,
  onChanged,
  onProblem,
}: PresenceDeps & {
  readonly onChanged: (path: string) => void;
  readonly onProblem: (met: Problem) => void;
}): Promise<number> {
  let missing = 0;
  const known: KnownFolders = new Set();
  const links = new Set<string>();
  for (const asset of catalog.assets.inFolder('Photos')) {
    signal.throwIfAborted();
    // A move that failed on its way leaves a file that is at its other place.
    if (asset.state !== 'stored' || catalog.relocations.isOpen(asset.id)) continue;
    const length = await lengthOrBehindLink(asset.path);
    if (length === asset.bytes || length === 'unknown') continue;
    if (length !== 'missing') {
      const seen = await lookAtChanged(destination, asset);
      catalog.assets.recordVerification(asset.id, 'changed', now().toISOString(), seen);
      onChanged(asset.path);
      continue;
    }
    // "Not there" is an answer only while the disk is.
    if (!(await destination.stillThere()).ok) continue;
    catalog.assets.recordVerification(asset.id, 'missing', now().toISOString());
    missing += 1;
  }
  return missing;

  async function lengthOrBehindLink(path: string): Promise<number | 'missing' | 'unknown'> {
    try {
      return await lengthOfFile(destination, path, known);
    } catch (thrown) {
      const met = problemOf(thrown);
      if (met.code !== 'destination-link') throw thrown;
      if (met.detail !== undefined && !links.has(met.detail)) onProblem(met);
      links.add(met.detail ?? '');
      return 'unknown';
    }
  }
}

/**
 * Looks whether sidecars and entries of albums are still there, at one look a sidecar and one listing an album: what is
 * not is due, so that the run makes it again.
 */
export async function noticeMissingViews({ destination, catalog, signal }: PresenceDeps): Promise<void> {
  const { path: root } = destination;
  const known: KnownFolders = new Set();
  for (const { assetId, assetPath } of catalog.sidecars.expected()) {
    signal.throwIfAborted();
    // What cannot be looked at (a link in the place of a folder) is told by the photo beside it.
    if (!(await isSidecarThere(root, `${assetPath}.xmp`, known).catch(() => true))) catalog.sidecars.markDue(assetId);
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

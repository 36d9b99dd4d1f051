import type { AlbumViewKind } from '../../contract/models.ts';
import type { Problem } from '../../contract/problem.ts';
import type { DueAlbum } from '../catalog/albums/album-views.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { finalizeAlbumView } from '../destination/album-view.ts';
import { albumFolderCandidates, type NameRoom } from '../destination/candidates.ts';
import type { Destination } from '../destination/identity.ts';
import { writeSums } from '../destination/sums.ts';
import type { PolicyOf } from '../sources/source-policy.ts';
import { finalizeSidecars } from './finalize-sidecars.ts';
import { upgradeCopies } from './upgrade.ts';

export interface FinalizeDeps {
  readonly destination: Destination;
  readonly catalog: Catalog;
  readonly view: AlbumViewKind;
  readonly room: NameRoom;
  readonly policyOf: PolicyOf;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** Returns the problems met; the photos are safe whatever they are. */
  readonly onProblem: (problem: Problem) => void;
}

const pageSize = 100;

/**
 * Brings everything that is derived from the photos up to date: originals in the place of copies, dates and sidecars,
 * album folders, checksums. Throws a ProblemError when the disk fails.
 */
export async function finalize(deps: FinalizeDeps): Promise<void> {
  await upgradeCopies(deps);
  if ((await finalizeSidecars(deps)) > 0 && reconsiderZones(deps)) await finalizeSidecars(deps);
  await finalizeAlbums(deps);
  const sums = await writeSums(deps.destination, deps.catalog.assets.sums());
  if (!sums.ok) deps.onProblem(sums.problem);
}

/** Once all zones are known that photos tell themselves, those without one ask their neighbours. */
function reconsiderZones({ catalog, signal }: FinalizeDeps): boolean {
  let after: number | null = 0;
  while (after !== null && !signal.aborted) after = catalog.effectiveMetadata.reconsiderZones(after);
  return !signal.aborted;
}

async function finalizeAlbums(deps: FinalizeDeps): Promise<void> {
  const { catalog, signal, view } = deps;
  for (let after = 0; ; ) {
    const due = catalog.albumViews.due(view, { limit: pageSize, after });
    for (const album of due) {
      if (signal.aborted) return;
      await finalizeAlbum(album, deps);
      after = album.id;
    }
    if (due.length < pageSize) return;
  }
}

async function finalizeAlbum(
  album: DueAlbum,
  { destination, catalog, view, room, onProblem }: FinalizeDeps,
): Promise<void> {
  // The catalog learns of a new folder only after the move: a kill in between finds the album under either name.
  const folder = catalog.albumViews.freeFolder(album.id, albumFolderCandidates(album.title, room));
  const wanted = [...catalog.albumViews.members(album.id)].map(({ filename, assetPath }) => ({
    name: filename,
    target: assetPath,
  }));
  const { made, problems } = await finalizeAlbumView(destination, {
    ...room,
    kind: view,
    title: album.title,
    folder: folder.path,
    previousFolder: album.folder,
    wanted,
    made: [...catalog.albumViews.entries(album.id)],
  });
  const isFinal = problems.length === 0;
  catalog.albumViews.record(album.id, {
    folder,
    made,
    settled: isFinal ? { kind: view, revision: album.revision } : null,
  });
  for (const problem of problems) onProblem(problem);
}

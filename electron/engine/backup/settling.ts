import { hash } from 'node:crypto';
import type { AlbumViewKind } from '../../contract/models.ts';
import type { Problem } from '../../contract/problem.ts';
import type { DueAlbum } from '../catalog/album-views.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { SettledSidecar, SidecarDue } from '../catalog/sidecars.ts';
import { settleAlbumView } from '../destination/album-view.ts';
import { albumFolderCandidates, type NameRoom } from '../destination/candidates.ts';
import type { Destination } from '../destination/identity.ts';
import { writeSidecar } from '../destination/sidecar.ts';
import { writeSums } from '../destination/sums.ts';
import { xmpSidecar } from '../destination/xmp.ts';

export interface SettlingParts {
  readonly destination: Destination;
  readonly catalog: Catalog;
  readonly view: AlbumViewKind;
  readonly room: NameRoom;
  readonly signal: AbortSignal;
  /** Returns the problems met; the photos are safe whatever they are. */
  readonly onProblem: (problem: Problem) => void;
}

const pageSize = 100;
/** Sidecars that are looked at side by side; most photos need none. */
const sidecarsAtOnce = 250;

/** Brings everything that is derived from the photos up to date: sidecars, album folders, checksums. */
export async function settle(parts: SettlingParts): Promise<void> {
  await settleSidecars(parts);
  await settleAlbums(parts);
  const sums = await writeSums(parts.destination, parts.catalog.assets.sums());
  if (!sums.ok) parts.onProblem(sums.problem);
}

async function settleSidecars(parts: SettlingParts): Promise<void> {
  const { catalog, signal } = parts;
  for (let after = 0; ; ) {
    if (signal.aborted) return;
    const due = catalog.sidecars.due({ limit: sidecarsAtOnce, after });
    // Items that show the same photo share its sidecar: the last one has its say.
    const ofOnePhoto = [...Map.groupBy(due, ({ assetPath }) => assetPath).values()];
    const settled = await Promise.all(ofOnePhoto.map((items) => settleOneByOne(items, parts)));
    catalog.sidecars.markSettled(settled.flat());
    if (due.length < sidecarsAtOnce) return;
    after = due.at(-1)?.itemId ?? after;
  }
}

async function settleOneByOne(due: readonly SidecarDue[], parts: SettlingParts): Promise<readonly SettledSidecar[]> {
  const settled: SettledSidecar[] = [];
  for (const item of due) {
    const outcome = await settleSidecar(item, parts);
    if (outcome !== null) settled.push(outcome);
  }
  return settled;
}

/** Null when there was a problem, and the sidecar stays due. */
async function settleSidecar(
  due: SidecarDue,
  { destination, onProblem }: SettlingParts,
): Promise<SettledSidecar | null> {
  const { itemId, revision } = due;
  // What the file says itself needs no sidecar; its date is told only where it came from outside the file.
  const fromFile = due.takenReason === 'exif' || due.takenReason === 'quicktime';
  const hasNews = due.description !== null && due.description !== '';
  const xmp = hasNews
    ? xmpSidecar({
        description: due.description,
        takenLocal: fromFile ? null : due.takenLocal,
        zoneMinutes: fromFile ? null : due.zoneMinutes,
      })
    : null;
  // A description that was removed at Google stays here: absence is no reason to take something away.
  if (xmp === null) return { itemId, revision, hash: due.sidecarHash };
  const written = await writeSidecar(destination, due.assetPath, xmp);
  if (written.ok) return { itemId, revision, hash: hash('sha256', xmp) };
  onProblem(written.problem);
  return null;
}

async function settleAlbums(parts: SettlingParts): Promise<void> {
  const { catalog, signal, view } = parts;
  for (let after = 0; ; ) {
    const due = catalog.albumViews.due(view, { limit: pageSize, after });
    for (const album of due) {
      if (signal.aborted) return;
      await settleAlbum(album, parts);
      after = album.id;
    }
    if (due.length < pageSize) return;
  }
}

async function settleAlbum(
  album: DueAlbum,
  { destination, catalog, view, room, onProblem }: SettlingParts,
): Promise<void> {
  // The catalog learns of a new folder only after the move: a kill in between finds the album under either name.
  const folder = catalog.albumViews.freeFolder(album.id, albumFolderCandidates(album.title, room));
  const wanted = [...catalog.albumViews.members(album.id)].map(({ filename, assetPath }) => ({
    name: filename,
    target: assetPath,
  }));
  const { made, problems } = await settleAlbumView(destination, {
    ...room,
    kind: view,
    title: album.title,
    folder: folder.path,
    previousFolder: album.folder,
    wanted,
    made: [...catalog.albumViews.entries(album.id)],
  });
  const isSettled = problems.length === 0;
  catalog.albumViews.record(album.id, {
    folder,
    made,
    settled: isSettled ? { kind: view, revision: album.revision } : null,
  });
  for (const problem of problems) onProblem(problem);
}

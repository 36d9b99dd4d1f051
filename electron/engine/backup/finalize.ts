import type { AlbumViewKind } from '../../contract/models.ts';
import { type Problem, ProblemError } from '../../contract/problem.ts';
import type { DueAlbum } from '../catalog/albums/album-views.ts';
import type { PathCandidate } from '../catalog/assets/asset-paths.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { keepAlbumText } from '../destination/album-text.ts';
import { finalizeAlbumView, foldersThatMayBe } from '../destination/album-view.ts';
import { albumFolderCandidates, type NameRoom } from '../destination/candidates.ts';
import type { Destination } from '../destination/identity.ts';
import type { PolicyOf } from '../sources/source-policy.ts';
import { WithheldLines, writeChecksums } from './checksum-list.ts';
import { finalizeSidecars } from './finalize-sidecars.ts';
import { tellingKey } from './problem-scope.ts';
import { removeUnlistedNames } from './relocation.ts';
import { replaceDamaged, retireContainedClips, upgradeCopies } from './upgrade.ts';

export interface FinalizeDeps {
  readonly destination: Destination;
  readonly catalog: Catalog;
  readonly view: AlbumViewKind;
  readonly room: NameRoom;
  readonly policyOf: PolicyOf;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** A person asked for it: what looks like an edit is replaced, too, and kept in quarantine. */
  readonly replacesEdits?: boolean;
  /** Hears of each problem once; the photos are safe whatever they are. */
  readonly onProblem: (problem: Problem) => void;
}

const pageSize = 100;
/** So often, in milliseconds, an album's folder follows its title: some titles are another at every listing. */
const renameEveryMs = 24 * 60 * 60 * 1_000;

/**
 * Brings everything that is derived from the photos up to date: originals in the place of copies, dates and sidecars,
 * album folders, checksums. Throws a ProblemError when the disk fails.
 */
export async function finalize(request: FinalizeDeps): Promise<void> {
  const deps = { ...request, onProblem: eachOnce(request.onProblem), withheld: new WithheldLines(request) };
  await replaceDamaged(deps);
  await upgradeCopies(deps);
  await retireContainedClips(deps);
  if ((await finalizeSidecars(deps)) > 0 && reconsiderZones(deps)) await finalizeSidecars(deps);
  await finalizeAlbums(deps);
  await requireThere(deps.destination);
  const sums = await writeChecksums(deps);
  if (!sums.ok) return deps.onProblem(sums.problem);
  const { findings } = deps.catalog;
  for (const path of findings.paths('sums')) findings.resolve({ thing: 'sums', path }, deps.now().toISOString());
  await removeUnlistedNames(deps);
}

/** What is tried again in the same run is told once, and a full disk or a link in the way not once a photo. */
function eachOnce(onProblem: FinalizeDeps['onProblem']): FinalizeDeps['onProblem'] {
  const told = new Set<string>();
  return (met) => {
    const key = tellingKey(met);
    if (told.has(key)) return;
    told.add(key);
    onProblem(met);
  };
}

/** Without the folder nothing that is left can be done: one problem, not one an album. */
async function requireThere(destination: Destination): Promise<void> {
  const there = await destination.stillThere();
  if (!there.ok) throw new ProblemError(there.problem);
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
      await requireThere(deps.destination);
      await finalizeAlbum(album, deps);
      after = album.id;
    }
    if (due.length < pageSize) return;
  }
}

async function finalizeAlbum(album: DueAlbum, deps: FinalizeDeps): Promise<void> {
  const { destination, catalog, view, room, now, policyOf, onProblem } = deps;
  const { folder, isNamedBefore } = folderOf(album, deps);
  const wanted = [...catalog.albumViews.members(album.id)].map(({ filename, assetPath, sha256 }) => ({
    name: filename,
    target: assetPath,
    sha256,
  }));
  const finding = album.folder === null ? null : catalog.findings.of({ thing: 'album', path: album.folder });
  const replacesEdits = deps.replacesEdits === true;
  catalog.albumViews.begin(album.id);
  // What only a text is left in is no album's folder any more.
  const isGone = view === 'none' || wanted.length === 0;
  for (const left of new Set([album.folder, folder.path])) {
    if (left !== null && (isGone || left !== folder.path)) await keepAlbumText(destination, left, null);
  }
  const { made, problems: inView } = await finalizeAlbumView(destination, {
    ...room,
    kind: view,
    title: album.title,
    folder: folder.path,
    previousFolder: album.folder,
    wanted,
    made: [...catalog.albumViews.entries(album.id)],
    doubt: finding === null ? undefined : replacesEdits ? 'replace edits' : 'keep edits',
  });
  const metadata = made.length === 0 ? [] : catalog.takeout.albums.metadata(album.key, now().getTime());
  const words = metadata.length === 0 ? null : policyOf('takeout').albumText(metadata);
  const told = words === null ? null : await keepAlbumText(destination, folder.path, words);
  const problems = told === null || told.ok ? inView : [...inView, told.problem];
  const isFinal = problems.length === 0 && !isNamedBefore;
  catalog.albumViews.record(album.id, {
    folder,
    isNamedBefore,
    renamedAt: album.folder === null || folder.path === album.folder ? null : now().toISOString(),
    made,
    settled: isFinal ? { kind: view, revision: album.revision } : null,
  });
  for (const problem of problems) onProblem(problem);
  // What may be an edit is still there to be decided on.
  if (!isFinal || (finding?.mayBeEdit === true && !replacesEdits)) return;
  for (const path of new Set([folder.path, album.folder ?? folder.path])) {
    catalog.findings.resolve({ thing: 'album', path }, now().toISOString());
  }
}

/** The folder for the album's title; the one that it has while that got another name only just. */
function folderOf(
  { id, title, renamedAt }: DueAlbum,
  { destination, catalog, room, now }: FinalizeDeps,
): { readonly folder: PathCandidate; readonly isNamedBefore: boolean } {
  // The catalog learns of a new folder only after the move: a kill in between finds the album under either name.
  const candidates = foldersThatMayBe(destination.path, albumFolderCandidates(title, room));
  const folder = catalog.albumViews.freeFolder(id, candidates);
  const present = catalog.albumViews.presentFolder(id);
  if (present === null || present.path === folder.path || renamedAt === null) return { folder, isNamedBefore: false };
  // A moment yet to come was told by a clock that was wrong.
  const sinceMs = now().getTime() - Date.parse(renamedAt);
  const isRecent = sinceMs >= 0 && sinceMs < renameEveryMs;
  return isRecent ? { folder: present, isNamedBefore: true } : { folder, isNamedBefore: false };
}

import { hostname } from 'node:os';
import { join } from 'node:path';
import { type Problem, problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { type SourceKind, sourceKinds } from '../../contract/source-kinds.ts';
import { type Catalog, openCatalog } from '../catalog/catalog.ts';
import { removeDatabase, setCatalogAside } from '../catalog/database/catalog-file.ts';
import type { DueComparison } from '../catalog/snapshots/folder-stamps.ts';
import { type CatalogPlace, type TakenSnapshot, takeNewerSnapshot } from '../catalog/snapshots/newer-snapshot.ts';
import { type RestoredCatalog, restoreCatalog } from '../catalog/snapshots/snapshot.ts';
import { isFileSync } from '../destination/fence.ts';
import { fsProblem } from '../destination/fs-problems.ts';
import type { Destination } from '../destination/identity.ts';
import { absolutePath, catalogSnapshotFile } from '../destination/layout.ts';
import { type FolderStamp, readStamp } from '../destination/stamp.ts';
import { compareStamps } from './compare-stamps.ts';
import { refuseNewerSnapshot } from './folder-snapshot.ts';

/** Where the catalog of a destination lives in the data folder: a name per identity, so that disks do not mix. */
export function catalogFile(dataFolder: string, identity: string): string {
  return join(dataFolder, 'catalogs', `${identity}.sqlite`);
}

/** A catalog that works, and what had to be done for it. */
export interface OpenedCatalog {
  readonly catalog: Catalog;
  /**
   * `as-left`: nothing special. `unfamiliar`: it does not know the folder's latest state (new, adopted from another
   * machine, restored or begun anew), so the folder must be compared with it.
   */
  readonly state: 'as-left' | 'unfamiliar';
  /** How much is to be compared. */
  readonly comparison: DueComparison;
  /** The copy of the catalog in the folder could not be used, and must not be replaced without a trace. */
  readonly snapshotRefused: boolean;
  /** What a person should know: the catalog was damaged, or somebody else wrote to the folder, and what became of it. */
  readonly problem: Problem | null;
}

/**
 * Opens the catalog of a destination that this process has locked, and compares its stamp with the folder's: what the
 * folder knows and this catalog does not (another computer wrote, the data folder was restored) is taken over first. A
 * damaged catalog is set aside and restored from the snapshot in the destination; without a usable snapshot it begins anew.
 * A folder that comes from another machine is adopted with the snapshot that it brings. Problems: `catalog-newer` (of the
 * catalog or the snapshot), `data-folder-unusable`.
 */
export async function openCatalogOf(
  destination: Destination,
  file: string,
  now: Date,
  kinds: readonly SourceKind[] = sourceKinds,
): Promise<Result<OpenedCatalog>> {
  const newer = refuseNewerSnapshot(destination.path);
  if (newer !== null) return failed(newer);
  const place = { file, snapshot: absolutePath(destination.path, catalogSnapshotFile), kinds };
  const opened = openCatalog(file, kinds);
  if (opened.ok) {
    const sound = opened.value.check();
    if (sound.ok && !opened.value.isEmpty()) return compared(destination, place, opened.value);
    opened.value.close();
    if (sound.ok) return adopt(place);
    if (sound.problem.code !== 'catalog-damaged') return sound;
    return repair(place, now, sound.problem);
  }
  return opened.problem.code === 'catalog-damaged' ? repair(place, now, opened.problem) : opened;
}

/** Brings a sound catalog up to what the folder knows. */
async function compared(
  destination: Destination,
  place: CatalogPlace,
  catalog: Catalog,
): Promise<Result<OpenedCatalog>> {
  const { stamps } = catalog;
  const folder = readStamp(destination.path);
  const [current, writing] = [stamps.current()?.id ?? null, stamps.writing()];
  const relation = compareStamps(folder, { current, writing });
  if (relation === 'same') return ok(asOpened(catalog, null, false));
  const taken = await taking(place, relation === 'partly known' ? current : null);
  if (taken?.ok === true && taken.value !== null) {
    catalog.close();
    return openAfresh(place, tookOver(taken.value), false);
  }
  // Neither has a stamp yet, and the snapshot says nothing new: the first run makes one.
  if (folder === null && current === null) return ok(asOpened(catalog, null, false));
  if (relation === 'partly known') return ok(asOpened(catalog, null, false));
  stamps.requireComparison('everything');
  const refused = taken?.ok === false ? taken.problem : null;
  const told = refused ?? problem(whyCompared(folder, current, stamps), {});
  return ok(asOpened(catalog, told, refused !== null));
}

/** Without a stamp nothing is known of the folder but that somebody took it away: that makes it no older copy. */
function whyCompared(
  folder: FolderStamp | null,
  current: string | null,
  stamps: Catalog['stamps'],
): 'stamp-missing' | 'folder-older' | 'folder-compared' {
  if (folder === null) return 'stamp-missing';
  const isOlder = folder.id !== null && folder.id !== current && stamps.knows(folder.id);
  return isOlder ? 'folder-older' : 'folder-compared';
}

/** Null when there is no snapshot. */
async function taking(place: CatalogPlace, partly: string | null): Promise<Result<TakenSnapshot | null> | null> {
  const there = isSnapshotThere(place.snapshot);
  if (!there.ok) return there;
  return there.value ? takeNewerSnapshot(place, partly) : null;
}

function tookOver({ stamp, since, addedFiles, leftOut }: TakenSnapshot): Problem {
  const files = `${addedFiles} ${addedFiles === 1 ? 'file was' : 'files were'} added here`;
  const when = since === null ? '' : ` since ${since.slice(0, 10)}`;
  const who =
    stamp === null || stamp.machine === hostname()
      ? `The folder was written to${when} without this catalog`
      : `Another computer (${stamp.machine}) wrote to this folder${when}`;
  const rest = leftOut === 0 ? '' : `; ${leftOutText(leftOut)}`;
  return problem(leftOut === 0 ? 'folder-ahead' : 'catalog-trimmed', { detail: `${who}; ${files}${rest}.` });
}

function asOpened(catalog: Catalog, told: Problem | null, snapshotRefused: boolean): OpenedCatalog {
  const comparison = catalog.stamps.comparison();
  const state = comparison === 'none' ? 'as-left' : 'unfamiliar';
  return { catalog, state, comparison, snapshotRefused, problem: told };
}

/** An empty catalog: the folder may know more than this machine. */
function adopt(place: CatalogPlace): Result<OpenedCatalog> {
  removeDatabase(place.file);
  const restored = restoreFrom(place);
  if (restored === null) return openAfresh(place, null, false);
  if (!restored.ok) return openAfresh(place, restored.problem, true);
  const { leftOut } = restored.value;
  const trimmed = leftOut === 0 ? null : problem('catalog-trimmed', { detail: leftOutText(leftOut) });
  return openAfresh(place, trimmed, false);
}

/** Null when there is no snapshot. */
function restoreFrom({ file, snapshot, kinds }: CatalogPlace): Result<RestoredCatalog> | null {
  const there = isSnapshotThere(snapshot);
  if (!there.ok) return there;
  return there.value ? restoreCatalog(file, snapshot, kinds) : null;
}

function isSnapshotThere(snapshot: string): Result<boolean> {
  try {
    return ok(isFileSync(snapshot));
  } catch (thrown) {
    return failed(fsProblem(thrown, snapshot));
  }
}

function leftOutText(leftOut: number): string {
  return `${leftOut} ${leftOut === 1 ? 'entry' : 'entries'} left out`;
}

function repair(place: CatalogPlace, now: Date, damage: Problem): Result<OpenedCatalog> {
  const aside = setCatalogAside(place.file, now.toISOString());
  const restored = restoreFrom(place);
  const details = [damage.detail ?? damage.title, `the damaged file is kept as ${aside ?? place.file}`];
  if (restored?.ok === true && restored.value.leftOut > 0) details.push(leftOutText(restored.value.leftOut));
  if (restored?.ok === false) details.push(restored.problem.detail ?? restored.problem.title);
  const code = restored?.ok === true ? 'catalog-restored' : 'catalog-damaged';
  return openAfresh(place, problem(code, { detail: details.join('; ') }), restored?.ok === false);
}

function openAfresh(
  { file, kinds }: CatalogPlace,
  told: Problem | null,
  snapshotRefused: boolean,
): Result<OpenedCatalog> {
  const again = openCatalog(file, kinds);
  if (!again.ok) return again;
  again.value.stamps.requireComparison('files');
  return ok(asOpened(again.value, told, snapshotRefused));
}

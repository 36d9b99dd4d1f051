import { join } from 'node:path';
import { type Problem, problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { type SourceKind, sourceKinds } from '../../contract/source-kinds.ts';
import { type Catalog, openCatalog } from '../catalog/catalog.ts';
import { removeDatabase, setCatalogAside } from '../catalog/database/catalog-file.ts';
import { type RestoredCatalog, restoreCatalog } from '../catalog/snapshots/snapshot.ts';
import { isFileSync } from '../destination/fence.ts';
import { fsProblem } from '../destination/fs-problems.ts';
import type { Destination } from '../destination/identity.ts';
import { absolutePath, catalogSnapshotFile } from '../destination/layout.ts';

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
  /** The copy of the catalog in the folder could not be used, and must not be replaced without a trace. */
  readonly snapshotRefused: boolean;
  /** What a person should know: the catalog was damaged, and what became of it. */
  readonly problem: Problem | null;
}

/**
 * Opens the catalog of a destination that this process has locked. A damaged one is set aside and restored from the
 * snapshot in the destination; without a usable snapshot it begins anew. A folder that comes from another machine is
 * adopted with the snapshot that it brings. Problems: `catalog-newer`, `data-folder-unusable`.
 */
export function openCatalogOf(
  destination: Destination,
  file: string,
  now: Date,
  kinds: readonly SourceKind[] = sourceKinds,
): Result<OpenedCatalog> {
  const place = { file, snapshot: absolutePath(destination.path, catalogSnapshotFile), kinds };
  const opened = openCatalog(file, kinds);
  if (opened.ok) {
    const sound = opened.value.check();
    if (sound.ok && !opened.value.isEmpty())
      return ok({ catalog: opened.value, state: 'as-left', snapshotRefused: false, problem: null });
    opened.value.close();
    if (sound.ok) return adopt(place);
    if (sound.problem.code !== 'catalog-damaged') return sound;
    return repair(place, now, sound.problem);
  }
  return opened.problem.code === 'catalog-damaged' ? repair(place, now, opened.problem) : opened;
}

/** A catalog, its copy in the folder, and the kinds of sources that either may name. */
interface CatalogPlace {
  readonly file: string;
  readonly snapshot: string;
  readonly kinds: readonly SourceKind[];
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
  try {
    if (!isFileSync(snapshot)) return null;
  } catch (thrown) {
    return failed(fsProblem(thrown, snapshot));
  }
  return restoreCatalog(file, snapshot, kinds);
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
  return again.ok ? ok({ catalog: again.value, state: 'unfamiliar', snapshotRefused, problem: told }) : again;
}

import { join } from 'node:path';
import { type Problem, problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
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
  /** What a person should know: the catalog was damaged, and what became of it. */
  readonly problem: Problem | null;
}

/**
 * Opens the catalog of a destination that this process has locked. A damaged one is set aside and restored from the
 * snapshot in the destination; without a usable snapshot it begins anew. A folder that comes from another machine is
 * adopted with the snapshot that it brings. Problems: `catalog-newer`, `data-folder-unusable`.
 */
export function openCatalogOf(destination: Destination, file: string, now: Date): Result<OpenedCatalog> {
  const snapshot = absolutePath(destination.path, catalogSnapshotFile);
  const opened = openCatalog(file);
  if (opened.ok) {
    const sound = opened.value.check();
    if (sound.ok && !opened.value.isEmpty()) return ok({ catalog: opened.value, state: 'as-left', problem: null });
    opened.value.close();
    if (sound.ok) return adopt(file, snapshot);
    if (sound.problem.code !== 'catalog-damaged') return sound;
    return repair(file, snapshot, now, sound.problem);
  }
  return opened.problem.code === 'catalog-damaged' ? repair(file, snapshot, now, opened.problem) : opened;
}

/** An empty catalog: the folder may know more than this machine. */
function adopt(file: string, snapshot: string): Result<OpenedCatalog> {
  removeDatabase(file);
  const restored = restoreFrom(snapshot, file);
  if (restored === null) return openAfresh(file, null);
  if (!restored.ok) return openAfresh(file, restored.problem);
  const { leftOut } = restored.value;
  return openAfresh(file, leftOut === 0 ? null : problem('catalog-trimmed', { detail: leftOutText(leftOut) }));
}

/** Null when there is no snapshot. */
function restoreFrom(snapshot: string, file: string): Result<RestoredCatalog> | null {
  try {
    if (!isFileSync(snapshot)) return null;
  } catch (thrown) {
    return failed(fsProblem(thrown, snapshot));
  }
  return restoreCatalog(file, snapshot);
}

function leftOutText(leftOut: number): string {
  return `${leftOut} ${leftOut === 1 ? 'entry' : 'entries'} left out`;
}

function repair(file: string, snapshot: string, now: Date, damage: Problem): Result<OpenedCatalog> {
  const aside = setCatalogAside(file, now.toISOString());
  const restored = restoreFrom(snapshot, file);
  const details = [damage.detail ?? damage.title, `the damaged file is kept as ${aside ?? file}`];
  if (restored?.ok === true && restored.value.leftOut > 0) details.push(leftOutText(restored.value.leftOut));
  if (restored?.ok === false) details.push(restored.problem.detail ?? restored.problem.title);
  const code = restored?.ok === true ? 'catalog-restored' : 'catalog-damaged';
  return openAfresh(file, problem(code, { detail: details.join('; ') }));
}

function openAfresh(file: string, told: Problem | null): Result<OpenedCatalog> {
  const again = openCatalog(file);
  return again.ok ? ok({ catalog: again.value, state: 'unfamiliar', problem: told }) : again;
}

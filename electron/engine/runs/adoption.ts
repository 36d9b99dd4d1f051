import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { saysFull } from '../../base/full-disk.ts';
import { makeFolders } from '../../base/make-folders.ts';
import { messageOf } from '../../base/message-of.ts';
import { dataFolderProblem } from '../../contract/data-folder-problem.ts';
import type { FoundBackup } from '../../contract/models.ts';
import type { Problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { compareStamps } from '../backup/compare-stamps.ts';
import { holdsSnapshot } from '../backup/folder-snapshot.ts';
import { catalogFile, type OpenedCatalog } from '../backup/open-catalog.ts';
import { openCatalog } from '../catalog/catalog.ts';
import { readStamp } from '../destination/stamp.ts';
import { type EngineDeps, type EngineDestination, kindsOf } from './engine-deps.ts';
import { openForReading } from './open-for-reading.ts';
import { openLoggedCatalog } from './run-log.ts';

type AdoptionDeps = Pick<EngineDeps, 'dataFolder' | 'now' | 'log' | 'sources'>;

/**
 * Takes over what a chosen folder says of itself, so that all that is asked of it is answered before any run; on a disk that
 * nobody can write to as well. Null when it says nothing, or a run is on in it. Problems: `catalog-newer`,
 * `data-folder-unusable`, those of the disk.
 */
export async function adoptBackup(deps: AdoptionDeps, place: EngineDestination): Promise<Result<FoundBackup | null>> {
  if (!holdsSnapshot(place.path)) return ok(null);
  return withOpened(deps, place, ({ catalog, problem }) => {
    const { assets, albums, lastSuccess } = catalog.library.status();
    const trouble = problem === null ? {} : { trouble: problem };
    return { files: assets, albums, lastBackup: lastSuccess, ...trouble };
  });
}

/**
 * Brings the catalog up to what the folder knows, for commands that read the catalog alone. Returns what a person should
 * know of that. Where the folder cannot be asked (unplugged, in use), the catalog answers as it is.
 */
export async function refreshCatalog(deps: AdoptionDeps, place: EngineDestination): Promise<Problem | null> {
  if (isUpToDate(deps, place)) return null;
  const told = await withOpened(deps, place, (opened) => opened.problem);
  if (told.ok) return told.value;
  return told.problem.code === 'catalog-newer' ? told.problem : null;
}

function isUpToDate(deps: AdoptionDeps, { path, identity }: EngineDestination): boolean {
  const file = catalogFile(deps.dataFolder, identity);
  if (!existsSync(file)) return !holdsSnapshot(path);
  const stamp = readStamp(path);
  // Without one, as while the disk is not there, only a run decides.
  if (stamp === null) return true;
  const opened = openCatalog(file, kindsOf(deps));
  if (!opened.ok) return true;
  try {
    const { stamps } = opened.value;
    return compareStamps(stamp, { current: stamps.current()?.id ?? null, writing: stamps.writing() }) === 'same';
  } finally {
    opened.value.close();
  }
}

async function withOpened<T>(
  deps: AdoptionDeps,
  place: EngineDestination,
  ask: (opened: OpenedCatalog) => T,
): Promise<Result<T | null>> {
  const opening = await openForReading(place, deps);
  if (!opening.ok) return opening.problem.code === 'destination-busy' ? ok(null) : opening;
  const { destination, lock } = opening.value;
  try {
    const file = catalogFile(deps.dataFolder, place.identity);
    const made = await madeFolder(dirname(file));
    if (!made.ok) return made;
    const opened = await openLoggedCatalog(destination, file, deps);
    if (!opened.ok) return opened;
    try {
      return ok(ask(opened.value));
    } finally {
      opened.value.catalog.close();
    }
  } finally {
    lock.release();
  }
}

async function madeFolder(folder: string): Promise<Result<void>> {
  try {
    await makeFolders(folder, 0o700);
    return ok(undefined);
  } catch (thrown) {
    return failed(dataFolderProblem(saysFull(thrown), { subject: folder, detail: messageOf(thrown) }));
  }
}

import type { TidiedFile, TidyBlocker, TidyReport, UntidyReport } from '../../contract/drive-models.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { catalogFile } from '../backup/open-catalog.ts';
import { openCatalog } from '../catalog/catalog.ts';
import type { DriveFiles, ImportedDriveFile } from '../catalog/exports/drive-files.ts';
import type { Drive } from '../google/drive.ts';
import { type DriveRequest, withDrive } from './drive-exports.ts';
import { type EngineDeps, kindsOf } from './engine-deps.ts';
import { openForReading } from './open-for-reading.ts';
import { readExports, reading } from './takeout-library.ts';

/* What may go from a Drive because it is proved to be in the backup, and its way to the trash. */

/** Files of exports that are proved to be in the backup, and why the others stay. Reads the catalog alone. */
export function planTidy(deps: EngineDeps, { destination }: Pick<DriveRequest, 'destination'>): Result<TidyReport> {
  const exports = readExports(deps, destination);
  if (!exports.ok) return exports;
  const complete = new Set(exports.value.exports.filter((one) => one.complete).map(({ stamp }) => stamp));
  return reading(deps, destination, { files: [], kept: [], trashed: [] }, ({ takeout: { driveFiles } }) => {
    const all = driveFiles.all();
    const present = all.filter(({ trashedAt }) => trashedAt === null);
    const trashed = all.filter(({ trashedAt }) => isRestorable(trashedAt, deps.now())).map(shown);
    const files: TidyReport['files'][number][] = [];
    const kept: TidyReport['kept'][number][] = [];
    for (const [stamp, ofExport] of Map.groupBy(present, (file) => file.stamp)) {
      const reason = blockerOf(ofExport, complete, driveFiles);
      if (reason !== null) kept.push({ stamp, files: ofExport.length, reason });
      else files.push(...ofExport.map(shown));
    }
    return { files, kept, trashed };
  });
}

/** Google empties its trash after so long. */
const trashKeptMs = 30 * 24 * 60 * 60 * 1_000;

/** The time of what somebody else threw away: never restored from here. */
const movedByOthers = new Date(0).toISOString();

function isRestorable(trashedAt: string | null, now: Date): boolean {
  return trashedAt !== null && now.getTime() - Date.parse(trashedAt) < trashKeptMs;
}

function shown({ id, name, stamp, bytes }: ImportedDriveFile): TidiedFile {
  return { id, name, stamp, bytes };
}

function blockerOf(
  files: readonly ImportedDriveFile[],
  complete: ReadonlySet<string>,
  driveFiles: Pick<DriveFiles, 'unproven' | 'hasWrongSum'>,
): TidyBlocker | null {
  const [first] = files;
  if (first === undefined || !complete.has(first.stamp)) return 'not complete';
  if (driveFiles.hasWrongSum(first.exportId)) return 'wrong checksum';
  const { unverified, outside } = driveFiles.unproven(first.exportId);
  if (outside > 0) return 'holds other files';
  return unverified > 0 ? 'not verified' : null;
}

/**
 * Moves the files of proved exports to the trash of Drive, from where they can be restored for 30 days. A file that is not
 * what was imported any more, or belongs to somebody else, stays.
 */
export function tidyDrive(deps: EngineDeps, request: DriveRequest, signal: AbortSignal): Promise<Result<TidyReport>> {
  return withTrash(deps, request, async (drive, driveFiles) => {
    const plan = planTidy(deps, request);
    if (!plan.ok) return plan;
    const files: TidiedFile[] = [];
    for (const file of driveFiles.all()) {
      const planned = plan.value.files.find(({ id }) => id === file.id);
      if (planned === undefined) continue;
      const moved = await moveToTrash(drive, file, signal);
      if (!moved.ok) return failed(moved.problem);
      if (moved.value === 'stays') continue;
      driveFiles.markTrashed(file.id, moved.value === 'moved' ? deps.now().toISOString() : movedByOthers);
      if (moved.value === 'moved') files.push(planned);
    }
    return ok({ ...plan.value, files });
  });
}

/** Takes the files that {@link tidyDrive} moved out of the trash again, as far as Google still has them. */
export function untidyDrive(
  deps: EngineDeps,
  request: DriveRequest,
  signal: AbortSignal,
): Promise<Result<UntidyReport>> {
  return withTrash(deps, request, async (drive, driveFiles) => {
    const files: TidiedFile[] = [];
    const gone: TidiedFile[] = [];
    for (const file of driveFiles.all()) {
      if (!isRestorable(file.trashedAt, deps.now())) continue;
      const restored = await takeFromTrash(drive, file.id, signal);
      if (!restored.ok) return failed(restored.problem);
      if (restored.value === 'gone') gone.push(shown(file));
      else {
        driveFiles.markTrashed(file.id, null);
        files.push(shown(file));
      }
    }
    return ok({ files, gone });
  });
}

/** Opens catalog and Drive while nobody stores or verifies, which would change what is proved. */
async function withTrash<T>(
  deps: EngineDeps,
  request: DriveRequest,
  work: (drive: Drive, driveFiles: DriveFiles) => Promise<Result<T>>,
): Promise<Result<T>> {
  const opened = await openForReading(request.destination, deps);
  if (!opened.ok) return opened;
  try {
    const catalog = openCatalog(catalogFile(deps.dataFolder, request.destination.identity), kindsOf(deps));
    if (!catalog.ok) return catalog;
    try {
      return await withDrive(deps, request, (drive) => work(drive, catalog.value.takeout.driveFiles));
    } finally {
      catalog.value.close();
    }
  } finally {
    opened.value.lock.release();
  }
}

async function takeFromTrash(drive: Drive, id: string, signal: AbortSignal): Promise<Result<'back' | 'gone'>> {
  const now = await drive.file(id, signal);
  if (!now.ok) return now;
  if (now.value === null) return ok('gone');
  if (!now.value.isTrashed) return ok('back');
  const restored = await drive.restore(id, signal);
  return restored.ok ? ok('back') : restored;
}

async function moveToTrash(
  drive: Drive,
  { id, md5, bytes }: ImportedDriveFile,
  signal: AbortSignal,
): Promise<Result<'moved' | 'gone already' | 'stays'>> {
  const now = await drive.file(id, signal);
  if (!now.ok) return now;
  if (now.value === null || now.value.isTrashed) return ok('gone already');
  if (now.value.md5 !== md5 || now.value.bytes !== bytes || !now.value.isOwned) return ok('stays');
  const trashed = await drive.trash(id, signal);
  return trashed.ok ? ok('moved') : trashed;
}

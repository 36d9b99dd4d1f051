import type { TidyBlocker, TidyReport } from '../../contract/drive-models.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { catalogFile } from '../backup/open-catalog.ts';
import { openCatalog } from '../catalog/catalog.ts';
import type { DriveFiles, ImportedDriveFile } from '../catalog/exports/drive-files.ts';
import type { Drive } from '../google/drive.ts';
import { type DriveRequest, withDrive } from './drive-exports.ts';
import { type EngineDeps, kindsOf } from './engine-deps.ts';
import { openForReading } from './open-for-reading.ts';
import { readExports, reading } from './takeout-library.ts';

/** Files of exports that are proved to be in the backup, and why the others stay. Reads the catalog alone. */
export function planTidy(deps: EngineDeps, { destination }: Pick<DriveRequest, 'destination'>): Result<TidyReport> {
  const exports = readExports(deps, destination);
  if (!exports.ok) return exports;
  const complete = new Set(exports.value.exports.filter((one) => one.complete).map(({ stamp }) => stamp));
  return reading(deps, destination, { files: [], kept: [] }, ({ takeout: { driveFiles } }) => {
    const present = driveFiles.all().filter(({ trashedAt }) => trashedAt === null);
    const files: TidyReport['files'][number][] = [];
    const kept: TidyReport['kept'][number][] = [];
    for (const [stamp, ofExport] of Map.groupBy(present, (file) => file.stamp)) {
      const reason = blockerOf(ofExport, complete, driveFiles);
      if (reason !== null) kept.push({ stamp, files: ofExport.length, reason });
      else files.push(...ofExport.map(({ id, name, bytes }) => ({ id, name, stamp, bytes })));
    }
    return { files, kept };
  });
}

function blockerOf(
  files: readonly ImportedDriveFile[],
  complete: ReadonlySet<string>,
  driveFiles: Pick<DriveFiles, 'unproven'>,
): TidyBlocker | null {
  const [first] = files;
  if (first === undefined || !complete.has(first.stamp)) return 'not complete';
  const { unverified, outside } = driveFiles.unproven(first.exportId);
  if (outside > 0) return 'holds other files';
  return unverified > 0 ? 'not verified' : null;
}

/**
 * Moves the files of proved exports to the trash of Drive, from where they can be restored for 30 days. A file that is not
 * what was imported any more, or belongs to somebody else, stays.
 */
export async function tidyDrive(
  deps: EngineDeps,
  request: DriveRequest,
  signal: AbortSignal,
): Promise<Result<TidyReport>> {
  // Whoever stores or verifies at the same time would change what is proved.
  const opened = await openForReading(request.destination, deps);
  if (!opened.ok) return opened;
  try {
    const plan = planTidy(deps, request);
    if (!plan.ok) return plan;
    const catalog = openCatalog(catalogFile(deps.dataFolder, request.destination.identity), kindsOf(deps));
    if (!catalog.ok) return catalog;
    const { driveFiles } = catalog.value.takeout;
    try {
      return await withDrive(deps, request, async (drive) => {
        const files: TidyReport['files'][number][] = [];
        for (const file of driveFiles.all()) {
          const planned = plan.value.files.find(({ id }) => id === file.id);
          if (planned === undefined) continue;
          const moved = await moveToTrash(drive, file, signal);
          if (!moved.ok) return failed(moved.problem);
          if (moved.value === 'stays') continue;
          driveFiles.markTrashed(file.id, deps.now().toISOString());
          if (moved.value === 'moved') files.push(planned);
        }
        return ok({ files, kept: plan.value.kept });
      });
    } finally {
      catalog.value.close();
    }
  } finally {
    opened.value.lock.release();
  }
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

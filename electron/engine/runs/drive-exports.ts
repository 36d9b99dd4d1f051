import type { DriveReport } from '../../contract/drive-models.ts';
import { ProblemError } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { isStamped } from '../catalog/exports/export-stamp.ts';
import { createDrive, type Drive } from '../google/drive.ts';
import { type DriveView, type ExportFile, findExportFiles } from '../sources/takeout/drive/export-files.ts';
import type { EngineAccount, EngineDeps, EngineDestination, EngineLimits } from './engine-deps.ts';
import { openPipeline } from './pipeline.ts';
import { reading } from './takeout-library.ts';

/** How a Drive is reached, and for which backup. */
export interface DriveRequest {
  readonly account: EngineAccount;
  /** `picked`: the permission shows only what the person picked. */
  readonly view: DriveView;
  readonly destination: EngineDestination;
  readonly limits: EngineLimits;
}

/** Google delivers the files of an export one after the other; so long after the last one no more is expected. */
const settledMs = 60 * 60 * 1_000;

/** Opens a Drive for as long as `work` takes. */
export async function withDrive<T>(
  deps: EngineDeps,
  { account, limits }: Pick<DriveRequest, 'account' | 'limits'>,
  work: (drive: Drive) => Promise<Result<T>>,
): Promise<Result<T>> {
  const pipeline = await openPipeline(deps, 'drive', account, limits, () => undefined);
  if (!pipeline.ok) return pipeline;
  try {
    return await work(createDrive(pipeline.value.http, deps.endpoints.drive));
  } catch (thrown) {
    if (thrown instanceof ProblemError) return failed(thrown.problem);
    throw thrown;
  } finally {
    await pipeline.value.close();
  }
}

/** What lies in a Drive of exports, and what of it was imported. Four requests. */
export function readDrive(deps: EngineDeps, request: DriveRequest, signal: AbortSignal): Promise<Result<DriveReport>> {
  return withDrive(deps, request, async (drive) => {
    const about = await drive.about(signal);
    if (!about.ok) return about;
    const { files } = await findExportFiles(drive, request.view, signal);
    const known = reading(deps, request.destination, new Set<string>(), (catalog) => {
      const { driveFiles } = catalog.takeout;
      return new Set(files.filter(({ file }) => driveFiles.knows(file)).map(({ file }) => file.id));
    });
    if (!known.ok) return known;
    const { email, limitBytes: limit, usedBytes: used, trashBytes: trash } = about.value;
    const newest = Math.max(0, ...files.map(({ file }) => Date.parse(file.createdAt ?? '') || 0));
    return ok({
      email,
      storage: { limit, used, trash },
      files: files.map((one) => shown(one, known.value)),
      isArriving: deps.now().getTime() - newest < settledMs,
    });
  });
}

function shown({ file, sighting }: ExportFile, known: ReadonlySet<string>): DriveReport['files'][number] {
  const { id, name, bytes, createdAt } = file;
  const stamp = isStamped(sighting.stamp) ? sighting.stamp : null;
  return { id, name, bytes, createdAt, stamp, state: known.has(id) ? 'imported' : 'new' };
}

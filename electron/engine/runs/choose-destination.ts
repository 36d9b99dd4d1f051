import { randomUUID } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { DestinationReport } from '../../contract/models.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { refuseNewerSnapshot } from '../backup/folder-snapshot.ts';
import { initialiseDestination } from '../destination/identity.ts';
import { probeForReading } from '../destination/probe.ts';
import { adoptBackup } from './adoption.ts';
import type { EngineDeps, EngineDestination } from './engine-deps.ts';

/** A folder that was made, or recognised as, a destination. */
export interface ChosenDestination {
  readonly report: DestinationReport;
  readonly destination: EngineDestination;
}

/**
 * Makes a folder a destination, or adopts the one that it already is with what it says of itself. Problems: those of the
 * folder and the disk, and `catalog-newer`, before anything is written.
 */
export async function chooseDestination(
  deps: Pick<EngineDeps, 'dataFolder' | 'now' | 'log' | 'sources'>,
  path: string,
): Promise<Result<ChosenDestination>> {
  const folder = await madeRealFolder(resolve(path));
  const newer = refuseNewerSnapshot(folder);
  if (newer !== null) return failed(newer);
  const report = await probeForReading(folder, { dataFolder: deps.dataFolder });
  if (!report.ok) return report;
  const made = await initialiseDestination(folder, { now: deps.now, newIdentity: randomUUID });
  if (!made.ok) return made;
  const destination = { path: folder, identity: made.value.identity };
  // A folder that was none until now has nothing to say.
  const found = report.value.identity === null ? ok(null) : await adoptBackup(deps, destination);
  if (!found.ok) return found;
  const adopted = found.value === null ? {} : { found: found.value };
  return ok({ report: { ...report.value, identity: destination.identity, ...adopted }, destination });
}

/**
 * Makes a folder that is missing, but only the last one: a missing parent is rather a disk that is not plugged in. Returns
 * where it really is, so that a link to it cannot lead elsewhere later. What fails is told by the probe.
 */
async function madeRealFolder(folder: string): Promise<string> {
  const parent = await stat(dirname(folder)).catch(() => null);
  if (parent?.isDirectory()) await mkdir(folder).catch(() => undefined);
  try {
    // Not the system's own way, which would show a Windows drive letter of a share as its address.
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

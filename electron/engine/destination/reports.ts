import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileDurably } from '../../base/durable-file.ts';
import type { RunReport } from '../../contract/models.ts';
import type { Problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { requireFolders } from './fence.ts';
import { fsProblem } from './fs-problems.ts';
import type { Destination } from './identity.ts';
import { reportsFolder } from './layout.ts';

/** The disk explains itself for about as long as anybody looks back. */
const reportsKept = 100;

/** A report with the problems of its items and albums. */
export interface FullRunReport extends RunReport {
  readonly problems: readonly Problem[];
}

/**
 * Writes a run's report as JSON into the destination, named after its start so that names sort by time, and removes all
 * but the newest 100. The value is the path relative to the destination.
 */
export async function writeRunReport(destination: Destination, report: FullRunReport): Promise<Result<string>> {
  const there = await destination.stillThere();
  if (!there.ok) return there;
  const folder = join(destination.path, reportsFolder);
  // No colons: FAT and Windows do not take them.
  const name = `${report.startedAt.replace(/[:.]/gu, '-')}-run-${report.run}.json`;
  try {
    // Old reports are removed from it.
    await requireFolders(destination.path, reportsFolder);
    await writeFileDurably(join(folder, name), `${JSON.stringify(report, null, 2)}\n`);
    const names = (await readdir(folder)).filter((found) => /^\d{4}-.*-run-\d+\.json$/u.test(found)).sort();
    for (const old of names.slice(0, -reportsKept)) await rm(join(folder, old), { force: true });
    return ok(`${reportsFolder}/${name}`);
  } catch (thrown) {
    return failed(fsProblem(thrown, name));
  }
}

import type { RunReport } from '../../contract/models.ts';
import type { Problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { listInside, removeInside, writeInside } from './fence-entries.ts';
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
  // No colons: FAT and Windows do not take them.
  const name = `${report.startedAt.replace(/[:.]/gu, '-')}-run-${report.run}.json`;
  try {
    await writeInside(destination.path, `${reportsFolder}/${name}`, `${JSON.stringify(report, null, 2)}\n`);
    const names: string[] = [];
    for await (const found of listInside(destination.path, reportsFolder)) {
      // A link of such a name is none of ours.
      if (found.isFile() && /^\d{4}-.*-run-\d+\.json$/u.test(found.name)) names.push(found.name);
    }
    for (const old of names.toSorted().slice(0, -reportsKept)) {
      await removeInside(destination.path, `${reportsFolder}/${old}`);
    }
    return ok(`${reportsFolder}/${name}`);
  } catch (thrown) {
    return failed(fsProblem(thrown, name));
  }
}

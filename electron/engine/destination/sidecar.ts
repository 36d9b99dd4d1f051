import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { failed, ok, type Result } from '../../contract/result.ts';
import { syncFolder, writeFileDurably, writeNewFile } from './durable-file.ts';
import { errnoOf } from './errno.ts';
import { fsProblem } from './fs-problems.ts';
import type { Destination } from './identity.ts';
import { absolutePath, stagingFolder } from './layout.ts';
import { moveWithoutReplacing } from './move-file.ts';
import { isOwnSidecar } from './xmp.ts';

/** `foreign`: another program's sidecar is there; it was left as it is. */
type SidecarOutcome = 'written' | 'unchanged' | 'foreign';

/**
 * Writes `<photoPath>.xmp` (relative to the destination), durably and never half. A sidecar that Afterimage did not
 * write stays untouched. The photo's folder must exist.
 */
export async function writeSidecar(
  destination: Destination,
  photoPath: string,
  xmp: string,
): Promise<Result<SidecarOutcome>> {
  const sidecar = `${absolutePath(destination.path, photoPath)}.xmp`;
  const staging = join(destination.path, stagingFolder);
  try {
    const present = await textOf(sidecar);
    if (present === xmp) return ok('unchanged');
    if (present !== null && !isOwnSidecar(present)) return ok('foreign');
    const there = await destination.stillThere();
    if (!there.ok) return there;
    if (present === null) return ok(await writeFirst(sidecar, xmp, staging));
    await writeFileDurably(sidecar, xmp, staging);
    return ok('written');
  } catch (thrown) {
    return failed(fsProblem(thrown, `${photoPath}.xmp`));
  }
}

/** The first sidecar must not replace one that another program makes at the same moment. */
async function writeFirst(sidecar: string, xmp: string, staging: string): Promise<SidecarOutcome> {
  const temporary = join(staging, `${randomUUID()}.xmp`);
  try {
    await writeNewFile(temporary, xmp);
    if ((await moveWithoutReplacing(temporary, sidecar)) === 'taken') return 'foreign';
    await syncFolder(dirname(sidecar));
    return 'written';
  } finally {
    await rm(temporary, { force: true });
  }
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (thrown) {
    if (errnoOf(thrown) === 'ENOENT') return null;
    throw thrown;
  }
}

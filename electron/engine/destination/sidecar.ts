import { hash, randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeFileDurably, writeNewFile } from '../../base/durable-file.ts';
import { syncFolder } from '../../base/durable-folder.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { isNoFile, requireFolders, textOfFile } from './fence.ts';
import { fsProblem } from './fs-problems.ts';
import type { Destination } from './identity.ts';
import { absolutePath, stagingFolder } from './layout.ts';
import { moveWithoutReplacing } from './move-file.ts';
import { isOwnSidecar, isUneditedSidecar } from './xmp.ts';

/**
 * `foreign`: another program's sidecar is there, or something that is no file. `edited`: one that Afterimage wrote and
 * somebody changed. Either was left as it is.
 */
export type SidecarOutcome = 'written' | 'unchanged' | 'foreign' | 'edited';

const nothingKnown: ReadonlySet<string> = new Set();

/**
 * Writes `<photoPath>.xmp` (relative to the destination), durably and never half. A sidecar that Afterimage did not
 * write, or that was changed since, stays untouched. `known` are the hashes of the texts that may have been written there
 * before; none where nobody remembers. The photo's folder must exist and be no link.
 */
export async function writeSidecar(
  destination: Destination,
  photoPath: string,
  xmp: string,
  known: ReadonlySet<string> = nothingKnown,
): Promise<Result<SidecarOutcome>> {
  const sidecar = `${absolutePath(destination.path, photoPath)}.xmp`;
  const staging = join(destination.path, stagingFolder);
  try {
    await requireFolders(destination.path, dirname(photoPath));
    const present = await presentAt(sidecar);
    if (present === 'no file') return ok('foreign');
    if (present !== 'nothing' && present.text === xmp) return ok('unchanged');
    const whose = present === 'nothing' ? 'ours' : whoseSidecar(present.text, known);
    if (whose !== 'ours') return ok(whose);
    const there = await destination.stillThere();
    if (!there.ok) return there;
    if (present === 'nothing') return ok(await writeFirst(sidecar, xmp, staging));
    await writeFileDurably(sidecar, xmp, { temporaryFolder: staging });
    return ok('written');
  } catch (thrown) {
    return failed(fsProblem(thrown, `${photoPath}.xmp`));
  }
}

function whoseSidecar(text: string, known: ReadonlySet<string>): 'ours' | 'edited' | 'foreign' {
  if (known.size > 0) return known.has(hash('sha256', text)) ? 'ours' : 'edited';
  if (!isOwnSidecar(text)) return 'foreign';
  return isUneditedSidecar(text) ? 'ours' : 'edited';
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

async function presentAt(path: string): Promise<{ readonly text: string } | 'nothing' | 'no file'> {
  try {
    const text = await textOfFile(path);
    return text === null ? 'nothing' : { text };
  } catch (thrown) {
    if (isNoFile(thrown)) return 'no file';
    throw thrown;
  }
}

import { hash, randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { errnoOf } from '../../base/errno.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { isNoFile, requireFolders } from './fence.ts';
import { makeInside, moveInside, removeInside, replaceInside, syncInside, textInside } from './fence-entries.ts';
import { fileProblem } from './held-files.ts';
import type { Destination } from './identity.ts';
import { stagingFolder } from './layout.ts';
import { keepInQuarantine } from './quarantine.ts';
import { damageOfSidecar } from './sidecar-state.ts';
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
  const root = destination.path;
  const sidecar = `${photoPath}.xmp`;
  try {
    // Told apart from a link that is the sidecar itself.
    await requireFolders(root, dirname(sidecar));
    const present = await presentAt(root, sidecar, known.size > 0);
    if (present === 'no file') return ok('foreign');
    const text = typeof present === 'string' ? null : present.text;
    if (text === xmp) return ok('unchanged');
    const isDamaged = known.size > 0 && (present === 'unreadable' || (text !== null && isDamagedSidecar(text, known)));
    const whose = text === null || isDamaged ? 'ours' : whoseSidecar(text, known);
    if (whose !== 'ours') return ok(whose);
    const there = await destination.stillThere();
    if (!there.ok) return there;
    // It may hold the rest of what a person wrote.
    const isKept = isDamaged && text !== '' ? await keepInQuarantine(root, sidecar) : null;
    return ok(await (present === 'nothing' || isKept === 'moved' ? writeFirst : writeAgain)(root, sidecar, xmp));
  } catch (thrown) {
    return failed(await fileProblem(root, sidecar, thrown));
  }
}

/** A sidecar that was written here, and that no program can read any more. */
function isDamagedSidecar(text: string, known: ReadonlySet<string>): boolean {
  return !known.has(hash('sha256', text)) && damageOfSidecar(text) !== null;
}

function whoseSidecar(text: string, known: ReadonlySet<string>): 'ours' | 'edited' | 'foreign' {
  if (known.size > 0) return known.has(hash('sha256', text)) ? 'ours' : 'edited';
  if (!isOwnSidecar(text)) return 'foreign';
  return isUneditedSidecar(text) ? 'ours' : 'edited';
}

/** The first sidecar must not replace one that another program makes at the same moment. */
function writeFirst(root: string, sidecar: string, xmp: string): Promise<SidecarOutcome> {
  return byWayOfStaging(root, sidecar, xmp, (temporary) => moveInside(root, temporary, sidecar));
}

function writeAgain(root: string, sidecar: string, xmp: string): Promise<SidecarOutcome> {
  return byWayOfStaging(root, sidecar, xmp, async (temporary) => {
    await replaceInside(root, temporary, sidecar);
    return 'moved';
  });
}

async function byWayOfStaging(
  root: string,
  sidecar: string,
  xmp: string,
  move: (temporary: string) => Promise<'moved' | 'taken'>,
): Promise<SidecarOutcome> {
  const temporary = `${stagingFolder}/${randomUUID()}.xmp`;
  try {
    await makeInside(root, temporary, xmp);
    if ((await move(temporary)) === 'taken') return 'foreign';
    await syncInside(root, dirname(sidecar));
    return 'written';
  } finally {
    await removeInside(root, temporary).catch(() => undefined);
  }
}

/** `mayBeDamaged`: one was written here, so that what cannot be read is known to be it. */
async function presentAt(
  root: string,
  path: string,
  mayBeDamaged: boolean,
): Promise<{ readonly text: string } | 'nothing' | 'no file' | 'unreadable'> {
  try {
    const text = await textInside(root, path);
    return text === null ? 'nothing' : { text };
  } catch (thrown) {
    if (isNoFile(thrown)) return 'no file';
    if (mayBeDamaged && ['EIO', 'EACCES'].includes(errnoOf(thrown) ?? '')) return 'unreadable';
    throw thrown;
  }
}

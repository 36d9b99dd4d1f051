import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { dirname } from 'node:path';
import { errnoOf } from '../../base/errno.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { isNoFile, type KnownFolders, requireFolders } from './fence.ts';
import {
  entryInside,
  makeInside,
  moveInside,
  removeInside,
  replaceInside,
  syncInside,
  textInside,
} from './fence-entries.ts';
import { FolderSyncs } from './folder-syncs.ts';
import { fileProblem } from './held-files.ts';
import type { Destination } from './identity.ts';
import { stagingFolder } from './layout.ts';
import { keepInQuarantine, setAsideNoFile } from './quarantine.ts';
import { damageSinceWritten, type WrittenFile, type WrittenSidecars } from './sidecar-state.ts';
import { isOwnSidecar, isUneditedSidecar } from './xmp.ts';

/**
 * `foreign`: another program's sidecar is there, or something that is no file. `edited`: one that Afterimage wrote and
 * somebody changed. `in the way`: a folder lies where one was written before. Each was left as it is.
 */
export type SidecarOutcome = 'written' | 'unchanged' | 'foreign' | 'edited' | 'in the way';

/** What the caller remembers of what was written there before, and hears of what lies there now. */
export interface SidecarMemory extends WrittenSidecars {
  /** Of the file that holds the text by now. */
  readonly keepFile?: (file: WrittenFile) => void;
}

const nothingKnown: SidecarMemory = { hashes: new Set(), files: [] };

/** What sidecars that are written side by side share: looks at folders, and their syncs. No longer than one batch of work. */
export interface SidecarBatch {
  readonly folders: KnownFolders;
  readonly syncs: FolderSyncs;
}

/** Begins a batch of sidecars in the destination `root`. */
export function sidecarBatch(root: string): SidecarBatch {
  const folders: KnownFolders = new Set();
  return { folders, syncs: new FolderSyncs((folder) => syncInside(root, folder, folders)) };
}

/**
 * Writes `<photoPath>.xmp` (relative to the destination), durably and never half. A sidecar that Afterimage did not
 * write, or that was changed since, stays untouched; a damaged one of ours, or a link in its place, goes to quarantine. `known`: of those that may
 * have been written there before; nothing where nobody remembers. The photo's folder must exist and be no link.
 */
export async function writeSidecar(
  destination: Destination,
  photoPath: string,
  xmp: string,
  known: SidecarMemory = nothingKnown,
  batch: SidecarBatch = sidecarBatch(destination.path),
): Promise<Result<SidecarOutcome>> {
  const root = destination.path;
  const sidecar = `${photoPath}.xmp`;
  try {
    // Told apart from a link that is the sidecar itself.
    await requireFolders(root, dirname(sidecar), batch.folders);
    const isKnown = known.hashes.size > 0;
    const present = await presentAt(root, sidecar, { mayBeDamaged: isKnown, folders: batch.folders });
    if (present === 'no file') return ok(isKnown ? 'in the way' : 'foreign');
    const text = typeof present === 'string' ? null : present.text;
    if (text === xmp) {
      const found = known.keepFile === undefined ? null : await entryInside(root, sidecar, batch.folders);
      if (found !== null) known.keepFile?.(fileOf(found));
      return ok('unchanged');
    }
    const damage = isKnown && text !== null ? await damageSinceWritten(root, sidecar, text, known) : null;
    const isDamaged = (isKnown && present === 'unreadable') || (damage !== null && damage !== 'edited');
    const whose = text === null || isDamaged ? 'ours' : isKnown ? (damage ?? 'ours') : whoseSidecar(text);
    if (whose === 'edited' || whose === 'foreign') return ok(whose);
    const there = await destination.stillThere();
    if (!there.ok) return there;
    // It may hold the rest of what a person wrote.
    const isKept = isDamaged && text !== '' ? await keepInQuarantine(root, sidecar) : null;
    const move = present === 'nothing' || isKept === 'moved' ? moveFirst : moveAgain;
    return ok(await byWayOfStaging({ root, sidecar, xmp, move }, known, batch));
  } catch (thrown) {
    return failed(await fileProblem(root, sidecar, thrown));
  }
}

function whoseSidecar(text: string): 'ours' | 'edited' | 'foreign' {
  if (!isOwnSidecar(text)) return 'foreign';
  return isUneditedSidecar(text) ? 'ours' : 'edited';
}

type MoveSidecar = (root: string, from: string, to: string, folders: KnownFolders) => Promise<'moved' | 'taken'>;

/** The first sidecar must not replace one that another program makes at the same moment. */
const moveFirst: MoveSidecar = moveInside;

const moveAgain: MoveSidecar = async (root, from, to, folders) => {
  await replaceInside(root, from, to, folders);
  return 'moved';
};

function fileOf({ mtimeMs, size }: Stats): WrittenFile {
  return { mtimeMs, bytes: size };
}

interface SidecarWrite {
  readonly root: string;
  readonly sidecar: string;
  readonly xmp: string;
  readonly move: MoveSidecar;
}

async function byWayOfStaging(
  { root, sidecar, xmp, move }: SidecarWrite,
  { keepFile }: SidecarMemory,
  { folders, syncs }: SidecarBatch,
): Promise<SidecarOutcome> {
  const temporary = `${stagingFolder}/${randomUUID()}.xmp`;
  let isMoved = false;
  try {
    await makeInside(root, temporary, xmp, folders);
    // Before anybody else can see it: later it might be another program's.
    const made = keepFile === undefined ? null : await entryInside(root, temporary, folders);
    isMoved = (await move(root, temporary, sidecar, folders)) === 'moved';
    if (!isMoved) return 'foreign';
    await syncs.sync(dirname(sidecar));
    if (made !== null) keepFile?.(fileOf(made));
    return 'written';
  } finally {
    if (!isMoved) await removeInside(root, temporary).catch(() => undefined);
  }
}

/** `mayBeDamaged`: one was written here, so that what cannot be read is known to be it. */
async function presentAt(
  root: string,
  path: string,
  { mayBeDamaged, folders }: { readonly mayBeDamaged: boolean; readonly folders: KnownFolders },
): Promise<{ readonly text: string } | 'nothing' | 'no file' | 'unreadable'> {
  try {
    const text = await textInside(root, path, folders);
    return text === null ? 'nothing' : { text };
  } catch (thrown) {
    if (isNoFile(thrown)) return mayBeDamaged && (await setAsideNoFile(root, path)) ? 'nothing' : 'no file';
    if (mayBeDamaged && ['EIO', 'EACCES'].includes(errnoOf(thrown) ?? '')) return 'unreadable';
    throw thrown;
  }
}

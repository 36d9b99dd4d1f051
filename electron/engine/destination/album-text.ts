import { hash, randomUUID } from 'node:crypto';
import { failed, ok, type Result } from '../../contract/result.ts';
import { isNoFile, requireFolders } from './fence.ts';
import { makeInside, moveInside, removeInside, replaceInside, syncInside, textInside } from './fence-entries.ts';
import { fsProblem } from './fs-problems.ts';
import type { Destination } from './identity.ts';
import { stagingFolder } from './layout.ts';

/** What an album's text is called within its folder. */
export const albumTextName = 'album.txt';

/** `foreign`: a person wrote it, or changed ours; it stays as it is. */
type AlbumTextOutcome = 'written' | 'unchanged' | 'removed' | 'foreign';

/**
 * Brings the text of an album's folder up to date, durably and never half; null removes it. Only what was written here and
 * is unchanged since is ever touched: its last line tells, by the hash of all above. The folder must exist for a text.
 */
export async function keepAlbumText(
  destination: Destination,
  folder: string,
  text: string | null,
): Promise<Result<AlbumTextOutcome>> {
  const path = `${folder}/${albumTextName}`;
  try {
    // Told apart from a link that is the text itself.
    await requireFolders(destination.path, folder);
    const present = await presentAt(destination.path, path);
    if (present === undefined) return ok('foreign');
    const wanted = text === null ? null : signed(text);
    if (present === wanted) return ok('unchanged');
    if (present !== null && !isOwn(present)) return ok('foreign');
    const there = await destination.stillThere();
    if (!there.ok) return there;
    return ok(await replace(destination.path, folder, path, { isThere: present !== null, wanted }));
  } catch (thrown) {
    return failed(fsProblem(thrown, path));
  }
}

/** Null for nothing; undefined for what is no file. */
async function presentAt(root: string, path: string): Promise<string | null | undefined> {
  try {
    return await textInside(root, path);
  } catch (thrown) {
    if (isNoFile(thrown)) return undefined;
    throw thrown;
  }
}

async function replace(
  root: string,
  folder: string,
  path: string,
  { isThere, wanted }: { readonly isThere: boolean; readonly wanted: string | null },
): Promise<AlbumTextOutcome> {
  if (wanted === null) {
    await removeInside(root, path);
    return 'removed';
  }
  const temporary = `${stagingFolder}/${randomUUID()}.txt`;
  try {
    await makeInside(root, temporary, wanted);
    // The first one must not replace what another program makes at the same moment.
    if (isThere) await replaceInside(root, temporary, path);
    else if ((await moveInside(root, temporary, path)) === 'taken') return 'foreign';
    await syncInside(root, folder);
    return 'written';
  } finally {
    await removeInside(root, temporary).catch(() => undefined);
  }
}

const signature = 'Afterimage renews this file as long as it is unchanged';

function signed(text: string): string {
  return `${text}\n\n${signatureOf(text)}\n`;
}

function signatureOf(text: string): string {
  return `(${signature}: ${hash('sha256', text).slice(0, 16)})`;
}

function isOwn(present: string): boolean {
  const end = present.lastIndexOf(`\n\n(${signature}`);
  return end >= 0 && present === signed(present.slice(0, end));
}

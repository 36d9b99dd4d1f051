import type { BigIntStats } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { errnoOf } from '../../base/errno.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { requireFolders } from './fence.ts';
import { isFolder, marksInside, openInside, renameInside, textInside, writeInside } from './fence-entries.ts';
import { fsProblem } from './fs-problems.ts';
import { makeFolderDurably } from './inner-folder.ts';
import {
  albumsFolder,
  identityFile,
  ownFolder,
  photosFolder,
  quarantineFolder,
  reportsFolder,
  stagingFolder,
} from './layout.ts';
import { leaveListThatIsThere } from './sums-place.ts';

const identitySchema = z.object({ format: z.literal(1), identity: z.uuid(), createdAt: z.iso.datetime() });

/** What `destination.json` says. */
type DestinationIdentity = z.infer<typeof identitySchema>;

/** A folder that was found to be the expected one. */
export interface Destination {
  /** Absolute. */
  readonly path: string;
  readonly identity: string;
  /**
   * Cheap (one stat) check that this is still the same folder: an unplugged disk may leave an empty mount point behind.
   * Ask before each batch of durable writes. Problems: `destination-missing`, `destination-foreign`.
   */
  readonly stillThere: () => Promise<Result<void>>;
}

/** Clock and randomness of {@link initialiseDestination}. */
interface IdentityMaking {
  readonly now: () => Date;
  /** A fresh UUID. */
  readonly newIdentity: () => string;
}

/**
 * Makes a folder a destination, or adopts the one that it already is: its identity stays. A `destination.json` that
 * cannot be understood is kept aside as `destination.json.damaged`. The folder itself must exist. Problems: those of the
 * disk, and `destination-link`.
 */
export async function initialiseDestination(
  path: string,
  { now, newIdentity }: IdentityMaking,
): Promise<Result<DestinationIdentity>> {
  const root = resolve(path);
  try {
    const present = await identityText(root);
    const known = present === null ? null : parsedIdentity(present);
    if (known !== null) return ok(known);
    await leaveListThatIsThere(root);
    await makeFolderDurably(root, join(root, ownFolder));
    if (present !== null) await renameInside(root, identityFile, `${identityFile}.damaged`);
    const made: DestinationIdentity = { format: 1, identity: newIdentity(), createdAt: now().toISOString() };
    await writeInside(root, identityFile, `${JSON.stringify(made, null, 2)}\n`);
    return ok(made);
  } catch (thrown) {
    return failed(fsProblem(thrown, path));
  }
}

/**
 * Opens a destination for a run, and makes its own folders where they are missing. Nothing is written unless the
 * identity is the expected one. Problems: `destination-missing` (no such folder), `destination-foreign` (no identity, or
 * another one), `destination-not-writable`, `destination-full`, `destination-link`.
 */
export function openDestination(path: string, expectedIdentity: string): Promise<Result<Destination>> {
  return opened(path, expectedIdentity, [stagingFolder, quarantineFolder, reportsFolder]);
}

/** As {@link openDestination}, for who only looks: nothing is made, so that the disk may be read-only. */
export function openDestinationForReading(path: string, expectedIdentity: string): Promise<Result<Destination>> {
  return opened(path, expectedIdentity, []);
}

async function opened(
  path: string,
  expectedIdentity: string,
  folders: readonly string[],
): Promise<Result<Destination>> {
  const root = resolve(path);
  const checked = await checkIdentity(root, expectedIdentity);
  if (!checked.ok) return checked;
  try {
    if (folders.length > 0) for (const folder of [photosFolder, albumsFolder]) await requireFolders(root, folder);
    for (const folder of folders) {
      await makeFolderDurably(root, join(root, folder));
    }
    let mark = checked.value;
    const stillThere = async (): Promise<Result<void>> => {
      const found = await marksInside(root, identityFile).catch(() => null);
      if (found !== null && markOf(found) === mark) return ok(undefined);
      // FAT makes up new inode numbers at will: a changed mark proves nothing, the content does.
      const again = await checkIdentity(root, expectedIdentity);
      if (again.ok) mark = again.value;
      return again.ok ? ok(undefined) : again;
    };
    return ok({ path: root, identity: expectedIdentity, stillThere });
  } catch (thrown) {
    return failed(fsProblem(thrown, path));
  }
}

/** The identity in the folder; null when there is none or it cannot be understood. Throws the system's other errors. */
export async function readIdentity(folder: string): Promise<DestinationIdentity | null> {
  const text = await identityText(folder);
  return text === null ? null : parsedIdentity(text);
}

async function identityText(folder: string): Promise<string | null> {
  return textInside(folder, identityFile);
}

function parsedIdentity(text: string): DestinationIdentity | null {
  try {
    return identitySchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    // Not JSON: as good as no identity; the caller decides what that means.
    return null;
  }
}

/** The mark of the identity file, once its content is what it should be. */
async function checkIdentity(root: string, expected: string): Promise<Result<string>> {
  try {
    const file = await openInside(root, identityFile);
    try {
      const found = parsedIdentity(await file.readFile('utf8'));
      if (found?.identity !== expected) return failed(foreign(root, found, expected));
      return ok(markOf(await file.stat({ bigint: true })));
    } finally {
      await file.close();
    }
  } catch (thrown) {
    if (errnoOf(thrown) === 'ENOENT' && (await isFolder(root))) return failed(foreign(root, null, expected));
    return failed(fsProblem(thrown, root));
  }
}

function foreign(root: string, found: DestinationIdentity | null, expected: string): Problem {
  const detail = found === null ? 'no identity in the folder' : `identity ${found.identity} instead of ${expected}`;
  return problem('destination-foreign', { detail, subject: root });
}

/** Changes when another file takes the place; the times are needed because inode numbers are used again. */
function markOf({ dev, ino, ctimeNs, mtimeNs }: BigIntStats): string {
  return [dev, ino, ctimeNs, mtimeNs].join(':');
}

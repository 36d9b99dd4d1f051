import { utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { type Blocks, openBlocks } from './blocks.ts';
import { makeFolderDurably, syncFolder } from './durable-file.ts';
import { errnoOf, fsProblem } from './fs-problems.ts';
import type { Hashing } from './hashing.ts';
import type { Destination } from './identity.ts';
import { absolutePath, stagingFolder } from './layout.ts';
import { moveWithoutReplacing } from './move-file.ts';
import { cleanStagingFolder, partPath, readPartNote } from './part-note.ts';
import { openStagedFile, type StagedFile } from './staged-file.ts';

/** A staged content and where it shall go. */
export interface Placement {
  /** From {@link StagedContent}. */
  readonly stagedPath: string;
  /** Relative to the destination, with forward slashes. */
  readonly path: string;
  /** Becomes the file's modification and access time; null leaves them at now. */
  readonly takenAt: Date | null;
}

/**
 * `placed`: the file is there, whole and durable. `taken`: something is at that path already, maybe by another spelling
 * of the name; the staged content is still in staging. `failed`: likewise, and why.
 */
export type PlacementOutcome =
  | { readonly kind: 'placed' }
  | { readonly kind: 'taken' }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** The way from bytes to durable files. */
export interface Staging {
  /**
   * Opens a content. `key` names it across runs (source, account, item): a part that an earlier run left under the same
   * key is offered for continuation. Two open contents must have different keys.
   */
  readonly open: (key: string) => Promise<StagedFile>;
  /**
   * Puts staged contents into their places without ever replacing anything, sets their times, and makes the names
   * durable together. Outcomes are in the order of the placements; a problem of the whole (disk gone) means that some
   * may be placed all the same. Write catalog rows only after this.
   */
  readonly place: (placements: readonly Placement[]) => Promise<Result<readonly PlacementOutcome[]>>;
}

/**
 * Opens the staging folder of a destination that this process has locked, removing what a crash left there; parts of
 * large contents that can be continued stay.
 */
export async function openStaging(destination: Destination, hashing: Hashing, now: Date): Promise<Result<Staging>> {
  const there = await destination.stillThere();
  if (!there.ok) return there;
  const folder = join(destination.path, stagingFolder);
  try {
    await cleanStagingFolder(folder, now);
  } catch (thrown) {
    return failed(fsProblem(thrown, destination.path));
  }
  const blocks = openBlocks();
  const openKeys = new Set<string>();
  const placer = new Placer(destination);
  return ok({
    open: (key) => openContent(folder, key, { hashing, blocks, openKeys }),
    place: (placements) => placer.place(placements),
  });
}

interface Shared {
  readonly hashing: Hashing;
  readonly blocks: Blocks;
  readonly openKeys: Set<string>;
}

async function openContent(folder: string, key: string, { hashing, blocks, openKeys }: Shared): Promise<StagedFile> {
  if (openKeys.has(key)) throw new Error(`Content is in staging already: ${key}`);
  openKeys.add(key);
  const path = partPath(folder, key);
  const note = await readPartNote(folder, key);
  return openStagedFile({ path, key, note, hashing, blocks, onEnd: () => openKeys.delete(key) });
}

/** Moves files from staging into their places. */
class Placer {
  readonly #destination: Destination;
  /** Folders that were seen or made, to spare a system call a file. */
  readonly #knownFolders = new Set<string>();

  constructor(destination: Destination) {
    this.#destination = destination;
  }

  async place(placements: readonly Placement[]): Promise<Result<readonly PlacementOutcome[]>> {
    const there = await this.#destination.stillThere();
    if (!there.ok) return there;
    const outcomes = await Promise.all(placements.map((placement) => this.#placeOne(placement)));
    const folders = placements
      .filter((_, index) => outcomes[index]?.kind === 'placed')
      .map(({ path }) => dirname(absolutePath(this.#destination.path, path)));
    try {
      await Promise.all([...new Set(folders)].map(syncFolder));
      return ok(outcomes);
    } catch (thrown) {
      return failed(fsProblem(thrown, this.#destination.path));
    }
  }

  async #placeOne({ stagedPath, path, takenAt }: Placement): Promise<PlacementOutcome> {
    const target = absolutePath(this.#destination.path, path);
    try {
      if (takenAt !== null) await setTimes(stagedPath, takenAt);
      return { kind: (await this.#move(stagedPath, target)) === 'moved' ? 'placed' : 'taken' };
    } catch (thrown) {
      return { kind: 'failed', problem: fsProblem(thrown, path) };
    }
  }

  async #makeFolder(folder: string): Promise<void> {
    if (this.#knownFolders.has(folder)) return;
    await makeFolderDurably(this.#destination.path, folder);
    this.#knownFolders.add(folder);
  }

  async #move(staged: string, target: string): Promise<'moved' | 'taken'> {
    await this.#makeFolder(dirname(target));
    try {
      return await moveWithoutReplacing(staged, target);
    } catch (thrown) {
      if (errnoOf(thrown) !== 'ENOENT' || !this.#knownFolders.delete(dirname(target))) throw thrown;
      // Someone removed the folder meanwhile.
      return this.#move(staged, target);
    }
  }
}

async function setTimes(path: string, takenAt: Date): Promise<void> {
  try {
    await utimes(path, takenAt, takenAt);
  } catch (thrown) {
    // Some network and FUSE file systems refuse times, and FAT those before 1980: no reason to go without the photo.
    if (!['EPERM', 'EINVAL', 'ENOTSUP', 'ENOSYS'].includes(errnoOf(thrown) ?? '')) throw thrown;
  }
}

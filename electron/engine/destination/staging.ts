import type { EarlyContents, WaitingNotes } from '../../contract/bytes.ts';
import { assertNever, failed, ok, type Result } from '../../contract/result.ts';
import { type Blocks, openBlocks } from './blocks.ts';
import { openStagedFile } from './blockwise-file.ts';
import type { DiskThreads } from './disk-threads.ts';
import { earlyContents } from './early-contents.ts';
import { fsProblem } from './fs-problems.ts';
import { type HeldFiles, heldFiles } from './held-files.ts';
import type { Destination } from './identity.ts';
import { absolutePath } from './layout.ts';
import { openPartNotes, type PartNotes } from './part-note.ts';
import type { MoveOutcome } from './place-files.ts';
import type { PlacementOutcome } from './placement-outcome.ts';
import { type Restoration, type RestorationOutcome, restoreFile } from './restore-file.ts';
import type { StagedFile } from './staged-file.ts';

/** A staged content and where it shall go. */
export interface Placement {
  /** From {@link StagedContent}. */
  readonly stagedPath: string;
  /** Relative to the destination, with forward slashes. */
  readonly path: string;
  /** Becomes the file's modification and access time; null leaves them at now. */
  readonly takenAt: Date | null;
}

/** The way from bytes to durable files. */
export interface Staging {
  /**
   * Opens a content. `key` names it across runs (source, account, item): a part that an earlier run left under the same
   * key is offered for continuation. Two open contents must have different keys.
   */
  readonly open: (key: string) => Promise<StagedFile>;
  /** Contents whose items are not known yet. Their names are keys without `prefix`. */
  readonly early: (prefix: string) => EarlyContents & WaitingNotes;
  /**
   * Puts staged contents into their places without ever replacing anything, sets their times, and makes the names
   * durable together. Outcomes are in the order of the placements; a problem of the whole (disk gone) means that some
   * may be placed all the same. Write catalog rows only after this.
   */
  readonly place: (placements: readonly Placement[]) => Promise<Result<readonly PlacementOutcome[]>>;
  /** Puts a staged content in the place of a damaged file, as restoreFile does. Write catalog rows only after this. */
  readonly restore: (restoration: Restoration) => Promise<Result<RestorationOutcome>>;
}

/**
 * Opens the staging folder of a destination that this process has locked, removing what a crash left there; parts of
 * large contents that can be continued stay.
 */
export async function openStaging(destination: Destination, threads: DiskThreads, now: Date): Promise<Result<Staging>> {
  const there = await destination.stillThere();
  if (!there.ok) return there;
  let notes: PartNotes;
  try {
    notes = await openPartNotes(destination.path, now);
  } catch (thrown) {
    return failed(fsProblem(thrown, destination.path));
  }
  const blocks = openBlocks();
  const held = heldFiles();
  const openKeys = new Set<string>();
  const open = (key: string): Promise<StagedFile> => openContent(key, { notes, threads, blocks, openKeys });
  return ok({
    open,
    early: (prefix) => earlyContents(prefix, { notes, open }),
    place: (placements) => placeAll(destination, threads, held, placements),
    restore: (restoration) => restoreFile(destination, restoration),
  });
}

interface Shared {
  readonly notes: PartNotes;
  readonly threads: DiskThreads;
  readonly blocks: Blocks;
  readonly openKeys: Set<string>;
}

async function openContent(key: string, { notes, threads, blocks, openKeys }: Shared): Promise<StagedFile> {
  if (openKeys.has(key)) throw new Error(`Content is in staging already: ${key}`);
  openKeys.add(key);
  threads.prepare();
  const note = await notes.read(key);
  const path = notes.pathOf(key);
  return openStagedFile({ path, key, note, notes, threads, blocks, onEnd: () => openKeys.delete(key) });
}

/** Moves files from staging into their places. */
async function placeAll(
  destination: Destination,
  threads: DiskThreads,
  held: HeldFiles,
  placements: readonly Placement[],
): Promise<Result<readonly PlacementOutcome[]>> {
  const there = await destination.stillThere();
  if (!there.ok) return there;
  const moves = placements.map(({ stagedPath, path, takenAt }) => ({
    from: stagedPath,
    to: absolutePath(destination.path, path),
    time: takenAt?.getTime() ?? null,
  }));
  try {
    const outcomes = await threads.place(destination.path, moves);
    const placed = outcomes.map((outcome, index) => outcomeAt(placements[index]?.path ?? '', outcome));
    return ok(await held.judge(destination.path, placed));
  } catch (thrown) {
    return failed(fsProblem(thrown, destination.path));
  }
}

function outcomeAt(path: string, outcome: MoveOutcome): PlacementOutcome {
  switch (outcome.kind) {
    case 'moved':
      return { kind: 'placed' };
    case 'taken':
      return { kind: 'taken' };
    case 'failed':
      return failedAt(outcome.inTheWay ?? path, outcome);
    default:
      return assertNever(outcome);
  }
}

function failedAt(subject: string, outcome: Extract<MoveOutcome, { kind: 'failed' }>): PlacementOutcome {
  return { kind: 'failed', problem: fsProblem(Object.assign(new Error(outcome.message), outcome), subject) };
}

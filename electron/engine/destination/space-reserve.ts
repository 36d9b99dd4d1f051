import { statfs } from 'node:fs/promises';
import { type Problem, ProblemError, problem } from '../../contract/problem.ts';

/** Keeps a person's reserve of free space on a disk. */
export interface SpaceReserve {
  /** Looks at the disk again; `min-free-reached` when nothing more may come. What cannot be told keeps nobody. */
  readonly check: () => Promise<Problem | null>;
  /** Counts bytes that are being written; throws a ProblemError, `min-free-reached`, once they would take from the reserve. */
  readonly take: (bytes: number) => void;
}

/** Free bytes on the disk of a folder. */
async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/**
 * The reserve on the disk of `folder`. Between two looks what is written is counted, so that many transfers side by side do
 * not overdraw it together.
 */
export function keepFree(folder: string, minFreeBytes: number, freeBytes = freeBytesOf): SpaceReserve {
  let left = Number.POSITIVE_INFINITY;
  const reached = (): Problem => problem('min-free-reached', { subject: folder });
  return {
    check: async () => {
      try {
        left = (await freeBytes(folder)) - minFreeBytes;
      } catch {
        // Whether the disk is there at all is for others to say, who write to it.
        return null;
      }
      return left < 0 ? reached() : null;
    },
    take: (bytes) => {
      left -= bytes;
      if (left < 0) throw new ProblemError(reached());
    },
  };
}

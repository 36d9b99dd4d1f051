import { hash } from 'node:crypto';
import type { DiskThreads } from '../../../electron/engine/destination/disk-threads.ts';
import type { Move, MoveOutcome } from '../../../electron/engine/destination/place-files.ts';

/** Disk threads without a thread or a disk: what they are asked, and what they answer. */
export interface FakeDiskThreads extends DiskThreads {
  /** Lengths of the contents that were written in one go. */
  readonly written: () => readonly number[];
  /** Every request to place files. */
  readonly placed: () => readonly (readonly Move[])[];
}

/** `answer` says what becomes of a file that is to be placed; throwing fails the request as a whole. */
export function fakeDiskThreads(
  answer: (move: Move) => MoveOutcome | Promise<MoveOutcome> = () => ({ kind: 'moved' }),
): FakeDiskThreads {
  const written: number[] = [];
  const placed: (readonly Move[])[] = [];
  return {
    receives: false,
    written: () => written,
    placed: () => placed,
    writeWhole: async (_path, block, length) => {
      written.push(length);
      return { sha256: hash('sha256', new Uint8Array(block, 0, length)), bytes: length };
    },
    file: () => {
      throw new Error('Contents of these tests fit into one block');
    },
    prepare: () => undefined,
    place: async (_root, moves) => {
      placed.push(moves);
      return Promise.all(moves.map(answer));
    },
    look: () => Promise.reject(new Error('Nobody looks at files here')),
    hash: () => Promise.reject(new Error('Nobody reads files again here')),
    close: async () => undefined,
  };
}

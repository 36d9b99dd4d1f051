import type { ServedFile } from '../reply.ts';

/** What was sent of one file in Drive. */
export interface ServedFileCounts {
  readonly id: string;
  readonly name: string;
  /** Length of the file. */
  readonly bytes: number;
  /** Answers that brought bytes of it. */
  readonly answers: number;
  readonly sent: number;
  /** Of these, bytes that had been sent before. */
  readonly sentAgain: number;
  /** First and last byte of every answer, in the order in which they ended. */
  readonly ranges: readonly (readonly [number, number])[];
}

export interface ServedFiles {
  readonly add: (file: ServedFile, bytes: number) => void;
  readonly read: () => readonly ServedFileCounts[];
}

/** Counts the bytes of files in Drive that went out, and how many of them not for the first time. */
export function createServedFiles(): ServedFiles {
  const files = new Map<string, { readonly file: ServedFile; readonly ranges: [number, number][] }>();
  return {
    add: (file, bytes) => {
      if (bytes === 0) return;
      const known = files.get(file.fileId) ?? { file, ranges: [] };
      known.ranges.push([file.first, file.first + bytes - 1]);
      files.set(file.fileId, known);
    },
    read: () =>
      [...files.values()].map(({ file: { fileId, name, bytes }, ranges }) => {
        const sent = ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
        const sentAgain = sent - covered(ranges);
        return { id: fileId, name, bytes, answers: ranges.length, sent, sentAgain, ranges: [...ranges] };
      }),
  };
}

/** How many bytes lie in at least one of the ranges. */
function covered(ranges: readonly (readonly [number, number])[]): number {
  let reached = -1;
  let bytes = 0;
  for (const [first, last] of ranges.toSorted(([one], [other]) => one - other)) {
    bytes += Math.max(0, last - Math.max(first - 1, reached));
    reached = Math.max(reached, last);
  }
  return bytes;
}

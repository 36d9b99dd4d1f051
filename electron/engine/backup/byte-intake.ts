import { type Problem, ProblemError } from '../../contract/problem.ts';
import { ok, type Result } from '../../contract/result.ts';
import type { StagedFile } from '../destination/staged-file.ts';
import { type JudgedBytes, judgeBytes, judgedBytes } from '../media/judge-bytes.ts';
import type { MediaType } from '../media/media-type.ts';
import type { ByteHead, ByteSink } from '../sources/source.ts';

/** Takes the bytes of one item, and knows what they are once the source has brought them. */
export interface ByteIntake extends ByteSink {
  /** What the bytes are; `bytes-not-media` when they may not be stored. For whole contents. */
  readonly verdict: () => Promise<Result<MediaType>>;
  /** What is wrong with the bytes where they came from; null when nothing. */
  readonly damage: () => Problem | null;
  /** Length of the whole content as its answer announced it; null when it did not. */
  readonly announced: () => number | null;
}

/**
 * Leads the bytes of one item into staging and judges the first of them on the way, so that an error page is refused
 * while it comes and the source can try again. They are judged once: on the way, or by `verdict` where an earlier run
 * brought them. `onBytes` hears how many bytes came.
 */
export function byteIntake(
  file: StagedFile,
  expected: Pick<JudgedBytes, 'expectedMime' | 'datedName'>,
  onBytes: (bytes: number) => void,
): ByteIntake {
  let begun: ByteHead = { length: null, contentType: null, from: 0, etag: null };
  /** What came of the beginning while it is too little to judge. */
  let first: Uint8Array[] = [];
  let firstLength = 0;
  let damage: Problem | null = null;
  /** Stays while the same content is continued. */
  let type: MediaType | null = null;

  function judge(head: Uint8Array, length: number | null): Result<MediaType> {
    first = [];
    return judgeBytes({ head, contentType: begun.contentType, ...expected, length });
  }

  function judgeOnTheWay(head: Uint8Array): void {
    const verdict = judge(head, begun.length);
    if (!verdict.ok) throw new ProblemError(verdict.problem);
    type = verdict.value;
  }

  /** The bytes went to the file without coming by here. */
  let isReceived = false;
  const { receive } = file;
  return {
    resumeFrom: () => file.resumeFrom(),
    start: (head) => {
      begun = head;
      first = [];
      firstLength = 0;
      if (head.from === 0) type = null;
      return file.start({ from: head.from, etag: head.etag });
    },
    ...(receive === undefined
      ? {}
      : {
          receive: (request, { head, came }, signal) => {
            isReceived = true;
            const listener = {
              head,
              came: (bytes: number) => {
                onBytes(bytes);
                came(bytes);
              },
              first: judgeOnTheWay,
            };
            return receive(request, listener, signal);
          },
        }),
    write: (chunk) => {
      onBytes(chunk.length);
      if (type === null && begun.from === 0) {
        // The chunk belongs to the connection and is reused: what is kept must be a copy, which a Buffer's `slice` is not.
        if (firstLength + chunk.length < judgedBytes) first.push(new Uint8Array(chunk));
        else
          judgeOnTheWay(
            firstLength === 0
              ? chunk.subarray(0, judgedBytes)
              : Buffer.concat([...first, chunk.subarray(0, judgedBytes)]),
          );
        firstLength += chunk.length;
      }
      return file.write(chunk);
    },
    damaged: (met) => {
      damage = met;
    },
    end: () => {
      if (type !== null || begun.from !== 0) return undefined;
      if (isReceived) return file.read(0, judgedBytes).then(judgeOnTheWay);
      return judgeOnTheWay(Buffer.concat(first));
    },
    damage: () => damage,
    announced: () => begun.length,
    verdict: async () => (type === null ? judge(await file.read(0, judgedBytes), file.bytes()) : ok(type)),
  };
}

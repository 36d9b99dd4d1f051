import { ProblemError } from '../../contract/problem.ts';
import type { StagedFile } from '../destination/staged-file.ts';
import { judgeBytes } from '../media/judge-bytes.ts';
import type { ByteHead, ByteSink } from '../sources/source.ts';

/** So many first bytes tell a photo from an error page. */
export const judgedBytes = 4_096;

/**
 * Leads the bytes of one item into staging and looks at the first of them on the way, so that an error page is refused
 * while it comes and the source can try again. `onBytes` hears how many bytes came.
 */
export function byteIntake(file: StagedFile, expectedMime: string, onBytes: (bytes: number) => void): ByteSink {
  let head: ByteHead = { length: null, contentType: null, from: 0, etag: null };
  let first: Uint8Array[] = [];
  let firstLength = 0;
  /** A continued part was looked at when it began. */
  let judged = false;

  function judge(): void {
    judged = true;
    const bytes = Buffer.concat(first);
    first = [];
    const verdict = judgeBytes({ head: bytes, contentType: head.contentType, expectedMime, length: head.length });
    if (!verdict.ok) throw new ProblemError(verdict.problem);
  }

  return {
    resumeFrom: () => file.resumeFrom(),
    start: (begun) => {
      head = begun;
      first = [];
      firstLength = 0;
      judged = begun.from > 0;
      return file.start({ from: begun.from, etag: begun.etag });
    },
    write: (chunk) => {
      onBytes(chunk.length);
      if (!judged) {
        // The chunk belongs to the connection and is reused: what is kept must be a copy.
        first.push(chunk.slice(0, judgedBytes));
        firstLength += chunk.length;
        if (firstLength >= judgedBytes) judge();
      }
      return file.write(chunk);
    },
    end: () => {
      if (!judged) judge();
    },
  };
}

import { open } from 'node:fs/promises';
import { errnoOf } from '../base/errno.ts';
import { messageOf } from '../base/message-of.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';

/**
 * Reads the beginning of a file that a person named on the command line: no more than `maxBytes`, whatever was named.
 * Problems: `file-not-found`, `file-is-folder`, `file-not-readable`.
 */
export async function readGivenFile(file: string, maxBytes: number): Promise<Result<Buffer>> {
  try {
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(maxBytes), 0, maxBytes, 0);
      return ok(buffer.subarray(0, bytesRead));
    } finally {
      await handle.close();
    }
  } catch (thrown) {
    return failed(givenFileProblem(file, thrown));
  }
}

function givenFileProblem(file: string, thrown: unknown): Problem {
  switch (errnoOf(thrown)) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENAMETOOLONG':
      return problem('file-not-found', { subject: file });
    case 'EISDIR':
      return problem('file-is-folder', { subject: file });
    default:
      return problem('file-not-readable', { subject: file, detail: messageOf(thrown) });
  }
}

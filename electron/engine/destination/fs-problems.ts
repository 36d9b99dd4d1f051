import { errnoOf } from '../../base/errno.ts';
import { lacksInodes } from '../../base/full-disk.ts';
import { type Problem, type ProblemCode, ProblemError, problem, problemOf } from '../../contract/problem.ts';

/** What an errno of the backup folder means to a person. Codes that are missing here are `internal`. */
const codeOfErrno: Readonly<Record<string, ProblemCode>> = {
  ENOENT: 'destination-missing',
  ENODEV: 'destination-missing',
  ENXIO: 'destination-missing',
  EIO: 'destination-missing',
  ESTALE: 'destination-missing',
  ENOMEDIUM: 'destination-missing',
  ENOTCONN: 'destination-missing',
  EHOSTDOWN: 'destination-missing',
  EHOSTUNREACH: 'destination-missing',
  // What a share says whose server does not answer any more.
  ETIMEDOUT: 'destination-missing',
  ENETDOWN: 'destination-missing',
  ENETUNREACH: 'destination-missing',
  ECONNRESET: 'destination-missing',
  ECONNABORTED: 'destination-missing',
  ECONNREFUSED: 'destination-missing',
  EREMOTEIO: 'destination-missing',
  EACCES: 'destination-not-writable',
  EPERM: 'destination-not-writable',
  EROFS: 'destination-not-writable',
  ENOSPC: 'destination-full',
  EDQUOT: 'destination-full',
  // FAT file systems cannot hold 4 GiB or more in one file; everything smaller fits.
  EFBIG: 'file-too-large',
  ENAMETOOLONG: 'name-impossible',
  EINVAL: 'name-impossible',
  EILSEQ: 'name-impossible',
  ENOTDIR: 'destination-unsuitable',
  EISDIR: 'destination-unsuitable',
  // A folder inside the destination that is a link to another disk.
  EXDEV: 'destination-unsuitable',
  EFTYPE: 'destination-unsuitable',
  ELOOP: 'destination-link',
  EBUSY: 'destination-busy',
};

/**
 * The problem behind anything that an operation on the backup folder threw: the one place where errno becomes words.
 * `subject` names what was worked on, for a person. A carried ProblemError keeps its problem.
 */
export function fsProblem(thrown: unknown, subject?: string): Problem {
  if (thrown instanceof ProblemError) return thrown.problem;
  const code = lacksInodes(thrown) ? 'destination-inodes-full' : codeOfErrno[errnoOf(thrown) ?? ''];
  if (code === undefined || !(thrown instanceof Error)) return problemOf(thrown);
  return problem(code, { detail: thrown.message, subject });
}

/** What a disk or share says that is no longer there as a whole, whichever file was asked for. */
const goneErrnos: ReadonlySet<string> = new Set([
  'ESTALE',
  'ENODEV',
  'ENOMEDIUM',
  'ENOTCONN',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ETIMEDOUT',
  'ENETDOWN',
  'ENETUNREACH',
  'ECONNRESET',
  'ECONNABORTED',
  'ECONNREFUSED',
  'EREMOTEIO',
]);

/** Whether an error of one file tells that the whole disk has gone. EIO is not among them: that may be one bad sector. */
export function saysGone(thrown: unknown): boolean {
  return goneErrnos.has(errnoOf(thrown) ?? '');
}

import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { Streams } from './terminal.ts';

/** Where the exit code of a process is left. */
export interface Ending {
  exitCode?: number | string | null | undefined;
}

/**
 * Listens for words that cannot be written. The reader may stop reading (`| head`), and the terminal may be closed; the
 * command continues, or ends, regardless. Words that somebody meant to keep, on a disk that is full or away, are told on
 * stderr, once, and a command that has ended well has not.
 *
 * @returns what leaves the exit code of a command that has ended
 */
export function watchOutput({ out, err }: Streams, process: Ending): (code: ExitCode) => void {
  let isLost = false;
  for (const stream of [out, err]) {
    stream.on('error', ({ code, message }: NodeJS.ErrnoException) => {
      if (code === 'EPIPE' || code === 'EIO' || isLost) return;
      isLost = true;
      // The last words may fail when everything else has ended.
      if (process.exitCode === exitCodes.complete) process.exitCode = exitCodes.problems;
      err.write(`The output cannot be written: ${message}\n`);
    });
  }
  return (code) => {
    process.exitCode = code === exitCodes.complete && isLost ? exitCodes.problems : code;
  };
}

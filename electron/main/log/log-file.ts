import { join } from 'node:path';
import { redact } from '../../logging/redact.ts';
import { rotatingFile } from '../../logging/rotating-file.ts';

/** What goes wrong and what happens, for people who help. */
export interface ShellLog {
  readonly write: (line: string) => void;
  /** The last lines, newest last, for the support bundle. */
  readonly recent: () => string;
}

const limitBytes = 1_000_000;

/**
 * The log of the shell in `<folder>/afterimage.log`, lines for people, redacted as they are written; at a megabyte it
 * becomes `afterimage.old.log`. A disk that takes no log line must not stop a backup, so failing to write is told on
 * stderr only.
 */
export function openLog(folder: string, home: string, now: () => Date): ShellLog {
  const file = rotatingFile({
    file: join(folder, 'afterimage.log'),
    maxBytes: limitBytes,
    older: 1,
    onFailure: (words) => process.stderr.write(`${words}\n`),
  });
  return {
    write: (line) => file.write(`${now().toISOString()} ${redact(line, home).replaceAll('\n', '\n  ')}`),
    recent: () => file.tail(limitBytes),
  };
}

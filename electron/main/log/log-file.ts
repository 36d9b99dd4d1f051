import { appendFileSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { redact } from './redact.ts';

/** What goes wrong and what happens, for people who help. */
export interface Log {
  readonly write: (line: string) => void;
  /** The last lines, newest last, for the support bundle. */
  readonly recent: () => string;
}

const limitBytes = 1_000_000;

/**
 * A log in `<folder>/afterimage.log`, redacted as it is written; at a megabyte it moves to `afterimage.old.log`. A disk
 * that takes no log line must not stop a backup, so failing to write is told on stderr only.
 */
export function openLog(folder: string, home: string, now: () => Date): Log {
  const file = join(folder, 'afterimage.log');
  return {
    write: (line) => {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        if (sizeOf(file) > limitBytes) renameSync(file, join(folder, 'afterimage.old.log'));
        appendFileSync(file, `${now().toISOString()} ${redact(line, home).replaceAll('\n', '\n  ')}\n`, {
          mode: 0o600,
        });
      } catch (thrown) {
        process.stderr.write(`The log cannot be written: ${String(thrown)}\n`);
      }
    },
    recent: () => {
      try {
        return readFileSync(file, 'utf8');
      } catch {
        // No line was ever written.
        return '';
      }
    },
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { type Log, silentLog } from '../base/log.ts';
import type { Problem } from '../contract/problem.ts';
import { mistakenOption, type OptionSources } from './option-sources.ts';
import type { Terminal } from './terminal.ts';

/** What a person may ask for, of how a command does its work. */
export interface LogChoice {
  /** Every event on the terminal. */
  readonly verbose: boolean;
  /** Every event in this file. */
  readonly logFile: string | undefined;
}

/** The log of one command, and its end. */
export interface CommandLog {
  readonly log: Log;
  readonly close: () => void;
}

/**
 * A folder that is not there is a slip of the pen, or a disk that is away: made, it would hold a log that nobody finds.
 * Problem: `usage`; null where a log can be tried, or none was asked for.
 */
export function noFolderForLog(options: Pick<LogChoice, 'logFile'> & OptionSources): Problem | null {
  if (options.logFile === undefined) return null;
  const folder = dirname(resolve(options.logFile));
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return null;
  return mistakenOption(options, '--log-file', `There is no folder ${folder}.`);
}

type LogFileAt = typeof import('../logging/log-files.ts').logFileAt;

/** Null when the name is that of a file of somebody else's: a photo that a log is appended to is no photo any more. */
function ownLogFile(file: string, logFileAt: LogFileAt, terminal: Terminal): ReturnType<LogFileAt> | null {
  const opened = logFileAt(file, (words) => terminal.trace(words));
  const foreign = opened.foreign();
  if (foreign === null) return opened;
  terminal.trace(`The log cannot be written: ${foreign} is there already and is no log of Afterimage.`);
  return null;
}

/**
 * The log of a command: silent unless it was asked for. On the terminal it goes where words for people go; stdout never
 * sees it. A file that cannot be written is told there, and the command goes on.
 */
export async function openCommandLog(choice: LogChoice, terminal: Terminal, now: () => Date): Promise<CommandLog> {
  const { verbose, logFile } = choice;
  if (!verbose && logFile === undefined) return { log: silentLog, close: () => undefined };
  // Only whoever wants a log waits until what writes it is loaded.
  const [{ createLog }, { logFileAt }] = await Promise.all([
    import('../logging/create-log.ts'),
    import('../logging/log-files.ts'),
  ]);
  const file = logFile === undefined ? null : ownLogFile(resolve(logFile), logFileAt, terminal);
  const write = (line: string): void => {
    file?.write(line);
    if (verbose) terminal.trace(line);
  };
  return { log: createLog({ level: 'debug', home: homedir(), now, write }), close: () => file?.close() };
}

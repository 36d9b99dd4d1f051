import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { type Log, silentLog } from '../base/log.ts';
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

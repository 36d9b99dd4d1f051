import { join } from 'node:path';
import type { Log, LogLevel } from '../base/log.ts';
import { createLog } from './create-log.ts';
import { type RotatingFile, rotatingFile } from './rotating-file.ts';

export interface EngineLogOptions {
  /** Afterimage's own data, absolute. */
  readonly dataFolder: string;
  readonly level: LogLevel;
  /** The home folder, absolute. */
  readonly home: string;
  readonly now: () => Date;
}

const maxBytes = 5_000_000;
const older = 3;

/** Where logs lie in the data folder. */
export function logFolder(dataFolder: string): string {
  return join(dataFolder, 'logs');
}

/** A file of JSON lines at `file` (absolute): 20 MB at most together with its older ones. `onFailure`: see RotatingFile. */
export function logFileAt(file: string, onFailure: (words: string) => void): RotatingFile {
  return rotatingFile({ file, maxBytes, older, onFailure });
}

/** The file of the log of the engine's process. */
export function engineLogFile(dataFolder: string): RotatingFile {
  return logFileAt(join(logFolder(dataFolder), 'engine.log'), (words) => process.stderr.write(`${words}\n`));
}

/** The log of the engine's process; a disk that takes no log is told on stderr, once, and stops nothing. */
export function openEngineLog({ dataFolder, ...options }: EngineLogOptions): Log {
  return createLog({ ...options, write: engineLogFile(dataFolder).write });
}

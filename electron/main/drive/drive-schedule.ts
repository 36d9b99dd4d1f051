import type { AppSnapshot } from '../../contract/desktop-models.ts';
import type { DriveReport } from '../../contract/drive-models.ts';
import { type Supply, supplyBlocker } from '../runs/run-blocker.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** How often Drive is looked at: four requests. */
export const lookEveryMs = 30 * minuteMs;
/** After the same files came to nothing so often, they are tried again ever later. */
const longestPauseMs = 24 * hourMs;
/** What is to be moved to the trash is listed for so long before it is. */
export const tidyNoticeMs = 24 * hourMs;

/** Why Drive is not looked at by itself now; null when nothing is in the way. For the log and tests, not for the page. */
export function driveBlocker(
  { setup, engine, pause, online, tokenStore, destination, destinationTrouble, drive, settings }: AppSnapshot,
  supply: Supply,
  isRunOn: boolean,
): string | null {
  if (!setup.finished) return 'setting up';
  if (drive.connection === null) return 'not connected';
  // What a person has to pick is looked at when they have picked it.
  if (drive.connection.mode === 'ask-each-time') return 'asks each time';
  if (tokenStore === 'opening') return 'the keychain is being opened';
  if (drive.connection.problem !== null) return drive.connection.problem.code;
  if (engine !== 'ready') return 'the engine is not ready';
  if (isRunOn) return 'a run is on';
  if (pause !== null) return 'paused';
  if (destination === null || destinationTrouble !== null) return 'the folder is not there';
  if (!online) return 'offline';
  return supplyBlocker(settings, supply);
}

/** Whether Drive is looked at now. After a clock that was put back nobody knows how long ago the last look was. */
export function isLookDue(nextLook: number, now: number): boolean {
  return now >= nextLook || nextLook - now > lookEveryMs;
}

/** Files that nothing was imported of yet. */
export function newFiles(report: DriveReport): DriveReport['files'] {
  return report.files.filter(({ state }) => state === 'new');
}

/** What was tried, and how often it came to nothing. */
export interface FetchAttempts {
  /** Names the files. */
  readonly files: string;
  readonly failures: number;
  /** Epoch milliseconds. */
  readonly lastAt: number;
}

/** Names what is new, so that the same files are known again. */
export function nameOfFiles(files: DriveReport['files']): string {
  return files
    .map(({ id, bytes }) => `${id} ${bytes}`)
    .toSorted()
    .join('\n');
}

/** Whether these files are fetched now: at once when one of them is new, else after a pause that doubles. */
export function isFetchDue(files: DriveReport['files'], attempts: FetchAttempts | null, now: number): boolean {
  if (files.length === 0) return false;
  if (attempts === null || attempts.files !== nameOfFiles(files)) return true;
  const pause = Math.min(longestPauseMs, lookEveryMs * 2 ** Math.min(attempts.failures, 10));
  // See isLookDue.
  return now < attempts.lastAt || now - attempts.lastAt >= pause;
}

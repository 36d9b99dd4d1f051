import { closeSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { makeFoldersSync } from '../../base/make-folders.ts';
import { messageOf } from '../../base/message-of.ts';
import type { RefusedItem } from '../../contract/restore-models.ts';

/** What failures are of; the name of their file begins with it. */
export type FailedWork = 'restore' | 'upload' | 'export-to';

/** Names all failures of one piece of work, where they are more than anybody is told. */
export interface FailureFile {
  /** Never throws: a disk that takes no list must not stop a restore. */
  readonly add: (failure: RefusedItem) => void;
  /** Ends it. The file's path; null where there were few failures, or it could not be written. */
  readonly close: () => string | null;
}

/** Where lists of failures go. */
export interface FailureFileDeps {
  /** Afterimage's own data. */
  readonly dataFolder: string;
  readonly now: Clock['now'];
  readonly log: Log;
}

/** Failures that a report names; its count and its file hold all. */
export const mostFailures = 1000;
/** So many are told at the end of a command, and need no file. */
const few = 20;
const filesKept = 10;
const fileName = /^(?:restore|upload|export-to)-(\d{8}T\d{9}Z)\.jsonl$/u;

/** In the folder `failures` of the data folder, for its owner alone; the latest are kept. */
export function failureFile({ dataFolder, now, log }: FailureFileDeps, work: FailedWork): FailureFile {
  const folder = join(dataFolder, 'failures');
  const path = join(folder, `${work}-${now().toISOString().replaceAll(/[-:.]/gu, '')}.jsonl`);
  const held: string[] = [];
  let descriptor: number | null = null;
  let isBroken = false;

  const trying = (attempt: () => void): void => {
    if (isBroken) return;
    try {
      attempt();
    } catch (thrown) {
      isBroken = true;
      log.warn('restore.failures-unwritten', { error: messageOf(thrown) });
    }
  };
  const write = (text: string): void => {
    descriptor ??= openIn(folder, path);
    const bytes = Buffer.from(text);
    for (let from = 0; from < bytes.byteLength; ) from += writeSync(descriptor, bytes, from);
  };

  return {
    add: (failure) => {
      held.push(lineOf(failure));
      if (held.length <= few && descriptor === null) return;
      trying(() => write(held.join('')));
      held.length = 0;
    },
    close: () => {
      const last = descriptor;
      descriptor = null;
      if (last !== null) trying(() => closeSync(last));
      return last === null || isBroken ? null : path;
    },
  };
}

function lineOf({ path, problem: { code, title, detail } }: RefusedItem): string {
  return `${JSON.stringify({ path, code, title, detail })}\n`;
}

function openIn(folder: string, path: string): number {
  makeFoldersSync(folder, 0o700);
  const older = readdirSync(folder).flatMap((name) => {
    const [, at] = fileName.exec(name) ?? [];
    return at === undefined ? [] : [{ name, at }];
  });
  older.sort((one, other) => (one.at < other.at ? 1 : -1));
  for (const { name } of older.slice(filesKept - 1)) rmSync(join(folder, name), { force: true });
  return openSync(path, 'wx', 0o600);
}

import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeFolders } from '../base/make-folders.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';

/** What a process that runs for days holds: the system releases it when the process dies, however it dies. */
export interface ProcessLock {
  readonly release: () => void;
}

const fileName = /^running-.+\.sqlite$/u;

/** Longer than anybody takes who only looks, in milliseconds. */
const instantMs = 200;

/**
 * Tells every other command on this data folder that this process is at work, by a lock that leaves its file readable:
 * a reserved one of SQLite. Problem: `data-folder-busy`, while another process holds the same name. Where the file system
 * has no locks, or the folder cannot be written to, nothing is held: that is no reason to back up nothing.
 *
 * @param name what runs, one at a time, such as `daemon`
 */
export async function lockProcess(dataFolder: string, name: string, now: () => Date): Promise<Result<ProcessLock>> {
  const file = join(dataFolder, `running-${name}.sqlite`);
  let database: DatabaseSync | null = null;
  try {
    await makeFolders(dataFolder, 0o700);
    database = new DatabaseSync(file, { timeout: instantMs });
    database.exec('CREATE TABLE IF NOT EXISTS holder (what TEXT NOT NULL) STRICT');
    database.exec('BEGIN IMMEDIATE');
    const holder = `${name}, process ${process.pid} on ${hostname()}, since ${now().toISOString()}`;
    database.exec('DELETE FROM holder');
    database.prepare('INSERT INTO holder (what) VALUES (?)').run(holder);
    database.exec('COMMIT; BEGIN IMMEDIATE');
  } catch (thrown) {
    database?.close();
    if (isBusy(thrown)) return failed(problem('data-folder-busy', { detail: holderOf(file) ?? undefined }));
    return ok({ release: () => undefined });
  }
  const held = database;
  return ok({ release: () => held.close() });
}

/** A process that is at work on this data folder, whatever it is called. Problem: `data-folder-busy`; null: there is none. */
export async function runningProcess(dataFolder: string): Promise<Problem | null> {
  const names = existsSync(dataFolder) ? await readdir(dataFolder) : [];
  for (const name of names.filter((one) => fileName.test(one))) {
    const holder = holderOf(join(dataFolder, name));
    if (holder !== null) return problem('data-folder-busy', { detail: holder });
  }
  return null;
}

/** Who holds the file now; null when nobody does. */
function holderOf(file: string): string | null {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(file, { timeout: instantMs });
    const what = database.prepare('SELECT what FROM holder').get()?.['what'];
    try {
      database.exec('BEGIN IMMEDIATE; ROLLBACK');
      return null;
    } catch (thrown) {
      return isBusy(thrown) ? String(what) : null;
    }
  } catch {
    // No such file, or none of ours: nobody holds it.
    return null;
  } finally {
    database?.close();
  }
}

// https://sqlite.org/rescode.html#busy
const sqliteBusy = 5;

function isBusy(thrown: unknown): boolean {
  return thrown instanceof Error && 'errcode' in thrown && (Number(thrown.errcode) & 0xff) === sqliteBusy;
}

import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { isOutOfInodes, saysFull } from '../../base/full-disk.ts';
import { type Problem, ProblemError, problem, problemOf } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { openFile, requireFile } from './fence.ts';
import { textInside, writeInside } from './fence-entries.ts';
import { fsProblem } from './fs-problems.ts';
import type { Destination } from './identity.ts';
import { ownFolder } from './layout.ts';

const lockFile = `${ownFolder}/lock.sqlite`;
const holderFile = `${ownFolder}/lock-holder.json`;

const holderSchema = z.object({ pid: z.int(), host: z.string(), since: z.iso.datetime() });
type Holder = z.infer<typeof holderSchema>;

/** The right to write to a destination. */
export interface DestinationLock {
  /** Releases the lock. The system does so itself when the process dies, however it dies. */
  readonly release: () => void;
}

/**
 * Takes the lock for writing to a destination: an exclusive transaction on its own SQLite file, which the kernel
 * ends with the process, so that no crash leaves a stale lock. No other code may open that file: closing it would drop
 * the lock of the whole process (https://sqlite.org/howtocorrupt.html, section 2.2). Problem: `destination-busy`, with
 * who holds it as detail. Whoever only reads (`purpose`) needs no room for the note of who holds it.
 */
export async function lockDestination(
  destination: Destination,
  now: () => Date,
  purpose: 'write' | 'read' = 'write',
): Promise<Result<DestinationLock>> {
  const there = await destination.stillThere();
  if (!there.ok) return there;
  const file = join(destination.path, lockFile);
  try {
    // SQLite itself follows links.
    await requireFile(file);
  } catch (thrown) {
    return failed(fsProblem(thrown, destination.path));
  }
  const tried = exclusiveTransaction(file);
  const taken = !tried.ok && isSpoilt(tried.thrown) ? await lockEmptied(file) : tried;
  if (!taken.ok) return failed(await lockProblem(taken.thrown, destination));
  try {
    const holder: Holder = { pid: process.pid, host: hostname(), since: now().toISOString() };
    await writeInside(destination.path, holderFile, JSON.stringify(holder));
    return ok({ release: () => taken.database.close() });
  } catch (thrown) {
    // A full disk can still be read, and the lock is held all the same.
    if (purpose === 'read' && saysFull(thrown)) return ok({ release: () => taken.database.close() });
    taken.database.close();
    return failed(fsProblem(thrown, destination.path));
  }
}

/**
 * A disk may spoil this file as any other. It holds nothing, so it is emptied, in its place: who has it locked by then keeps
 * the lock, which is the file's and not the content's.
 */
async function lockEmptied(file: string): Promise<Attempt> {
  try {
    const handle = await openFile(file, 'and write');
    await handle.truncate(0).finally(() => handle.close());
  } catch (thrown) {
    return { ok: false, thrown };
  }
  return exclusiveTransaction(file);
}

/**
 * Whether somebody writes to a destination at this moment. Looking takes the lock for an instant, for which those who want it
 * wait; where nobody can write, nobody does.
 */
export async function isBeingWritten({ path }: Pick<Destination, 'path'>): Promise<boolean> {
  const file = join(path, lockFile);
  await requireFile(file);
  const taken = exclusiveTransaction(file);
  if (taken.ok) taken.database.close();
  return !taken.ok && (errcodeOf(taken.thrown) & 0xff) === sqliteBusy;
}

/**
 * Why a folder is not free: somebody on this computer writes to it, or checks it. Problem: `destination-busy`. Null where
 * nobody does, or where it cannot be known, such as on a disk that is not connected.
 */
export async function folderInUse(path: string): Promise<Problem | null> {
  const destination = { path };
  try {
    if (!(await isBeingWritten(destination))) return null;
  } catch {
    // Nothing to lock is there.
    return null;
  }
  const holder = await holderOf(destination);
  if (holder !== null && holder.host !== hostname()) return null;
  return problem('destination-busy', { subject: path, detail: textOf(holder) });
}

/** Who took the lock last, and when: another text means that somebody has written since. Null without any. */
export function lastHolder({ path }: Destination): Promise<string | null> {
  return textInside(path, holderFile);
}

/** Tries out whether a file can be locked at all. Throws a ProblemError: `destination-unsuitable`. */
export function requireLocking(file: string): void {
  const taken = exclusiveTransaction(file);
  if (taken.ok) return taken.database.close();
  if (sqliteLockErrors.has(errcodeOf(taken.thrown))) {
    throw new ProblemError(problem('destination-unsuitable', { detail: cannotLock, subject: dirname(dirname(file)) }));
  }
}

/** Longer than anybody takes who only looks whether it is free. */
const instantMs = 200;

type Attempt =
  | { readonly ok: true; readonly database: DatabaseSync }
  | { readonly ok: false; readonly thrown: unknown };

function exclusiveTransaction(file: string): Attempt {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(file, { timeout: instantMs });
    database.exec('BEGIN EXCLUSIVE');
    return { ok: true, database };
  } catch (thrown) {
    database?.close();
    return { ok: false, thrown };
  }
}

// https://sqlite.org/rescode.html, primary codes
const sqliteBusy = 5;
const sqliteUnwritable = new Set([3, 8, 14]);
const sqliteFull = 13;
const sqliteIoError = 10;
// CORRUPT, NOTADB
const sqliteSpoilt = new Set([11, 26]);
// Extended codes of "the lock itself could not be had": IOERR_UNLOCK, _RDLOCK, _CHECKRESERVEDLOCK, _LOCK.
const sqliteLockErrors = new Set([2058, 2314, 3594, 3850]);

const cannotLock = 'This file system cannot lock files.';

function isSpoilt(thrown: unknown): boolean {
  return sqliteSpoilt.has(errcodeOf(thrown) & 0xff);
}

function errcodeOf(thrown: unknown): number {
  return thrown instanceof Error && 'errcode' in thrown ? Number(thrown.errcode) : -1;
}

async function lockProblem(thrown: unknown, destination: Destination): Promise<Problem> {
  const extended = errcodeOf(thrown);
  const primary = extended & 0xff;
  const particulars = { detail: problemOf(thrown).detail, subject: destination.path };
  // It could not be emptied either.
  if (extended === -1) return fsProblem(thrown, destination.path);
  if (primary === sqliteBusy) {
    return problem('destination-busy', { ...particulars, detail: await holderText(destination) });
  }
  // SQLite does not say why it cannot make its files.
  if ((primary === sqliteFull || sqliteUnwritable.has(primary)) && isOutOfInodes(destination.path)) {
    return problem('destination-inodes-full', particulars);
  }
  if (primary === sqliteFull) return problem('destination-full', particulars);
  if (sqliteUnwritable.has(primary)) return problem('destination-not-writable', particulars);
  if (sqliteLockErrors.has(extended)) {
    return problem('destination-unsuitable', { ...particulars, detail: cannotLock });
  }
  return primary === sqliteIoError ? problem('destination-missing', particulars) : problemOf(thrown);
}

async function holderText(destination: Destination): Promise<string | undefined> {
  return textOf(await holderOf(destination));
}

async function holderOf({ path }: Pick<Destination, 'path'>): Promise<Holder | null> {
  try {
    return holderSchema.parse(JSON.parse((await textInside(path, holderFile)) ?? ''));
  } catch {
    // Only for the message: the other run may not have written it yet.
    return null;
  }
}

function textOf(holder: Holder | null): string | undefined {
  return holder === null ? undefined : `process ${holder.pid} on ${holder.host}, since ${holder.since}`;
}

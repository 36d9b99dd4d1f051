import { dirname } from 'node:path';
import { hasNoRoom } from '../../../base/full-disk.ts';
import { dataFolderProblem } from '../../../contract/data-folder-problem.ts';
import { type Problem, ProblemError, problem } from '../../../contract/problem.ts';

/** SQLite's primary result codes that a disk or another process can cause (https://www.sqlite.org/rescode.html). */
const busy = new Set([5, 6]);
const damaged = new Set([11, 26]);
const full = 13;
const unusable = new Set([3, 8, 10, full, 14, 23]);

/**
 * What an error of SQLite means to a person: `catalog-damaged`, `data-folder-full`, `data-folder-unusable`
 * (read-only, I/O error) or `destination-busy`; `file` is the database. Null for anything that only a mistake in this program can cause.
 */
export function problemOfSqlite(thrown: unknown, file?: string): Problem | null {
  if (thrown instanceof ProblemError) return thrown.problem;
  if (!(thrown instanceof Error) || !('errcode' in thrown) || typeof thrown.errcode !== 'number') return null;
  // Extended codes keep the primary one in their low byte.
  const primary = thrown.errcode & 0xff;
  if (damaged.has(primary)) return problem('catalog-damaged', { detail: thrown.message });
  if (unusable.has(primary)) {
    // SQLite does not say why it cannot make a file, or a log in memory that the disk stands for.
    const isFull = primary === full || (file !== undefined && hasNoRoom(dirname(file)));
    return dataFolderProblem(isFull, { detail: thrown.message, subject: file });
  }
  if (busy.has(primary)) return problem('destination-busy', { detail: thrown.message });
  return null;
}

/** The same error as a {@link ProblemError} where it is one that a person can meet; else unchanged. */
export function translated(thrown: unknown, file: string): unknown {
  const known = problemOfSqlite(thrown, file);
  return known === null ? thrown : new ProblemError(known);
}

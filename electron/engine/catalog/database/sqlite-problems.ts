import { type Problem, ProblemError, problem } from '../../../contract/problem.ts';

/** SQLite's primary result codes that a disk or another process can cause (https://www.sqlite.org/rescode.html). */
const busy = new Set([5, 6]);
const damaged = new Set([11, 26]);
const unusable = new Set([3, 8, 10, 13, 14, 23]);

/**
 * What an error of SQLite means to a person: `catalog-damaged`, `data-folder-unusable` (disk full, read-only, I/O
 * error) or `destination-busy`. Null for anything that only a mistake in this program can cause.
 */
export function problemOfSqlite(thrown: unknown): Problem | null {
  if (thrown instanceof ProblemError) return thrown.problem;
  if (!(thrown instanceof Error) || !('errcode' in thrown) || typeof thrown.errcode !== 'number') return null;
  // Extended codes keep the primary one in their low byte.
  const primary = thrown.errcode & 0xff;
  if (damaged.has(primary)) return problem('catalog-damaged', { detail: thrown.message });
  if (unusable.has(primary)) return problem('data-folder-unusable', { detail: thrown.message });
  if (busy.has(primary)) return problem('destination-busy', { detail: thrown.message });
  return null;
}

/** The same error as a {@link ProblemError} where it is one that a person can meet; else unchanged. */
export function translated(thrown: unknown): unknown {
  const known = problemOfSqlite(thrown);
  return known === null ? thrown : new ProblemError(known);
}

import type { Problem } from './problem.ts';

/**
 * An expected outcome as a value: `ok` with what was asked for, or the {@link Problem} that stood in the way.
 * Exceptions are kept for bugs; everything that a person, a disk or Google can cause is a `Result`.
 */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** The good outcome. */
export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** The outcome that a person should know about. */
export function failed(problem: Problem): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem };
}

/** Closes a `switch` over a union: an unhandled member is a compile error, and a bug at run time. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}

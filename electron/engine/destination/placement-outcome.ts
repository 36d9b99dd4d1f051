import type { Problem } from '../../contract/problem.ts';

/**
 * `placed`: the file is there, whole and durable. `taken`: something is at that path already, maybe by another spelling
 * of the name; the staged content is still in staging. `failed`: likewise, and why; the problem is about the file, or about
 * what lies in the place of a folder on its way.
 */
export type PlacementOutcome =
  | { readonly kind: 'placed' }
  | { readonly kind: 'taken' }
  | { readonly kind: 'failed'; readonly problem: Problem };

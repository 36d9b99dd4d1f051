import { ProblemError, problem } from '../../contract/problem.ts';
import type { Result } from '../../contract/result.ts';
import type { Page } from '../google/photos-library.ts';

/** So many pages in a row without an entry are taken for a listing that never ends. */
const mostEmptyPages = 200;

/** A page of a listing; `last` on the last. */
export interface ListedPage<T> {
  readonly entries: readonly T[];
  /** What the page was asked for with; null for the first. Asking with it again brings the same page. */
  readonly token: string | null;
  readonly last: boolean;
}

/**
 * Follows a listing's page tokens to its end. Pages may be empty in the middle. Throws a ProblemError when a page cannot
 * be had, and when the listing runs in a circle (a page token that was seen before).
 */
export async function* listPages<T>(
  list: (pageToken: string | null) => Promise<Result<Page<T>>>,
): AsyncGenerator<ListedPage<T>> {
  const seen = new Set<string>();
  let emptyPages = 0;
  for (let token: string | null = null; ; ) {
    const page: Result<Page<T>> = await list(token);
    if (!page.ok) throw new ProblemError(page.problem);
    const { entries, nextPageToken } = page.value;
    yield { entries, token, last: nextPageToken === null };
    if (nextPageToken === null) return;
    emptyPages = entries.length === 0 ? emptyPages + 1 : 0;
    if (seen.has(nextPageToken) || emptyPages > mostEmptyPages) {
      throw new ProblemError(problem('google-answer-unreadable', { detail: 'The listing goes round in a circle.' }));
    }
    seen.add(nextPageToken);
    token = nextPageToken;
  }
}

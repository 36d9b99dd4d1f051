import { type Problem, ProblemError, problem } from '../../contract/problem.ts';
import type { Result } from '../../contract/result.ts';
import type { Page } from '../google/page.ts';

/** So many pages in a row without a new entry are taken for a listing that never ends. */
const mostEmptyPages = 200;
/** Likewise with one new entry at most, although a hundred were asked for. */
const mostThinPages = 1_000;
/** Enough to see that entries come again, without holding a library in memory. */
const mostRemembered = 2_000;

/** A page of a listing; `last` on the last. */
export interface ListedPage<T> {
  readonly entries: readonly T[];
  /** How many entries came that nobody can read; they are left out of `entries`. */
  readonly unreadable: number;
  /** What the page was asked for with; null for the first. Asking with it again brings the same page. */
  readonly token: string | null;
  readonly last: boolean;
}

/**
 * Follows a listing's page tokens to its end. Pages may be empty in the middle. Throws a ProblemError when a page cannot
 * be had, and when the listing does not come to an end: a page token that was seen before, or page after page with hardly
 * anything new.
 */
export async function* listPages<T extends { readonly id: string }>(
  list: (pageToken: string | null) => Promise<Result<Page<T>>>,
): AsyncGenerator<ListedPage<T>> {
  const seen = new Set<string>();
  const recent = new RecentIds();
  let emptyPages = 0;
  let thinPages = 0;
  for (let token: string | null = null; ; ) {
    const page: Result<Page<T>> = await list(token);
    if (!page.ok) throw new ProblemError(page.problem);
    const { entries, unreadable, nextPageToken } = page.value;
    yield { entries, unreadable, token, last: nextPageToken === null };
    if (nextPageToken === null) return;
    const news = recent.add(entries.map(({ id }) => id));
    emptyPages = news === 0 ? emptyPages + 1 : 0;
    thinPages = news <= 1 ? thinPages + 1 : 0;
    if (seen.has(nextPageToken) || emptyPages > mostEmptyPages || thinPages > mostThinPages) {
      throw new ProblemError(problem('google-answer-unreadable', { detail: 'The listing comes to no end.' }));
    }
    seen.add(nextPageToken);
    token = nextPageToken;
  }
}

/** The ids that came last. */
class RecentIds {
  readonly #ids = new Set<string>();

  /** Returns how many of them are new. */
  add(ids: readonly string[]): number {
    let news = 0;
    for (const id of ids) {
      if (!this.#ids.has(id)) news += 1;
      this.#ids.add(id);
    }
    for (const id of this.#ids) {
      if (this.#ids.size <= mostRemembered) break;
      this.#ids.delete(id);
    }
    return news;
  }
}

/** Says that a listing held entries that nobody can read; `listing` is what was listed, where it has a name. */
export function unreadableEntries(count: number, listing?: string): Problem {
  const detail = `${count} of the entries in a listing came without an id, or in no known form, and were left out.`;
  return problem('google-answer-unreadable', { detail, ...(listing === undefined ? {} : { subject: listing }) });
}

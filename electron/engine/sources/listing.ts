import { setImmediate } from 'node:timers/promises';
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
 * Follows a listing's page tokens to its end. Pages may be empty in the middle. While a page is worked on, Google is asked for
 * the next. Throws a ProblemError when a page cannot be had, and when the listing does not come to an end: a page token that
 * was seen before, or page after page with hardly anything new.
 */
export async function* listPages<T extends { readonly id: string }>(
  list: (pageToken: string | null) => Promise<Result<Page<T>>>,
): AsyncGenerator<ListedPage<T>> {
  const progress = new ListingProgress();
  let token: string | null = null;
  let asked = list(token);
  try {
    for (;;) {
      const page: Result<Page<T>> = await asked;
      if (!page.ok) throw new ProblemError(page.problem);
      const { entries, unreadable, nextPageToken } = page.value;
      const isEndless = nextPageToken !== null && !progress.made(nextPageToken, entries);
      if (nextPageToken !== null && !isEndless) {
        asked = list(nextPageToken);
        // Told when its turn comes; until then it must not count as unhandled.
        asked.catch(() => undefined);
        // The request is on its way before the page at hand keeps this thread busy.
        await setImmediate();
      }
      yield { entries, unreadable, token, last: nextPageToken === null };
      if (nextPageToken === null) return;
      if (isEndless) throw endless();
      token = nextPageToken;
    }
  } finally {
    // Whoever wants no more pages has ended what was asked for, too.
    await asked.catch(() => undefined);
  }
}

function endless(): ProblemError {
  return new ProblemError(problem('google-answer-unreadable', { detail: 'The listing comes to no end.' }));
}

/** Whether a listing gets anywhere. */
class ListingProgress {
  readonly #seen = new Set<string>();
  readonly #recent = new RecentIds();
  #emptyPages = 0;
  #thinPages = 0;

  /** Takes note of a page; false when what follows it need not be asked for any more. */
  made(nextPageToken: string, entries: readonly { readonly id: string }[]): boolean {
    const news = this.#recent.add(entries.map(({ id }) => id));
    this.#emptyPages = news === 0 ? this.#emptyPages + 1 : 0;
    this.#thinPages = news <= 1 ? this.#thinPages + 1 : 0;
    if (this.#seen.has(nextPageToken) || this.#emptyPages > mostEmptyPages || this.#thinPages > mostThinPages)
      return false;
    this.#seen.add(nextPageToken);
    return true;
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

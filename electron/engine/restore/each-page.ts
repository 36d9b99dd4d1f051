import { ok, type Result } from '../../contract/result.ts';
import type { Page } from '../google/page.ts';

/** Asks for one page after the other, and hands over what is on each. Resolves to what stopped it. */
export async function eachPage<T>(
  ask: (token: string | null) => Promise<Result<Page<T>>>,
  take: (entries: readonly T[]) => void,
): Promise<Result<void>> {
  let token: string | null = null;
  do {
    const page: Result<Page<T>> = await ask(token);
    if (!page.ok) return page;
    take(page.value.entries);
    token = page.value.nextPageToken;
  } while (token !== null);
  return ok(undefined);
}

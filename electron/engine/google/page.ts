import * as z from 'zod';

/** One page of a listing; `nextPageToken` is null on the last. */
export interface Page<T> {
  readonly entries: readonly T[];
  /** How many entries came in a form in which nobody can ask for them (no id); they are left out of `entries`. */
  readonly unreadable: number;
  readonly nextPageToken: string | null;
}

/** The last page has no token, or an empty one. */
const pageToken = z
  .string()
  .nullish()
  .transform((token) => (token === undefined || token === '' ? null : token));

/** A page whose entries are under `name`. One that cannot be read costs itself, not the page. */
export function pageOf<T>(name: string, entry: z.ZodType<T>): z.ZodType<Page<T>> {
  return z
    .looseObject({ [name]: z.array(z.unknown()).nullish(), nextPageToken: pageToken })
    .transform((page): Page<T> => {
      const came = listOf(page[name]);
      const entries = came.map((one) => entry.safeParse(one)).flatMap((read) => (read.success ? [read.data] : []));
      const token = page['nextPageToken'];
      return {
        entries,
        unreadable: came.length - entries.length,
        nextPageToken: typeof token === 'string' ? token : null,
      };
    });
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

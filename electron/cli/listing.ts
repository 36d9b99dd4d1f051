import { accountKey } from '../contract/account-key.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { isMarked } from '../contract/problem-codes.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import type { EngineAccount, GoogleLibrary, StoredLibrary } from '../engine/engine.ts';
import { endWith } from './command.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { Session } from './session.ts';
import { layOut, type Table } from './table.ts';

/** Does work that asks Google itself, for the named account or the only one. */
export async function withGoogle(
  session: Session,
  which: string | undefined,
  work: (google: GoogleLibrary) => Promise<ExitCode>,
): Promise<ExitCode> {
  const account = await session.account(which);
  return account.ok ? asAccount(session, account.value, work) : endWith(session, account.problem);
}

/** Does such work for each account, one after the other: the named one, or all. */
export async function withEveryGoogle(
  session: Session,
  which: string | undefined,
  work: (google: GoogleLibrary) => Promise<ExitCode>,
): Promise<ExitCode> {
  const accounts = await session.everyAccount(which);
  if (!accounts.ok) return endWith(session, accounts.problem);
  let code: ExitCode = exitCodes.complete;
  for (const { email, usable } of accounts.value) {
    if (accounts.value.length > 1) session.terminal.note(`Account ${email}`);
    const ended = usable.ok ? await asAccount(session, usable.value, work) : endWith(session, usable.problem);
    if (code === exitCodes.complete) code = ended;
  }
  return code;
}

/**
 * Does work on the one thing that a person asked for, in the account that has it. `find`: fails with a problem that is
 * marked as `no-such-id` where this account has not.
 */
export async function withFound<T>(
  session: Session,
  which: string | undefined,
  find: (google: GoogleLibrary) => Promise<Result<T>>,
  work: (found: T, google: GoogleLibrary) => Promise<ExitCode>,
): Promise<ExitCode> {
  const accounts = await session.everyAccount(which);
  if (!accounts.ok) return endWith(session, accounts.problem);
  const last = accounts.value.at(-1);
  for (const account of accounts.value) {
    const { usable } = account;
    if (!usable.ok) return endWith(session, usable.problem);
    const ended: ExitCode | null = await asAccount(session, usable.value, async (google) => {
      const found = await find(google);
      if (found.ok) return work(found.value, google);
      const isElsewhere = isMarked(found.problem.code, 'no-such-id') && account !== last;
      return isElsewhere ? null : endWith(session, found.problem);
    });
    if (ended !== null) return ended;
  }
  return exitCodes.complete;
}

async function asAccount<E extends ExitCode | null>(
  session: Session,
  account: EngineAccount,
  work: (google: GoogleLibrary) => Promise<E>,
): Promise<E | ExitCode> {
  const settings = await session.settings.read();
  if (!settings.ok) return endWith(session, settings.problem);
  const engine = await session.engine();
  if (!engine.ok) return endWith(session, engine.problem);
  const google = await engine.value.google(account, session.run.limits(settings.value));
  if (!google.ok) return endWith(session, google.problem);
  try {
    return await work(google.value);
  } finally {
    await google.value.close();
  }
}

/**
 * Does work on what the catalog knows; without a catalog there is nothing to show. `missing`: what is wrong then, where
 * one thing was asked for.
 */
async function withStored(
  session: Session,
  work: (stored: StoredLibrary) => Promise<ExitCode>,
  missing?: Problem,
): Promise<ExitCode> {
  const place = await session.knownDestination();
  if (!place.ok) return endWith(session, place.problem);
  const engine = await session.engine();
  if (!engine.ok) return endWith(session, engine.problem);
  const stored = engine.value.stored(place.value.destination);
  if (!stored.ok) return endWith(session, stored.problem);
  if (stored.value === null) {
    if (missing !== undefined) return endWith(session, missing);
    session.terminal.note(session.terminal.commands('Nothing is stored yet. Next: afterimage backup'));
    return exitCodes.complete;
  }
  try {
    return await work(stored.value);
  } finally {
    stored.value.close();
  }
}

/**
 * Does work on what the catalog knows of one account, by its address or id; of everybody without one. Problem: `usage`, when
 * the backup has nothing of this account.
 */
export function withStoredOf(
  session: Session,
  which: string | undefined,
  work: (stored: StoredLibrary, isWanted: (entry: { readonly account: string }) => boolean) => Promise<ExitCode>,
  missing?: Problem,
): Promise<ExitCode> {
  return withStored(
    session,
    async (stored) => {
      if (which === undefined) return work(stored, () => true);
      const wanted = accountKey(which);
      const routes = stored
        .status()
        .routes.filter(({ account, label }) => account === which || accountKey(label) === wanted);
      const ids = new Set(routes.map(({ account }) => account));
      if (ids.size > 0) return work(stored, ({ account }) => ids.has(account));
      return endWith(
        session,
        problem('usage', { subject: `--account ${which}`, detail: 'Nothing of this account is in the backup.' }),
      );
    },
    missing,
  );
}

interface ListedPage<T> {
  readonly entries: readonly T[];
  readonly nextPageToken: string | null;
}

/** How a listing is shown: as records, or as rows below headings. */
export interface ListingView<T> {
  readonly headings: readonly string[];
  readonly row: (entry: T) => readonly string[];
  readonly record: (entry: T) => object;
}

/** Shows the entries of a paged listing as they come, up to the limit that was given. */
export async function eachPage<T>(
  session: Session,
  limitText: string,
  page: (token: string | null) => Promise<Result<ListedPage<T>>>,
  { headings, row, record }: ListingView<T>,
): Promise<ExitCode> {
  const limit = limitOf(limitText);
  if (!limit.ok) return endWith(session, limit.problem);
  const { terminal } = session;
  let left = limit.value;
  let token: string | null = null;
  let widths: readonly number[] | null = null;
  do {
    const listed: Result<ListedPage<T>> = await page(token);
    if (!listed.ok) return endWith(session, listed.problem);
    const shown = listed.value.entries.slice(0, left);
    for (const entry of shown) terminal.record(record(entry));
    // The first page says how wide the columns are; later ones keep to it as far as they can.
    const laidOut: Table = layOut(shown.map(row), widths === null ? { headings } : { widths });
    if (shown.length > 0) terminal.result(laidOut.text);
    if (shown.length > 0) widths = laidOut.widths;
    left -= shown.length;
    token = listed.value.nextPageToken;
  } while (token !== null && left > 0);
  if (token !== null) terminal.note('There may be more: raise --limit.');
  return exitCodes.complete;
}

type GoogleItem = Extract<Awaited<ReturnType<GoogleLibrary['item']>>, { readonly ok: true }>['value'];

/** Items at Google, as they are listed. */
export const itemView: ListingView<GoogleItem> = {
  headings: ['ID', 'CREATED', 'FILE'],
  row: ({ id, creationTime, filename }) => [shortId(id), creationTime ?? '', filename ?? ''],
  record: ({ asItCame }) => asItCame,
};

/** As much of one of Google's ids as tells it from others, and can be typed. */
const shortLength = 16;
/** What a listing shows without `--limit`, in pages. */
const pagesSearched = 10;

export function shortId(id: string): string {
  return id.slice(0, shortLength);
}

export function isShortId(id: string): boolean {
  return id.length === shortLength;
}

/** The item that a listing has shown by this short id; null when it is none of the first that are listed. */
export async function itemOfShortId(
  google: GoogleLibrary,
  short: string,
  signal: AbortSignal,
): Promise<Result<GoogleItem | null>> {
  let token: string | null = null;
  for (let page = 0; page < pagesSearched; page += 1) {
    const listed: Awaited<ReturnType<GoogleLibrary['items']>> = await google.items(token, signal);
    if (!listed.ok) return listed;
    const found = listed.value.entries.find(({ id }) => shortId(id) === short);
    if (found !== undefined) return ok(found);
    token = listed.value.nextPageToken;
    if (token === null) break;
  }
  return ok(null);
}

/**
 * Was an id asked for that this client cannot see? What cannot be an id is answered as a request that is wrong, and what is
 * another client's as a request that is forbidden.
 */
export function isUnknownAtGoogle({ code }: Problem): boolean {
  return isMarked(code, 'no-such-id');
}

/** A count as given to `--limit`. */
export function limitOf(text: string): Result<number> {
  const limit = Number(text);
  if (Number.isSafeInteger(limit) && limit > 0) return ok(limit);
  return failed(problem('usage', { detail: '--limit takes a whole number above 0.' }));
}

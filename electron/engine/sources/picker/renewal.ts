import { type Problem, problem } from '../../../contract/problem.ts';
import { isMarked } from '../../../contract/problem-codes.ts';
import { failed, ok, type Result } from '../../../contract/result.ts';
import type { PhotosPicker, PickedItem } from '../../google/photos-picker.ts';
import type { RemoteItem } from '../source.ts';
import type { OpenSession, OpenSessions } from './open-sessions.ts';
import { clipOf, idOfKey, isClipKey, pickedItem } from './picked-item.ts';

export interface RenewalDeps {
  readonly picker: PhotosPicker;
  readonly sessions: OpenSessions;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

interface Page {
  readonly session: OpenSession;
  readonly pageToken: string | null;
  readonly keys: string[];
}

/** Fresh links for items: the pages that showed them are listed again (docs/GOOGLE.md, Picker API). */
export async function renewLinks(
  keys: readonly string[],
  deps: RenewalDeps,
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<string, Result<RemoteItem>>>> {
  const renewed = new Map<string, Result<RemoteItem>>();
  for (const page of pagesOf(keys, deps.sessions)) {
    const listed = await listAgain(page, deps, signal);
    // A page that cannot be listed costs its own items; what the other pages would meet as well ends it.
    if (!listed.ok && !isOfOnePage(listed.problem)) return listed;
    const receivedAt = deps.now();
    const items = new Map(listed.ok ? listed.value.map((item) => [item.id, item]) : []);
    for (const key of page.keys) {
      const item = items.get(idOfKey(key));
      renewed.set(key, item === undefined ? failed(whyNot(listed)) : ok(remote(key, item, receivedAt)));
    }
  }
  for (const key of keys) {
    if (!renewed.has(key)) renewed.set(key, failed(problem('picker-session-expired')));
  }
  return ok(renewed);
}

function isOfOnePage({ code }: Problem): boolean {
  return code === 'picker-session-expired' || isMarked(code, 'of-one-link');
}

function pagesOf(keys: readonly string[], sessions: OpenSessions): Iterable<Page> {
  const pages = new Map<string, Page>();
  for (const key of keys) {
    const shownAt = sessions.shownAt(key);
    if (shownAt === undefined) continue;
    const name = `${shownAt.session.remembered.id} ${shownAt.pageToken ?? ''}`;
    const page = pages.get(name) ?? { ...shownAt, keys: [] };
    page.keys.push(key);
    pages.set(name, page);
  }
  return pages.values();
}

async function listAgain(
  { session, pageToken }: Page,
  { picker, sessions }: RenewalDeps,
  signal: AbortSignal,
): Promise<Result<readonly PickedItem[]>> {
  // Once a session is gone, each of its items would ask for nothing.
  if (session.state === 'gone') return failed(problem('picker-session-expired'));
  const listed = await picker.listItems(session.remembered.id, pageToken, signal);
  if (listed.ok) return ok(listed.value.entries);
  if (listed.problem.code === 'picker-session-expired') sessions.enter(session.remembered, 'gone');
  return listed;
}

function remote(key: string, item: PickedItem, receivedAt: number): RemoteItem {
  return isClipKey(key) ? clipOf(item, receivedAt) : pickedItem(item, receivedAt);
}

/** The session is gone, or what a person removed in Google Photos is no longer in it. */
function whyNot(listed: Result<unknown>): Problem {
  return listed.ok ? problem('item-gone') : listed.problem;
}

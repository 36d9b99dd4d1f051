import { type Problem, ProblemError, problem } from '../../../contract/problem.ts';
import type { RememberedSession } from '../../catalog/runs/picker-sessions.ts';
import { type PickedItem, type PickingSession, pickingCeiling } from '../../google/photos-picker.ts';
import { type ListedPage, listPages, unreadableEntries } from '../listing.ts';
import type { Discovery, RemoteItem } from '../source.ts';
import { findClips } from './clips.ts';
import type { OpenSessions } from './open-sessions.ts';
import { clipKeyOf, clipOf, pickedItem } from './picked-item.ts';
import type { Choice, PickerDeps } from './picker-parts.ts';
import { Waiting } from './waiting.ts';

/** What discovery needs beyond the parts of the source. */
export interface Discovering extends PickerDeps {
  readonly sessions: OpenSessions;
  /** Clips of which it is not sure that they exist. */
  readonly unsureClips: Set<string>;
  readonly signal: AbortSignal;
}

/** What the selection resumes: a session that waits, or the next one; null when the person is done. */
type Next =
  | { readonly kind: 'wait'; readonly session: RememberedSession; readonly seen: PickingSession }
  | { readonly kind: 'begin'; readonly choice: Choice; readonly number: number; readonly chosenBefore: number };

/** Where Google says nothing, a session counts as this long-lived; milliseconds. */
const usualLifeMs = 24 * 60 * 60_000;
/** No session takes more: what goes on behind that never ends. */
const endless = `The listing holds more than the ${pickingCeiling} items that a session takes.`;
/** Creating a session is not broken off: one whose answer nobody heard could not be deleted. Milliseconds. */
const createWithinMs = 60_000;

/**
 * Shows what a person chooses: first what earlier runs left unfetched, then, unless that was an interrupted selection
 * which is thereby complete, what they choose now, in as many sessions as it takes. Throws a ProblemError when it
 * cannot continue.
 */
export async function* discoverChoice(parts: Discovering): AsyncGenerator<Discovery> {
  for (let next = yield* takeUp(parts); next !== null; ) {
    const chosen = yield* choose(parts, next.kind === 'wait' ? next : await begin(parts, next));
    const isAll = chosen === null || chosen.count === 0 || parts.noMore.aborted;
    next = isAll ? null : following(chosen.session, chosen.count);
  }
}

/** Lists what was chosen in sessions that earlier runs left open, and says how the selection continues. */
async function* takeUp(parts: Discovering): AsyncGenerator<Discovery, Next | null> {
  const { picker, memory, choice, signal } = parts;
  let waiting: Next | null = null;
  let resumed: { readonly session: RememberedSession; readonly count: number } | null = null;
  let lost: Problem | null = null;
  for (const session of memory.all()) {
    const asked = await picker.getSession(session.id, signal);
    if (!asked.ok && asked.problem.code !== 'picker-session-expired') throw new ProblemError(asked.problem);
    if (!asked.ok) {
      memory.forget(session.id);
      if (session.state === 'waiting') lost = asked.problem;
    } else if (asked.value.isDone) {
      const count = yield* listLeft(parts, session);
      if (count !== null && session.state !== 'kept') resumed = { session, count };
    } else if (choice === 'chosen') {
      // Somebody is choosing in it: it stays for the run that waits for them.
    } else if (waiting === null && isOfChoice(session, choice)) {
      waiting = { kind: 'wait', session, seen: asked.value };
    } else {
      await putAway(parts, session);
    }
  }
  if (choice === 'chosen') return null;
  if (waiting !== null) return waiting;
  if (resumed !== null && isOfChoice(resumed.session, choice)) return following(resumed.session, resumed.count);
  if (choice !== 'left') return { kind: 'begin', choice, number: 1, chosenBefore: 0 };
  if (lost !== null && resumed === null) throw new ProblemError(lost);
  return null;
}

/** What was chosen in a session of an earlier run; null when Google does not hand it out (any more, or yet). */
async function* listLeft(parts: Discovering, session: RememberedSession): AsyncGenerator<Discovery, number | null> {
  try {
    const count = yield* listChosen(parts, session);
    // Not handed out yet: it is left alone, for the next run.
    if (count === null) parts.sessions.leave(session.id);
    return count;
  } catch (thrown) {
    if (!(thrown instanceof ProblemError) || thrown.problem.code !== 'picker-session-expired') throw thrown;
    parts.sessions.enter(session, 'gone');
    return null;
  }
}

function isOfChoice({ album, most }: RememberedSession, choice: PickerDeps['choice']): boolean {
  if (typeof choice === 'string') return choice === 'left';
  return album === choice.album && most === choice.most;
}

/** Only a session that is full may have left something unchosen. */
function following(session: RememberedSession, count: number): Next | null {
  const { album, most, number, chosenBefore, ceiling } = session;
  const chosen = chosenBefore + count;
  if (count < ceiling || (most !== null && chosen >= most)) return null;
  return { kind: 'begin', choice: { album, most }, number: number + 1, chosenBefore: chosen };
}

async function begin(
  { picker, memory, timing }: Discovering,
  { choice, number, chosenBefore }: Extract<Next, { kind: 'begin' }>,
): Promise<Extract<Next, { kind: 'wait' }>> {
  const { album, most } = choice;
  const ceiling = most === null ? pickingCeiling : Math.min(pickingCeiling, most - chosenBefore);
  const created = await picker.createSession(ceiling, AbortSignal.timeout(createWithinMs));
  if (!created.ok) throw new ProblemError(created.problem);
  const { id, expiresAt } = created.value;
  const session: RememberedSession = {
    ...{ id, album, most, number, chosenBefore, ceiling },
    expiresAt: expiresAt ?? new Date(timing.now() + usualLifeMs).toISOString(),
    state: 'waiting',
  };
  memory.remember(session);
  return { kind: 'wait', session, seen: created.value };
}

interface Chosen {
  readonly session: RememberedSession;
  readonly count: number;
}

/** Waits for the person and lists what they chose; null when a further session was not wanted any more. */
async function* choose(
  parts: Discovering,
  { session, seen }: Extract<Next, { kind: 'wait' }>,
): AsyncGenerator<Discovery, Chosen | null> {
  const { sessions, signal, tell } = parts;
  sessions.enter(session, 'waiting');
  const waiting = new Waiting(parts, session, seen);
  // With this ending Google closes the tab after Done (docs/GOOGLE.md, Picker API).
  const pickerUri = `${seen.pickerUri.replace(/\/+$/, '')}/autoclose`;
  // Anyone who cancelled while the session was being made is not sent anywhere any more.
  if (!signal.aborted) {
    const { until: waitsUntil } = waiting;
    tell({ event: 'picker', state: 'waiting', pickerUri, waitsUntil, ...pending(session, session.chosenBefore) });
  }
  for (;;) {
    const waited = await waiting.untilDone(signal);
    if (waited !== 'done') {
      await putAway(parts, session);
      if (session.chosenBefore > 0) return null;
      throw new ProblemError(problem(waited === 'gone' ? 'picker-session-expired' : 'picker-timeout'));
    }
    const count = yield* listChosen(parts, session);
    if (count !== null) return { session, count };
    waiting.notYet();
  }
}

/** Shows what was chosen in a session; returns how much that was, or null when Google says that it is not finished. */
async function* listChosen(parts: Discovering, session: RememberedSession): AsyncGenerator<Discovery, number | null> {
  const { picker, memory, sessions, signal, tell } = parts;
  const open = sessions.enter(session, 'listing');
  try {
    for await (const page of listPages((token) => picker.listItems(session.id, token, signal))) {
      if (open.keys.size === 0) {
        memory.mark(session.id, session.state === 'kept' ? 'kept' : 'chosen');
        tell({ event: 'picker', state: 'listing', ...pending(session, session.chosenBefore) });
      }
      if (page.unreadable > 0) yield { kind: 'problem', problem: unreadableEntries(page.unreadable) };
      if (page.entries.length > 0) yield* showPage(parts, session, page);
      if (open.chosen > pickingCeiling)
        throw new ProblemError(problem('google-answer-unreadable', { detail: endless }));
    }
  } catch (thrown) {
    if (!(thrown instanceof ProblemError) || thrown.problem.code !== 'picker-not-finished') throw thrown;
    sessions.enter(session, 'waiting');
    return null;
  }
  sessions.enter(session, 'listed');
  tell({ event: 'picker', state: 'chosen', ...pending(session, session.chosenBefore + open.chosen) });
  return open.chosen;
}

async function* showPage(
  parts: Discovering,
  session: RememberedSession,
  page: ListedPage<PickedItem>,
): AsyncGenerator<Discovery> {
  const items = once(await withClips(parts, session, page));
  const keys = items.map(({ key }) => key);
  const fresh = parts.sessions.show(session.id, page.token, keys);
  yield { kind: 'items', items: items.filter(({ key }) => fresh.has(key)) };
  if (session.album === null) return;
  yield { kind: 'album-additions', album: { key: `chosen:${session.album}`, title: session.album }, keys };
}

/** Every item once, although a page may hold it twice. */
function once(items: readonly RemoteItem[]): readonly RemoteItem[] {
  return [...new Map(items.map((item) => [item.key, item])).values()];
}

/** The items of a page, each motion photo followed by its clip. What is known from before is not asked about again. */
async function withClips(
  { http, picker, known, timing, unsureClips, signal }: Discovering,
  session: RememberedSession,
  { entries, token }: ListedPage<PickedItem>,
): Promise<readonly RemoteItem[]> {
  const relist = async () => {
    const again = await picker.listItems(session.id, token, signal);
    if (!again.ok) throw new ProblemError(again.problem);
    return again.value.entries;
  };
  const receivedAt = timing.now();
  const unknown = entries.filter(({ id, type }) => type === 'photo' && !known.knows(id));
  const { moving, unsure } = await findClips(unknown, { http, relist, signal });
  for (const id of unsure) unsureClips.add(clipKeyOf(id));
  return entries.flatMap((entry) => {
    const hasClip = moving.has(entry.id) || unsure.has(entry.id) || known.knows(clipKeyOf(entry.id));
    const item = pickedItem(entry, receivedAt);
    return hasClip ? [item, clipOf(entry, receivedAt)] : [item];
  });
}

/** Deletes a session in which nothing is left to fetch. */
export async function putAway(
  { picker, memory, sessions }: Pick<Discovering, 'picker' | 'memory' | 'sessions'>,
  { id }: RememberedSession,
  signal: AbortSignal = AbortSignal.timeout(createWithinMs),
): Promise<void> {
  sessions.leave(id);
  const deleted = await picker.deleteSession(id, signal);
  // What could not be deleted now is deleted by the next run that finds it.
  if (deleted.ok || deleted.problem.code === 'picker-session-expired') memory.forget(id);
}

/** What every message about a session says. */
export function pending({ id, number, expiresAt }: RememberedSession, chosen: number) {
  return { session: number, sessionId: id, chosen, expiresAt };
}

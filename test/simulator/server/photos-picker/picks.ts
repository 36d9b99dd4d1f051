import * as z from 'zod';
import type { SimulatedLibrary } from '../../library/library-model.ts';
import { findAccount, type SimulatedAccount } from '../accounts.ts';
import type { PickerSession, PickerSessions } from './picker-sessions.ts';

/**
 * What a person ticks before pressing Done. `count` and `all` continue in listing order where the account's earlier
 * sessions ended, and start over once everything has been picked; `all` stops at what the session takes.
 */
export const pickSchema = z.strictObject({
  /** The youngest session that waits for a person unless told. */
  sessionId: z.string().optional(),
  select: z.union([
    z.strictObject({ count: z.int().nonnegative() }),
    z.strictObject({ ids: z.array(z.string()).readonly() }),
    z.strictObject({ all: z.literal(true) }),
    z.literal('all').transform(() => ({ all: true as const })),
  ]),
});
export type PickInput = z.input<typeof pickSchema>;
type Pick = z.output<typeof pickSchema>;

export interface PickDeps {
  readonly accounts: readonly SimulatedAccount[];
  readonly sessions: PickerSessions;
}

/** What was picked, and where. */
export interface Picked {
  readonly sessionId: string;
  readonly ids: readonly string[];
}

/** Picks in place of a person and presses Done. Throws a RangeError for what the page would not allow. */
export function pickFor(pick: Pick, deps: PickDeps): Picked {
  const session = sessionFor(pick.sessionId, deps.sessions);
  const account = findAccount(deps.accounts, session.accountId);
  if (account === undefined) throw new RangeError('The account of the session is gone');
  const ids = selected(pick.select, session, account.library, deps.sessions.everPicked(account.id));
  if (ids.length > session.maxItemCount) {
    throw new RangeError(`The session takes at most ${session.maxItemCount} items, not ${ids.length}`);
  }
  deps.sessions.done(session.id, ids);
  return { sessionId: session.id, ids };
}

function sessionFor(id: string | undefined, sessions: PickerSessions): PickerSession {
  const waiting = sessions.list().filter((session) => session.picked === null);
  const session = id === undefined ? waiting.at(-1) : waiting.find((one) => one.id === id);
  if (session === undefined) throw new RangeError(`No session ${id ?? ''} waits for a person`);
  return session;
}

function selected(
  select: Pick['select'],
  { maxItemCount }: PickerSession,
  library: SimulatedLibrary,
  everPicked: ReadonlySet<string>,
): readonly string[] {
  if ('ids' in select) {
    const unknown = select.ids.find((id) => library.item(id) === undefined);
    if (unknown !== undefined) throw new RangeError(`There is no item ${unknown}`);
    return [...new Set(select.ids)];
  }
  const all = library.page(0, library.itemCount()).map(({ id }) => id);
  const fresh = all.filter((id) => !everPicked.has(id));
  const inOrder = [...fresh, ...all.filter((id) => everPicked.has(id))];
  if ('count' in select) {
    if (select.count > all.length) throw new RangeError(`There are ${all.length} items, not ${select.count}`);
    return inOrder.slice(0, select.count);
  }
  return (fresh.length > 0 ? fresh : all).slice(0, maxItemCount);
}

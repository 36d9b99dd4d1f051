import { randomBytes } from 'node:crypto';
import type { SimulatorClock } from '../clock.ts';

/** How the sessions of the Picker behave. */
export interface PickerRules {
  /** What `pollInterval` asks for, in seconds. */
  readonly pollSeconds: number;
  /** How long after its creation a client may poll a session, in seconds; `timeoutIn` counts down to 0. */
  readonly timeoutSeconds: number;
  /** How long a session and what was picked in it can be reached, in seconds. */
  readonly sessionSeconds: number;
  /** Sessions that one account may have open at the same time. */
  readonly sessionsAtOnce: number;
}

/** The most items that one session takes. */
export const sessionCeiling = 2_000;

/** One picking session. */
export interface PickerSession {
  readonly id: string;
  readonly accountId: string;
  readonly maxItemCount: number;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly expiresAt: number;
  /** What was picked, in the order of picking; null until Done. */
  readonly picked: readonly string[] | null;
  /** What is ticked on the page and not yet Done. */
  readonly ticked: readonly string[];
  /** How often the client asked for it. */
  readonly polls: number;
  /** The shortest time between two of these questions, in seconds; null before the second. */
  readonly shortestPollGap: number | null;
}

/** What became of a request for a session. */
export type SessionLookup =
  | { readonly kind: 'open'; readonly session: PickerSession }
  /** It is there, but its time is over. */
  | { readonly kind: 'expired' }
  /** It never was, was deleted, or belongs to another client or account. */
  | { readonly kind: 'gone' };

export interface PickerSessions {
  /** Undefined when the account has too many open sessions. */
  readonly create: (accountId: string, maxItemCount: number) => PickerSession | undefined;
  readonly find: (id: string, accountId: string) => SessionLookup;
  /** The same, anyone who asks: the page trusts that the person who opened it is the right one. */
  readonly open: (id: string) => PickerSession | undefined;
  /** Notes that the client asked how far the person is. */
  readonly polled: (id: string) => void;
  /** False when there is nothing to delete. */
  readonly remove: (id: string, accountId: string) => boolean;
  readonly tick: (id: string, items: readonly string[]) => void;
  /** The person has pressed Done. */
  readonly done: (id: string, items: readonly string[]) => void;
  /** Ends a session's time now, or makes it one of another client. */
  readonly spoil: (id: string, how: 'expire' | 'disown') => void;
  /** Open sessions, oldest first: neither deleted nor expired. */
  readonly list: () => readonly PickerSession[];
  /** Every item that was ever picked in the account, in the order of first picking. */
  readonly everPicked: (accountId: string) => ReadonlySet<string>;
}

interface KeptSession extends PickerSession {
  readonly disowned: boolean;
  readonly polledAt: number | null;
}

/** No sessions at all. */
export function createPickerSessions(rules: PickerRules, { now }: SimulatorClock): PickerSessions {
  const sessions = new Map<string, KeptSession>();
  const everPicked = new Map<string, Set<string>>();

  const isOpen = (session: KeptSession): boolean => session.expiresAt > now();
  const change = (id: string, changes: Partial<KeptSession>): void => {
    const session = sessions.get(id);
    if (session !== undefined) sessions.set(id, { ...session, ...changes });
  };
  const owned = (id: string, accountId: string): KeptSession | undefined => {
    const session = sessions.get(id);
    return session?.accountId === accountId && !session.disowned ? session : undefined;
  };
  const list = (): readonly KeptSession[] => [...sessions.values()].filter(isOpen);

  return {
    create: (accountId, maxItemCount) => {
      if (list().filter((session) => session.accountId === accountId).length >= rules.sessionsAtOnce) return undefined;
      const session: KeptSession = {
        id: randomBytes(16).toString('hex'),
        accountId,
        maxItemCount,
        createdAt: now(),
        expiresAt: now() + rules.sessionSeconds * 1_000,
        picked: null,
        ticked: [],
        polls: 0,
        shortestPollGap: null,
        polledAt: null,
        disowned: false,
      };
      sessions.set(session.id, session);
      return session;
    },
    find: (id, accountId) => {
      const session = owned(id, accountId);
      if (session === undefined) return { kind: 'gone' };
      return isOpen(session) ? { kind: 'open', session } : { kind: 'expired' };
    },
    open: (id) => {
      const session = sessions.get(id);
      return session !== undefined && isOpen(session) ? session : undefined;
    },
    polled: (id) => {
      const session = sessions.get(id);
      if (session === undefined) return;
      const gap = session.polledAt === null ? null : (now() - session.polledAt) / 1_000;
      const { shortestPollGap: shortest } = session;
      change(id, {
        polls: session.polls + 1,
        polledAt: now(),
        shortestPollGap: gap === null || shortest === null ? (gap ?? shortest) : Math.min(gap, shortest),
      });
    },
    remove: (id, accountId) => owned(id, accountId) !== undefined && sessions.delete(id),
    tick: (id, items) => change(id, { ticked: items }),
    done: (id, items) => {
      const session = sessions.get(id);
      if (session === undefined) return;
      change(id, { picked: items, ticked: [] });
      const ever = everPicked.get(session.accountId) ?? new Set();
      for (const item of items) ever.add(item);
      everPicked.set(session.accountId, ever);
    },
    spoil: (id, how) => change(id, how === 'expire' ? { expiresAt: now() } : { disowned: true }),
    list,
    everPicked: (accountId) => everPicked.get(accountId) ?? new Set(),
  };
}

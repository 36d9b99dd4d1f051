import type { RememberedSession } from '../../catalog/runs/picker-sessions.ts';
import { isClipKey } from './picked-item.ts';

/** A session that this run has at Google. */
export interface OpenSession {
  readonly remembered: RememberedSession;
  /** Keys of what it has shown, clips included. */
  readonly keys: ReadonlySet<string>;
  /** Items chosen in it, as far as it has been listed; clips go with their photos. */
  readonly chosen: number;
  /** `waiting` for the person; `listing` what was chosen; `listed` to the end; `gone` at Google. */
  readonly state: 'waiting' | 'listing' | 'listed' | 'gone';
}

/** Where an item was shown: listing that page again brings a fresh link. */
interface ShownAt {
  readonly session: OpenSession;
  readonly pageToken: string | null;
}

interface KeptSession extends OpenSession {
  readonly keys: Set<string>;
  chosen: number;
  state: OpenSession['state'];
}

/** The sessions of a run, and where each of their items was shown. */
export class OpenSessions {
  readonly #sessions = new Map<string, KeptSession>();
  readonly #shownAt = new Map<string, ShownAt>();

  /** Takes a session in, or moves it on. */
  enter(remembered: RememberedSession, state: OpenSession['state']): OpenSession {
    const known = this.#sessions.get(remembered.id);
    const session: KeptSession = known ?? { remembered, keys: new Set(), chosen: 0, state };
    session.state = state;
    this.#sessions.set(remembered.id, session);
    return session;
  }

  /** The session has shown these items on that page; returns those that no session of this run has shown before. */
  show(sessionId: string, pageToken: string | null, keys: readonly string[]): ReadonlySet<string> {
    const session = this.#sessions.get(sessionId);
    if (session === undefined) throw new Error('A session must be taken in before it shows anything');
    const fresh = new Set(keys.filter((key) => !this.#shownAt.has(key)));
    for (const key of keys) {
      if (!session.keys.has(key) && !isClipKey(key)) session.chosen += 1;
      session.keys.add(key);
      // The youngest session lives longest.
      this.#shownAt.set(key, { session, pageToken });
    }
    return fresh;
  }

  shownAt(key: string): ShownAt | undefined {
    return this.#shownAt.get(key);
  }

  all(): readonly OpenSession[] {
    return [...this.#sessions.values()];
  }

  /** The session is no longer at Google, or no longer ours. */
  leave(sessionId: string): void {
    this.#sessions.delete(sessionId);
  }
}

import { oneAtATime } from '../base/mutex.ts';
import { message } from '../contract/messages/message.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import { type KeychainSystem, keychainStore, NoKeychain, noAnswer } from './keychain-store.ts';
import type { SecretStore } from './secret-store.ts';

/** What has come of opening the keychain. */
export type KeychainState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open' }
  | { readonly kind: 'unavailable'; readonly problem: Problem };

/** A keychain that a program which runs for weeks may get hold of later than at its start. */
export interface LateKeychain {
  /**
   * Waits while the keychain is opened for the first time. While it is unavailable, new secrets are kept in memory, and
   * what only the keychain can know or delete fails with `keychain-unavailable`. Once it opens, it takes over all that
   * was kept.
   */
  readonly store: SecretStore;
  readonly state: () => KeychainState;
  /**
   * Opens it, or tries again, and resolves with what came of it, at the latest after the system's time limit. An
   * attempt that waits for a person's password continues behind that, and further calls join it: nobody is asked twice
   * at once. One that got no answer although the keychain is unlocked blocks no one: a new one replaces it.
   */
  readonly open: () => Promise<KeychainState>;
}

/** What a late keychain is built from. */
export interface LateKeychainOptions {
  readonly system: KeychainSystem;
  /** Whether new secrets may be kept in memory meanwhile; otherwise they are refused. */
  readonly mayUseMemory: boolean;
  readonly onState: (state: KeychainState, before: KeychainState) => void;
}

/** One attempt at opening the keychain. */
interface Attempt {
  over: Promise<void>;
  /** It was waited for as long as the system's time limit. */
  isOverdue: boolean;
  /** The keychain has opened or refused; what was held may be on its way into it. */
  hasAnswer: boolean;
}

/**
 * Each attempt without an answer holds one of the few threads that also serve files: so many may be given up at once.
 */
const mostGivenUp = 2;

/** Nothing is asked of the keychain before `open`, or before a secret is wanted. */
export function lateKeychain({ system, mayUseMemory, onState }: LateKeychainOptions): LateKeychain {
  const inTurn = oneAtATime();
  /** What was set, or deleted (null), while the keychain was unavailable. */
  const held = new Map<string, string | null>();
  let state: KeychainState = { kind: 'opening' };
  let keychain: SecretStore | null = null;
  let attempt: Attempt | null = null;
  let givenUp = 0;
  /** There is no keychain at all, and so nothing in it. */
  let isNone = false;

  async function load() {
    isNone = false;
    try {
      return await system.load();
    } catch (error) {
      isNone = error instanceof NoKeychain;
      throw error;
    }
  }

  function become(next: KeychainState): void {
    const before = state;
    state = next;
    onState(next, before);
  }

  /** Moves what was held into the keychain, and leaves nothing behind that was deleted meanwhile. */
  async function moveInto(store: SecretStore): Promise<Result<void>> {
    for (const [name, value] of held) {
      const moved = await (value === null ? store.delete(name) : store.set(name, value));
      if (!moved.ok) return moved;
    }
    held.clear();
    keychain = store;
    return ok(undefined);
  }

  async function tryToOpen(mine: Attempt): Promise<void> {
    const opened = await keychainStore({ ...system, load }, null);
    if (mine !== attempt) {
      givenUp -= 1;
      return;
    }
    // From here on everything has a time limit, so this attempt ends.
    mine.hasAnswer = true;
    const moved = opened.ok ? await inTurn(() => moveInto(opened.value)) : opened;
    attempt = null;
    become(moved.ok ? { kind: 'open' } : { kind: 'unavailable', problem: unavailable(moved.problem) });
  }

  /** An unlocked keychain does not prompt: an attempt that still waits will never end, and must not block the others. */
  async function giveUpOverdue(): Promise<void> {
    const former = attempt;
    if (former === null || !former.isOverdue || givenUp >= mostGivenUp) return;
    if ((await system.isLocked()) !== false || attempt !== former || former.hasAnswer) return;
    givenUp += 1;
    attempt = null;
  }

  function begin(): Attempt {
    const begun: Attempt = { over: Promise.resolve(), isOverdue: false, hasAnswer: false };
    attempt = begun;
    begun.over = tryToOpen(begun);
    return begun;
  }

  async function open(): Promise<KeychainState> {
    await giveUpOverdue();
    if (keychain !== null) return state;
    const joined = attempt ?? begin();
    const isOver = await endsWithin(joined.over, system.timeLimitMs);
    if (!isOver) {
      joined.isOverdue = true;
      if (state.kind === 'opening') {
        become({ kind: 'unavailable', problem: unavailable(noAnswer(system.timeLimitMs)) });
      }
    }
    return state;
  }

  /** Why nothing can be had of the keychain; null when it is open. */
  async function whyUnavailable(): Promise<Problem | null> {
    const reached = state.kind === 'opening' ? await open() : state;
    return reached.kind === 'unavailable' ? reached.problem : null;
  }

  async function keep(name: string, value: string | null): Promise<Result<void>> {
    const why = await whyUnavailable();
    return inTurn(async () => {
      if (keychain !== null) return value === null ? keychain.delete(name) : keychain.set(name, value);
      // What may lie in the keychain is not gone from it: only what was set in memory can be deleted there.
      const isOutOfReach = value === null && !isNone && !held.has(name);
      if (why !== null && (!mayUseMemory || isOutOfReach)) return failed(why);
      held.set(name, value);
      return ok(undefined);
    });
  }

  return {
    state: () => state,
    open,
    store: {
      get kind() {
        return keychain === null && mayUseMemory ? 'memory' : 'keychain';
      },
      get: async (name) => {
        const why = await whyUnavailable();
        if (keychain !== null) return keychain.get(name);
        const value = held.get(name);
        return value === undefined && why !== null ? failed(why) : ok(value ?? null);
      },
      set: (name, value) => keep(name, value),
      delete: (name) => keep(name, null),
    },
  };
}

function unavailable({ detail }: Problem): Problem {
  return problem('keychain-unavailable', {
    detail,
    wayOut: message('way-out.keychain'),
  });
}

async function endsWithin(work: Promise<void>, milliseconds: number): Promise<boolean> {
  const limit = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => limit.resolve(false), milliseconds);
  try {
    return await Promise.race([work.then(() => true), limit.promise]);
  } finally {
    clearTimeout(timer);
  }
}

import type { KeychainSystem } from '../../account/keychain-store.ts';
import { type KeychainState, lateKeychain } from '../../account/late-keychain.ts';
import { type OpenedSecretStore, openSecretStore, type TokenStoreChoice } from '../../account/open-secret-store.ts';
import type { Clock } from '../../base/clock.ts';
import { ok, type Result } from '../../contract/result.ts';

/** The keychain as the app deals with it: opened beside the window, and later when it was locked at login. */
export interface KeychainService {
  readonly state: () => KeychainState;
  /** A person acts who needs it: tries at once, and resolves with what came of that. May ask them for a password. */
  readonly openNow: () => Promise<KeychainState>;
  /** The screen was unlocked, or the computer woke up: a good moment to look again. */
  readonly look: () => Promise<void>;
  /** Hears of every change; set once. */
  readonly onChange: (listener: (state: KeychainState, before: KeychainState) => void) => void;
  readonly stop: () => void;
}

/** What the service is built from. */
export interface KeychainServiceOptions {
  readonly choice: TokenStoreChoice;
  readonly system: KeychainSystem;
  readonly clock: Clock;
  readonly log: (line: string) => void;
}

/** A token store for the app, and the service that opens the keychain when that is what it is. */
export interface AppTokenStore {
  readonly opened: OpenedSecretStore;
  readonly keychain: KeychainService;
}

/** How often it is looked, without asking anybody, whether the keychain was unlocked. Milliseconds. */
const lookEveryMs = 15_000;

const minuteMs = 60_000;

/** Pauses between attempts where nobody can say whether it is locked. Milliseconds; the last one stays. */
const pausesMs = [minuteMs, 5 * minuteMs, 15 * minuteMs, 60 * minuteMs];

/**
 * Opens the token store of the app. A keychain is not waited for: opening it has begun, and the store waits where it
 * must. Fails as `openSecretStore` does for a token file.
 */
export async function openAppTokenStore(options: KeychainServiceOptions): Promise<Result<AppTokenStore>> {
  const { choice } = options;
  const { system, hasLoaded } = watchingLoads(options.system);
  if (choice.kind === 'memory' || choice.kind === 'file') {
    const opened = await openSecretStore(choice, system);
    return opened.ok ? ok({ opened: opened.value, keychain: nothingToOpen }) : opened;
  }
  let hear = (_state: KeychainState, _before: KeychainState): void => undefined;
  const keychain = lateKeychain({
    system,
    mayUseMemory: choice.kind === 'automatic',
    onState: (state, before) => {
      const { log } = options;
      log(
        state.kind === 'unavailable'
          ? `The keychain: ${state.problem.detail ?? 'unavailable'}`
          : 'The keychain is open',
      );
      hear(state, before);
    },
  });
  const retry = keychainRetry(keychain.open, keychain.state, hasLoaded, { ...options, system });
  retry.begin();
  return ok({
    opened: { store: keychain.store, warnings: [] },
    keychain: {
      state: keychain.state,
      openNow: keychain.open,
      look: retry.look,
      onChange: (listener) => {
        hear = listener;
      },
      stop: retry.stop,
    },
  });
}

/** The system, and whether its keychain was there at the last attempt, so that only opening it can have failed. */
function watchingLoads(system: KeychainSystem) {
  let hasLoaded = false;
  const load = async () => {
    hasLoaded = false;
    const keytar = await system.load();
    hasLoaded = true;
    return keytar;
  };
  return { system: { ...system, load }, hasLoaded: () => hasLoaded };
}

/** For token stores that need no opening. */
const nothingToOpen: KeychainService = {
  state: () => ({ kind: 'open' }),
  openNow: async () => ({ kind: 'open' }),
  look: async () => undefined,
  onChange: () => undefined,
  stop: () => undefined,
};

/**
 * Opens the keychain, and tries again while it is unavailable: at once when it is seen to be unlocked, never while it is
 * seen to be locked, because that would ask for a password out of the blue, and with growing pauses in between. Where it
 * cannot be seen, one that was there and did not open may have asked already: it is asked again only at a good moment.
 */
function keychainRetry(
  open: () => Promise<KeychainState>,
  state: () => KeychainState,
  hasLoaded: () => boolean,
  { system, clock }: Pick<KeychainServiceOptions, 'system' | 'clock'>,
) {
  let cancel = (): void => undefined;
  let isStopped = false;
  let seenLocked: boolean | null = true;
  let attempts = 0;
  let nextAttempt = 0;

  async function attempt(): Promise<void> {
    await open();
    nextAttempt = clock.now().getTime() + (pausesMs[attempts] ?? 60 * minuteMs);
    attempts += 1;
  }

  async function lookNow(isGoodMoment: boolean): Promise<void> {
    if (state().kind !== 'unavailable') return;
    const locked = await system.isLocked();
    const isFreshlyUnlocked = locked === false && seenLocked !== false;
    seenLocked = locked;
    if (locked === true) return;
    const mayAskAgain = locked === null && hasLoaded();
    if (mayAskAgain && !isGoodMoment) return;
    if (isFreshlyUnlocked || isGoodMoment || clock.now().getTime() >= nextAttempt) await attempt();
  }

  function watch(): void {
    if (state().kind === 'open' || isStopped) return;
    cancel = clock.after(lookEveryMs, () => void lookNow(false).then(watch));
  }

  return {
    begin: () => void attempt().then(watch),
    look: () => lookNow(true),
    stop: () => {
      isStopped = true;
      cancel();
    },
  };
}

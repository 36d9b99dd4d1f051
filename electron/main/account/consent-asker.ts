import type { SignInOptions } from '../../account/accounts.ts';
import type { Clock } from '../../base/clock.ts';
import type { Result } from '../../contract/result.ts';
import type { SnapshotChange } from '../snapshot/snapshot-store.ts';
import type { KeychainService } from './keychain-service.ts';

/** What every visit to a consent page is asked with. */
export type AskedConsent = Required<Pick<SignInOptions, 'signal' | 'timeoutMs' | 'onAuthorizeUrl'>>;

/** What asking for a consent is built from. */
export interface ConsentAskerOptions {
  readonly keychain: Pick<KeychainService, 'state' | 'openNow'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly openBrowser: (url: string) => Promise<Result<void>>;
  readonly change: (change: SnapshotChange) => void;
}

/** Sends the person to Google's consent page; one visit at a time. */
export interface ConsentAsker {
  /**
   * Opens the browser and waits for the answer; the snapshot says so meanwhile. Another visit that waits is cancelled.
   * Problem of its own: `browser-not-opened`.
   */
  readonly ask: <T>(visit: (asked: AskedConsent) => Promise<Result<T>>) => Promise<Result<T>>;
  readonly cancel: () => void;
  /** Before what needs secrets: a person who is here can also give the keychain its password. */
  readonly reachKeychain: () => Promise<void>;
}

const waitMs = 5 * 60_000;

/** Asks nothing yet. */
export function createConsentAsker({ keychain, clock, openBrowser, change }: ConsentAskerOptions): ConsentAsker {
  let waiting: AbortController | null = null;

  async function reachKeychain(): Promise<void> {
    if (keychain.state().kind === 'unavailable') await keychain.openNow();
  }

  async function ask<T>(visit: (asked: AskedConsent) => Promise<Result<T>>): Promise<Result<T>> {
    waiting?.abort();
    const own = new AbortController();
    waiting = own;
    let notOpened: Result<never> | null = null;
    await reachKeychain();
    const startedAt = clock.now();
    const expiresAt = new Date(startedAt.getTime() + waitMs).toISOString();
    change({ pendingSignIn: { startedAt: startedAt.toISOString(), expiresAt } });
    try {
      const answer = await visit({
        signal: own.signal,
        timeoutMs: waitMs,
        onAuthorizeUrl: (url) => {
          void openBrowser(url).then((opened) => {
            if (opened.ok) return;
            notOpened = opened;
            own.abort();
          });
        },
      });
      return answer.ok ? answer : (notOpened ?? answer);
    } finally {
      if (waiting === own) {
        waiting = null;
        change({ pendingSignIn: null });
      }
    }
  }

  return { ask, cancel: () => waiting?.abort(), reachKeychain };
}

import type { Dispatcher } from 'undici';
import { sleep } from '../base/clock.ts';
import type { Environment } from '../base/proxy-variables.ts';

/** What the account floor takes from outside, so that a test can hold it. */
export interface AccountDeps {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** In [0, 1): the jitter of retries. Nothing secret is ever made of it. */
  readonly random: () => number;
  /** Resolves after so many milliseconds; rejects when the signal is aborted. */
  readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /**
   * Makes the HTTP calls. Created on first use: most starts of the program make no calls. Rejects with a
   * ProxyVariableError when a proxy variable is unusable.
   */
  readonly dispatcher: () => Promise<Dispatcher>;
  /** Milliseconds after which a single HTTP call counts as unanswered. */
  readonly callTimeoutMs: number;
}

/** A sign-in is one call after the other; the tokens of a few accounts may be renewed at the same time. */
const mostConnections = 4;

/** The real surroundings. HTTP goes through the system's proxy, if the environment names one. */
export function systemAccountDeps(environment: Environment): AccountDeps {
  let dispatcher: Promise<Dispatcher> | null = null;
  return {
    now: Date.now,
    random: Math.random,
    wait: sleep,
    dispatcher: () => (dispatcher ??= systemDispatcher(environment)),
    callTimeoutMs: 30_000,
  };
}

async function systemDispatcher(environment: Environment): Promise<Dispatcher> {
  const { createDispatcher } = await import('../base/dispatcher.ts');
  return createDispatcher({ connections: mostConnections, environment });
}

import type { Dispatcher } from 'undici';
import { sleep } from '../base/clock.ts';

/** What the account floor takes from outside, so that a test can hold it. */
export interface Surroundings {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** In [0, 1): the jitter of retries. Nothing secret is ever made of it. */
  readonly random: () => number;
  /** Resolves after so many milliseconds; rejects when the signal is aborted. */
  readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** What makes the HTTP calls. Made when it is first asked for: most starts of the program call nobody. */
  readonly dispatcher: () => Promise<Dispatcher>;
  /** Milliseconds after which a single HTTP call counts as unanswered. */
  readonly callTimeoutMs: number;
}

/**
 * The real surroundings. HTTP goes through the proxy named in HTTPS_PROXY or HTTP_PROXY, except for the hosts of
 * NO_PROXY and for this computer itself.
 */
export function realSurroundings(env: NodeJS.ProcessEnv): Surroundings {
  let dispatcher: Promise<Dispatcher> | null = null;
  return {
    now: Date.now,
    random: Math.random,
    wait: sleep,
    dispatcher: () => (dispatcher ??= systemDispatcher(env)),
    callTimeoutMs: 30_000,
  };
}

async function systemDispatcher(env: NodeJS.ProcessEnv): Promise<Dispatcher> {
  const { EnvHttpProxyAgent } = await import('undici');
  const direct = [env['no_proxy'] ?? env['NO_PROXY'], '127.0.0.1', 'localhost', '::1'];
  return new EnvHttpProxyAgent({
    httpProxy: env['http_proxy'] ?? env['HTTP_PROXY'] ?? '',
    httpsProxy: env['https_proxy'] ?? env['HTTPS_PROXY'] ?? '',
    noProxy: direct.filter(Boolean).join(','),
  });
}

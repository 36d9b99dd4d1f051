import { randomUUID } from 'node:crypto';
import { messageOf } from '../base/message-of.ts';
import { oneAtATime } from '../base/mutex.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import { DamagedEntry, deleteEntry, type KeytarApi, readEntry, writeEntry } from './chunked-entries.ts';
import type { SecretStore } from './secret-store.ts';

/** Under this name people find the entries in their keychain program. */
const service = 'Afterimage';

/** There is no keychain at all, as opposed to one that is locked or does not answer. */
export class NoKeychain extends Error {}

/** The keychain as this system offers it. */
export interface KeychainSystem {
  /** keytar's API on the system's keychain; rejects with the reason, with `NoKeychain` where there is none, and asks nobody. */
  readonly load: () => Promise<KeytarApi>;
  /**
   * Whether it would ask the person for a password if it were used now; null where that cannot be known. Asks nobody
   * itself, and never rejects.
   */
  readonly isLocked: () => Promise<boolean | null>;
  /** The longest value that one entry takes, in UTF-16 units. */
  readonly longestEntry: number;
  /** Milliseconds after which the keychain counts as not answering; long enough for a person to unlock it. */
  readonly timeLimitMs: number;
}

/**
 * Opens the keychain of the operating system and proves that it works: a probe is written, read back and deleted.
 * Fails with `keychain-unavailable`, at the latest after `openingLimitMs`; null waits as long as the person is asked for
 * a password. What is done with the store afterwards has the system's time limit.
 */
export async function keychainStore(
  system: KeychainSystem,
  openingLimitMs: number | null = system.timeLimitMs,
): Promise<Result<SecretStore>> {
  const keytar = await attempt(openingLimitMs, () => system.load());
  if (!keytar.ok) return keytar;
  const probed = await probe(storeOver(keytar.value, system, openingLimitMs));
  return probed.ok ? ok(storeOver(keytar.value, system, system.timeLimitMs)) : probed;
}

/** Nothing came back in time. */
export function noAnswer(milliseconds: number): Problem {
  return problem('keychain-unavailable', {
    detail: `The keychain did not answer within ${Math.round(milliseconds / 1000)} seconds.`,
  });
}

function storeOver(keytar: KeytarApi, { longestEntry }: KeychainSystem, limitMs: number | null): SecretStore {
  const inTurn = oneAtATime();
  return {
    kind: 'keychain',
    get: (name) => attempt(limitMs, () => readEntry(keytar, service, name)),
    set: (name, value) => inTurn(() => attempt(limitMs, () => writeEntry(keytar, service, name, value, longestEntry))),
    delete: (name) => inTurn(() => attempt(limitMs, () => deleteEntry(keytar, service, name))),
  };
}

async function probe(store: SecretStore): Promise<Result<void>> {
  const name = `probe/${randomUUID()}`;
  const written = await store.set(name, name);
  if (!written.ok) return written;
  const read = await store.get(name);
  const deleted = await store.delete(name);
  if (!read.ok) return read;
  if (read.value === name) return deleted;
  return failed(problem('keychain-unavailable', { detail: 'The keychain did not return what was stored in it.' }));
}

/** A keychain may wait for a person, or for a service that never answers: nobody waits for it without meaning to. */
async function attempt<T>(limitMs: number | null, task: () => Promise<T>): Promise<Result<T>> {
  const limit = Promise.withResolvers<Result<T>>();
  const timer = limitMs === null ? undefined : setTimeout(() => limit.resolve(failed(noAnswer(limitMs))), limitMs);
  try {
    return await Promise.race([task().then(ok), limit.promise]);
  } catch (error) {
    const code = error instanceof DamagedEntry ? 'token-store-unreadable' : 'keychain-unavailable';
    return failed(problem(code, { detail: messageOf(error) }));
  } finally {
    clearTimeout(timer);
  }
}

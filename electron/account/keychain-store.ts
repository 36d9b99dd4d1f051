import { createHash, randomUUID } from 'node:crypto';
import { messageOf } from '../base/message-of.ts';
import { oneAtATime } from '../base/mutex.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import type { SecretStore } from './secret-store.ts';

/** The three calls of keytar's API that are needed. */
export interface KeytarApi {
  readonly getPassword: (service: string, account: string) => Promise<string | null>;
  readonly setPassword: (service: string, account: string, password: string) => Promise<void>;
  readonly deletePassword: (service: string, account: string) => Promise<boolean>;
}

/** What is kept under a name does not fit together: an entry was lost or changed by another program. */
class DamagedEntry extends Error {}

const wholePrefix = 'whole:';

/** The head of a value kept in parts: how many, which set of parts, and the SHA-256 of the value. */
const headForm = /^parts:(\d{1,3}):([0-9a-f]{8}):([0-9a-f]{64})$/;

/**
 * Reads a value written by {@link writeEntry}. Null when there is none. Rejects with {@link DamagedEntry}, or with
 * the keychain's own error.
 */
async function readEntry(keytar: KeytarApi, service: string, name: string): Promise<string | null> {
  const head = await keytar.getPassword(service, name);
  if (head === null) return null;
  if (head.startsWith(wholePrefix)) return head.slice(wholePrefix.length);
  const value = await readParts(keytar, service, name, head);
  if (value !== null) return value;
  // Another process may have replaced the value between the head and its parts: then the head is another one by now.
  const headNow = await keytar.getPassword(service, name);
  if (headNow !== head) return readEntry(keytar, service, name);
  throw new DamagedEntry(`The keychain entry "${name}" is incomplete.`);
}

async function readParts(keytar: KeytarApi, service: string, name: string, head: string): Promise<string | null> {
  const partNames = partNamesOf(name, head);
  if (partNames.length === 0) throw new DamagedEntry(`The keychain entry "${name}" has an unknown form.`);
  let encoded = '';
  for (const partName of partNames) {
    const part = await keytar.getPassword(service, partName);
    if (part === null) return null;
    encoded += part;
  }
  const value = Buffer.from(encoded, 'base64url').toString('utf8');
  return head.endsWith(`:${digestOf(value)}`) ? value : null;
}

/**
 * Keeps a value in entries of at most `longest` UTF-16 units each: one where it fits, else numbered parts and a head
 * that names them. The head is written last, so a value is replaced as a whole; then the former parts are deleted.
 */
async function writeEntry(
  keytar: KeytarApi,
  service: string,
  name: string,
  value: string,
  longest: number,
): Promise<void> {
  const former = partNamesOf(name, (await keytar.getPassword(service, name)) ?? '');
  if (wholePrefix.length + value.length <= longest) {
    await keytar.setPassword(service, name, wholePrefix + value);
  } else {
    await writeParts(keytar, service, name, value, longest);
  }
  await deleteAll(keytar, service, former);
}

async function writeParts(
  keytar: KeytarApi,
  service: string,
  name: string,
  value: string,
  longest: number,
): Promise<void> {
  // base64url: cutting anywhere never splits a character.
  const encoded = Buffer.from(value, 'utf8').toString('base64url');
  const count = Math.ceil(encoded.length / longest);
  const head = `parts:${count}:${randomUUID().slice(0, 8)}:${digestOf(value)}`;
  for (const [index, partName] of partNamesOf(name, head).entries()) {
    await keytar.setPassword(service, partName, encoded.slice(index * longest, (index + 1) * longest));
  }
  await keytar.setPassword(service, name, head);
}

/** Deletes a value with all its parts; nothing to delete is fine. */
async function deleteEntry(keytar: KeytarApi, service: string, name: string): Promise<void> {
  const parts = partNamesOf(name, (await keytar.getPassword(service, name)) ?? '');
  await keytar.deletePassword(service, name);
  await deleteAll(keytar, service, parts);
}

async function deleteAll(keytar: KeytarApi, service: string, names: readonly string[]): Promise<void> {
  for (const name of names) await keytar.deletePassword(service, name);
}

function partNamesOf(name: string, head: string): readonly string[] {
  const [, count, set] = headForm.exec(head) ?? [];
  return Array.from({ length: Number(count ?? 0) }, (_, index) => `${name}#${set}.${index}`);
}

function digestOf(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}

/** Under this name people find the entries in their keychain program. */
const service = 'Afterimage';

/** There is no keychain at all, as opposed to one that is locked or does not answer. */
export class NoKeychain extends Error {}

/** The keychain as this system offers it. */
export interface KeychainSystem {
  /** keytar's API on the system's keychain; rejects with the reason, or with `NoKeychain` where there is none; never prompts. */
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

/** A keychain may wait for a person, or for a service that never answers: every wait for it must be deliberate. */
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

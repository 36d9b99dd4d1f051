import { resolve } from 'node:path';
import { type Problem, problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import { openFileStore } from './file-store.ts';
import { type KeychainSystem, keychainStore } from './keychain-store.ts';
import { memoryStore, type SecretStore } from './secret-store.ts';

/** Where a person wants the secrets kept. `automatic`: the keychain, or memory on a system without one. */
export type TokenStoreChoice =
  | { readonly kind: 'automatic' }
  | { readonly kind: 'keychain' }
  | { readonly kind: 'memory' }
  | { readonly kind: 'file'; readonly path: string };

/** A store that works, and what a person should know about it (a file is not encrypted, memory does not last). */
export interface OpenedSecretStore {
  readonly store: SecretStore;
  readonly warnings: readonly Problem[];
}

/** Reads `keychain`, `memory` or `file:PATH` as given to `--token-store`; a relative path is made absolute. */
export function parseTokenStore(text: string): Result<TokenStoreChoice> {
  if (text === 'keychain' || text === 'memory') return ok({ kind: text });
  const path = text.startsWith('file:') ? text.slice('file:'.length) : '';
  if (path !== '') return ok({ kind: 'file', path: resolve(path) });
  return failed(problem('usage', { detail: '--token-store takes keychain, memory or file:PATH.' }));
}

/**
 * Opens the store. Fails with `keychain-unavailable` (never for `automatic`, which then uses memory and warns), or
 * with `token-store-unreadable` when a token file is open to other people.
 */
export async function openSecretStore(
  choice: TokenStoreChoice,
  system: KeychainSystem,
): Promise<Result<OpenedSecretStore>> {
  switch (choice.kind) {
    case 'memory':
      return ok({ store: memoryStore(), warnings: [problem('token-store-passing')] });
    case 'file':
      return openFileStore(choice.path);
    case 'keychain':
      return openKeychain(system);
    case 'automatic': {
      const keychain = await openKeychain(system);
      if (keychain.ok) return keychain;
      return ok({ store: memoryStore(), warnings: [keychain.problem, problem('token-store-passing')] });
    }
  }
}

async function openKeychain(system: KeychainSystem): Promise<Result<OpenedSecretStore>> {
  const opened = await keychainStore(system);
  return opened.ok ? ok({ store: opened.value, warnings: [] }) : opened;
}

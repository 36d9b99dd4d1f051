import type { TokenStoreKind } from '../contract/models.ts';
import { ok, type Result } from '../contract/result.ts';

/** Keeps secrets by name. Every implementation replaces a value as a whole: a reader sees the old or the new one. */
export interface SecretStore {
  readonly kind: TokenStoreKind;
  /** Null when nothing is kept under this name. Fails with `keychain-unavailable` or `token-store-unreadable`. */
  readonly get: (name: string) => Promise<Result<string | null>>;
  /** Fails with `keychain-unavailable`, `token-store-unreadable` or `token-store-unwritable`. */
  readonly set: (name: string, value: string) => Promise<Result<void>>;
  /** Deleting what is not there is fine. Fails as `set` does. */
  readonly delete: (name: string) => Promise<Result<void>>;
}

/** Keeps secrets until the program ends and nowhere else. */
export function memoryStore(): SecretStore {
  const secrets = new Map<string, string>();
  return {
    kind: 'memory',
    get: async (name) => ok(secrets.get(name) ?? null),
    set: async (name, value) => {
      secrets.set(name, value);
      return ok(undefined);
    },
    delete: async (name) => {
      secrets.delete(name);
      return ok(undefined);
    },
  };
}

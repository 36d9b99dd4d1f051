import { ok } from '../contract/result.ts';
import type { SecretStore } from './secret-store.ts';

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

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDesktopSession } from '../support/desktop-session.ts';
import { whyWithout } from '../support/extras.ts';

/** Where the app under test keeps its secrets. */
export interface Secrets {
  readonly kind: 'keychain' | 'file';
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** The keychain, to be locked and unlocked; null where a file takes its place. */
  readonly keyring: { readonly lock: () => Promise<void>; readonly unlock: () => Promise<void> } | null;
  readonly end: () => Promise<void>;
}

/** Where the apps of this run keep their secrets, for the report of the run. */
export function whereSecretsAre(): string {
  const missing = whyWithout('secret-service');
  return missing === null ? 'a Secret Service (gnome-keyring)' : `a file of the test (${missing})`;
}

/**
 * A real Secret Service with an empty keyring when the run uses one. Otherwise a file, which outlives a restart of the
 * app as a keychain does: a test must not leave entries in the keychain of anyone who runs it. `file` is its path.
 */
export async function keepSecrets(file: string): Promise<Secrets> {
  if (whyWithout('secret-service') !== null) {
    return { kind: 'file', args: [`--token-store=file:${file}`], env: {}, keyring: null, end: async () => undefined };
  }
  // The address of a Unix socket has at most 107 bytes: test results lie too deep for it.
  const home = await mkdtemp(join(tmpdir(), 'afterimage-keyring-'));
  const session = await startDesktopSession(home);
  await session.startKeyring();
  return {
    kind: 'keychain',
    // Nothing is said to the app: it finds the keychain on its own.
    args: [],
    env: { DBUS_SESSION_BUS_ADDRESS: session.busAddress },
    keyring: { lock: session.lockKeyring, unlock: session.startKeyring },
    end: async () => {
      await session.end();
      await rm(home, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

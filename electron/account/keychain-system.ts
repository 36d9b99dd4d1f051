import { existsSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import type { KeytarApi } from './chunked-entries.ts';
import type { KeychainSystem } from './keychain-store.ts';

/** Windows keeps at most 2560 bytes an entry (CRED_MAX_CREDENTIAL_BLOB_SIZE), two for each UTF-16 unit. */
const longestWindowsEntry = 1200;

/** A session bus that accepts a connection answers its greeting at once. */
const busTimeLimitMs = 2_000;

/** The keychain of the system that this process runs on: Keychain, Credential Manager or the Secret Service. */
export function realKeychainSystem(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): KeychainSystem {
  return {
    load: platform === 'linux' ? () => loadSecretService(env) : () => import('keytar/keytar.js'),
    longestEntry: platform === 'win32' ? longestWindowsEntry : Number.MAX_SAFE_INTEGER,
    timeLimitMs: 30_000,
  };
}

/**
 * keytar's own entry points choose the store by themselves on Linux, and without a Secret Service they silently fall
 * back to the kernel's keyring, which forgets everything at the next boot. So each entry is pinned to the Secret
 * Service (GNOME Keyring, KWallet, KeePassXC); where there is none, this fails and says so.
 */
async function loadSecretService(env: NodeJS.ProcessEnv): Promise<KeytarApi> {
  const address = sessionBusAddress(env);
  if (address === null) throw new Error('There is no D-Bus session, and so no Secret Service.');
  await assertBusAnswers(address);
  env['DBUS_SESSION_BUS_ADDRESS'] = address;
  const { AsyncEntry } = await import('keytar');
  const entry = (service: string, account: string) =>
    new AsyncEntry(service, account, { linux: { store: 'secret-service' } });
  return {
    getPassword: async (service, account) => entry(service, account).getPassword(),
    setPassword: async (service, account, password) => entry(service, account).setPassword(password),
    deletePassword: async (service, account) => entry(service, account).deletePassword(),
  };
}

/**
 * The address of the session bus. Under cron or ssh the variable is often missing although the bus of the user's
 * session runs at its well-known place, which the library does not look at by itself.
 */
function sessionBusAddress(env: NodeJS.ProcessEnv): string | null {
  const address = env['DBUS_SESSION_BUS_ADDRESS'];
  if (address !== undefined && address !== '') return address;
  const runtimeFolder = env['XDG_RUNTIME_DIR'];
  if (runtimeFolder === undefined || runtimeFolder === '') return null;
  const socket = join(runtimeFolder, 'bus');
  return existsSync(socket) ? `unix:path=${socket}` : null;
}

/**
 * The library talks to the bus on this thread and without a limit: a bus that accepts but never answers would freeze
 * the program. So its greeting is awaited first, from here. Buses that are no plain Unix socket are not asked.
 */
async function assertBusAnswers(address: string): Promise<void> {
  const path = /^unix:path=([^,;]+)/.exec(address)?.[1];
  if (path === undefined) return;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket = createConnection(decodeURIComponent(path));
  socket.setTimeout(busTimeLimitMs, () => reject(new Error('The D-Bus session does not answer.')));
  socket.once('error', (error) => reject(new Error(`The D-Bus session cannot be reached: ${error.message}`)));
  socket.once('close', () => reject(new Error('The D-Bus session closed the connection.')));
  socket.once('data', () => resolve());
  // An unknown mechanism is answered with REJECTED and the list of known ones: enough to know that somebody is there.
  socket.once('connect', () => socket.write('\0AUTH\r\n'));
  try {
    await promise;
  } finally {
    socket.destroy();
  }
}

import { createConnection } from 'node:net';
import { messageOf } from '../base/message-of.ts';
import { booleanIn, propertiesInterface } from './bus-message.ts';
import { type KeychainSystem, type KeytarApi, NoKeychain } from './keychain-store.ts';
import { BusSilence, sessionBusAddress, socketOf, withSessionBus } from './session-bus.ts';

/** Windows keeps at most 2560 bytes an entry (CRED_MAX_CREDENTIAL_BLOB_SIZE), two for each UTF-16 unit. */
const longestWindowsEntry = 1200;

/** A session bus that accepts a connection answers its greeting at once. */
const busTimeLimitMs = 2_000;

/** A Secret Service that is started by being asked has this long to answer, as the bus itself gives it. */
const usualServiceLimitMs = 25_000;

/** The bus answers so when a service does not run and cannot be started either. */
const nobodyThere = /^org\.freedesktop\.DBus\.Error\.(?:ServiceUnknown|NameHasNoOwner)$/;

const secretService = 'org.freedesktop.secrets';

/**
 * The keychain of the system that this process runs on: Keychain, Credential Manager or the Secret Service, which is
 * given `serviceLimitMs` to start.
 */
export function realKeychainSystem(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
  serviceLimitMs = usualServiceLimitMs,
): KeychainSystem {
  return {
    load: platform === 'linux' ? () => loadSecretService(env, serviceLimitMs) : () => import('keytar/keytar.js'),
    isLocked: platform === 'linux' ? () => isSecretServiceLocked(env) : async () => null,
    longestEntry: platform === 'win32' ? longestWindowsEntry : Number.MAX_SAFE_INTEGER,
    timeLimitMs: 30_000,
  };
}

/**
 * keytar's own entry points choose the store on their own on Linux, and without a Secret Service they silently fall
 * back to the kernel's keyring, which forgets everything at the next boot. So each entry is pinned to the Secret
 * Service (GNOME Keyring, KWallet, KeePassXC); where there is none, this fails and says so.
 */
async function loadSecretService(env: NodeJS.ProcessEnv, serviceLimitMs: number): Promise<KeytarApi> {
  const address = sessionBusAddress(env);
  if (address === null) throw new NoKeychain('There is no D-Bus session, and so no Secret Service.');
  await assertBusAnswers(address);
  await assertServiceAnswers(address, serviceLimitMs);
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
 * Whether the collection that new entries go into is locked
 * (https://specifications.freedesktop.org/secret-service/latest/). Null without a service that runs, or without one.
 */
async function isSecretServiceLocked(env: NodeJS.ProcessEnv): Promise<boolean | null> {
  const address = sessionBusAddress(env);
  if (address === null) return null;
  try {
    return await withSessionBus(address, busTimeLimitMs, async ({ call }) =>
      booleanIn(
        await call({
          destination: secretService,
          path: '/org/freedesktop/secrets/aliases/default',
          interface: propertiesInterface,
          member: 'Get',
          args: ['org.freedesktop.Secret.Collection', 'Locked'],
        }),
      ),
    );
  } catch {
    // Unknown, whatever the reason: opening the keychain reports it.
    return null;
  }
}

/**
 * The library talks to the bus on this thread and without a limit: a bus that accepts but never answers would freeze
 * the program. So its greeting is awaited first, from here. Buses that are no plain Unix socket are not asked.
 */
async function assertBusAnswers(address: string): Promise<void> {
  const path = socketOf(address);
  if (path === null) return;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket = createConnection(path);
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

/**
 * The same for the service itself, which the first call may have to start: a service that hangs would freeze the
 * program as well. Anything it answers will do, except that nobody is there: that is told from a keychain that refuses.
 */
async function assertServiceAnswers(address: string, limitMs: number): Promise<void> {
  const ping = { path: '/', interface: 'org.freedesktop.DBus.Peer', member: 'Ping', args: [] };
  try {
    await withSessionBus(address, limitMs, ({ call }) =>
      call({ ...ping, destination: secretService, startsService: true }),
    );
  } catch (error) {
    if (error instanceof BusSilence) throw new Error('The Secret Service does not answer.');
    if (nobodyThere.test(messageOf(error))) throw new NoKeychain('There is no Secret Service on the D-Bus session.');
  }
}

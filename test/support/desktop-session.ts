import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { setTimeout } from 'node:timers/promises';
import { realKeychainSystem } from '../../electron/account/keychain-system.ts';
import { statedPath, testEnvironment } from './test-environment.ts';

const programs = { bus: 'dbus-daemon', keyring: 'gnome-keyring-daemon' } as const;

/** Its own desktop session: a home folder, and a D-Bus session that starts no service on its own. */
export interface DesktopSession {
  readonly home: string;
  /** What a program of this session runs with. */
  readonly env: Readonly<Record<string, string>>;
  /** `unix:path=…` of the session's bus. */
  readonly busAddress: string;
  /** Starts the keyring, or unlocks it, with a password as a login does: from then on there is a Secret Service. */
  readonly startKeyring: () => Promise<void>;
  /** Locks the keyring: nobody is there who could be asked for its password, so that it refuses everything. */
  readonly lockKeyring: () => Promise<void>;
  /** Ends the bus, and with it the keyring. May be called again. */
  readonly end: () => Promise<void>;
}

/** Why this machine has no Secret Service to test against; null when it has. */
export function whyNoSecretService(): string | null {
  if (process.platform !== 'linux') return 'the Secret Service is Linux only';
  const env = { PATH: statedPath(process.env, process.platform) };
  for (const program of Object.values(programs)) {
    const { error } = spawnSync(program, ['--version'], { env });
    if (error !== undefined) return `${program} is not installed`;
  }
  return null;
}

/** Starts a session whose home is the folder `home` (absolute). Anyone who starts it ends it. */
export async function startDesktopSession(home: string): Promise<DesktopSession> {
  const runtime = join(home, 'run');
  await mkdir(runtime, { recursive: true, mode: 0o700 });
  // Without service folders nothing is started on demand: what answers is what the test has started.
  const busConfig = join(home, 'bus.conf');
  await writeFile(
    busConfig,
    `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path=${runtime}/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>`,
  );
  const env = testEnvironment({ HOME: home, XDG_RUNTIME_DIR: runtime });
  const busAddress = `unix:path=${runtime}/bus`;
  const bus = spawn(programs.bus, [`--config-file=${busConfig}`, '--nofork', '--print-address'], { env });
  await untilItSpeaks(bus);
  const onBus = { ...env, DBUS_SESSION_BUS_ADDRESS: busAddress };
  return {
    home,
    env,
    busAddress,
    startKeyring: () => startKeyring(onBus, ['--unlock'], false),
    lockKeyring: () => startKeyring(onBus, ['--daemonize'], true),
    end: () => ended(bus),
  };
}

/** In the place of a keyring that runs already. Resolves when what answers on the bus is locked as wanted. */
async function startKeyring(env: NodeJS.ProcessEnv, args: readonly string[], isToBeLocked: boolean): Promise<void> {
  const keyring = spawn(programs.keyring, ['--replace', '--components=secrets', ...args], {
    env,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  keyring.stdin.end('the login password');
  // The program goes to the background, and this process of it ends, a moment before the service is ready.
  const [exitCode] = await once(keyring, 'exit');
  if (exitCode !== 0) throw new Error(`${programs.keyring} ended with ${exitCode}`);
  const { isLocked } = realKeychainSystem('linux', env);
  for (let looks = 0; (await isLocked()) !== isToBeLocked; looks += 1) {
    if (looks > 3_000) throw new Error(`${programs.keyring} is not there`);
    await setTimeout(10);
  }
}

/** The bus prints its address when it is ready. */
async function untilItSpeaks(daemon: ChildProcess): Promise<void> {
  if (daemon.stdout === null) throw new Error('No output to wait for');
  for await (const _ of createInterface({ input: daemon.stdout })) return;
  throw new Error(`${daemon.spawnfile} ended before it was ready`);
}

async function ended(daemon: ChildProcess): Promise<void> {
  if (daemon.exitCode !== null || daemon.signalCode !== null) return;
  const gone = once(daemon, 'exit');
  daemon.kill();
  await gone;
}

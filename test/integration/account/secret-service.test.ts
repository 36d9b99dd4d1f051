import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const keychainProcess = fileURLToPath(new URL('./keychain-process.ts', import.meta.url));
const programs = { bus: 'dbus-daemon', keyring: 'gnome-keyring-daemon' } as const;
const secret = 'the-refresh-token-in-the-real-keychain-1//0abc';

/** A desktop session of its own: a home folder, and a D-Bus session that starts no service by itself. */
interface Session {
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Why this machine cannot run the tests; null when it can. */
function missingHere(): string | null {
  if (process.platform !== 'linux') return 'the Secret Service is Linux only';
  for (const program of Object.values(programs)) {
    const { error } = spawnSync(program, ['--version']);
    if (error !== undefined) return `${program} is not installed`;
  }
  return null;
}

async function newSession(): Promise<Session> {
  const home = await temporaryFolder();
  const runtime = join(home, 'run');
  await mkdir(runtime, { mode: 0o700 });
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
  const env = { PATH: process.env['PATH'], HOME: home, XDG_RUNTIME_DIR: runtime, LANG: 'C.UTF-8' };
  const bus = spawn(programs.bus, [`--config-file=${busConfig}`, '--nofork', '--print-address'], { env });
  await untilItSpeaks(bus);
  return { home, env };
}

/** Starts the keyring of the session, unlocked with a password as a login does. It ends with its session. */
async function startKeyring({ env }: Session): Promise<void> {
  const address = `unix:path=${env['XDG_RUNTIME_DIR']}/bus`;
  const keyring = spawn(programs.keyring, ['--unlock', '--components=secrets'], {
    env: { ...env, DBUS_SESSION_BUS_ADDRESS: address },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  keyring.stdin.end('the login password');
  // The program goes to the background, and this process of it ends, when the service is ready.
  const [exitCode] = await once(keyring, 'exit');
  if (exitCode !== 0) throw new Error(`${programs.keyring} ended with ${exitCode}`);
}

/** The bus prints its address when it is ready. It ends with the test. */
async function untilItSpeaks(daemon: ChildProcess): Promise<void> {
  onTestFinished(() => ended(daemon));
  if (daemon.stdout === null) throw new Error('No output to wait for');
  for await (const _ of createInterface({ input: daemon.stdout })) return;
  throw new Error(`${daemon.spawnfile} ended before it was ready`);
}

async function ended(daemon: ChildProcess): Promise<void> {
  if (daemon.exitCode !== null) return;
  const gone = once(daemon, 'exit');
  daemon.kill();
  await gone;
}

/** Runs one process of ours in the session. */
async function keychain({ env }: Session, verb: string, value = ''): Promise<unknown> {
  const child = spawn(process.execPath, [keychainProcess, verb, 'account/1001'], { env });
  child.stdin.end(value);
  const [printed, complaints] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (printed === '') throw new Error(complaints);
  return JSON.parse(printed);
}

async function contentsBelow(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return (await Promise.all(files.map((file) => readFile(file, 'latin1')))).join('\n');
}

describe('the real Secret Service', () => {
  beforeEach((context) => {
    const missing = missingHere();
    if (missing !== null) context.skip(missing);
  });

  test('keeps a secret from one process to the next, encrypted, and forgets it', async () => {
    const session = await newSession();
    await startKeyring(session);
    expect(await keychain(session, 'get')).toEqual({ value: null });
    expect(await keychain(session, 'set', secret)).toEqual({ value: null });
    expect(await keychain(session, 'get')).toEqual({ value: secret });
    expect(await readdir(join(session.home, '.local/share/keyrings'))).toContain('login.keyring');
    expect(await contentsBelow(session.home)).not.toContain(secret);
    expect(await keychain(session, 'delete')).toEqual({ value: null });
    expect(await keychain(session, 'get')).toEqual({ value: null });
  });

  test('keeps a very long secret whole', async () => {
    const session = await newSession();
    await startKeyring(session);
    const long = secret.repeat(200);
    await keychain(session, 'set', long);
    expect(await keychain(session, 'get')).toEqual({ value: long });
  });

  test('without one the keychain is unavailable: nothing falls back to the keyring of the kernel', async () => {
    const session = await newSession();
    expect(await keychain(session, 'set', secret)).toMatchObject({ problem: 'keychain-unavailable' });
    await startKeyring(session);
    expect(await keychain(session, 'get')).toEqual({ value: null });
  });
});

import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { realKeychainSystem } from '../../../electron/account/keychain-system.ts';
import { type DesktopSession, startDesktopSession } from '../../support/desktop-session.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const keychainProcess = fileURLToPath(new URL('./keychain-process.ts', import.meta.url));
const secret = 'the-refresh-token-in-the-real-keychain-1//0abc';

async function newSession(): Promise<DesktopSession> {
  const session = await startDesktopSession(await temporaryFolder());
  onTestFinished(session.end);
  return session;
}

/** Runs one process of ours in the session. */
async function keychain({ env }: DesktopSession, verb: string, value = ''): Promise<unknown> {
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

describe('the real Secret Service', { tags: 'secret-service' }, () => {
  test('keeps a secret from one process to the next, encrypted, and forgets it', async () => {
    const session = await newSession();
    await session.startKeyring();
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
    await session.startKeyring();
    const long = secret.repeat(200);
    await keychain(session, 'set', long);
    expect(await keychain(session, 'get')).toEqual({ value: long });
  });

  test('without one the keychain is unavailable: nothing falls back to the keyring of the kernel', async () => {
    const session = await newSession();
    expect(await keychain(session, 'set', secret)).toMatchObject({ problem: 'keychain-unavailable' });
    await session.startKeyring();
    expect(await keychain(session, 'get')).toEqual({ value: null });
  });

  test('says whether it is locked, and a program that was started meanwhile gets hold of it later', async () => {
    const session = await newSession();
    await session.startKeyring();
    await keychain(session, 'set', secret);
    const system = realKeychainSystem('linux', { ...session.env, DBUS_SESSION_BUS_ADDRESS: session.busAddress });
    expect(await system.isLocked()).toBe(false);
    await session.lockKeyring();
    expect(await system.isLocked()).toBe(true);
    expect(await keychain(session, 'get')).toMatchObject({ problem: 'keychain-unavailable' });
    await session.startKeyring();
    expect(await system.isLocked()).toBe(false);
    expect(await keychain(session, 'get')).toEqual({ value: secret });
  });
});

import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type KeytarApi, keychainStore } from '../../../electron/account/keychain-store.ts';
import { realKeychainSystem } from '../../../electron/account/keychain-system.ts';
import { openSecretStore, parseTokenStore } from '../../../electron/account/open-secret-store.ts';
import { runsOf } from '../../support/test-environment.ts';
import { problemIn, valueIn } from './fixtures/expect-result.ts';
import { heldKeytar, keychainOf } from './fixtures/keytar.ts';

describe('the keychain', () => {
  test('keeps, replaces and forgets; the probe leaves nothing behind', async () => {
    const keytar = heldKeytar();
    const store = valueIn(await keychainStore(keychainOf(keytar)));
    expect(keytar.entries.size).toBe(0);
    expect(valueIn(await store.get('account/1'))).toBeNull();
    valueIn(await store.set('account/1', 'a'));
    valueIn(await store.set('account/1', 'b'));
    expect(valueIn(await store.get('account/1'))).toBe('b');
    expect([...keytar.entries.keys()]).toEqual(['Afterimage/account/1']);
    valueIn(await store.delete('account/1'));
    valueIn(await store.delete('account/1'));
    expect(keytar.entries.size).toBe(0);
  });

  test('that throws, forgets or cannot be loaded is unavailable, with the reason', async () => {
    const locked: KeytarApi = {
      ...heldKeytar(),
      setPassword: () => Promise.reject(new Error('The collection is locked')),
    };
    expect(problemIn(await keychainStore(keychainOf(locked)), 'keychain-unavailable').detail).toContain('locked');
    const forgetful: KeytarApi = { ...heldKeytar(), setPassword: async () => undefined };
    problemIn(await keychainStore(keychainOf(forgetful)), 'keychain-unavailable');
    const absent = keychainOf(heldKeytar(), { load: () => Promise.reject(new Error('no native part')) });
    expect(problemIn(await keychainStore(absent), 'keychain-unavailable').detail).toBe('no native part');
  });

  test('that never answers is given up', async () => {
    const silent: KeytarApi = { ...heldKeytar(), setPassword: () => Promise.withResolvers<void>().promise };
    const met = problemIn(await keychainStore(keychainOf(silent, { timeLimitMs: 10 })), 'keychain-unavailable');
    expect(met.detail).toContain('did not answer');
  });
});

describe('long secrets in a keychain with short entries', () => {
  const longestEntry = 200;

  test('any value comes back whole, and deleting leaves nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 600, size: 'max' }), { maxLength: 4 }),
        async (values) => {
          const keytar = heldKeytar(longestEntry);
          const store = valueIn(await keychainStore(keychainOf(keytar, { longestEntry })));
          for (const value of values) {
            valueIn(await store.set('account/1', value));
            expect(valueIn(await store.get('account/1'))).toBe(value);
          }
          valueIn(await store.delete('account/1'));
          expect(keytar.entries.size).toBe(0);
        },
      ),
      { numRuns: runsOf(60) },
    );
  });

  test('a write that breaks off leaves the old value', async () => {
    const keytar = heldKeytar(longestEntry);
    let writesLeft = Number.MAX_SAFE_INTEGER;
    const breaking: KeytarApi = {
      ...keytar,
      setPassword: async (service, account, password) => {
        writesLeft -= 1;
        if (writesLeft < 0) throw new Error('power failure');
        await keytar.setPassword(service, account, password);
      },
    };
    const store = valueIn(await keychainStore(keychainOf(breaking, { longestEntry })));
    const [old, next] = ['o'.repeat(500), 'n'.repeat(700)];
    valueIn(await store.set('account/1', old));
    for (const allowed of [0, 1, 2, 3, 4]) {
      writesLeft = allowed;
      problemIn(await store.set('account/1', next), 'keychain-unavailable');
      expect(valueIn(await store.get('account/1'))).toBe(old);
    }
  });

  test('a lost part is damage, not another value', async () => {
    const keytar = heldKeytar(longestEntry);
    const store = valueIn(await keychainStore(keychainOf(keytar, { longestEntry })));
    valueIn(await store.set('account/1', 'x'.repeat(1_000)));
    const part = [...keytar.entries.keys()].find((name) => name.includes('#')) ?? '';
    keytar.entries.set(part, 'eHh4');
    problemIn(await store.get('account/1'), 'token-store-unreadable');
    keytar.entries.delete(part);
    problemIn(await store.get('account/1'), 'token-store-unreadable');
    keytar.entries.set('Afterimage/account/1', 'written by something else');
    problemIn(await store.get('account/1'), 'token-store-unreadable');
  });
});

describe('choosing a token store', () => {
  test('--token-store is read', () => {
    expect(valueIn(parseTokenStore('keychain'))).toEqual({ kind: 'keychain' });
    expect(valueIn(parseTokenStore('memory'))).toEqual({ kind: 'memory' });
    expect(valueIn(parseTokenStore('file:/srv/tokens.json'))).toMatchObject({ kind: 'file' });
    for (const wrong of ['', 'file:', 'file', 'Keychain', 'tokens.json']) problemIn(parseTokenStore(wrong), 'usage');
  });

  test('without a keychain: memory with a warning when left open, a refusal when asked for', async () => {
    const none = keychainOf(heldKeytar(), { load: () => Promise.reject(new Error('none here')) });
    const { store, warnings } = valueIn(await openSecretStore({ kind: 'automatic' }, none));
    expect(store.kind).toBe('memory');
    expect(warnings.map(({ code }) => code)).toEqual(['keychain-unavailable', 'token-store-passing']);
    problemIn(await openSecretStore({ kind: 'keychain' }, none), 'keychain-unavailable');
    const asked = valueIn(await openSecretStore({ kind: 'memory' }, none));
    expect(asked.warnings.map(({ code }) => code)).toEqual(['token-store-passing']);
  });

  test('with a keychain: that, and no warning', async () => {
    const { store, warnings } = valueIn(await openSecretStore({ kind: 'automatic' }, keychainOf(heldKeytar())));
    expect([store.kind, warnings]).toEqual(['keychain', []]);
  });
});

describe.runIf(process.platform === 'linux')('a Linux system without a Secret Service', () => {
  test('has no D-Bus session at all', async () => {
    const met = problemIn(await keychainStore(realKeychainSystem('linux', {})), 'keychain-unavailable');
    expect(met.detail).toContain('no D-Bus session');
  });

  test('names a bus that is not there', async () => {
    const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
    const met = problemIn(await keychainStore(realKeychainSystem('linux', env)), 'keychain-unavailable');
    expect(met.detail).toContain('cannot be reached');
  });

  test('has a bus that never answers: given up, instead of freezing the program', async () => {
    const path = join(tmpdir(), `${randomUUID()}.sock`);
    const server = createServer((socket) => socket.on('error', () => undefined));
    await new Promise<void>((resolve) => server.listen(path, resolve));
    onTestFinished(() => void server.close());
    const env = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${path}` };
    const met = problemIn(await keychainStore(realKeychainSystem('linux', env)), 'keychain-unavailable');
    expect(met.detail).toContain('does not answer');
  });
});

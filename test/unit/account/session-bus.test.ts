import { describe, expect, test } from 'vitest';
import { booleanIn, encodeCall, takeMessage } from '../../../electron/account/bus-message.ts';
import { keychainStore, NoKeychain } from '../../../electron/account/keychain-store.ts';
import { realKeychainSystem } from '../../../electron/account/keychain-system.ts';
import { BusSilence, sessionBusAddress, socketOf, withSessionBus } from '../../../electron/account/session-bus.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { problemIn } from './fixtures/expect-result.ts';
import { type BusAnswer, fakeBus, message } from './fixtures/fake-bus.ts';

const question = { destination: 'org.example.Service', path: '/a', interface: 'org.example.I', member: 'M', args: [] };

function ask(address: string, timeLimitMs = 5_000): Promise<boolean> {
  return withSessionBus(address, timeLimitMs, async ({ call }) => booleanIn(await call(question)));
}

describe('where the session bus is', () => {
  test('is said by the environment, or is its well-known place', async () => {
    expect(sessionBusAddress({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/x' })).toBe('unix:path=/x');
    expect(sessionBusAddress({})).toBeNull();
    expect(sessionBusAddress({ XDG_RUNTIME_DIR: await temporaryFolder() })).toBeNull();
  });

  test('is a Unix socket in the first address that names one', () => {
    expect(socketOf('unix:path=/run/user/1000/bus')).toBe('/run/user/1000/bus');
    expect(socketOf('unix:guid=1f,path=/tmp/a%20b,x=1')).toBe('/tmp/a b');
    expect(socketOf('unix:abstract=/tmp/dbus-1,guid=1f')).toBe('\0/tmp/dbus-1');
    expect(socketOf('tcp:host=localhost,port=1;unix:path=/second')).toBe('/second');
    expect(socketOf('tcp:host=localhost,port=1')).toBeNull();
  });
});

describe('a question on the session bus', () => {
  test('is answered, however the answer comes in pieces and whatever comes before it', async () => {
    for (const property of [true, false]) {
      const { address, asked } = await fakeBus({ answer: () => ({ property }) });
      expect(await ask(address)).toBe(property);
      expect(asked).toHaveLength(1);
    }
  });

  test('that the service refuses fails with its words', async () => {
    const { address } = await fakeBus({ answer: () => ({ error: 'org.freedesktop.DBus.Error.ServiceUnknown' }) });
    await expect(ask(address)).rejects.toThrow('org.freedesktop.DBus.Error.ServiceUnknown');
  });

  test('that nobody answers is given up in time', async () => {
    const { address } = await fakeBus({ answer: () => 'silence' });
    await expect(ask(address, 50)).rejects.toThrow(BusSilence);
  });

  test('fails on what is no answer, and on a bus that does not let us in', async () => {
    for (const raw of [Buffer.alloc(20, 0x42), message(2, 2, 'a{sv}', Buffer.alloc(4))]) {
      const { address } = await fakeBus({ answer: () => ({ raw }) });
      await expect(ask(address)).rejects.toThrow('The D-Bus session');
    }
    const { address } = await fakeBus({ answer: () => 'silence', greeting: 'REJECTED EXTERNAL' });
    await expect(ask(address)).rejects.toThrow('does not take this user');
    await expect(ask('unix:path=/nonexistent/bus')).rejects.toThrow('ENOENT');
  });

  test('starts a service only where that is wanted', () => {
    const flags = (call: Parameters<typeof encodeCall>[1]) => encodeCall(1, call).readUInt8(2);
    expect(flags(question)).toBe(2);
    expect(flags({ ...question, startsService: true })).toBe(0);
  });
});

describe('a message', () => {
  test('is taken when it is whole, and leaves what follows it', () => {
    const one = message(3, 7, 's', Buffer.from([2, 0, 0, 0, 0x6e, 0x6f, 0]), 'org.example.No');
    const two = Buffer.concat([one, one.subarray(0, 30)]);
    const taken = takeMessage(two);
    expect(taken?.message).toMatchObject({ kind: 'error', replyTo: 7, signature: 's', errorName: 'org.example.No' });
    expect(taken?.rest).toEqual(one.subarray(0, 30));
    for (let length = 0; length < one.length; length += 1) expect(takeMessage(one.subarray(0, length))).toBeNull();
  });

  test('is refused when it is too large to be an answer', () => {
    const huge = Buffer.from(message(2, 1, 'b', Buffer.from([1, 0, 0, 0])));
    huge.writeUInt32LE(100_000_000, 4);
    expect(() => takeMessage(huge)).toThrow('too much');
  });
});

describe.runIf(process.platform === 'linux')('the Secret Service on the session bus', () => {
  async function isLocked(answer: BusAnswer): Promise<boolean | null> {
    const { address } = await fakeBus({ answer: () => answer });
    return realKeychainSystem('linux', { DBUS_SESSION_BUS_ADDRESS: address }).isLocked();
  }

  test('says whether it is locked without asking anybody; nothing is known where there is none', async () => {
    expect(await isLocked({ property: true })).toBe(true);
    expect(await isLocked({ property: false })).toBe(false);
    expect(await isLocked({ error: 'org.freedesktop.DBus.Error.NameHasNoOwner' })).toBeNull();
    expect(await realKeychainSystem('linux', {}).isLocked()).toBeNull();
    expect(await realKeychainSystem('darwin', {}).isLocked()).toBeNull();
  });

  test('that is not there is told from one that refuses: the library is not asked', async () => {
    for (const error of ['ServiceUnknown', 'NameHasNoOwner'].map((name) => `org.freedesktop.DBus.Error.${name}`)) {
      const { address } = await fakeBus({ answer: () => ({ error }) });
      const load = realKeychainSystem('linux', { DBUS_SESSION_BUS_ADDRESS: address }).load();
      await expect(load).rejects.toThrow(NoKeychain);
    }
  });

  test('that hangs is given up: the library would stop the whole program to wait for it', async () => {
    const { address, asked } = await fakeBus({ answer: () => 'silence' });
    const system = realKeychainSystem('linux', { DBUS_SESSION_BUS_ADDRESS: address }, 50);
    const { detail } = problemIn(await keychainStore(system), 'keychain-unavailable');
    expect(detail).toBe('The Secret Service does not answer.');
    expect(asked).toEqual([expect.stringContaining('org.freedesktop.secrets')]);
  });
});

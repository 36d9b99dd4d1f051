import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { KeytarApi } from '../../../electron/account/keychain-store.ts';
import { openAppTokenStore } from '../../../electron/main/account/keychain-service.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { problemIn, valueIn } from '../account/fixtures/expect-result.ts';
import { heldKeytar, keychainOf } from '../account/fixtures/keytar.ts';
import { FakeClock, settled } from './support/fake-clock.ts';

const minute = 60_000;

/** A keychain that is locked until the test says otherwise, in an app that has just begun to open it. */
async function openService(canTell = true, isThere = true) {
  const world = { isLocked: true, isThere, attempts: 0 };
  const held = heldKeytar();
  const keytar: KeytarApi = {
    ...held,
    getPassword: async (service, account) => {
      if (account.startsWith('probe/')) world.attempts += 1;
      if (world.isLocked) throw new Error('unlock prompt was dismissed');
      return held.getPassword(service, account);
    },
  };
  const clock = new FakeClock('2026-03-10T12:00:00.000Z');
  const lines: string[] = [];
  const changes: string[] = [];
  const { opened, keychain } = valueIn(
    await openAppTokenStore({
      choice: { kind: 'automatic' },
      system: keychainOf(keytar, {
        isLocked: async () => (canTell ? world.isLocked : null),
        load: async () => {
          if (world.isThere) return keytar;
          world.attempts += 1;
          throw new Error('There is no Secret Service');
        },
      }),
      clock,
      log: (line) => lines.push(line),
    }),
  );
  keychain.onChange(({ kind }, before) => changes.push(`${before.kind} → ${kind}`));
  await settled();
  /** So much time goes by, and all that is due in it happens. */
  const pass = async (milliseconds: number): Promise<void> => {
    for (let left = milliseconds; left > 0; left -= 5_000) {
      clock.advance(5_000);
      await settled();
      await settled();
    }
  };
  return { world, held, clock, lines, changes, store: opened.store, keychain, pass };
}

describe('a keychain that was locked at login', () => {
  it('is asked once at the start, never while it is seen to be locked, and at once when it is unlocked', async () => {
    const { world, keychain, store, changes, lines, pass, held } = await openService();
    expect(keychain.state()).toMatchObject({ kind: 'unavailable' });
    valueIn(await store.set('account/1', 'signed in meanwhile'));
    await pass(3 * 60 * minute);
    expect(world.attempts).toBe(1);
    world.isLocked = false;
    await pass(15_000);
    // Nothing more is due: only the taking over has to come to its end.
    await expect.poll(() => keychain.state()).toEqual({ kind: 'open' });
    expect(changes.at(-1)).toBe('unavailable → open');
    expect([...held.entries.keys()]).toEqual(['Afterimage/account/1']);
    expect(lines).toEqual(['The keychain: unlock prompt was dismissed', 'The keychain is open']);
  });

  it('is tried with growing pauses while it is not there to ask for a password', async () => {
    const { world, keychain, pass } = await openService(false, false);
    const attemptsAfter: number[] = [];
    for (const minutes of [1, 1, 5, 15, 60, 60]) {
      await pass(minutes * minute + 15_000);
      attemptsAfter.push(world.attempts);
    }
    expect(attemptsAfter).toEqual([2, 2, 3, 4, 5, 6]);
    Object.assign(world, { isLocked: false, isThere: true });
    await pass(61 * minute);
    expect(keychain.state()).toEqual({ kind: 'open' });
  });

  it('is not asked again on its own where it cannot be seen and was refused, only at a good moment', async () => {
    const { world, keychain, pass } = await openService(false);
    await pass(3 * 60 * minute);
    expect(world.attempts).toBe(1);
    await keychain.look();
    expect(world.attempts).toBe(2);
    await pass(3 * 60 * minute);
    expect(world.attempts).toBe(2);
    world.isLocked = false;
    expect(await keychain.openNow()).toEqual({ kind: 'open' });
  });

  it('is tried when a person acts, and at a good moment unless it is seen to be locked', async () => {
    const { world, keychain } = await openService();
    await keychain.look();
    expect(world.attempts).toBe(1);
    await keychain.openNow();
    expect(world.attempts).toBe(2);
    world.isLocked = false;
    await keychain.look();
    expect(keychain.state()).toEqual({ kind: 'open' });
    const elsewhere = await openService(false);
    await elsewhere.keychain.look();
    expect(elsewhere.world.attempts).toBe(2);
  });

  it('is left alone once it is open, and when the program ends', async () => {
    const { world, keychain, clock, pass } = await openService();
    world.isLocked = false;
    await pass(15_000);
    const opened = world.attempts;
    await pass(60 * minute);
    expect([world.attempts, clock.waiting]).toEqual([opened, 0]);
    const ending = await openService(false);
    ending.keychain.stop();
    await ending.pass(60 * minute);
    expect([ending.world.attempts, ending.clock.waiting]).toEqual([1, 0]);
    await keychain.look();
    expect(world.attempts).toBe(opened);
  });
});

describe('a token store that is no keychain', () => {
  it('is open from the start', async () => {
    const system = keychainOf(heldKeytar(), { load: () => Promise.reject(new Error('never asked')) });
    const common = { system, clock: new FakeClock('2026-03-10T12:00:00.000Z'), log: () => undefined };
    const folder = await temporaryFolder();
    const file = join(folder, 'tokens.json');
    for (const choice of [{ kind: 'memory' }, { kind: 'file', path: file }] as const) {
      const { opened, keychain } = valueIn(await openAppTokenStore({ ...common, choice }));
      expect([opened.store.kind, keychain.state().kind]).toEqual([choice.kind, 'open']);
      expect(await keychain.openNow()).toEqual({ kind: 'open' });
    }
    const noFile = await openAppTokenStore({ ...common, choice: { kind: 'file', path: folder } });
    problemIn(noFile, 'token-store-unreadable');
  });
});

import { describe, expect, test } from 'vitest';
import type { KeychainSystem, KeytarApi } from '../../../electron/account/keychain-store.ts';
import { lateKeychain } from '../../../electron/account/late-keychain.ts';
import { problemIn, valueIn } from './fixtures/expect-result.ts';
import { heldKeytar, keychainOf } from './fixtures/keytar.ts';

/** A keychain that refuses everything while it is locked, as one whose password nobody was asked for. */
function lockable(isLocked: boolean) {
  const held = heldKeytar();
  const world = { isLocked };
  const unlessLocked =
    <A extends readonly unknown[], T>(call: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      if (world.isLocked) throw new Error('The collection is locked');
      return call(...args);
    };
  const keytar: KeytarApi = {
    getPassword: unlessLocked(held.getPassword),
    setPassword: unlessLocked(held.setPassword),
    deletePassword: unlessLocked(held.deletePassword),
  };
  return { world, keytar, entries: held.entries };
}

/** A keychain that asks for its password at the first call; everything waits for the person's answer. */
function prompting() {
  const held = heldKeytar();
  const answer = Promise.withResolvers<void>();
  let prompts = 0;
  const keytar: KeytarApi = {
    ...held,
    getPassword: async (service, account) => {
      prompts += 1;
      await answer.promise;
      return held.getPassword(service, account);
    },
  };
  return { keytar, entries: held.entries, answer, prompts: () => prompts };
}

function lateOver(keytar: KeytarApi, changes: Partial<KeychainSystem> = {}, mayUseMemory = true) {
  const states: string[] = [];
  const late = lateKeychain({
    system: keychainOf(keytar, changes),
    mayUseMemory,
    onState: ({ kind }, before) => states.push(`${before.kind} → ${kind}`),
  });
  return { ...late, states };
}

/** What a test finds under a name when it looks into the keychain with its own eyes. */
function inKeychain(entries: ReadonlyMap<string, string>, name: string): string | undefined {
  return entries.get(`Afterimage/${name}`)?.replace(/^whole:/, '');
}

describe('a keychain that is open', () => {
  test('keeps everything; what is asked before it has opened waits for it', async () => {
    const { keytar, entries, answer } = prompting();
    entries.set('Afterimage/account/1', 'whole:from before');
    const { store, state, states } = lateOver(keytar);
    const [got, kept] = [store.get('account/1'), store.set('account/2', 'new')];
    expect([state().kind, states]).toEqual(['opening', []]);
    answer.resolve();
    expect(valueIn(await got)).toBe('from before');
    valueIn(await kept);
    expect(inKeychain(entries, 'account/2')).toBe('new');
    expect([store.kind, states]).toEqual(['keychain', ['opening → open']]);
    valueIn(await store.delete('account/1'));
    // The probe has left nothing either.
    expect([...entries.keys()]).toEqual(['Afterimage/account/2']);
  });
});

describe('a keychain that was locked at login', () => {
  test('opens later, and takes over all that was kept in memory meanwhile', async () => {
    const { world, keytar, entries } = lockable(true);
    entries.set('Afterimage/account/1', 'whole:from before').set('Afterimage/account/9', 'whole:signed out');
    const { store, open, state, states } = lateOver(keytar);
    expect(await open()).toMatchObject({ kind: 'unavailable', problem: { detail: 'The collection is locked' } });
    expect(store.kind).toBe('memory');

    // What only the keychain can know is not said to be missing.
    problemIn(await store.get('account/1'), 'keychain-unavailable');
    valueIn(await store.set('account/2', 'first'));
    valueIn(await store.set('account/2', 'second'));
    valueIn(await store.set('account/3', 'given up again'));
    valueIn(await store.delete('account/3'));
    // Nor is what may be in the keychain said to be deleted.
    problemIn(await store.delete('account/9'), 'keychain-unavailable');
    problemIn(await store.get('account/9'), 'keychain-unavailable');
    expect(valueIn(await store.get('account/2'))).toBe('second');
    expect(valueIn(await store.get('account/3'))).toBeNull();

    world.isLocked = false;
    expect(await open()).toEqual({ kind: 'open' });
    expect([store.kind, state().kind]).toEqual(['keychain', 'open']);
    expect(states).toEqual(['opening → unavailable', 'unavailable → open']);
    expect(valueIn(await store.get('account/1'))).toBe('from before');
    expect(valueIn(await store.get('account/2'))).toBe('second');
    valueIn(await store.delete('account/9'));
    expect([...entries.keys()].toSorted()).toEqual(['Afterimage/account/1', 'Afterimage/account/2']);
  });

  test('loses nothing when it locks again in the middle of taking over', async () => {
    const { world, keytar, entries } = lockable(true);
    let writesLeft = Number.POSITIVE_INFINITY;
    const failing: KeytarApi = {
      ...keytar,
      setPassword: async (service, account, password) => {
        writesLeft -= 1;
        if (writesLeft < 0) throw new Error('locked again');
        await keytar.setPassword(service, account, password);
      },
    };
    const { store, open } = lateOver(failing);
    await open();
    for (const name of ['account/1', 'account/2', 'account/3']) valueIn(await store.set(name, `secret of ${name}`));
    world.isLocked = false;
    // The probe and the first secret.
    writesLeft = 2;
    expect(await open()).toMatchObject({ kind: 'unavailable', problem: { detail: 'locked again' } });
    expect(store.kind).toBe('memory');
    for (const name of ['account/1', 'account/2', 'account/3']) {
      expect(valueIn(await store.get(name))).toBe(`secret of ${name}`);
    }
    writesLeft = Number.POSITIVE_INFINITY;
    expect(await open()).toEqual({ kind: 'open' });
    for (const name of ['account/1', 'account/2', 'account/3']) {
      expect(inKeychain(entries, name)).toBe(`secret of ${name}`);
    }
  });

  test('loses nothing that is kept at the very moment of opening', async () => {
    const { world, keytar, entries } = lockable(true);
    const { store, open } = lateOver(keytar);
    await open();
    world.isLocked = false;
    const opening = open();
    const kept = Array.from({ length: 30 }, async (_, index) => {
      for (let turn = 0; turn < index; turn += 1) await Promise.resolve();
      return store.set(`account/${index}`, `secret ${index}`);
    });
    for (const one of await Promise.all(kept)) valueIn(one);
    await opening;
    for (let index = 0; index < 30; index += 1) {
      expect(inKeychain(entries, `account/${index}`)).toBe(`secret ${index}`);
    }
  });

  test('keeps nothing in memory when it was asked for by name', async () => {
    const { world, keytar, entries } = lockable(true);
    const { store, open } = lateOver(keytar, {}, false);
    problemIn(await store.set('account/1', 'x'), 'keychain-unavailable');
    expect(store.kind).toBe('keychain');
    world.isLocked = false;
    await open();
    expect(entries.size).toBe(0);
    valueIn(await store.set('account/1', 'x'));
    expect(inKeychain(entries, 'account/1')).toBe('x');
  });
});

describe('a keychain that waits for its password', () => {
  test('is unavailable after the time limit, and opens when the person answers at last', async () => {
    const { keytar, entries, answer, prompts } = prompting();
    const { store, open, states } = lateOver(keytar, { timeLimitMs: 20 });
    expect(await open()).toMatchObject({ kind: 'unavailable', problem: { detail: expect.stringContaining('answer') } });
    valueIn(await store.set('account/1', 'kept in memory'));
    // Trying again joins the question that is on the screen already.
    expect(await open()).toMatchObject({ kind: 'unavailable' });
    expect(prompts()).toBe(1);
    answer.resolve();
    await expect.poll(() => store.kind).toBe('keychain');
    expect(states).toEqual(['opening → unavailable', 'unavailable → open']);
    expect([...entries]).toEqual([['Afterimage/account/1', 'whole:kept in memory']]);
  });

  test('and never answers is given up once it is seen to be unlocked; its late answer changes nothing', async () => {
    const held = heldKeytar();
    const hung = Promise.withResolvers<void>();
    const world = { isLocked: true, isHanging: true, loads: 0 };
    const { store, open, states } = lateOver(held, {
      timeLimitMs: 20,
      isLocked: async () => world.isLocked,
      load: async () => {
        world.loads += 1;
        if (!world.isHanging) return held;
        await hung.promise;
        throw new Error('too late');
      },
    });
    expect(await open()).toMatchObject({ kind: 'unavailable' });
    valueIn(await store.set('account/1', 'kept in memory'));
    // As long as it is locked, the question may still be on the screen.
    world.isHanging = false;
    expect(await open()).toMatchObject({ kind: 'unavailable' });
    expect(world.loads).toBe(1);
    world.isLocked = false;
    expect(await open()).toEqual({ kind: 'open' });
    expect(inKeychain(held.entries, 'account/1')).toBe('kept in memory');
    hung.resolve();
    await new Promise(setImmediate);
    expect(states).toEqual(['opening → unavailable', 'unavailable → open']);
    expect(store.kind).toBe('keychain');
  });

  test('and never answers is asked again only a few times: each attempt may hold a thread', async () => {
    let loads = 0;
    const never = new Promise<never>(() => undefined);
    const { open } = lateOver(heldKeytar(), {
      timeLimitMs: 5,
      isLocked: async () => false,
      load: () => {
        loads += 1;
        return never;
      },
    });
    for (let call = 0; call < 6; call += 1) await open();
    expect(loads).toBe(3);
  });

  test('that is refused stays unavailable, and asks again only when told to', async () => {
    const { keytar, answer, prompts } = prompting();
    const { open, state } = lateOver(keytar, { timeLimitMs: 20 });
    await open();
    answer.reject(new Error('unlock prompt was dismissed'));
    const detail = () => {
      const now = state();
      return now.kind === 'unavailable' ? now.problem.detail : null;
    };
    await expect.poll(detail).toBe('unlock prompt was dismissed');
    expect(prompts()).toBe(1);
    await open();
    expect(prompts()).toBe(2);
  });
});

import { describe, expect, it } from 'vitest';
import type { Accounts, SignInOptions } from '../../../electron/account/accounts.ts';
import type { KeychainState } from '../../../electron/account/late-keychain.ts';
import type { AccountSummary } from '../../../electron/contract/models.ts';
import { problem } from '../../../electron/contract/problem.ts';
import { failed, ok, type Result } from '../../../electron/contract/result.ts';
import { capabilityScopes } from '../../../electron/contract/scopes.ts';
import { createAccountController } from '../../../electron/main/account/account-controller.ts';
import type { SnapshotChange } from '../../../electron/main/snapshot/snapshot-store.ts';
import { account } from './support/app-state.ts';
import { FakeClock, settled } from './support/fake-clock.ts';

const second: AccountSummary = { ...account, id: '109', email: 'second@example.com' };

/** A controller over an account floor whose sign-in ends as `consent` says, once the browser is open. */
function openController(
  consent: () => Result<AccountSummary>,
  openBrowser = async (): Promise<Result<void>> => ok(undefined),
) {
  let list: readonly AccountSummary[] = [];
  let active: string | null = null;
  let shown: SnapshotChange = {};
  const pending: unknown[] = [];
  /** What the controller asked for, in its order. */
  const asked: string[] = [];
  const keychain = { state: { kind: 'open' } as KeychainState, afterOpening: { kind: 'open' } as KeychainState };
  const signIn = async ({ capabilities, onAuthorizeUrl, signal }: SignInOptions) => {
    asked.push('sign-in');
    onAuthorizeUrl('https://accounts.google.com/o/oauth2/v2/auth?x');
    await settled();
    if (signal?.aborted === true) return failed(problem('sign-in-cancelled'));
    const signedIn = consent();
    if (!signedIn.ok) return signedIn;
    list = [...list.filter(({ id }) => id !== signedIn.value.id), signedIn.value];
    const granted = capabilities.filter((capability) => signedIn.value.scopes.includes(capabilityScopes[capability]));
    return ok({ account: signedIn.value, capabilities: granted, missing: [] });
  };
  const accounts: Accounts = {
    tokenStore: { kind: 'memory', warnings: [] },
    considerClient: async () => failed(problem('client-file-wrong')),
    setClient: async () => failed(problem('client-file-wrong')),
    client: async () => ok(null),
    removeClient: async () => {
      asked.push('remove client');
      return ok(undefined);
    },
    signIn,
    signOut: async (id) => {
      asked.push('sign out');
      const [gone] = list.filter((one) => one.id === id);
      list = list.filter((one) => one.id !== id);
      return gone === undefined ? failed(problem('account-unknown')) : ok({ account: gone, notRevoked: null });
    },
    list: async () => {
      asked.push('list');
      const { state } = keychain;
      return ok(state.kind === 'unavailable' ? list.map((one) => ({ ...one, trouble: state.problem })) : list);
    },
    listWithoutStore: async () => {
      asked.push('list without store');
      return ok(list);
    },
    find: async (which) => {
      const found = list.find(({ id }) => id === which);
      return found === undefined ? failed(problem('account-unknown')) : ok(found);
    },
    tokens: { accessToken: async () => ok('token') },
    drive: {
      read: async () => ok(null),
      connectAccount: async () => ok(undefined),
      disconnect: async () => ok(undefined),
      pick: async () => failed(problem('sign-in-cancelled')),
    },
  };
  const controller = createAccountController({
    accounts,
    keychain: {
      state: () => keychain.state,
      openNow: async () => {
        asked.push('open keychain');
        keychain.state = keychain.afterOpening;
        return keychain.state;
      },
    },
    clock: new FakeClock('2026-03-10T12:00:00.000Z'),
    openBrowser,
    change: (change) => {
      shown = { ...shown, ...change };
      if ('pendingSignIn' in change) pending.push(change.pendingSignIn);
    },
    activeAccount: () => active,
    setActiveAccount: (id) => {
      active = id;
    },
    log: () => undefined,
  });
  const knowing = (...known: readonly AccountSummary[]): void => {
    list = known;
  };
  return { desk: controller, shown: () => shown, pending, asked, keychain, knowing };
}

describe('signing in', () => {
  it('shows that it waits for the browser, and then the account, which is the one in use', async () => {
    const { desk: controller, shown, pending } = openController(() => ok(account));
    expect(await controller.signIn('library', null)).toEqual(ok(account));
    expect(shown()).toMatchObject({ accounts: [account], activeAccount: account.id, pendingSignIn: null });
    expect(pending).toEqual([{ startedAt: '2026-03-10T12:00:00.000Z', expiresAt: '2026-03-10T12:05:00.000Z' }, null]);
  });

  it('ends at once when the browser cannot be opened, and says so', async () => {
    const { desk: controller, shown } = openController(
      () => ok(account),
      async () => failed(problem('browser-not-opened', { detail: 'no screen' })),
    );
    expect(await controller.signIn('library', null)).toMatchObject({ problem: { code: 'browser-not-opened' } });
    expect(shown().pendingSignIn).toBeNull();
  });

  it('can be cancelled, and a second one takes the place of the first', async () => {
    const { desk: controller } = openController(() => ok(account));
    const first = controller.signIn('library', null);
    const next = controller.signIn('library', null);
    expect(await first).toMatchObject({ problem: { code: 'sign-in-cancelled' } });
    expect(await next).toEqual(ok(account));
    const third = controller.signIn('library', null);
    controller.cancelSignIn();
    expect(await third).toMatchObject({ problem: { code: 'sign-in-cancelled' } });
  });
});

describe('several accounts', () => {
  it('uses the one that is chosen, and another one when it is signed out', async () => {
    const consents = [account, second];
    const { desk: controller, shown } = openController(() => ok(consents.shift() ?? account));
    await controller.signIn('library', null);
    await controller.signIn('library', null);
    expect(shown().activeAccount).toBe(second.id);
    await controller.use(account.id);
    expect(await controller.active()).toEqual(ok(account));
    await controller.signOut(account.id);
    expect(shown().activeAccount).toBe(second.id);
    expect(await controller.active()).toEqual(ok(second));
    await controller.signOut(second.id);
    expect(await controller.active()).toMatchObject({ problem: { code: 'account-missing' } });
  });
});

describe('asking for one more permission', () => {
  const picking: AccountSummary = { ...account, scopes: [capabilityScopes.picker] };

  it('leaves the account in use as it is', async () => {
    const { desk: controller, shown, pending } = openController(() => ok(picking));
    expect(await controller.permit('picker', account)).toEqual(ok(picking));
    expect(shown()).toMatchObject({ accounts: [picking], activeAccount: account.id, pendingSignIn: null });
    expect(pending).toHaveLength(2);
  });

  it('fails when somebody else is signed in in the browser, who does not come into use by it', async () => {
    const consents = [account, { ...second, scopes: [capabilityScopes.picker] }];
    const { desk: controller, shown } = openController(() => ok(consents.shift() ?? account));
    await controller.signIn('library', null);
    expect(await controller.permit('picker', account)).toMatchObject({
      problem: { code: 'account-other', detail: expect.stringContaining(second.email) },
    });
    expect(shown().activeAccount).toBe(account.id);
  });

  it('fails when the permission was left unticked, or nobody answered', async () => {
    const { desk: controller } = openController(() => ok(account));
    expect(await controller.permit('picker', account)).toMatchObject({ problem: { code: 'scope-not-granted' } });
    const asked = controller.permit('picker', account);
    controller.cancelSignIn();
    expect(await asked).toMatchObject({ problem: { code: 'sign-in-cancelled' } });
  });
});

describe('createAccountDesk while the keychain is not open', () => {
  const locked: KeychainState = { kind: 'unavailable', problem: problem('keychain-unavailable', { detail: 'locked' }) };

  it('says who is signed in without waiting for a keychain that is being opened, and that it is', async () => {
    const { desk: controller, shown, asked, keychain, knowing } = openController(() => ok(account));
    keychain.state = { kind: 'opening' };
    knowing(account);
    await controller.refresh();
    expect(shown()).toMatchObject({ tokenStore: 'opening', keychainProblem: null, accounts: [{ trouble: null }] });
    expect(await controller.active()).toEqual(ok(account));
    expect(asked).toEqual(['list without store', 'list without store']);
  });

  it('says that it is unavailable, and why; new sign-ins are in memory', async () => {
    const { desk: controller, shown, keychain, knowing } = openController(() => ok(account));
    keychain.state = locked;
    knowing(account);
    await controller.refresh();
    expect(shown()).toMatchObject({
      tokenStore: 'memory',
      keychainProblem: { code: 'keychain-unavailable', detail: 'locked' },
      accounts: [{ trouble: { code: 'keychain-unavailable' } }],
    });
  });

  it('is tried again before a person signs in or sets the client, and not when it is open', async () => {
    const { desk: controller, asked, keychain } = openController(() => ok(account));
    keychain.state = locked;
    await controller.signIn('library', null);
    expect(asked.slice(0, 2)).toEqual(['open keychain', 'sign-in']);
    asked.length = 0;
    await controller.signIn('library', null);
    expect(asked).not.toContain('open keychain');
    keychain.state = locked;
    await controller.setClient('{}');
    expect(asked).toContain('open keychain');
  });

  it('is tried again before an account is signed out or the client removed', async () => {
    const { desk: controller, asked, keychain, knowing } = openController(() => ok(account));
    knowing(account);
    keychain.state = locked;
    expect(await controller.signOut(account.id)).toEqual(ok(null));
    expect(asked.slice(0, 2)).toEqual(['open keychain', 'sign out']);
    asked.length = 0;
    keychain.state = locked;
    expect(await controller.removeClient()).toEqual(ok(null));
    expect(asked.slice(0, 2)).toEqual(['open keychain', 'remove client']);
  });

  it('is opened when a person asks for it, or says why not', async () => {
    const { desk: controller, shown, keychain, knowing } = openController(() => ok(account));
    knowing(account);
    keychain.state = locked;
    keychain.afterOpening = locked;
    expect(await controller.openKeychain()).toMatchObject({ ok: false, problem: { detail: 'locked' } });
    expect(shown().keychainProblem).toMatchObject({ detail: 'locked' });
    keychain.afterOpening = { kind: 'open' };
    expect(await controller.openKeychain()).toEqual(ok(null));
    expect(shown()).toMatchObject({ keychainProblem: null, accounts: [{ trouble: null }] });
  });

  it('shows what was read last, however long reading took', async () => {
    const { desk: controller, shown, keychain, knowing } = openController(() => ok(account));
    knowing(account);
    keychain.state = { kind: 'opening' };
    const early = controller.refresh();
    keychain.state = locked;
    await Promise.all([controller.refresh(), early]);
    expect(shown()).toMatchObject({ tokenStore: 'memory', keychainProblem: { detail: 'locked' } });
  });
});

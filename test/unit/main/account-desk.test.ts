import { describe, expect, it } from 'vitest';
import type { Accounts, SignInOptions } from '../../../electron/account/accounts.ts';
import type { AccountSummary } from '../../../electron/contract/models.ts';
import { problem } from '../../../electron/contract/problem.ts';
import { failed, ok, type Result } from '../../../electron/contract/result.ts';
import { capabilityScopes } from '../../../electron/contract/scopes.ts';
import { createAccountDesk } from '../../../electron/main/account/account-desk.ts';
import type { SnapshotChange } from '../../../electron/main/snapshot/snapshot-store.ts';
import { account } from './support/app-state.ts';
import { FakeClock, settled } from './support/fake-clock.ts';

const second: AccountSummary = { ...account, id: '109', email: 'second@example.com' };

/** A desk over an account floor whose sign-in ends as `consent` says, once the browser is open. */
function openDesk(
  consent: () => Result<AccountSummary>,
  openBrowser = async (): Promise<Result<void>> => ok(undefined),
) {
  let list: readonly AccountSummary[] = [];
  let active: string | null = null;
  let shown: SnapshotChange = {};
  const pending: unknown[] = [];
  const signIn = async ({ capabilities, onAuthorizeUrl, signal }: SignInOptions) => {
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
    removeClient: async () => ok(undefined),
    signIn,
    signOut: async (id) => {
      const [gone] = list.filter((one) => one.id === id);
      list = list.filter((one) => one.id !== id);
      return gone === undefined ? failed(problem('account-unknown')) : ok({ account: gone, notRevoked: null });
    },
    list: async () => ok(list),
    find: async (which) => {
      const found = list.find(({ id }) => id === which);
      return found === undefined ? failed(problem('account-unknown')) : ok(found);
    },
    tokens: { accessToken: async () => ok('token') },
  };
  const desk = createAccountDesk({
    accounts,
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
  return { desk, shown: () => shown, pending };
}

describe('signing in', () => {
  it('shows that it waits for the browser, and then the account, which is the one in use', async () => {
    const { desk, shown, pending } = openDesk(() => ok(account));
    expect(await desk.signIn('library', null)).toEqual(ok(account));
    expect(shown()).toMatchObject({ accounts: [account], activeAccount: account.id, pendingSignIn: null });
    expect(pending).toEqual([{ startedAt: '2026-03-10T12:00:00.000Z', expiresAt: '2026-03-10T12:05:00.000Z' }, null]);
  });

  it('ends at once when the browser cannot be opened, and says so', async () => {
    const { desk, shown } = openDesk(
      () => ok(account),
      async () => failed(problem('browser-not-opened', { detail: 'no screen' })),
    );
    expect(await desk.signIn('library', null)).toMatchObject({ problem: { code: 'browser-not-opened' } });
    expect(shown().pendingSignIn).toBeNull();
  });

  it('can be cancelled, and a second one takes the place of the first', async () => {
    const { desk } = openDesk(() => ok(account));
    const first = desk.signIn('library', null);
    const next = desk.signIn('library', null);
    expect(await first).toMatchObject({ problem: { code: 'sign-in-cancelled' } });
    expect(await next).toEqual(ok(account));
    const third = desk.signIn('library', null);
    desk.cancelSignIn();
    expect(await third).toMatchObject({ problem: { code: 'sign-in-cancelled' } });
  });
});

describe('several accounts', () => {
  it('uses the one that is chosen, and another one when it is signed out', async () => {
    const consents = [account, second];
    const { desk, shown } = openDesk(() => ok(consents.shift() ?? account));
    await desk.signIn('library', null);
    await desk.signIn('library', null);
    expect(shown().activeAccount).toBe(second.id);
    await desk.use(account.id);
    expect(await desk.active()).toEqual(ok(account));
    await desk.signOut(account.id);
    expect(shown().activeAccount).toBe(second.id);
    expect(await desk.active()).toEqual(ok(second));
    await desk.signOut(second.id);
    expect(await desk.active()).toMatchObject({ problem: { code: 'account-missing' } });
  });
});

describe('asking for one more permission', () => {
  const picking: AccountSummary = { ...account, scopes: [capabilityScopes.picker] };

  it('leaves the account in use as it is', async () => {
    const { desk, shown, pending } = openDesk(() => ok(picking));
    expect(await desk.permit('picker', account)).toEqual(ok(picking));
    expect(shown()).toMatchObject({ accounts: [picking], activeAccount: account.id, pendingSignIn: null });
    expect(pending).toHaveLength(2);
  });

  it('fails when somebody else is signed in in the browser, who does not come into use by it', async () => {
    const consents = [account, { ...second, scopes: [capabilityScopes.picker] }];
    const { desk, shown } = openDesk(() => ok(consents.shift() ?? account));
    await desk.signIn('library', null);
    expect(await desk.permit('picker', account)).toMatchObject({
      problem: { code: 'account-other', detail: expect.stringContaining(second.email) },
    });
    expect(shown().activeAccount).toBe(account.id);
  });

  it('fails when the permission was left unticked, or nobody answered', async () => {
    const { desk } = openDesk(() => ok(account));
    expect(await desk.permit('picker', account)).toMatchObject({ problem: { code: 'scope-not-granted' } });
    const asked = desk.permit('picker', account);
    desk.cancelSignIn();
    expect(await asked).toMatchObject({ problem: { code: 'sign-in-cancelled' } });
  });
});

import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createAccountStore } from '../../../electron/account/account-store.ts';
import { type Accounts, accountsOver } from '../../../electron/account/accounts.ts';
import { createClientStore } from '../../../electron/account/client-store.ts';
import { NoKeychain } from '../../../electron/account/keychain-store.ts';
import { lateKeychain } from '../../../electron/account/late-keychain.ts';
import { writeTokens } from '../../../electron/account/token-record.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { account } from '../main/support/app-state.ts';
import { heldDeps } from './fixtures/account-deps.ts';
import { problemIn, valueIn } from './fixtures/expect-result.ts';
import { clientFileText, testClient, tinyGoogle } from './fixtures/google.ts';
import { heldKeytar, keychainOf } from './fixtures/keytar.ts';

/** The account floor over a keychain that holds the client's secret and a sign-in, and has been locked since. */
async function overLockedKeychain(isNone = false) {
  const dataDir = join(await temporaryFolder(), 'Afterimage');
  const google = await tinyGoogle();
  const keytar = heldKeytar();
  const world = { isLocked: false, isNone: false };
  const late = () =>
    lateKeychain({
      system: keychainOf(keytar, {
        load: async () => {
          if (world.isNone) throw new NoKeychain('There is no Secret Service');
          if (world.isLocked) throw new Error('The collection is locked');
          return keytar;
        },
      }),
      mayUseMemory: true,
      onState: () => undefined,
    });
  const before = late().store;
  const client = { clientId: testClient.clientId, clientSecret: testClient.clientSecret, projectId: null };
  valueIn(await createClientStore(dataDir, before, () => undefined).save(client, account.signedInAt));
  const tokens = { clientId: testClient.clientId, refreshToken: '1//refresh', accessToken: 'ya29.access' };
  valueIn(await writeTokens(before, account.id, { ...tokens, accessTokenExpiresAt: 0 }));
  valueIn(await createAccountStore(dataDir, () => undefined).put(account));

  Object.assign(world, { isLocked: true, isNone });
  const keychain = late();
  await keychain.open();
  const accounts: Accounts = valueIn(
    await accountsOver(
      { store: keychain.store, warnings: [] },
      { dataDir, endpoints: google.endpoints, deps: heldDeps(), onProblem: () => undefined },
    ),
  );
  const unlock = async (): Promise<void> => {
    world.isLocked = false;
    await keychain.open();
  };
  return { accounts, entries: keytar.entries, google, unlock };
}

describe('while the keychain is locked', () => {
  test('signing out fails and leaves the account listed; once it is open, nothing is left', async () => {
    const { accounts, entries, google, unlock } = await overLockedKeychain();
    problemIn(await accounts.signOut(account.id), 'keychain-unavailable');
    expect(valueIn(await accounts.list())).toHaveLength(1);
    await unlock();
    google.answerWith(() => ({ status: 200, body: {} }));
    expect(valueIn(await accounts.signOut(account.id)).notRevoked).toBeNull();
    expect([...entries.keys()].filter((name) => name.includes('account/'))).toEqual([]);
  });

  test('the client stays when it is removed, and when another one is to take its place', async () => {
    const { accounts, entries, unlock } = await overLockedKeychain();
    const other = clientFileText({ client_id: '999-zzz.apps.googleusercontent.com' });
    problemIn(await accounts.removeClient(), 'keychain-unavailable');
    problemIn(await accounts.setClient(other), 'keychain-unavailable');
    expect(valueIn(await accounts.client())).toMatchObject({ clientId: testClient.clientId });
    // The same client may be handed over again: its secret is wanted for signing in meanwhile.
    valueIn(await accounts.setClient(clientFileText()));
    await unlock();
    valueIn(await accounts.setClient(other));
    const secrets = [...entries.keys()].filter((name) => name.includes('client-secret/'));
    expect(secrets).toEqual(['Afterimage/client-secret/999-zzz.apps.googleusercontent.com']);
  });
});

test('on a system without a keychain, accounts and clients of an earlier start can be removed', async () => {
  const { accounts } = await overLockedKeychain(true);
  valueIn(await accounts.signOut(account.id));
  expect(valueIn(await accounts.list())).toEqual([]);
  valueIn(await accounts.setClient(clientFileText({ client_id: '999-zzz.apps.googleusercontent.com' })));
  valueIn(await accounts.removeClient());
  expect(valueIn(await accounts.client())).toBeNull();
});

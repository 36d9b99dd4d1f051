import type { AppSnapshot, SetupStep } from '../../electron/contract/desktop-models.ts';
import { problem } from '../../electron/contract/problem.ts';
import { account, before, client, destination } from './facts.ts';
import type { Scenario } from './fake-main.ts';

const hour = 60 * 60_000;
/** The backup that another computer left in a folder. */
const found = { files: 800, albums: 14, lastBackup: '2026-03-03T10:00:00.000Z' };

/** How far a set-up can have come, and what can have gone wrong on the way. */
export const setupScenarioNames = [
  'setup-client',
  'setup-client-set',
  'setup-client-refused',
  'setup-publish',
  'setup-publish-testing',
  'setup-sign-in',
  'setup-signing-in',
  'setup-signed-in',
  'setup-signed-in-testing',
  'setup-scope-unticked',
  'setup-sign-in-failed',
  'setup-no-keychain',
  'setup-keychain-locked',
  'setup-folder',
  'setup-folder-set',
  'setup-folder-adopted',
  'setup-folder-poor',
  'setup-sources',
  'setup-ready',
  'setup-incomplete',
] as const;
export type SetupScenarioName = (typeof setupScenarioNames)[number];

/** A set-up scenario on top of a snapshot of the first run. */
export function setupScenario(name: SetupScenarioName, first: AppSnapshot, now: Date): Scenario {
  const at = (step: SetupStep, facts: Partial<AppSnapshot> = {}): Scenario => ({
    snapshot: { ...first, setup: { step, finished: false }, ...facts },
  });
  const signedIn = { client, accounts: [account], activeAccount: account.id };
  const testing = { ...account, signInExpiresAt: before(now, -7 * 24 * hour) };
  const scenarios: Readonly<Record<SetupScenarioName, () => Scenario>> = {
    'setup-client': () => at('client'),
    'setup-client-set': () => at('client', { client }),
    'setup-client-refused': () => ({
      ...at('client'),
      failing: {
        'client.set': problem('client-file-web'),
        'client.choose': problem('client-file-service-account'),
        'app.copyText': problem('text-not-copied'),
      },
    }),
    'setup-publish': () => at('publish', { client }),
    'setup-publish-testing': () => at('publish', { ...signedIn, accounts: [testing] }),
    'setup-sign-in': () => at('sign-in', { client }),
    'setup-signing-in': () =>
      at('sign-in', {
        client,
        pendingSignIn: { startedAt: before(now, 45_000), expiresAt: before(now, -9 * 60_000 - 15_000) },
      }),
    'setup-signed-in': () => at('sign-in', signedIn),
    'setup-signed-in-testing': () => at('sign-in', { ...signedIn, accounts: [testing] }),
    'setup-scope-unticked': () =>
      at('sign-in', { ...signedIn, accounts: [{ ...account, scopes: ['openid', 'email'] }] }),
    'setup-sign-in-failed': () => ({
      ...at('sign-in', { client }),
      failing: { 'account.signIn': problem('sign-in-timeout') },
    }),
    'setup-no-keychain': () => at('sign-in', { client, tokenStore: 'memory' }),
    'setup-keychain-locked': () =>
      at('sign-in', {
        client,
        tokenStore: 'memory',
        keychainProblem: problem('keychain-unavailable', { detail: 'The collection is locked.' }),
      }),
    'setup-folder': () => at('folder', signedIn),
    'setup-folder-set': () => at('folder', { ...signedIn, destination }),
    'setup-folder-adopted': () => at('folder', { ...signedIn, destination: { ...destination, found } }),
    'setup-folder-poor': () =>
      at('folder', {
        ...signedIn,
        destination: {
          ...destination,
          path: '/run/user/1000/gvfs/smb-share:server=attic.local,share=everything/Photographs of the whole family',
          fileSystem: 'vfat',
          freeBytes: 3_400_000_000,
          totalBytes: 31_900_000_000,
          location: 'network',
          symlinks: false,
          hardlinks: false,
          albumView: 'copy',
        },
      }),
    'setup-sources': () => at('sources', { ...signedIn, destination }),
    'setup-ready': () => at('done', { ...signedIn, destination }),
    'setup-incomplete': () => at('done', { client }),
  };
  return scenarios[name]();
}

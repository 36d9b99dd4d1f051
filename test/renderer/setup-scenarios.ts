import type { AppSnapshot } from '../../electron/contract/desktop-models.ts';
import { problem } from '../../electron/contract/problem.ts';
import { capabilityScopes } from '../../electron/contract/scopes.ts';
import type { SetupDoor, SetupStep } from '../../electron/contract/setup-models.ts';
import { coveredState } from './coverage-scenarios.ts';
import { connectedDrive } from './drive-scenarios.ts';
import { account, before, client, destination } from './facts.ts';
import type { Scenario } from './fake-main.ts';
import { noExports } from './takeout-facts.ts';
import { watchedFolder } from './takeout-scenarios.ts';

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
  'setup-order',
  'setup-ordered',
  'setup-pickup',
  'setup-pickup-drive',
  'setup-pickup-watching',
  'setup-drive-client',
  'setup-drive-sign-in',
  'setup-waiting',
  'setup-choice',
  'waiting-for-export',
  'setup-ready',
  'setup-incomplete',
] as const;
export type SetupScenarioName = (typeof setupScenarioNames)[number];

/** A set-up scenario on top of a snapshot of the first run. */
export function setupScenario(name: SetupScenarioName, first: AppSnapshot, now: Date): Scenario {
  const behind =
    (door: SetupDoor, plan: Partial<AppSnapshot['plan']> = {}) =>
    (step: SetupStep, facts: Partial<AppSnapshot> = {}): Scenario => ({
      snapshot: { ...first, setup: { step, finished: false }, plan: { ...first.plan, door, ...plan }, ...facts },
    });
  const at = behind('client');
  const library = behind('library', { orderedAt: before(now, 3 * hour) });
  const unattended = behind('library', { pickup: 'drive', driveMode: 'unattended', orderedAt: before(now, 3 * hour) });
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
    'setup-folder': () => behind('library', { libraryBytes: 900_000_000_000 })('folder', signedIn),
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
    'setup-order': () => behind('library')('order', { destination }),
    'setup-ordered': () => library('order', { destination }),
    'setup-pickup': () => library('pickup', { destination }),
    'setup-pickup-drive': () => unattended('pickup', { destination }),
    'setup-pickup-watching': () =>
      behind('library', { pickup: 'downloads', orderedAt: before(now, 3 * hour) })('pickup', {
        destination,
        takeout: { ...first.takeout, watch: watchedFolder(now) },
      }),
    'setup-drive-client': () => unattended('client', { destination }),
    'setup-drive-sign-in': () => unattended('sign-in', { destination, client }),
    'setup-waiting': () => unattended('done', { ...signedIn, destination, drive: connectedDrive(now) }),
    'waiting-for-export': () => {
      const orderedAt = before(now, 20 * hour);
      return {
        snapshot: {
          ...behind('library', { pickup: 'downloads', orderedAt })('done', { destination }).snapshot,
          setup: { step: 'done', finished: true },
          takeout: { ...first.takeout, watch: watchedFolder(now) },
          exports: noExports,
          ...coveredState(now, { exports: [], orderedAt }),
        },
      };
    },
    'setup-choice': () => {
      const picking = { ...account, scopes: [...account.scopes, capabilityScopes.picker] };
      return behind('choice')('done', { ...signedIn, accounts: [picking], destination });
    },
    'setup-ready': () => at('done', { ...signedIn, destination }),
    'setup-incomplete': () => at('done', { client }),
  };
  return scenarios[name]();
}

import { describe, expect, test } from 'vitest';
import { problem } from '../../../electron/contract/problem.ts';
import { setupPlanSchema } from '../../../electron/contract/setup-models.ts';
import { type Condition, conditionsOf } from '../../../renderer/store/conditions.ts';
import type { ScenarioName } from '../../renderer/scenarios.ts';
import { now, snapshotOf } from './snapshot-of.ts';

const hour = 60 * 60 * 1000;

function kindsOf(scenario: ScenarioName): readonly Condition['kind'][] {
  return conditionsOf(snapshotOf(scenario), now).map(({ kind }) => kind);
}

describe('the states of the whole app', () => {
  test.each<readonly [ScenarioName, readonly Condition['kind'][]]>([
    ['first-run', []],
    ['empty', []],
    ['idle', []],
    ['running', []],
    ['many-problems', []],
    ['paused', ['paused']],
    // The Overview's sentence says so, and the card of the limits the rest.
    ['quota-waiting', []],
    ['quota-slowed', []],
    ['signing-in', ['signing-in']],
    ['signed-out', ['signed-out']],
    ['keychain-opening', ['keychain-opening']],
    ['keychain-unavailable', ['keychain-unavailable']],
    ['token-expiring', ['sign-in-ending']],
    ['token-expired', ['sign-in-expired']],
    ['token-revoked', ['sign-in-revoked']],
    ['api-off', ['api-off']],
    ['scope-missing', ['scope-missing']],
    ['disk-gone', ['disk-gone']],
    ['disk-full', ['disk-full']],
    ['offline', ['offline']],
    ['engine-restarting', ['engine-restarting']],
    ['engine-crashed', ['engine-crashed']],
  ])('%s', (scenario, kinds) => {
    expect(kindsOf(scenario)).toEqual(kinds);
  });

  test('the most urgent comes first, and nothing is said twice', () => {
    const trouble = problem('token-revoked');
    const broken = snapshotOf('disk-gone', {
      engine: 'crashed',
      online: false,
      trouble,
      accounts: snapshotOf('idle').accounts.map((account) => ({ ...account, trouble })),
    });
    expect(conditionsOf(broken, now).map(({ kind }) => kind)).toEqual([
      'engine-crashed',
      'sign-in-revoked',
      'disk-gone',
      'offline',
    ]);
  });

  test('what stopped the last run is told even when nothing else knows of it', () => {
    const stopped = snapshotOf('idle', { trouble: problem('catalog-damaged') });
    expect(conditionsOf(stopped, now)).toEqual([{ kind: 'trouble', problem: problem('catalog-damaged') }]);
    const full = snapshotOf('idle', { trouble: problem('destination-full') });
    expect(conditionsOf(full, now)).toMatchObject([{ kind: 'disk-full' }]);
  });

  test('a keychain that is not open is said once, whatever else tells of it', () => {
    const trouble = problem('keychain-unavailable');
    const { accounts } = snapshotOf('keychain-unavailable');
    const stopped = { trouble, accounts: [...accounts, ...accounts.map((one) => ({ ...one, id: '2' }))] };
    expect(conditionsOf(snapshotOf('keychain-unavailable', stopped), now).map(({ kind }) => kind)).toEqual([
      'keychain-unavailable',
    ]);
    // One that stopped answering later is a matter of the account that met it.
    const later = snapshotOf('keychain-unavailable', { keychainProblem: null, tokenStore: 'keychain' });
    expect(conditionsOf(later, now)).toMatchObject([{ kind: 'sign-in-broken' }]);
    const settingUp = snapshotOf('first-run', { tokenStore: 'opening' });
    expect(conditionsOf(settingUp, now)).toEqual([{ kind: 'keychain-opening' }]);
  });

  test('during set-up only the engine and the line are told', () => {
    const settingUp = snapshotOf('first-run', { online: false, engine: 'restarting' });
    expect(conditionsOf(settingUp, now).map(({ kind }) => kind)).toEqual(['engine-restarting', 'offline']);
  });

  test('while a sign-in waits, what it is to cure stays, so that its failure can be shown there', () => {
    const { pendingSignIn } = snapshotOf('signing-in');
    const waiting = snapshotOf('token-expired', { pendingSignIn });
    expect(conditionsOf(waiting, now).map(({ kind }) => kind)).toEqual(['signing-in', 'sign-in-expired']);
  });

  test('a sign-in that ends is announced two days ahead, not earlier', () => {
    const endingIn = (milliseconds: number) =>
      snapshotOf('idle', {
        accounts: snapshotOf('idle').accounts.map((account) => ({
          ...account,
          signInExpiresAt: new Date(now.getTime() + milliseconds).toISOString(),
        })),
      });
    expect(conditionsOf(endingIn(49 * hour), now)).toEqual([]);
    expect(conditionsOf(endingIn(47 * hour), now)).toMatchObject([{ kind: 'sign-in-ending' }]);
  });

  test('without a client or a folder the way out begins there', () => {
    const bare = snapshotOf('idle', { client: null, accounts: [], destination: null });
    expect(conditionsOf(bare, now)).toMatchObject([
      { kind: 'client-missing' },
      { kind: 'folder-trouble', problem: { code: 'destination-not-set' } },
    ]);
  });

  test('nobody misses a client ID, or a sign-in, whose way needs none', () => {
    const plan = setupPlanSchema.parse({ door: 'library', pickup: 'downloads' });
    const byHand = snapshotOf('idle', { client: null, accounts: [], activeAccount: null, plan });
    expect(conditionsOf(byHand, now)).toEqual([]);
    expect(conditionsOf({ ...byHand, plan: { ...plan, pickup: 'drive' } }, now)).toMatchObject([
      { kind: 'client-missing' },
    ]);
  });
});

import { describe, expect, test } from 'vitest';
import { noDrive } from '../../../electron/contract/drive-desktop-models.ts';
import type { AccountSummary, DestinationReport } from '../../../electron/contract/models.ts';
import { problem } from '../../../electron/contract/problem.ts';
import { capabilityScopes } from '../../../electron/contract/scopes.ts';
import { setupPlanSchema, stepsOf } from '../../../electron/contract/setup-models.ts';
import {
  missingSteps,
  type SetupFacts,
  setupAccount,
  stepAfter,
  stepBefore,
  stepStates,
} from '../../../renderer/features/setup/step-states.ts';

const account: AccountSummary = {
  id: '1',
  email: 'ada@example.org',
  clientId: '1-a.apps.googleusercontent.com',
  scopes: ['openid', 'email', capabilityScopes.library],
  signedInAt: '2026-05-02T09:41:00.000Z',
  signInExpiresAt: null,
  trouble: null,
};
const destination: DestinationReport = {
  path: '/backup',
  identity: null,
  fileSystem: 'ext4',
  freeBytes: 1,
  totalBytes: 2,
  location: 'internal',
  symlinks: true,
  hardlinks: true,
  caseSensitive: true,
  maxNameBytes: 255,
  albumView: 'symlink',
};
const plan = setupPlanSchema.parse({ door: 'client' });
const nothing: SetupFacts = {
  setup: { step: 'welcome', finished: false },
  plan: setupPlanSchema.parse({}),
  drive: noDrive,
  isWatching: false,
  client: null,
  accounts: [],
  activeAccount: null,
  destination: null,
  destinationTrouble: null,
};
const all: SetupFacts = {
  ...nothing,
  setup: { step: 'done', finished: false },
  plan,
  client: { clientId: account.clientId, projectId: null, addedAt: account.signedInAt },
  accounts: [account],
  activeAccount: '1',
  destination,
};

describe('stepStates', () => {
  test('nothing is done at the start', () => {
    expect(new Set(Object.values(stepStates(nothing)))).toEqual(new Set(['open']));
    expect(missingSteps(nothing)).toEqual(['welcome']);
    expect(missingSteps({ ...nothing, plan })).toEqual(['client', 'sign-in', 'folder']);
  });

  test('everything that is there is done, whatever was clicked', () => {
    expect(missingSteps(all)).toEqual([]);
    expect(stepStates({ ...all, setup: { step: 'welcome', finished: false } })).toMatchObject({
      welcome: 'done',
      client: 'done',
      publish: 'done',
      'sign-in': 'done',
      folder: 'done',
    });
  });

  test('publishing cannot be checked before the sign-in, and is found out by it', () => {
    const before = { ...all, accounts: [] };
    expect(stepStates(before).publish).toBe('passed');
    expect(stepStates({ ...before, setup: { step: 'client', finished: false } }).publish).toBe('open');
    const testing = { ...account, signInExpiresAt: '2026-05-09T09:41:00.000Z' };
    expect(stepStates({ ...all, accounts: [testing] })).toMatchObject({ publish: 'warn', 'sign-in': 'done' });
  });

  test('a sign-in without the permission, or one that is dead, needs a look', () => {
    const unticked = { ...account, scopes: ['openid', 'email'] };
    expect(stepStates({ ...all, accounts: [unticked] })['sign-in']).toBe('warn');
    const dead = { ...account, trouble: problem('token-revoked') };
    expect(missingSteps({ ...all, accounts: [dead] })).toEqual(['sign-in']);
  });

  test('a folder that cannot be used is not done', () => {
    expect(missingSteps({ ...all, destinationTrouble: problem('destination-missing') })).toEqual(['folder']);
  });
});

test('the account in use counts, else the first', () => {
  const second = { ...account, id: '2' };
  expect(setupAccount({ ...all, accounts: [account, second], activeAccount: '2' })?.id).toBe('2');
  expect(setupAccount({ ...all, accounts: [account, second], activeAccount: null })?.id).toBe('1');
  expect(setupAccount(nothing)).toBeNull();
});

describe('the three doors', () => {
  const library = setupPlanSchema.parse({ door: 'library' });
  const ways = [
    ['what the client made', plan],
    ['what I choose', { ...plan, door: 'choice' }],
    ['the library, undecided', library],
    ['the library, downloaded', { ...library, pickup: 'downloads' }],
    ['the library, picked in Drive', { ...library, pickup: 'drive' }],
    ['the library, unattended', { ...library, pickup: 'drive', driveMode: 'unattended' }],
  ] as const;

  test.each(ways)('%s: the steps lead from the first to the last and back', (_, way) => {
    const steps = stepsOf(way);
    expect(steps.map((step) => stepAfter(step, way))).toEqual([...steps.slice(1), 'done']);
    expect(steps.map((step) => stepBefore(step, way))).toEqual([null, ...steps.slice(0, -1)]);
  });

  test('no client ID is asked for where none is needed', () => {
    expect(stepsOf({ ...library, pickup: 'downloads' })).not.toContain('client');
    expect(missingSteps({ ...nothing, plan: { ...library, pickup: 'downloads' }, destination })).toEqual([]);
  });

  test('a library from Drive is signed in once Drive is connected, whatever else an account may do', () => {
    const unattended = { ...library, pickup: 'drive', driveMode: 'unattended' } as const;
    expect(missingSteps({ ...all, plan: unattended })).toEqual(['sign-in']);
    const connection = { mode: 'unattended', email: account.email, problem: null } as const;
    expect(missingSteps({ ...all, plan: unattended, drive: { ...noDrive, connection } })).toEqual([]);
  });

  test('choosing photos needs its own permission', () => {
    const choice = { ...plan, door: 'choice' } as const;
    expect(stepStates({ ...all, plan: choice })['sign-in']).toBe('warn');
    const picking = { ...account, scopes: [capabilityScopes.picker] };
    expect(missingSteps({ ...all, plan: choice, accounts: [picking] })).toEqual([]);
  });

  test('a step that is no longer on the way leads back to the choice of the way', () => {
    expect(stepBefore('publish', { ...library, pickup: 'downloads' })).toBe('welcome');
  });
});

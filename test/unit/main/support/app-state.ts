import type { AppSnapshot, LiveRun } from '../../../../electron/contract/desktop-models.ts';
import { type Message, message } from '../../../../electron/contract/messages/message.ts';
import { createMessageWriter } from '../../../../electron/contract/messages/message-writer.ts';
import type { AccountSummary, DestinationReport, QuotaState, RunReport } from '../../../../electron/contract/models.ts';
import { firstSnapshot } from '../../../../electron/main/first-snapshot.ts';
import { type StoredSettings, storedSettingsSchema } from '../../../../electron/main/settings/stored-settings.ts';
import type { StatusFacts } from '../../../../electron/main/snapshot/status.ts';

export const account: AccountSummary = {
  id: '108',
  email: 'someone@example.com',
  clientId: '1-a.apps.googleusercontent.com',
  scopes: [],
  signedInAt: '2026-03-01T08:00:00.000Z',
  signInExpiresAt: null,
  trouble: null,
};

export const destination: DestinationReport = {
  path: '/disk/Backup',
  identity: 'b1',
  fileSystem: 'ext4',
  freeBytes: 500_000_000_000,
  totalBytes: 900_000_000_000,
  location: 'external',
  symlinks: true,
  hardlinks: true,
  caseSensitive: true,
  maxNameBytes: 255,
  albumView: 'symlink',
};

export const report: RunReport = {
  run: 7,
  source: 'library',
  account: account.id,
  kind: 'quick',
  dryRun: false,
  outcome: 'complete',
  startedAt: '2026-03-10T06:00:00.000Z',
  finishedAt: '2026-03-10T06:20:00.000Z',
  problem: null,
  ...{ discovered: 12, stored: 10, present: 2, skipped: 0, failed: 0 },
  ...{ bytes: 1_000, apiRequests: 3, mediaRequests: 10, seconds: 1_200 },
};

export const liveRun: LiveRun = {
  run: 8,
  source: 'library',
  kind: 'quick',
  account: account.id,
  startedAt: '2026-03-10T12:00:00.000Z',
  stopping: false,
  progress: {
    ...{ phase: 'transferring', discovered: 12, items: { done: 3, total: 12 } },
    ...{ bytes: 100, bytesPerSecond: 10, secondsLeft: null, current: ['IMG_1.JPG'] },
  },
};

export const quota: QuotaState = {
  apiRequests: { used: 10_000, limit: 10_000 },
  mediaRequests: { used: 10, limit: 75_000 },
  resetsAt: '2026-03-11T07:00:00.000Z',
  state: 'stopped',
  waitingUntil: null,
  reason: null,
};

/** Settings as they are after the set-up, changed where a test wants. */
export function settingsWith(change: Partial<StoredSettings> = {}): StoredSettings {
  return storedSettingsSchema.parse({
    setup: { step: 'done', finished: true },
    destination: { path: destination.path, identity: destination.identity },
    ...change,
  });
}

/** The facts of an app that is set up, ready and idle, changed where a test wants. */
export function factsWith(change: Partial<AppSnapshot> = {}, settings: StoredSettings = settingsWith()): StatusFacts {
  const { status: _status, statusText: _text, backup: _backup, ...facts } = change;
  return {
    ...firstSnapshot(settings, '0.1.0', 'linux'),
    seq: 0,
    engine: 'ready',
    tokenStore: 'keychain',
    accounts: [account],
    activeAccount: account.id,
    client: { clientId: account.clientId, projectId: null, addedAt: account.signedInAt },
    destination,
    ...facts,
  };
}

/** Messages in words, as a person in Britain reads them. */
export const write = createMessageWriter('en-GB');

/** A message that says just this. */
export function saying(text: string): Message {
  return message('way-out.as-stored', { words: text });
}

/** The same as a whole snapshot; status and its sentence are the test's. */
export function snapshotWith(change: Partial<AppSnapshot> = {}): AppSnapshot {
  const backup = { level: 'neutral', message: saying('Ready.'), since: null, next: null, coveredUntil: null } as const;
  return {
    ...{ status: 'idle', statusText: saying('Ready.'), backup: { ...backup, accounts: [] } },
    ...factsWith(change),
    ...change,
  };
}

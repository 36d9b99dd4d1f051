import type { Clock } from '../../base/clock.ts';
import type { Problem } from '../../contract/problem.ts';
import { firstSnapshot } from '../first-snapshot.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { createSnapshotStore, type SnapshotStore } from '../snapshot/snapshot-store.ts';
import { derivedState } from '../snapshot/status.ts';

/** What the snapshot begins with. */
export interface SnapshotOptions {
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly settingsProblem: Problem | null;
  readonly version: string;
  readonly platform: NodeJS.Platform;
  readonly clock: Pick<Clock, 'now'>;
}

/** The truth of the shell, before anything was asked of keychain, engine or disk. */
export function buildSnapshot({ settings, settingsProblem, version, platform, clock }: SnapshotOptions): SnapshotStore {
  const snapshot = createSnapshotStore(firstSnapshot(settings.read(), version, platform), (facts) =>
    derivedState(facts, clock.now()),
  );
  if (settingsProblem !== null) snapshot.change({ trouble: settingsProblem });
  return snapshot;
}

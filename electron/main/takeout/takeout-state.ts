import type { TakeoutState } from '../../contract/takeout-desktop-models.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';

/** Changes a part of what the Takeout screen shows. */
export function changeTakeout(
  { current, change }: Pick<SnapshotStore, 'current' | 'change'>,
  parts: Partial<TakeoutState>,
): void {
  change({ takeout: { ...current().takeout, ...parts } });
}

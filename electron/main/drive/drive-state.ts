import type { DriveState } from '../../contract/drive-desktop-models.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';

/** Changes a part of what the page shows of Google Drive. */
export function changeDrive(
  { current, change }: Pick<SnapshotStore, 'current' | 'change'>,
  parts: Partial<DriveState>,
): void {
  change({ drive: { ...current().drive, ...parts } });
}

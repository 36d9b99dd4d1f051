import { isDeepStrictEqual } from 'node:util';
import type { AppEvent, AppSnapshot } from '../../contract/desktop-models.ts';

/** What may change after the start. */
export type SnapshotChange = Partial<Omit<AppSnapshot, 'seq' | 'version' | 'platform'>>;

/** What follows from everything else and is never set by hand. */
export type DerivedState = Pick<AppSnapshot, 'status' | 'statusText' | 'backup'>;

/** The truth of the shell: one snapshot, and every change of it as an event numbered without gaps. */
export interface SnapshotStore {
  readonly current: () => AppSnapshot;
  /** Takes over what is really new; nothing new is no event. */
  readonly change: (change: SnapshotChange) => void;
  /** Derives it again, for what depends on the time of day. */
  readonly refresh: () => void;
  /** Calls back after each change with the event and the snapshot before it; returns what ends it. */
  readonly onEvent: (listener: (event: AppEvent, before: AppSnapshot) => void) => () => void;
}

/** A store that begins with `first`. */
export function createSnapshotStore(
  first: Omit<AppSnapshot, 'seq' | keyof DerivedState>,
  derive: (facts: Omit<AppSnapshot, keyof DerivedState>) => DerivedState,
): SnapshotStore {
  const begun = { ...first, seq: 0 };
  let snapshot: AppSnapshot = { ...begun, ...derive(begun) };
  const listeners = new Set<(event: AppEvent, before: AppSnapshot) => void>();

  function change(wanted: SnapshotChange): void {
    const before = snapshot;
    const facts = { ...before, ...wanted };
    const after = { ...facts, ...derive(facts) };
    const news = differences(before, after);
    if (Object.keys(news).length === 0) return;
    const seq = before.seq + 1;
    snapshot = { ...after, seq };
    for (const listener of [...listeners]) listener({ seq, change: news }, before);
  }

  return {
    current: () => snapshot,
    change,
    refresh: () => change({}),
    onEvent: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

function differences(before: AppSnapshot, after: AppSnapshot): SnapshotChange {
  const { seq: _seq, version: _version, platform: _platform, ...changeable } = after;
  return Object.fromEntries(
    Object.entries(changeable).filter(([key, value]) => !isDeepStrictEqual(value, Reflect.get(before, key))),
  );
}

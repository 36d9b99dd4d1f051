import type { Clock } from '../../base/clock.ts';
import type { LiveRun } from '../../contract/desktop-models.ts';
import type { RunNews } from '../../contract/models.ts';
import type { SnapshotChange, SnapshotStore } from '../snapshot/snapshot-store.ts';
import { throttledChanges } from '../snapshot/throttle.ts';

/** The run as the snapshot shows it. */
export interface RunDisplay {
  /** Shows what a run tells of itself: its beginning, its progress, the limits. */
  readonly hear: (event: RunNews) => void;
  readonly stopping: () => void;
  /** No run is shown any more, together with what its end says. */
  readonly ended: (change: SnapshotChange) => void;
}

/** At most four events a second reach the page. */
const calmMs = 250;

/** Shows nothing at first. */
export function createRunDisplay(
  snapshot: Pick<SnapshotStore, 'current' | 'change'>,
  clock: Clock,
  log: (line: string) => void,
): RunDisplay {
  const steady = throttledChanges(snapshot.change, clock, calmMs);
  return {
    hear: (event) => {
      const { run } = snapshot.current();
      if (event.event === 'started') return steady.now({ run: begun(event) });
      if (event.event === 'quota') {
        const { event: _event, ...quota } = event;
        return steady.quick({ quota });
      }
      if (event.event === 'progress' && run !== null) {
        const { event: _event, ...progress } = event;
        return steady.quick({ run: { ...run, progress } });
      }
      // Without its detail, which may name a photo.
      if (event.event === 'problem') log(`Run: ${event.problem.code}`);
    },
    stopping: () => {
      const { run } = snapshot.current();
      if (run !== null) steady.now({ run: { ...run, stopping: true } });
    },
    ended: (change) => steady.now({ run: null, ...change }),
  };
}

function begun(event: Extract<RunNews, { event: 'started' }>): LiveRun {
  const { run, source, kind, account, startedAt } = event;
  return {
    ...{ run, source, kind, account, startedAt },
    stopping: false,
    progress: {
      ...{ phase: 'preparing', discovered: 0, items: { done: 0, total: null } },
      ...{ bytes: 0, bytesPerSecond: 0, secondsLeft: null, current: [] },
    },
  };
}

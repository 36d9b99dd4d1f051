import type { Clock } from '../../base/clock.ts';
import type { TakeoutWarning } from '../../contract/takeout-desktop-models.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import type { AskEngine } from '../supervision/engine-supervisor.ts';
import { takeoutWarnings } from './calendar.ts';
import type { NotificationThrottle } from './notification-throttle.ts';
import { changeTakeout } from './takeout-state.ts';

/** What is known of exports, and what a person should do about them. */
export interface ExportsController {
  /** Reads the catalog again. */
  readonly refresh: () => Promise<void>;
  /** Looks at the calendar. */
  readonly look: () => void;
}

/** Keeps the exports in the snapshot up to date. */
export function createExportsController({
  ask,
  clock,
  snapshot,
  settings,
  throttle,
  log,
}: {
  readonly ask: AskEngine;
  readonly clock: Clock;
  readonly snapshot: Pick<SnapshotStore, 'current' | 'change'>;
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly throttle: NotificationThrottle;
  readonly log: (line: string) => void;
}): ExportsController {
  function look(): void {
    const { exports, drive } = snapshot.current();
    const warnings =
      exports === null ? [] : takeoutWarnings(exports, clock.now(), drive.connection === null ? null : drive.report);
    changeTakeout(snapshot, { warnings });
    for (const warning of warnings) {
      const { kind, stamp, title, wayOut } = warning;
      throttle.tell(`${kind} ${stamp}`, howOften(kind), { kind: 'exports', title, body: wayOut });
    }
  }

  return {
    look,
    refresh: async () => {
      const { destination } = settings.read();
      if (destination === null) snapshot.change({ exports: null });
      else {
        const exports = await ask('exports', { destination });
        if (exports.ok) snapshot.change({ exports: exports.value });
        else log(`What is known of exports cannot be read: ${exports.problem.code}`);
      }
      look();
    },
  };
}

/** What passes within two days is said each day; for the rest once is enough, it stays on the screen. */
function howOften(kind: TakeoutWarning['kind']): 'once' | 'daily' {
  return kind === 'parts-expire' ? 'daily' : 'once';
}

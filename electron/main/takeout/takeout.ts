import type { Clock } from '../../base/clock.ts';
import { message } from '../../contract/messages/message.ts';
import { wayOutOf } from '../../contract/problem.ts';
import type { WatchFolder } from '../../schedule/folder-watch.ts';
import type { RunCoordinator } from '../runs/run-coordinator.ts';
import type { RunEngine } from '../runs/run-engine.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import type { AskEngine } from '../supervision/engine-supervisor.ts';
import type { Notice } from '../system/notices.ts';
import type { CloudFolder } from './cloud-folders.ts';
import { createExportsController } from './exports-controller.ts';
import { createImportCandidates, type ImportCandidates } from './import-candidates.ts';
import { ImportController } from './import-controller.ts';
import { createNotificationThrottle } from './notification-throttle.ts';
import { WatchController } from './watch-controller.ts';

/** Everything about Takeout outside of the engine. */
export interface Takeout {
  readonly offers: ImportCandidates;
  readonly imports: ImportController;
  readonly watch: WatchController;
  /** Folders that could be watched. */
  readonly folders: {
    readonly downloads: () => string;
    readonly suggest: () => Promise<readonly CloudFolder[]>;
  };
  /** At the start, once the engine answers and the snapshot is filled. */
  readonly begin: () => Promise<void>;
  /** Time has passed, as after a sleep. */
  readonly look: () => void;
  /** Another folder is in use: what is known of exports is another thing. */
  readonly refresh: () => Promise<void>;
  readonly end: () => void;
}

/** What it is built from. */
export interface TakeoutOptions {
  readonly ask: AskEngine;
  readonly clock: Clock;
  readonly snapshot: Pick<SnapshotStore, 'current' | 'change'>;
  readonly settings: SettingsStore;
  readonly runs: Pick<RunCoordinator, 'busy' | 'enqueue' | 'withdraw' | 'isOn' | 'stop' | 'onEnded'>;
  readonly engine: RunEngine;
  /** Why no import may begin automatically now; null when nothing is in the way. */
  readonly blocker: () => string | null;
  readonly folders: Takeout['folders'];
  readonly watchFolder: WatchFolder;
  /** Asks the person for the folder to watch; null when they change their mind. */
  readonly chooseFolder: () => Promise<string | null>;
  readonly notify: (notice: Notice) => void;
  readonly log: (line: string) => void;
}

/** How often the calendar is checked. */
const lookEveryMs = 15 * 60_000;

/** Builds the controllers and ties them together. */
export function createTakeout(options: TakeoutOptions): Takeout {
  const { ask, clock, snapshot, settings, runs, notify, log } = options;
  const throttle = createNotificationThrottle({ settings, clock, notify });
  const exports = createExportsController({ ask, clock, snapshot, settings, throttle, log });
  const offers = createImportCandidates(ask);
  const imports = new ImportController({ offers, runs, snapshot, settings, engine: options.engine });
  const watch = new WatchController({
    ...{ ask, clock, snapshot, settings, imports, log },
    blocker: () => (runs.busy ? 'another run' : options.blocker()),
    watchFolder: options.watchFolder,
    chooseFolder: options.chooseFolder,
    onBroken: ({ name, problem, identity }) =>
      throttle.tell(`broken ${identity}`, 'once', {
        kind: 'exports',
        title: message('notice.part-broken', { name, problem: problem.code }),
        body: wayOutOf(problem),
      }),
  });
  imports.onEnded((how, paths) => watch.importEnded(how, paths));
  runs.onEnded(() => {
    watch.lookSoon();
    void exports.refresh();
  });
  let cancelLook = (): void => undefined;

  function look(): void {
    cancelLook();
    exports.look();
    watch.lookSoon();
    cancelLook = clock.after(lookEveryMs, look);
  }

  return {
    ...{ offers, imports, watch, look, folders: options.folders },
    begin: async () => {
      await exports.refresh();
      imports.takeUp();
      watch.begin();
      cancelLook = clock.after(lookEveryMs, look);
    },
    refresh: exports.refresh,
    end: () => {
      cancelLook();
      watch.end();
    },
  };
}

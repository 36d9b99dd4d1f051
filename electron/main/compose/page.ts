import { randomUUID } from 'node:crypto';
import type { App } from 'electron';
import { engineLogFile, logFolder } from '../../logging/log-files.ts';
import type { AccountController } from '../account/account-controller.ts';
import { createClientFileFinder } from '../account/client-file-finder.ts';
import type { AnswersOptions, SystemCommands } from '../ipc/answers-options.ts';
import { milestones } from '../log/milestones.ts';
import { supportBundle } from '../log/support-bundle.ts';
import { type PageServiceOptions, servePage } from '../page-service.ts';
import type { ProgramPlaces } from '../program.ts';
import type { Shell } from '../shell.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import type { EngineSupervisor } from '../supervision/engine-supervisor.ts';
import type { ShellCommands } from '../system/system-commands.ts';
import type { Foundation } from './foundation.ts';
import type { Work } from './work.ts';

/** So much of the engine's log comes into a support bundle. */
const engineLogBytes = 2_000_000;

/** What the page is connected to. */
export interface PageOptions
  extends Omit<Foundation, 'settingsProblem'>,
    Pick<PageServiceOptions, 'electron' | 'isOurs'> {
  readonly app: Pick<App, 'getVersion' | 'quit' | 'getPath'>;
  readonly process: Pick<NodeJS.Process, 'versions' | 'platform'>;
  readonly places: ProgramPlaces;
  /** The person's home: the support bundle does not name it. */
  readonly home: string;
  readonly snapshot: SnapshotStore;
  readonly accounts: AccountController;
  readonly work: Work;
  readonly shell: Pick<Shell, 'settingsChanged' | 'cured'>;
  readonly supervisor: Pick<EngineSupervisor, 'ask' | 'restart'>;
  readonly commands: ShellCommands;
}

/** Serves the page with its files and verbs; no window is open yet. */
export function buildPage(options: PageOptions): void {
  const { electron, isOurs, places, log } = options;
  servePage({ electron, isOurs, appFolder: places.app, log: log.write, answers: answersFrom(options) });
}

function answersFrom(options: PageOptions): AnswersOptions {
  const { snapshot, settings, accounts, work, shell, supervisor, clock, log } = options;
  const { destinations, runs, backups, verifications, library, picks, takeout, restores, drive } = work;
  return {
    ...{
      snapshot,
      settings,
      accounts,
      destinations,
      runs,
      backups,
      verifications,
      library,
      picks,
      takeout,
      restores,
      drive,
      clock,
    },
    clientFiles: createClientFileFinder(() => options.app.getPath('downloads')),
    ask: supervisor.ask,
    onSettings: () => shell.settingsChanged(),
    onCure: () => shell.cured(),
    onShown: () => log.write(milestones.pageShown),
    commands: pageCommands(options),
  };
}

function pageCommands(options: PageOptions): SystemCommands {
  const { app, process, places, home, snapshot, supervisor, commands, log } = options;
  return {
    ...commands,
    restartEngine: () => supervisor.restart(),
    quit: () => app.quit(),
    showLog: () => commands.openFolder(logFolder(places.data)),
    supportBundle: () =>
      supportBundle({
        snapshot: snapshot.current(),
        versions: { afterimage: app.getVersion(), ...process.versions, platform: process.platform },
        log: log.recent(),
        engineLog: engineLogFile(places.data).tail(engineLogBytes),
        salt: randomUUID(),
        home,
      }),
  };
}

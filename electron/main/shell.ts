import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../base/clock.ts';
import { readsLibrary } from '../contract/library-route.ts';
import { isAboutFolder } from '../contract/problem-codes.ts';
import { assertNever } from '../contract/result.ts';
import { type AutomaticRuns, automaticRuns } from '../schedule/automatic-runs.ts';
import type { ScheduleFacts } from '../schedule/next-runs.ts';
import type { DriveController } from './drive/drive-controller.ts';
import { desktopSettingsOf } from './first-snapshot.ts';
import type { RestoreController } from './restore/restore-controller.ts';
import type { BackupController } from './runs/backup-controller.ts';
import type { DestinationController } from './runs/destination-controller.ts';
import type { LibraryState } from './runs/library-state.ts';
import { hasEnded, pauseFrom } from './runs/pause.ts';
import { isGentle, runBlocker, type Supply, supplyBlocker } from './runs/run-blocker.ts';
import type { RunCoordinator } from './runs/run-coordinator.ts';
import type { ScrubController } from './runs/scrub-controller.ts';
import type { SettingsStore } from './settings/settings-store.ts';
import type { SnapshotStore } from './snapshot/snapshot-store.ts';
import { endingSignIn, type Notice, noticesFor } from './system/notices.ts';
import type { TrayCommand } from './tray/tray-model.ts';

/** What the shell follows and moves. */
export interface ShellDeps {
  readonly clock: Clock;
  readonly snapshot: SnapshotStore;
  readonly settings: SettingsStore;
  readonly runs: Pick<RunCoordinator, 'busy' | 'stop' | 'onEnded'>;
  readonly backups: BackupController;
  readonly scrubs: Pick<ScrubController, 'reconsider' | 'stop' | 'close'>;
  readonly drive: Pick<DriveController, 'reconsider' | 'fetch'>;
  readonly restores: Pick<RestoreController, 'reconsider' | 'hold'>;
  readonly library: LibraryState;
  readonly destinations: DestinationController;
  readonly supply: () => Supply;
  /** Whether runs are not to be felt from now on. Told again and again: the engine may have been restarted. */
  readonly beGentle: (isGentle: boolean) => void;
  readonly isOnline: () => boolean;
  readonly isWindowLookedAt: () => boolean;
  readonly notify: (notice: Notice) => void;
  readonly openWindow: () => void;
  readonly openFolder: () => void;
  readonly installUpdate: () => void;
  readonly quit: () => void;
  /** The switches for starting with the session have changed. */
  readonly onLaunchSettings: () => void;
  /** The person chose another language or theme. */
  readonly onAppearance: () => void;
  readonly log: (line: string) => void;
}

/** How often to poll what sends no event: network, power, an unplugged folder, the end of a pause. */
const lookEveryMs = 15_000;

/** What runs in the background: the schedule, notices, and checks whether what was missing is back. */
export class Shell {
  readonly #deps: ShellDeps;
  readonly #automatic: AutomaticRuns;
  #cancelLook = (): void => undefined;
  #isLookingForFolder = false;
  #hasBegun = false;

  constructor(deps: ShellDeps) {
    this.#deps = deps;
    const { clock, snapshot, runs, backups, log } = deps;
    this.#automatic = automaticRuns({
      clock,
      facts: () => this.#scheduleFacts(),
      blocker: () => runBlocker(snapshot.current(), deps.supply()),
      start: () => {
        void backups.start('auto').then((started) => {
          if (started.ok) return;
          log(`A run that was due could not begin: ${started.problem.code}`);
          snapshot.change({ trouble: started.problem });
          this.reconsider();
        });
      },
      onNextRuns: (times) => snapshot.change({ nextRuns: [...times] }),
      log,
    });
    snapshot.onEvent((_event, before) => this.#tell(before));
    runs.onEnded(() => this.reconsider());
  }

  /** Begins to look and to start what is due. */
  begin(): void {
    this.#hasBegun = true;
    this.look();
  }

  /** Settings or pause have changed. */
  settingsChanged(): void {
    const { settings, snapshot } = this.#deps;
    const stored = settings.read();
    const before = snapshot.current().settings;
    snapshot.change({
      setup: stored.setup,
      plan: stored.plan,
      pause: stored.pause,
      settings: desktopSettingsOf(stored),
    });
    const { launchAtLogin, startHidden } = stored;
    if (before.launchAtLogin !== launchAtLogin || before.startHidden !== startHidden) this.#deps.onLaunchSettings();
    if (before.gentle !== stored.gentle) this.#spare();
    if (before.language !== stored.language || before.theme !== stored.theme) this.#deps.onAppearance();
    this.reconsider();
  }

  /** Something that a due run depends on may have changed. */
  reconsider(): void {
    this.#automatic.reconsider();
    // A run that is due goes first.
    this.#deps.drive.reconsider();
    this.#deps.restores.reconsider();
    this.#deps.scrubs.reconsider();
  }

  /** Looks at what nobody reports, now and from now on. */
  look(): void {
    this.#cancelLook();
    const { clock, snapshot, settings, isOnline } = this.#deps;
    const { pause } = settings.read();
    if (pause !== null && hasEnded(pause, clock.now())) {
      settings.write({ pause: null });
      this.settingsChanged();
    }
    const { online, trouble } = snapshot.current();
    snapshot.change({ online: isOnline() });
    if (!online && isOnline() && trouble?.code === 'network-unreachable') this.#deps.backups.retrySoon();
    snapshot.refresh();
    this.#followSettingsFile();
    this.#spare();
    void this.#lookForFolder();
    this.#warnOfSignInEnd();
    this.reconsider();
    this.#cancelLook = clock.after(lookEveryMs, () => this.look());
  }

  stop(): void {
    this.#cancelLook();
    this.#automatic.stop();
    this.#deps.scrubs.close();
  }

  /** The machine goes to sleep: pauses what is running, and resumes it on waking. */
  suspended(): void {
    void this.#deps.runs.stop('passing');
    this.#deps.restores.hold();
    this.#deps.scrubs.stop();
  }

  /** Mains or battery: pauses a run that is not allowed on the current power source, or keeps it from being felt. */
  supplyChanged(): void {
    const { snapshot, supply, runs, restores } = this.#deps;
    this.#spare();
    if (supplyBlocker(snapshot.current().settings, supply()) !== null) {
      void runs.stop('passing');
      restores.hold();
    }
    this.reconsider();
  }

  #spare(): void {
    const { snapshot, supply, beGentle } = this.#deps;
    beGentle(isGentle(snapshot.current().settings, supply()));
  }

  /** The person removed a blocker: resumes the run that it stopped. */
  cured(): void {
    const { snapshot, backups } = this.#deps;
    snapshot.change({ trouble: null });
    backups.retrySoon();
    this.reconsider();
  }

  /** The keychain has opened: resumes what waited for it or stopped without it. `begin` checks it separately. */
  keychainOpened(): void {
    if (!this.#hasBegun) return;
    if (this.#deps.snapshot.current().trouble?.code === 'keychain-unavailable') this.cured();
    else this.reconsider();
  }

  /** A folder that was missing or full: checks whether it is usable again, and resumes what it stopped. */
  async #lookForFolder(): Promise<void> {
    const { snapshot, destinations, runs, backups } = this.#deps;
    if (snapshot.current().destinationTrouble === null || runs.busy || this.#isLookingForFolder) return;
    this.#isLookingForFolder = true;
    const checked = await destinations.check();
    this.#isLookingForFolder = false;
    if (!checked.ok) return;
    const { trouble } = snapshot.current();
    if (trouble !== null && isAboutFolder(trouble.code)) snapshot.change({ trouble: null });
    backups.retrySoon();
    this.reconsider();
  }

  /** Does what an entry of the tray says. */
  dispatch(command: TrayCommand): void {
    const { runs, backups, settings, clock } = this.#deps;
    const pause = (kind: 'hour' | 'tomorrow' | 'until-resumed'): void => {
      settings.write({ pause: pauseFrom(clock.now(), kind) });
      void runs.stop('passing');
      this.settingsChanged();
    };
    switch (command) {
      case 'open':
        return this.#deps.openWindow();
      case 'back-up':
        if (!readsLibrary(this.#deps.snapshot.current())) return this.#fetchFromDrive();
        void backups.start('auto').then((started) => {
          const isNews = !started.ok && started.problem.code !== 'run-going-on';
          if (isNews) this.#deps.snapshot.change({ trouble: started.problem });
        });
        return;
      case 'stop':
        return void runs.stop('person');
      case 'pause-hour':
        return pause('hour');
      case 'pause-tomorrow':
        return pause('tomorrow');
      case 'pause-until-resumed':
        return pause('until-resumed');
      case 'resume':
        settings.write({ pause: null });
        return this.settingsChanged();
      case 'open-folder':
        return this.#deps.openFolder();
      case 'install-update':
        return this.#deps.installUpdate();
      case 'quit':
        return this.#deps.quit();
      default:
        return assertNever(command);
    }
  }

  /** What a backup is to somebody whose library comes as exports. */
  #fetchFromDrive(): void {
    const { snapshot, drive, openWindow } = this.#deps;
    if (snapshot.current().drive.connection === null) return openWindow();
    void drive.fetch();
  }

  #scheduleFacts(): ScheduleFacts | null {
    const { snapshot, runs, backups } = this.#deps;
    const { setup, settings, pause, lastRun } = snapshot.current();
    if (!setup.finished || runs.busy || !readsLibrary(snapshot.current())) return null;
    const lastStart = backups.lastStart ?? (lastRun === null ? null : new Date(lastRun.startedAt));
    const lastEnd = lastRun === null ? null : new Date(lastRun.finishedAt);
    return { schedule: settings.schedule, lastStart, lastEnd, retryAt: backups.retryAt, pause };
  }

  /** The command line shares the file: another folder or limit counts here, too. */
  #followSettingsFile(): void {
    const { settings, snapshot, destinations, runs, library } = this.#deps;
    const stored = settings.read();
    if (!isDeepStrictEqual(desktopSettingsOf(stored), snapshot.current().settings)) this.settingsChanged();
    const { destination } = snapshot.current();
    const isElsewhere = destination !== null && destination.path !== stored.destination?.path;
    if (isElsewhere && !runs.busy) void destinations.check().then(() => library.refresh());
  }

  #warnOfSignInEnd(): void {
    const { snapshot, settings, clock, notify } = this.#deps;
    const ending = endingSignIn(snapshot.current(), clock.now());
    if (ending === null || settings.read().toldAboutSignInEnd === ending.endsAt) return;
    settings.write({ toldAboutSignInEnd: ending.endsAt });
    notify(ending.notice);
  }

  #tell(before: Parameters<typeof noticesFor>[0]): void {
    const { snapshot, settings, notify, isWindowLookedAt } = this.#deps;
    const told = { aboutFirstSuccess: settings.read().toldAboutFirstSuccess };
    for (const notice of noticesFor(before, snapshot.current(), told, isWindowLookedAt())) {
      if (notice.kind === 'first-success') settings.write({ toldAboutFirstSuccess: true });
      notify(notice);
    }
  }
}

import type { DriveReport, TidyReport } from '../../../../electron/contract/drive-models.ts';
import {
  type EngineInput,
  type EngineOutput,
  type EngineVerb,
  engineVerbs,
} from '../../../../electron/contract/engine-protocol.ts';
import type { AccountSummary, RunReport, ScrubReport } from '../../../../electron/contract/models.ts';
import { type Problem, problem } from '../../../../electron/contract/problem.ts';
import type { RestorePlan, RestoreReport } from '../../../../electron/contract/restore-models.ts';
import { failed, ok, type Result } from '../../../../electron/contract/result.ts';
import type { FoundParts, PartImportState } from '../../../../electron/contract/takeout-desktop-models.ts';
import type { ExportsReport } from '../../../../electron/contract/takeout-models.ts';
import type { DriveAccount, DriveLink } from '../../../../electron/main/account/drive-account.ts';
import { DriveController } from '../../../../electron/main/drive/drive-controller.ts';
import { RestoreController } from '../../../../electron/main/restore/restore-controller.ts';
import { createDestinationController } from '../../../../electron/main/runs/destination-controller.ts';
import { PickController } from '../../../../electron/main/runs/pick-controller.ts';
import { importBlocker, type Supply } from '../../../../electron/main/runs/run-blocker.ts';
import { createRuns } from '../../../../electron/main/runs/runs.ts';
import type { SettingsStore } from '../../../../electron/main/settings/settings-store.ts';
import { storedSettingsSchema } from '../../../../electron/main/settings/stored-settings.ts';
import { Shell } from '../../../../electron/main/shell.ts';
import { createSnapshotStore } from '../../../../electron/main/snapshot/snapshot-store.ts';
import { derivedState } from '../../../../electron/main/snapshot/status.ts';
import type { AskEngine } from '../../../../electron/main/supervision/engine-supervisor.ts';
import type { Notice } from '../../../../electron/main/system/notices.ts';
import type { ToldNotice } from '../../../../electron/main/system/notifier.ts';
import { createTakeout } from '../../../../electron/main/takeout/takeout.ts';
import { account, destination, factsWith, liveRun, report, saying, settingsWith, write } from './app-state.ts';
import { FakeClock, settled } from './fake-clock.ts';

/** Nothing was due. */
export const scrubReport: ScrubReport = {
  ...{
    due: { files: 0, bytes: 0 },
    checked: 0,
    bytes: 0,
    intact: 0,
    findings: [],
    known: 0,
    ended: 'done',
    seconds: 0,
  },
};

/** A Drive in which no export lies. */
export const emptyDrive: DriveReport = {
  ...{ email: account.email, storage: { limit: null, used: 0, trash: 0 }, files: [], isArriving: false },
};

/** What of the world a test changes. */
interface World {
  supply: Supply;
  isOnline: boolean;
  isLookedAt: boolean;
  /** What the engine was told of being felt, in order. */
  readonly gentle: boolean[];
  account: AccountSummary;
  /** What the folder answers to a probe. */
  probe: Result<EngineOutput<'probe'>>;
  /** What comes of asking for one more permission; null while Google's page waits. */
  permission: Result<AccountSummary> | null;
  /** Whether a browser opens. */
  browser: Result<void>;
  /** What lies on the disk, wherever it is looked for. */
  found: FoundParts;
  /** What the backup knows of parts, by path; nothing for what is not named. */
  standings: Readonly<Record<string, Omit<PartImportState, 'path'>>>;
  exports: ExportsReport;
  /** How Drive is connected; null when it is not. */
  link: DriveLink | null;
  /** What a look at Drive brings. */
  drive: Result<DriveReport>;
  tidy: TidyReport;
  /** What planning a restore brings; null while the account is looked at. */
  plan: Result<RestorePlan> | null;
}

/** An engine that answers as the world says, and runs that end when the test says so. */
class PlayedEngine {
  readonly asked: EngineVerb[] = [];
  readonly choices: EngineInput<'pick'>['choice'][] = [];
  readonly imports: EngineInput<'importParts'>[] = [];
  readonly restores: EngineInput<'restore'>[] = [];
  #endRestore: ((result: Result<RestoreReport>) => void) | null = null;
  /** What a scrub brings; null while it goes on until it is stopped, or ended. */
  scrub: ScrubReport | null = scrubReport;
  #endScrub: ((report: ScrubReport) => void) | null = null;
  /** Why nothing is told of exports; null while it is. */
  refuse: Problem | null = null;
  readonly #world: World;
  #end: ((result: Result<RunReport>) => void) | null = null;

  constructor(world: World) {
    this.#world = world;
  }

  readonly ask: AskEngine = async <V extends EngineVerb>(verb: V, input: EngineInput<V>) => {
    this.asked.push(verb);
    if (verb === 'pick') this.choices.push(engineVerbs.pick.input.parse(input).choice);
    if (verb === 'importParts') this.imports.push(engineVerbs.importParts.input.parse(input));
    if (verb === 'restore') this.restores.push(engineVerbs.restore.input.parse(input));
    // The table gives each verb its own answer; TypeScript cannot follow that through the verb.
    return (await this.#answer(verb, input)) as Result<EngineOutput<V>>;
  };

  count(verb: EngineVerb): number {
    return this.asked.filter((one) => one === verb).length;
  }

  async endRun(result: Result<RunReport>): Promise<void> {
    this.#end?.(result);
    this.#end = null;
    await settled();
  }

  async endRestore(result: Result<RestoreReport>): Promise<void> {
    this.#endRestore?.(result);
    this.#endRestore = null;
    await settled();
  }

  async endScrub(report: ScrubReport): Promise<void> {
    this.#endScrub?.(report);
    this.#endScrub = null;
    await settled();
  }

  async #answer(verb: EngineVerb, input: unknown): Promise<Result<unknown>> {
    switch (verb) {
      case 'backUp':
      case 'pick':
      case 'importParts':
      case 'fetchDrive':
        return new Promise((resolve) => {
          this.#end = resolve;
        });
      case 'planRestore':
        return this.#world.plan ?? new Promise(() => undefined);
      case 'restore':
        return new Promise((resolve) => {
          this.#endRestore = resolve;
        });
      case 'scrub':
        return ok(this.scrub ?? (await new Promise<ScrubReport>((resolve) => (this.#endScrub = resolve))));
      case 'stopScrub':
        void this.endScrub({ ...scrubReport, ended: 'stopped' });
        return ok(null);
      case 'findParts':
        return ok(this.#world.found);
      case 'partImportStates':
        return ok(
          engineVerbs.partImportStates.input
            .parse(input)
            .paths.map((path) => ({ path, state: null, problem: null, ...this.#world.standings[path] })),
        );
      case 'exports':
        return this.refuse === null ? ok(this.#world.exports) : failed(this.refuse);
      case 'driveExports':
        return this.#world.drive;
      case 'planDriveTidy':
      case 'tidyDrive':
        return ok(this.#world.tidy);
      case 'untidyDrive':
        return ok({ files: this.#world.tidy.trashed, gone: [] });
      case 'probe':
        return this.#world.probe;
      case 'chooseDestination':
        return ok({ report: destination, destination: { path: destination.path, identity: 'b1' } });
      case 'status':
      case 'pickNoMore':
      case 'stopRestore':
      case 'stopBackup':
        return ok(null);
      case 'quota':
        return failed(problem('token-missing'));
      default:
        return ok([]);
    }
  }
}

/** The shell over a played engine, a fake clock and settings in memory. */
export function openShell() {
  const clock = new FakeClock('2026-03-10T12:00:00.000Z');
  const world: World = {
    supply: { onBattery: false, metered: 'unknown' },
    isOnline: true,
    isLookedAt: false,
    gentle: [],
    account,
    probe: ok(destination),
    permission: null,
    browser: ok(undefined),
    found: { exports: [], unrecognised: [] },
    standings: {},
    exports: { exports: [], schedule: null, coverage: [] },
    link: null,
    drive: ok(emptyDrive),
    tidy: { files: [], kept: [], trashed: [] },
    plan: null,
  };
  const engine = new PlayedEngine(world);
  const lines: string[] = [];
  const notices: ToldNotice[] = [];
  const notify = ({ kind, title, body }: Notice): void => {
    notices.push({ kind, title: write(title), body: write(body) });
  };
  const calls: string[] = [];
  let stored = settingsWith();
  const settings: SettingsStore = {
    read: () => stored,
    write: (change) => {
      stored = storedSettingsSchema.parse({ ...stored, ...change });
    },
  };
  const snapshot = createSnapshotStore(factsWith({}, stored), (facts) => ({
    ...derivedState(facts, clock.now()),
    statusText: saying(''),
  }));
  const {
    runs,
    backups,
    scrubs,
    verifications,
    library,
    engine: runEngine,
  } = createRuns({
    ask: engine.ask,
    ...{ clock, snapshot },
    account: async () => ok(world.account),
    settings: settings.read,
    refreshAccounts: async () => undefined,
    supply: () => world.supply,
    log: (line) => lines.push(line),
  });
  const opened: string[] = [];
  const copied: string[] = [];
  const asking = { answer: (_answered: Result<AccountSummary>): void => undefined };
  const accounts = {
    active: async () => ok(world.account),
    permit: async () => world.permission ?? new Promise<Result<AccountSummary>>((resolve) => (asking.answer = resolve)),
    permitAll: async () =>
      world.permission ?? new Promise<Result<AccountSummary>>((resolve) => (asking.answer = resolve)),
    cancelSignIn: () => asking.answer(failed(problem('sign-in-cancelled'))),
  };
  const restores = new RestoreController({
    ...{ ask: engine.ask, accounts, snapshot, settings, clock },
    ...{ supply: () => world.supply, log: (line) => lines.push(line) },
  });
  const picks = new PickController({
    runs,
    engine: runEngine,
    accounts,
    ...{ snapshot, settings, clock },
    openPage: async (address) => {
      opened.push(address);
      return world.browser;
    },
    copyAddress: async (address) => {
      copied.push(address);
      return ok(undefined);
    },
    log: (line) => lines.push(line),
  });
  const listening: { readonly folder: string; readonly change: () => void }[] = [];
  const takeout = createTakeout({
    ask: engine.ask,
    ...{ clock, snapshot, settings, runs },
    engine: runEngine,
    blocker: () => importBlocker(snapshot.current(), world.supply),
    folders: {
      downloads: () => '/home/me/Downloads',
      suggest: async () => [{ folder: 0, cloud: 'dropbox', path: '/home/me/Dropbox/Apps/Google Download Your Data' }],
    },
    watchFolder: (folder, change) => {
      const listener = { folder, change };
      listening.push(listener);
      return () => void listening.splice(listening.indexOf(listener), 1);
    },
    chooseFolder: async () => '/home/me/Downloads',
    notify,
    log: (line) => lines.push(line),
  });
  const driveAccount: DriveAccount = {
    link: async () => ok(world.link),
    connect: async (mode) => {
      calls.push(`connect ${mode}`);
      return ok(null);
    },
    disconnect: async () => {
      world.link = null;
      return ok(null);
    },
    permitTidying: async () => {
      calls.push('permit tidying');
      return ok(null);
    },
  };
  const drive = new DriveController({
    ...{ runs, clock, snapshot, settings },
    ...{ engine: runEngine, account: driveAccount, supply: () => world.supply, log: (line) => lines.push(line) },
  });
  const destinations = createDestinationController({
    ask: engine.ask,
    chooseFolder: async () => '/disk/Other',
    current: () => stored.destination,
    remember: (chosen) => settings.write({ destination: chosen }),
    trouble: () => snapshot.current().destinationTrouble,
    change: snapshot.change,
  });
  const shell: Shell = new Shell({
    clock,
    snapshot,
    settings,
    runs,
    backups,
    scrubs,
    drive,
    restores,
    library,
    destinations,
    supply: () => world.supply,
    beGentle: (isGentle) => world.gentle.push(isGentle),
    isOnline: () => world.isOnline,
    isWindowLookedAt: () => world.isLookedAt,
    notify,
    openWindow: () => calls.push('openWindow'),
    openFolder: () => calls.push('openFolder'),
    installUpdate: () => calls.push('installUpdate'),
    quit: () => calls.push('quit'),
    onLaunchSettings: () => calls.push('launch'),
    onAppearance: () => calls.push('appearance'),
    log: (line) => lines.push(line),
  });
  return {
    ...{
      clock,
      world,
      engine,
      lines,
      notices,
      calls,
      settings,
      snapshot,
      runs,
      backups,
      verifications,
      library,
      picks,
      destinations,
      shell,
    },
    ...{ opened, copied, takeout, drive, restores, driveAccount, listening },
    /** The person answers Google's page. */
    answerGoogle: async (answered: Result<AccountSummary>) => {
      asking.answer(answered);
      await settled();
    },
    /** A run that was asked for begins to tell. */
    tellBegun: () => runs.hear({ event: 'started', ...liveRun, startedAt: clock.now().toISOString(), dryRun: false }),
    tellFinished: (ended: RunReport = report) => engine.endRun(ok(ended)),
    /** So many milliseconds go by, in steps in which everything settles. */
    pass: async (milliseconds: number) => {
      for (let left = milliseconds; left > 0; left -= 15_000) {
        clock.advance(Math.min(left, 15_000));
        await settled();
      }
    },
  };
}

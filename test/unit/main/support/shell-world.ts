import type { EngineInput, EngineOutput, EngineVerb } from '../../../../electron/contract/engine-protocol.ts';
import type { AccountSummary, RunReport } from '../../../../electron/contract/models.ts';
import { problem } from '../../../../electron/contract/problem.ts';
import { failed, ok, type Result } from '../../../../electron/contract/result.ts';
import type { Notice } from '../../../../electron/main/notifications/notices.ts';
import type { Supply } from '../../../../electron/main/power/hindrance.ts';
import { createDestinationDesk } from '../../../../electron/main/run/destination-desk.ts';
import { RunKeeper } from '../../../../electron/main/run/run-keeper.ts';
import type { SettingsStore } from '../../../../electron/main/settings/settings-store.ts';
import { storedSettingsSchema } from '../../../../electron/main/settings/stored-settings.ts';
import { Shell } from '../../../../electron/main/shell.ts';
import { moodOf } from '../../../../electron/main/snapshot/mood.ts';
import { createSnapshotStore } from '../../../../electron/main/snapshot/snapshot-store.ts';
import type { AskEngine } from '../../../../electron/main/supervision/engine-supervisor.ts';
import { account, destination, factsWith, liveRun, report, settingsWith } from './app-state.ts';
import { FakeClock, settled } from './fake-clock.ts';

/** What of the world a test changes. */
interface World {
  supply: Supply;
  isOnline: boolean;
  isLookedAt: boolean;
  account: AccountSummary;
  /** What the folder answers to a probe. */
  probe: Result<EngineOutput<'probe'>>;
}

/** An engine that answers as the world says, and runs that end when the test says so. */
class PlayedEngine {
  readonly asked: EngineVerb[] = [];
  readonly #world: World;
  #end: ((result: Result<RunReport>) => void) | null = null;

  constructor(world: World) {
    this.#world = world;
  }

  readonly ask: AskEngine = async <V extends EngineVerb>(verb: V, _input: EngineInput<V>) => {
    this.asked.push(verb);
    // The table gives each verb its own answer; TypeScript cannot follow that through the verb.
    return (await this.#answer(verb)) as Result<EngineOutput<V>>;
  };

  count(verb: EngineVerb): number {
    return this.asked.filter((one) => one === verb).length;
  }

  async endRun(result: Result<RunReport>): Promise<void> {
    this.#end?.(result);
    this.#end = null;
    await settled();
  }

  async #answer(verb: EngineVerb): Promise<Result<unknown>> {
    switch (verb) {
      case 'backUp':
        return new Promise((resolve) => {
          this.#end = resolve;
        });
      case 'probe':
        return this.#world.probe;
      case 'chooseDestination':
        return ok({ report: destination, destination: { path: destination.path, identity: 'b1' } });
      case 'status':
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
    account,
    probe: ok(destination),
  };
  const engine = new PlayedEngine(world);
  const lines: string[] = [];
  const notices: Notice[] = [];
  const calls: string[] = [];
  let stored = settingsWith();
  const settings: SettingsStore = {
    read: () => stored,
    write: (change) => {
      stored = storedSettingsSchema.parse({ ...stored, ...change });
    },
  };
  const snapshot = createSnapshotStore(factsWith({}, stored), (facts) => ({ mood: moodOf(facts), sentence: '' }));
  const runs: RunKeeper = new RunKeeper({
    ask: engine.ask,
    clock,
    snapshot,
    account: async () => ok(world.account),
    settings: settings.read,
    onEnded: () => shell.reconsider(),
    log: (line) => lines.push(line),
  });
  const destinations = createDestinationDesk({
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
    destinations,
    supply: () => world.supply,
    isOnline: () => world.isOnline,
    isWindowLookedAt: () => world.isLookedAt,
    notify: (notice) => notices.push(notice),
    openWindow: () => calls.push('openWindow'),
    openFolder: () => calls.push('openFolder'),
    installUpdate: () => calls.push('installUpdate'),
    quit: () => calls.push('quit'),
    onLaunchSettings: () => calls.push('launch'),
    log: (line) => lines.push(line),
  });
  return {
    ...{ clock, world, engine, lines, notices, calls, settings, snapshot, runs, destinations, shell },
    /** A run that was asked for begins to tell. */
    tellBegun: () => runs.hear({ event: 'started', ...liveRun, startedAt: clock.now().toISOString(), dryRun: false }),
    tellFinished: async (ended: RunReport = report) => {
      runs.hear({ event: 'finished', ...ended });
      await engine.endRun(ok(ended));
    },
    /** So many milliseconds go by, in steps in which everything settles. */
    pass: async (milliseconds: number) => {
      for (let left = milliseconds; left > 0; left -= 15_000) {
        clock.advance(Math.min(left, 15_000));
        await settled();
      }
    },
  };
}

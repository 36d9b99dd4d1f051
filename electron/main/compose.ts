import { homedir } from 'node:os';
import type * as Electron from 'electron';
import { createAppLanguage } from './appearance/app-language.ts';
import { buildAccount, openAccounts } from './compose/account.ts';
import { createAppEvents } from './compose/app-events.ts';
import { followAppearance } from './compose/appearance.ts';
import { buildBackground } from './compose/background.ts';
import { begin, followKeychain } from './compose/begin.ts';
import { openFoundation } from './compose/foundation.ts';
import { buildLifetime } from './compose/lifetime.ts';
import { buildPage } from './compose/page.ts';
import { buildProcesses } from './compose/processes.ts';
import { buildProgram } from './compose/program.ts';
import { buildSnapshot } from './compose/snapshot.ts';
import { buildSurface } from './compose/surface.ts';
import { buildUpdates } from './compose/updates.ts';
import { buildViews } from './compose/views.ts';
import { buildWork } from './compose/work.ts';
import { milestones } from './log/milestones.ts';
import type { StartOptions } from './options.ts';
import type { Program, ProgramPlaces } from './program.ts';
import type { Supply } from './runs/run-blocker.ts';
import { startsHidden } from './system/hidden-start.ts';
import { systemCommands } from './system/system-commands.ts';
import { isTrayShown } from './tray/tray-host.ts';

/**
 * Builds every object of the main process and sets it going. Each builder takes what it needs as finished values; what
 * one part tells another that is built later goes through the events.
 */
export async function compose(electron: typeof Electron, start: StartOptions, places: ProgramPlaces): Promise<Program> {
  const { app, powerMonitor } = electron;
  const { endpoints, screen, hidden } = start;
  const home = homedir();
  const foundation = openFoundation({ app, process, dataFolder: places.data, home });
  const { clock, settings, settingsProblem } = foundation;
  const log = foundation.log.write;
  const opened = await openAccounts({ start, dataFolder: places.data, clock, log });
  const { keychain } = opened;
  // What needs nothing of Electron was done while it got ready.
  await app.whenReady();
  const language = createAppLanguage(app, settings.read().language);
  const { write } = language;
  const system = {
    electron,
    ...{ app, process, places, home, endpoints },
    ...{ dialog: electron.dialog, net: electron.net },
    ...{ write, language: language.current },
    commands: systemCommands(electron, places.app, write),
    supply: (): Supply => ({ onBattery: powerMonitor.isOnBatteryPower(), metered: 'unknown' }),
    isTrayShown: () => isTrayShown(process.platform, process.env),
  };
  const events = createAppEvents();
  const { platform } = process;
  const snapshot = buildSnapshot({ ...system, settings, settingsProblem, clock, version: app.getVersion(), platform });
  const stores = { clock, settings, snapshot, log };
  const accounts = buildAccount({ ...stores, ...system, accounts: opened });
  const processes = buildProcesses({
    ...stores,
    places,
    start,
    tokens: opened.accounts.tokens,
    utilityProcess: electron.utilityProcess,
  });
  const { supervisor, decoder } = processes;
  const surface = buildSurface({ ...stores, ...system, events, appFolder: places.app, platform });
  const work = buildWork({ ...stores, ...system, supervisor, accounts, notifier: surface.notifier });
  const shell = buildBackground({ ...stores, ...system, supervisor, surface, work, events });
  const { runs, restores, takeout } = work;
  const lifetime = buildLifetime({ shell, keychain, runs, restores, takeout, supervisor, decoder, log });
  const updates = buildUpdates({ ...stores, ...system, runs, lifetime, events });
  const views = buildViews({ ...system, surface, snapshot, updates, events });
  followAppearance({ electron, events, settings, language, surface, views, platform });
  buildPage({
    ...stores,
    ...system,
    log: foundation.log,
    isOurs: surface.window.isOurs,
    accounts,
    work,
    shell,
    supervisor,
  });
  followKeychain({ keychain, powerMonitor, accounts, shell });

  await begin({ supervisor, views, accounts, snapshot, settings, work, shell, updates });
  if (!startsHidden({ app, platform, hidden, settings: settings.read() })) surface.window.show(screen);
  log(`${milestones.started} ${app.getVersion()} on ${platform}`);
  return buildProgram({ surface, events, lifetime, shell, keychain, takeout, processes, foundation });
}

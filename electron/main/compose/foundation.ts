import { adjustableClock, type Clock, systemClock } from '../../base/clock.ts';
import type { Problem } from '../../contract/problem.ts';
import { logFolder } from '../../logging/log-files.ts';
import { type CrashSources, logCrashes } from '../log/log-crashes.ts';
import { openLog, type ShellLog } from '../log/log-file.ts';
import { logPageErrors } from '../log/log-page-errors.ts';
import { openSettings, type SettingsStore } from '../settings/settings-store.ts';

/** What every other part stands on. */
export interface Foundation {
  /** Development builds put it forward. */
  readonly clock: Clock & { readonly advance: (milliseconds: number) => void };
  readonly log: ShellLog;
  readonly settings: SettingsStore;
  /** The settings could not be read, and begin again; null when they could. */
  readonly settingsProblem: Problem | null;
}

/** What it is opened from. */
export interface FoundationOptions extends CrashSources {
  /** Absolute folder of Afterimage's own data. */
  readonly dataFolder: string;
  /** The person's home: the log does not name it. */
  readonly home: string;
}

/** Opens log and settings, and writes down from now on what crashes. */
export function openFoundation({ app, process, dataFolder, home }: FoundationOptions): Foundation {
  const clock = adjustableClock(systemClock);
  const log = openLog(logFolder(dataFolder), home, clock.now);
  logCrashes({ process, app }, log.write);
  logPageErrors(app, log.write);
  const { store, trouble } = openSettings(dataFolder, clock.now());
  if (trouble !== null) log.write(`Settings: ${trouble.detail ?? trouble.title}`);
  return { clock, log, settings: store, settingsProblem: trouble };
}

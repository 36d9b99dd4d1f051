import type { Command } from 'commander';
import type { LogChoice } from './command-log.ts';
import type { RunFlags } from './run-options.ts';

/** The options that every command understands. */
export interface GlobalOptions extends LogChoice, RunFlags {
  readonly dataDir: string;
  readonly tokenStore: string | undefined;
  /** The backup folder of this one command. */
  readonly destination: string | undefined;
  readonly profile: string | undefined;
  /** How long to wait for another run, as `30m`. */
  readonly waitLock: string | undefined;
  /** Of the commands that announce their runs. */
  readonly healthcheck?: string | undefined;
  readonly google: string | undefined;
  /** Multiplies every wait; development builds only. */
  readonly timeScale: string | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Variables that stand for options, which they give way to. */
export const optionVariables = {
  dataDir: 'AFTERIMAGE_DATA_DIR',
  tokenStore: 'AFTERIMAGE_TOKEN_STORE',
  destination: 'AFTERIMAGE_DESTINATION',
  profile: 'AFTERIMAGE_PROFILE',
  logFile: 'AFTERIMAGE_LOG',
  bwlimit: 'AFTERIMAGE_BWLIMIT',
  transfers: 'AFTERIMAGE_TRANSFERS',
  minFree: 'AFTERIMAGE_MIN_FREE',
} as const;

/** The options of a command: from its arguments, else from the environment, else as usual. */
export function globalOptions(command: Command, environment: NodeJS.ProcessEnv): GlobalOptions {
  const options: GlobalOptions = command.optsWithGlobals<GlobalOptions>();
  const named = Object.fromEntries(
    Object.entries(optionVariables).flatMap(([option, variable]) => {
      const value = environment[variable];
      const isGiven = command.getOptionValueSourceWithGlobals(option) === 'cli';
      return isGiven || value === undefined || value === '' ? [] : [[option, value]];
    }),
  );
  return { ...options, ...named };
}

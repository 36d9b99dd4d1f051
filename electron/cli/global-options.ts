import type { Command } from 'commander';
import type { LogChoice } from './command-log.ts';
import type { OptionSources } from './option-sources.ts';
import type { RunFlags } from './run-options.ts';

/** The options that every command understands. */
export interface GlobalOptions extends LogChoice, OptionSources, RunFlags {
  /** Empty where none was named and the environment names no home folder. */
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
  const options: Omit<GlobalOptions, 'variables'> = command.optsWithGlobals();
  const values: Record<string, string> = {};
  const variables: Record<string, string> = {};
  for (const [option, variable] of Object.entries(optionVariables)) {
    const value = environment[variable] ?? '';
    if (value === '' || command.getOptionValueSourceWithGlobals(option) === 'cli') continue;
    values[option] = value;
    variables[flagOf(option)] = variable;
  }
  return { ...options, dataDir: options.dataDir ?? '', ...values, variables };
}

function flagOf(option: string): string {
  return `--${option.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`;
}

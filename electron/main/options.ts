import { parseTokenStore, type TokenStoreChoice } from '../account/open-secret-store.ts';
import { type DevelopmentOptions, onlyInDevelopment, readDevelopmentOptions } from '../contract/development-options.ts';
import { problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import { type Screen, screens } from '../contract/screens.ts';

/** What the program was started with. */
export interface StartOptions extends DevelopmentOptions {
  readonly tokenStore: TokenStoreChoice;
  /** Only the tray at first. */
  readonly hidden: boolean;
  /** The engine's log follows every item and request. */
  readonly verbose: boolean;
  /** Where the window opens; null for the Overview. */
  readonly screen: Screen | null;
}

/**
 * Reads the program's arguments; switches that are not ours are Chromium's. `--google=URL`, `--time-scale=N` and
 * `--token-store=keychain|memory|file:PATH` exist in development builds only; `--hidden`, `--verbose` and `--screen=NAME`
 * everywhere.
 * Problem: `usage`, for one of the former in a packaged build, and for a value that cannot be read.
 */
export function readOptions(args: readonly string[], isPackaged: boolean): Result<StartOptions> {
  const given = (name: string): string | null =>
    args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? null;
  const development = readDevelopmentOptions({ google: given('google'), timeScale: given('time-scale') }, !isPackaged);
  if (!development.ok) return development;
  const store = given('token-store');
  if (isPackaged && store !== null) return failed(onlyInDevelopment('token-store'));
  const tokenStore: Result<TokenStoreChoice> = store === null ? ok({ kind: 'automatic' }) : parseTokenStore(store);
  if (!tokenStore.ok) return tokenStore;
  const screen = screenIn(args);
  if (screen === null && args.some(isScreenOption)) {
    return failed(problem('usage', { detail: `--screen takes ${screens.join(', ')}.` }));
  }
  return ok({
    ...development.value,
    tokenStore: tokenStore.value,
    hidden: args.includes('--hidden'),
    verbose: args.includes('--verbose'),
    screen,
  });
}

const isScreenOption = (arg: string): boolean => arg.startsWith('--screen=');

/** The screen that `--screen=NAME` names, also of a second start; null when it names none. */
export function screenIn(args: readonly string[]): Screen | null {
  const named = args.find(isScreenOption)?.slice('--screen='.length);
  return screens.find((screen) => screen === named) ?? null;
}

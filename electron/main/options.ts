import { parseTokenStore, type TokenStoreChoice } from '../account/open-secret-store.ts';
import { type GoogleEndpoints, googleEndpoints, simulatedEndpoints } from '../contract/endpoints.ts';
import { problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import { type Screen, screens } from '../contract/screens.ts';

/** What the program was started with. */
export interface StartOptions {
  readonly endpoints: GoogleEndpoints;
  /** Multiplies every wait of the way to Google. */
  readonly timeScale: number;
  readonly tokenStore: TokenStoreChoice;
  /** Only the tray at first. */
  readonly hidden: boolean;
  /** Where the window opens; null for the Overview. */
  readonly screen: Screen | null;
}

const developmentOptions = ['google', 'time-scale', 'token-store'] as const;

/**
 * Reads the program's arguments; switches that are not ours are Chromium's. `--google=URL`, `--time-scale=N` and
 * `--token-store=keychain|memory|file:PATH` exist in development builds only; `--hidden` and `--screen=NAME` everywhere.
 * Problem: `usage`, for one of the former in a packaged build, and for a value that cannot be read.
 */
export function readOptions(args: readonly string[], isPackaged: boolean): Result<StartOptions> {
  const given = (name: (typeof developmentOptions)[number]): string | null =>
    args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? null;
  const refused = developmentOptions.find((name) => isPackaged && given(name) !== null);
  if (refused !== undefined) {
    return failed(problem('usage', { detail: `--${refused} exists only in development builds.` }));
  }
  const endpoints = endpointsOf(given('google'));
  if (!endpoints.ok) return endpoints;
  const timeScale = Number(given('time-scale') ?? '1');
  if (!(timeScale > 0 && timeScale <= 1)) {
    return failed(problem('usage', { detail: '--time-scale takes a number above 0 and up to 1.' }));
  }
  const store = given('token-store');
  const tokenStore: Result<TokenStoreChoice> = store === null ? ok({ kind: 'automatic' }) : parseTokenStore(store);
  if (!tokenStore.ok) return tokenStore;
  const screen = screenIn(args);
  if (screen === null && args.some(isScreenOption)) {
    return failed(problem('usage', { detail: `--screen takes ${screens.join(', ')}.` }));
  }
  return ok({
    endpoints: endpoints.value,
    timeScale,
    tokenStore: tokenStore.value,
    hidden: args.includes('--hidden'),
    screen,
  });
}

const isScreenOption = (arg: string): boolean => arg.startsWith('--screen=');

/** The screen that `--screen=NAME` names, also of a second start; null when it names none. */
export function screenIn(args: readonly string[]): Screen | null {
  const named = args.find(isScreenOption)?.slice('--screen='.length);
  return screens.find((screen) => screen === named) ?? null;
}

function endpointsOf(google: string | null): Result<GoogleEndpoints> {
  if (google === null) return ok(googleEndpoints);
  try {
    return ok(simulatedEndpoints(google));
  } catch (thrown) {
    if (thrown instanceof TypeError) return failed(problem('usage', { detail: thrown.message }));
    throw thrown;
  }
}

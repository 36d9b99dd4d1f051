import { parseTokenStore, type TokenStoreChoice } from '../account/open-secret-store.ts';
import { type GoogleEndpoints, googleEndpoints, simulatedEndpoints } from '../contract/endpoints.ts';

/** What the program was started with. */
export interface StartOptions {
  readonly endpoints: GoogleEndpoints;
  readonly timeScale: number;
  readonly tokenStore: TokenStoreChoice;
  /** Only the tray at first. */
  readonly hidden: boolean;
}

/**
 * Reads the program's arguments. `--google=URL`, `--time-scale=N` and `--token-store=…` exist in development builds
 * only; in a packaged one they are as unknown as any other word and change nothing.
 */
export function readOptions(args: readonly string[], isPackaged: boolean): StartOptions {
  const given = (name: string): string | null =>
    isPackaged ? null : (args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? null);
  const google = given('google');
  const scale = Number(given('time-scale') ?? '1');
  const store = parseTokenStore(given('token-store') ?? '');
  return {
    endpoints: google === null ? googleEndpoints : simulatedEndpoints(google),
    timeScale: scale > 0 && scale <= 1 ? scale : 1,
    tokenStore: store.ok ? store.value : { kind: 'automatic' },
    hidden: args.includes('--hidden'),
  };
}

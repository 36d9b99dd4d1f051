import type { Result } from './result.ts';

/**
 * Hands out access tokens. Anyone who holds the refresh token (the main process, or the command line) implements it;
 * the engine only asks. `refused` names a token that Google just answered with 401: the next one must be another.
 */
export interface AccessTokens {
  readonly accessToken: (accountId: string, refused?: string) => Promise<Result<string>>;
}

import { randomBytes } from 'node:crypto';
import type { SimulatorClock } from '../clock.ts';

const second = 1000;
const day = 86_400 * second;
/** Google says 3599, not 3600. */
export const accessTokenSeconds = 3599;
/** What a project in status Testing adds to its token answers. */
export const testingRefreshSeconds = 604_799;
const codeLifetime = 600 * second;
const testingLifetime = 7 * day;
const unusedLifetime = 183 * day;
const liveTokensPerAccount = 100;

/** What one consent gave. */
export interface Grant {
  readonly accountId: string;
  /** Canonical scopes that were left ticked. */
  readonly scopes: readonly string[];
}

/** What an authorization code is bound to. */
export interface CodeBinding {
  readonly redirectUri: string;
  readonly challenge: { readonly method: 'S256' | 'plain'; readonly value: string } | null;
}

/** Tokens just issued; `refreshToken` only when a code was exchanged. */
export interface IssuedTokens {
  readonly grant: Grant;
  readonly accessToken: string;
  readonly refreshToken: string | null;
}

type CodeLookup =
  | { readonly kind: 'unknown' | 'spent' }
  | { readonly kind: 'live'; readonly binding: CodeBinding; readonly redeem: (testing: boolean) => IssuedTokens };

/** Everything that was granted and is still remembered. */
export interface Grants {
  readonly issueCode: (grant: Grant, binding: CodeBinding) => string;
  readonly code: (code: string) => CodeLookup;
  /** Tokens without a browser, for tests that are not about signing in. */
  readonly issue: (grant: Grant, testing: boolean) => IssuedTokens;
  /** Undefined when the refresh token is unknown, revoked or too old. */
  readonly refresh: (refreshToken: string) => IssuedTokens | undefined;
  /** Undefined when Google would answer 401. */
  readonly use: (accessToken: string) => Grant | undefined;
  /** Ends the sign-in that an access or refresh token belongs to; false when there is none. */
  readonly revoke: (token: string) => boolean;
  /** Ends all sign-ins of an account, or of all accounts; returns how many. */
  readonly revokeAccount: (accountId: string | undefined) => number;
  /** Makes living access tokens end now, or be refused once although they are fresh; returns how many. */
  readonly spoilAccessTokens: (how: 'expire' | 'refuse-once', accountId: string | undefined) => number;
}

interface SignIn {
  readonly grant: Grant;
  readonly refreshToken: string;
  readonly diesAt: number;
  usedAt: number;
}

interface AccessToken {
  readonly signIn: SignIn;
  expiresAt: number;
  refuse: boolean;
}

interface Code {
  readonly grant: Grant;
  readonly binding: CodeBinding;
  readonly expiresAt: number;
  spent: boolean;
}

/** An empty memory of grants. */
export function createGrants(clock: SimulatorClock): Grants {
  const codes = new Map<string, Code>();
  const signIns = new Map<string, SignIn>();
  const accessTokens = new Map<string, AccessToken>();

  function end(signIn: SignIn): void {
    signIns.delete(signIn.refreshToken);
    for (const [token, access] of accessTokens) if (access.signIn === signIn) accessTokens.delete(token);
  }

  function issueAccessToken(signIn: SignIn): string {
    for (const [old, access] of accessTokens) if (access.expiresAt <= clock.now()) accessTokens.delete(old);
    const token = `ya29.a0${randomBytes(120).toString('base64url')}`;
    const expiresAt = clock.now() + accessTokenSeconds * second;
    accessTokens.set(token, { signIn, expiresAt, refuse: false });
    return token;
  }

  function issue(grant: Grant, testing: boolean): IssuedTokens {
    const now = clock.now();
    const refreshToken = `1//0${randomBytes(72).toString('base64url')}`;
    const diesAt = testing ? now + testingLifetime : Number.POSITIVE_INFINITY;
    const signIn: SignIn = { grant, refreshToken, diesAt, usedAt: now };
    const siblings = [...signIns.values()].filter((other) => other.grant.accountId === grant.accountId);
    const oldest = siblings[0];
    if (siblings.length >= liveTokensPerAccount && oldest !== undefined) end(oldest);
    signIns.set(refreshToken, signIn);
    return { grant, accessToken: issueAccessToken(signIn), refreshToken };
  }

  function code(text: string): CodeLookup {
    const found = codes.get(text);
    if (found === undefined) return { kind: 'unknown' };
    if (found.spent || found.expiresAt <= clock.now()) return { kind: 'spent' };
    const redeem = (testing: boolean): IssuedTokens => {
      found.spent = true;
      return issue(found.grant, testing);
    };
    return { kind: 'live', binding: found.binding, redeem };
  }

  function refresh(refreshToken: string): IssuedTokens | undefined {
    const signIn = signIns.get(refreshToken);
    if (signIn === undefined) return undefined;
    const now = clock.now();
    if (now >= signIn.diesAt || now - signIn.usedAt > unusedLifetime) {
      end(signIn);
      return undefined;
    }
    signIn.usedAt = now;
    return { grant: signIn.grant, accessToken: issueAccessToken(signIn), refreshToken: null };
  }

  function use(token: string): Grant | undefined {
    const access = accessTokens.get(token);
    if (access === undefined || access.expiresAt <= clock.now()) return undefined;
    if (access.refuse) {
      access.refuse = false;
      return undefined;
    }
    return access.signIn.grant;
  }

  function spoilAccessTokens(how: 'expire' | 'refuse-once', accountId: string | undefined): number {
    const now = clock.now();
    let count = 0;
    for (const access of accessTokens.values()) {
      const concerned = accountId === undefined || access.signIn.grant.accountId === accountId;
      if (!concerned || access.expiresAt <= now) continue;
      if (how === 'expire') access.expiresAt = now;
      else access.refuse = true;
      count += 1;
    }
    return count;
  }

  return {
    issueCode: (grant, binding) => {
      const text = `4/0A${randomBytes(51).toString('base64url')}`;
      codes.set(text, { grant, binding, expiresAt: clock.now() + codeLifetime, spent: false });
      return text;
    },
    code,
    issue,
    refresh,
    use,
    revoke: (token) => {
      const signIn = signIns.get(token) ?? accessTokens.get(token)?.signIn;
      if (signIn !== undefined) end(signIn);
      return signIn !== undefined;
    },
    revokeAccount: (accountId) => {
      const ended = [...signIns.values()].filter((s) => accountId === undefined || s.grant.accountId === accountId);
      for (const signIn of ended) end(signIn);
      return ended.length;
    },
    spoilAccessTokens,
  };
}

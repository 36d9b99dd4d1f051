import { calculatePKCECodeChallenge, generateRandomCodeVerifier } from 'oauth4webapi';

/** The two halves of PKCE (RFC 7636): the challenge goes through the browser, the verifier only to the token endpoint. */
export interface PkcePair {
  readonly codeVerifier: string;
  readonly codeChallenge: string;
}

/** What the consent page is asked for. */
export interface AuthorizationRequest {
  readonly authorizeUrl: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state: string;
  readonly codeChallenge: string;
  /** An e-mail address or subject id that the page fills in. */
  readonly loginHint: string | undefined;
  /** `drive`: the page lets the person pick files in Drive; its scope is then the only one. */
  readonly picker?: 'drive';
}

type GoogleAuth = Awaited<ReturnType<typeof loadGoogleAuth>>;
type GoogleClient = InstanceType<GoogleAuth['OAuth2']>;
type UrlOptions = NonNullable<Parameters<GoogleClient['generateAuthUrl']>[0]>;
type ChallengeMethod = NonNullable<UrlOptions['code_challenge_method']>;

/**
 * Only one API of the package, and only when somebody signs in: the full import takes two seconds, and even this one
 * would slow down the start of every command.
 */
async function loadGoogleAuth() {
  const { auth } = await import('googleapis/build/src/apis/oauth2/index.js');
  return auth;
}

/** A fresh pair, from the system's random numbers. */
export async function pkcePair(): Promise<PkcePair> {
  const codeVerifier = generateRandomCodeVerifier();
  return { codeVerifier, codeChallenge: await calculatePKCECodeChallenge(codeVerifier) };
}

/**
 * The address of the consent page. `access_type=offline` with `prompt=consent` makes Google hand out a refresh token
 * every time, not only at the first sign-in; the challenge method is named because Google's default is "plain".
 */
export async function authorizationUrl(wanted: AuthorizationRequest): Promise<string> {
  const auth = await loadGoogleAuth();
  const client = new auth.OAuth2({
    clientId: wanted.clientId,
    redirectUri: wanted.redirectUri,
    endpoints: { oauth2AuthBaseUrl: wanted.authorizeUrl },
  });
  const url = client.generateAuthUrl({
    access_type: 'offline',
    prompt: 'consent',
    scope: [...wanted.scopes],
    state: wanted.state,
    code_challenge: wanted.codeChallenge,
    // The package's enum is not reachable through this import; its value is this word.
    code_challenge_method: 'S256' as ChallengeMethod,
    ...(wanted.loginHint === undefined ? {} : { login_hint: wanted.loginHint }),
  });
  return wanted.picker === undefined ? url : withPicker(url);
}

/** The picker inside the consent page (developers.google.com/workspace/drive/picker/guides/overview-desktop). */
function withPicker(address: string): string {
  const url = new URL(address);
  url.searchParams.set('trigger_onepick', 'true');
  url.searchParams.set('allow_multiple', 'true');
  url.searchParams.set('include_granted_scopes', 'false');
  return url.href;
}

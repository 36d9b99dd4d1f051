import type { ProjectState } from '../project.ts';
import type { CodeBinding } from './grants.ts';
import { canonicalScope, driveFileScope, isKnownScope, type ScopeEra } from './scopes.ts';

/** A request for consent that Google would show to the person. */
export interface AuthorizationRequest {
  readonly redirectUri: string;
  /** Canonical, each once. */
  readonly scopes: readonly string[];
  readonly state: string | null;
  readonly loginHint: string | null;
  readonly binding: CodeBinding;
  /** The person picks files in Drive on the consent page; null where nobody asks for it. */
  readonly picker: DrivePickerRequest | null;
}

/** What `trigger_onepick` and its companions ask for. */
export interface DrivePickerRequest {
  readonly multiple: boolean;
  /** Empty: all types. */
  readonly mimeTypes: readonly string[];
  /** Ids to offer; empty: all files. */
  readonly fileIds: readonly string[];
}

export type AuthorizationReading =
  | { readonly kind: 'request'; readonly request: AuthorizationRequest }
  /** Only the person sees it: the program that waits for the redirect learns nothing. */
  | { readonly kind: 'page'; readonly status: number; readonly error: string; readonly explanation: string }
  /** The program learns it through its redirect URI. */
  | { readonly kind: 'redirect'; readonly location: string };

interface Circumstances {
  readonly clientId: string;
  readonly project: ProjectState;
  readonly era: ScopeEra;
}

/** Reads the query of the consent page's URL the way Google checks it: first what must not be redirected. */
export function readAuthorizationRequest(query: URLSearchParams, circumstances: Circumstances): AuthorizationReading {
  const clientFault = faultOfClient(query.get('client_id'), circumstances);
  if (clientFault !== undefined) return clientFault;
  const redirectUri = query.get('redirect_uri');
  if (redirectUri === null) return page(400, 'invalid_request', 'Missing required parameter: redirect_uri');
  if (!isLoopbackRedirect(redirectUri)) {
    return page(400, 'redirect_uri_mismatch', 'The redirect URI in the request does not match the ones authorized.');
  }
  if (query.get('response_type') === null) {
    return page(400, 'invalid_request', 'Required parameter is missing: response_type');
  }
  if (query.get('response_type') !== 'code') {
    return page(400, 'unsupported_response_type', `Invalid response_type: ${query.get('response_type')}`);
  }
  const challenge = challengeOf(query);
  if (challenge === undefined) return page(400, 'invalid_request', 'Invalid parameter value for code_challenge.');
  const scopes = [...new Set((query.get('scope') ?? '').split(/\s+/).filter(Boolean).map(canonicalScope))];
  if (scopes.length === 0) return page(400, 'invalid_request', 'Missing required parameter: scope');
  const state = query.get('state');
  const unknown = scopes.filter((scope) => !isKnownScope(scope, circumstances.era));
  if (unknown.length > 0) {
    const description = `Some requested scopes were invalid. {invalid=[${unknown.join(', ')}]}`;
    const location = redirectWith(redirectUri, { error: 'invalid_scope', error_description: description, state });
    return { kind: 'redirect', location };
  }
  const picker = pickerOf(query);
  if (picker !== null) {
    const fault = faultOfPicker(query, scopes, circumstances.project);
    if (fault !== null) return page(400, 'invalid_request', fault);
  }
  const binding = { redirectUri, challenge };
  const loginHint = query.get('login_hint');
  return { kind: 'request', request: { redirectUri, scopes, state, loginHint, binding, picker } };
}

/** The redirect URI with parameters added; a null one is left out. */
export function redirectWith(redirectUri: string, parameters: Readonly<Record<string, string | null>>): string {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(parameters)) if (value !== null) url.searchParams.set(name, value);
  return url.href;
}

function page(status: number, error: string, explanation: string): AuthorizationReading {
  return { kind: 'page', status, error, explanation };
}

function faultOfClient(
  clientId: string | null,
  { clientId: known, project }: Circumstances,
): AuthorizationReading | undefined {
  if (clientId === null) return page(400, 'invalid_request', 'Missing required parameter: client_id');
  if (clientId !== known) return page(401, 'invalid_client', 'The OAuth client was not found.');
  if (project.client === 'deleted') return page(401, 'deleted_client', 'The OAuth client was deleted.');
  if (project.client === 'disabled') return page(401, 'disabled_client', 'The OAuth client was disabled.');
  return undefined;
}

function pickerOf(query: URLSearchParams): DrivePickerRequest | null {
  if (query.get('trigger_onepick') !== 'true') return null;
  const listed = (name: string) => (query.get(name) ?? '').split(',').filter(Boolean);
  return {
    multiple: query.get('allow_multiple') === 'true',
    mimeTypes: listed('mimetypes'),
    fileIds: listed('file_ids'),
  };
}

/** Why the picker does not open (developers.google.com/workspace/drive/picker/guides/overview-desktop); null: it does. */
function faultOfPicker(query: URLSearchParams, scopes: readonly string[], project: ProjectState): string | null {
  if (scopes.some((scope) => scope !== driveFileScope)) return 'Only the scope drive.file goes with trigger_onepick.';
  if (!(query.get('prompt') ?? '').split(' ').includes('consent')) return 'trigger_onepick needs prompt=consent.';
  return project.apis.picker ? null : 'The Google Picker API is not enabled in this project.';
}

/** A Desktop client may come back to any port and path of the loopback interface. */
function isLoopbackRedirect(redirectUri: string): boolean {
  if (!URL.canParse(redirectUri)) return false;
  const url = new URL(redirectUri);
  return url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname) && url.hash === '';
}

/** Null when the client uses no PKCE, which Google allows; undefined when it uses it wrongly. */
function challengeOf(query: URLSearchParams): CodeBinding['challenge'] | undefined {
  const value = query.get('code_challenge');
  const method = query.get('code_challenge_method') ?? 'plain';
  if (value === null) return query.has('code_challenge_method') ? undefined : null;
  if (method === 'S256') return /^[\w-]{43}$/.test(value) ? { method, value } : undefined;
  return method === 'plain' && /^[\w.~-]{43,128}$/.test(value) ? { method, value } : undefined;
}

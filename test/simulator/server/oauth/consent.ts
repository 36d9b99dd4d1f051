import { findAccount, type SimulatedAccount } from '../accounts.ts';
import { type Call, formOf, queryOf } from '../call.ts';
import type { Drives } from '../drive/drives.ts';
import type { Project } from '../project.ts';
import { htmlReply, type Reply, redirectReply } from '../reply.ts';
import { type AuthorizationRequest, readAuthorizationRequest, redirectWith } from './authorization-request.ts';
import { blockedPage, consentPage, type OfferedFile } from './consent-page.ts';
import type { Grants } from './grants.ts';
import { type ScopeEra, scopeMeaning } from './scopes.ts';

export interface ConsentDeps {
  readonly project: Project;
  readonly accounts: readonly SimulatedAccount[];
  readonly grants: Grants;
  readonly drives: Drives;
  readonly era: ScopeEra;
  /** `ask` shows the page; `accept` redirects at once with everything ticked, as curl needs it. */
  readonly consent: 'ask' | 'accept';
}

/** What the person decided, by mouse or by query. */
interface Decision {
  readonly accept: boolean;
  readonly account: string | undefined;
  /** Scopes that stay ticked, of those that have a checkbox. */
  readonly ticked: (scope: string) => boolean;
  /** Ids or names of files in Drive; null picks all that are offered. */
  readonly picked: readonly string[] | null;
}

/** `accounts.google.com/o/oauth2/v2/auth`: shows the consent page, or answers for the person. */
export async function answerConsent(call: Call, deps: ConsentDeps): Promise<Reply> {
  const query = queryOf(call);
  const clientId = deps.project.clientFile.installed.client_id;
  const reading = readAuthorizationRequest(query, { clientId, project: deps.project.state(), era: deps.era });
  switch (reading.kind) {
    case 'page':
      return htmlReply(reading.status, blockedPage(reading.status, reading.error, reading.explanation));
    case 'redirect':
      return redirectReply(reading.location);
    case 'request': {
      const decision = await decisionOf(call, query, deps.consent);
      return decision === undefined ? ask(reading.request, deps) : decide(reading.request, decision, deps);
    }
  }
}

async function decisionOf(
  call: Call,
  query: URLSearchParams,
  consent: ConsentDeps['consent'],
): Promise<Decision | undefined> {
  if (call.method === 'POST') {
    const form = await formOf(call);
    const ticked = new Set(form.getAll('scope'));
    return {
      accept: form.get('action') === 'continue',
      account: form.get('account') ?? undefined,
      ticked: (scope) => ticked.has(scope),
      picked: form.getAll('picked'),
    };
  }
  const simulate = query.get('simulate');
  if (simulate === null && consent === 'ask') return undefined;
  const unticked = new Set(query.getAll('simulate_untick'));
  return {
    accept: simulate !== 'deny',
    account: query.get('simulate_account') ?? query.get('login_hint') ?? undefined,
    ticked: (scope) => !unticked.has(scope),
    picked: query.has('simulate_pick') ? query.getAll('simulate_pick') : null,
  };
}

async function ask(request: AuthorizationRequest, deps: ConsentDeps): Promise<Reply> {
  const hinted = (account: SimulatedAccount) =>
    account.email === request.loginHint || account.id === request.loginHint ? 0 : 1;
  const accounts = [...deps.accounts].sort((a, b) => hinted(a) - hinted(b));
  const clientName = deps.project.clientFile.installed.project_id;
  const [first] = accounts;
  const offered = first === undefined ? [] : await offeredFiles(request, first, deps);
  return htmlReply(200, consentPage(request, accounts, clientName, { era: deps.era, offered }));
}

async function decide(request: AuthorizationRequest, decision: Decision, deps: ConsentDeps): Promise<Reply> {
  const account = findAccount(deps.accounts, decision.account) ?? deps.accounts[0];
  if (account === undefined) return htmlReply(400, blockedPage(400, 'invalid_request', 'There is no account.'));
  if (deps.project.state().testing && !account.tester) {
    const explanation = 'This app is being tested, and only test users that its developer named can access it.';
    return htmlReply(403, blockedPage(403, 'access_denied', explanation));
  }
  const scopes = request.scopes.filter(
    (scope) => scopeMeaning(scope, deps.era) === undefined || decision.ticked(scope),
  );
  if (!decision.accept || scopes.length === 0) {
    return redirectReply(redirectWith(request.redirectUri, { error: 'access_denied', state: request.state }));
  }
  const picked = await pickedFiles(request, decision, account, deps);
  const code = deps.grants.issueCode({ accountId: account.id, scopes }, request.binding);
  const answer = { state: request.state, code, scope: scopes.join(' '), authuser: '0', prompt: 'consent' };
  const files = picked.length === 0 ? null : picked.join(',');
  return redirectReply(redirectWith(request.redirectUri, { ...answer, picked_file_ids: files }));
}

/** Files that the picker shows: not folders, whose contents would not be opened by picking them. */
async function offeredFiles(
  { picker }: AuthorizationRequest,
  account: SimulatedAccount,
  { drives }: ConsentDeps,
): Promise<readonly OfferedFile[]> {
  if (picker === null) return [];
  const { mimeTypes, fileIds } = picker;
  const files = (await drives.of(account.id).list()).filter(({ content, trashed }) => content !== null && !trashed);
  return files.filter(
    ({ id, mimeType }) =>
      (mimeTypes.length === 0 || mimeTypes.includes(mimeType)) && (fileIds.length === 0 || fileIds.includes(id)),
  );
}

async function pickedFiles(
  request: AuthorizationRequest,
  { picked }: Decision,
  account: SimulatedAccount,
  deps: ConsentDeps,
): Promise<readonly string[]> {
  const offered = await offeredFiles(request, account, deps);
  const chosen = offered.filter(({ id, name }) => picked === null || picked.includes(id) || picked.includes(name));
  const ids = (request.picker?.multiple === true ? chosen : chosen.slice(0, 1)).map(({ id }) => id);
  deps.drives.pick(account.id, ids);
  return ids;
}

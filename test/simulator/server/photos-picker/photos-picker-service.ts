import type { LibraryItem } from '../../library/library-model.ts';
import { findAccount, type SimulatedAccount } from '../accounts.ts';
import { bodyOf, type Call, queryOf, type Service } from '../call.ts';
import {
  apiDisabled,
  credentialMissing,
  googleError,
  notFound,
  scopeInsufficient,
  unauthenticated,
} from '../google-errors.ts';
import { errorPage } from '../google-pages.ts';
import type { BaseUrls } from '../media/base-urls.ts';
import type { Grants } from '../oauth/grants.ts';
import { type Paging, pageReply, readSlice } from '../photos-library/paging.ts';
import type { Project } from '../project.ts';
import { jsonReply, type Reply } from '../reply.ts';
import { pickedItemResource, sessionResource } from './picker-resources.ts';
import { type PickerRules, type PickerSession, type PickerSessions, sessionCeiling } from './picker-sessions.ts';

const host = 'photospicker.googleapis.com';
/** The one scope of the Picker API. */
export const pickerScope = 'https://www.googleapis.com/auth/photospicker.mediaitems.readonly';

export interface PhotosPickerDeps {
  readonly project: Project;
  readonly accounts: readonly SimulatedAccount[];
  readonly grants: Grants;
  readonly sessions: PickerSessions;
  readonly rules: PickerRules;
  readonly baseUrls: BaseUrls;
  readonly paging: Paging;
  /** Where the page is without Google's host name: "http://127.0.0.1:1234/picker". */
  readonly pickerPage: () => string;
  readonly now: () => number;
}

const sessionPath = /^\/v1\/sessions\/([^/]+)$/;

/** Name of a call to the Picker API in statistics and fault rules. */
export function photosPickerOperation(httpMethod: string, path: string): string {
  if (httpMethod === 'POST' && path === '/v1/sessions') return 'sessions.create';
  if (httpMethod === 'GET' && sessionPath.test(path)) return 'sessions.get';
  if (httpMethod === 'DELETE' && sessionPath.test(path)) return 'sessions.delete';
  if (httpMethod === 'GET' && path === '/v1/mediaItems') return 'pickedItems.list';
  return 'photospicker.unknown';
}

const rpcNames: Readonly<Record<string, string>> = {
  'sessions.create': 'CreateSession',
  'sessions.get': 'GetSession',
  'sessions.delete': 'DeleteSession',
  'pickedItems.list': 'ListMediaItems',
};

/** `photospicker.googleapis.com`. */
export function createPhotosPicker(deps: PhotosPickerDeps): Service {
  return (call) => {
    const rpc = rpcNames[call.operation];
    if (rpc === undefined) return errorPage(404, call.place.path);
    const admitted = admit(call, rpc, deps);
    if ('status' in admitted) return admitted;
    const id = decodeURIComponent(sessionPath.exec(call.place.path)?.[1] ?? '');
    switch (call.operation) {
      case 'sessions.create':
        return createSession(call, admitted, deps);
      case 'sessions.get':
        return getSession(call, admitted, id, deps);
      case 'sessions.delete':
        return deps.sessions.remove(id, admitted.id) ? jsonReply(200, {}) : notFound();
      default:
        return listItems(call, admitted, deps);
    }
  };
}

/** In Google's order: who asks, whether the API is on, whether the person allowed it. Its quota is out of reach. */
function admit(call: Call, rpc: string, deps: PhotosPickerDeps): SimulatedAccount | Reply {
  const token = /^Bearer\s+(.+)$/i.exec(call.request.headers.authorization ?? '')?.[1];
  if (token === undefined) return credentialMissing();
  const grant = deps.grants.use(token);
  const account = grant === undefined ? undefined : findAccount(deps.accounts, grant.accountId);
  if (grant === undefined || account === undefined) return unauthenticated();
  if (!deps.project.state().apis.photospicker) {
    return apiDisabled(host, 'Google Photos Picker API', deps.project.number);
  }
  if (grant.scopes.includes(pickerScope)) return account;
  return scopeInsufficient(host, `google.photos.picker.v1.PhotosPicker.${rpc}`);
}

async function createSession(call: Call, account: SimulatedAccount, deps: PhotosPickerDeps): Promise<Reply> {
  const wanted = maxItemCountIn((await bodyOf(call)).toString('utf8'));
  if (wanted === undefined || wanted < 1 || wanted > sessionCeiling) {
    return googleError('INVALID_ARGUMENT', `max_item_count must be between 1 and ${sessionCeiling}.`);
  }
  if (!account.photos) return googleError('FAILED_PRECONDITION', 'The user does not have a Google Photos account.');
  const session = deps.sessions.create(account.id, wanted);
  if (session === undefined) {
    return googleError('RESOURCE_EXHAUSTED', 'Resource has been exhausted (e.g. check quota).');
  }
  return shown(call, session, deps);
}

/** Undefined for a body that is none; the ceiling when nothing is asked for. An int64 may come as text or number. */
function maxItemCountIn(body: string): number | undefined {
  try {
    const json: unknown = JSON.parse(body === '' ? '{}' : body);
    if (typeof json !== 'object' || json === null) return undefined;
    const config = 'pickingConfig' in json ? json.pickingConfig : undefined;
    const count =
      typeof config === 'object' && config !== null && 'maxItemCount' in config ? config.maxItemCount : undefined;
    if (count === undefined || count === '0' || count === 0) return sessionCeiling;
    return Number.isInteger(Number(count)) ? Number(count) : undefined;
  } catch {
    // Not JSON: the caller answers 400.
    return undefined;
  }
}

function getSession(call: Call, account: SimulatedAccount, id: string, deps: PhotosPickerDeps): Reply {
  const found = deps.sessions.find(id, account.id);
  if (found.kind !== 'open') return refused(found.kind);
  const reply = shown(call, found.session, deps);
  deps.sessions.polled(id);
  return reply;
}

function shown(call: Call, session: PickerSession, { rules, now, pickerPage }: PhotosPickerDeps): Reply {
  const page = call.place.throughGoogleHost ? 'https://photos.google.com/picker' : pickerPage();
  return jsonReply(200, sessionResource(session, `${page}/${session.id}`, rules, now()));
}

function refused(kind: 'expired' | 'gone'): Reply {
  return kind === 'gone' ? notFound() : googleError('PERMISSION_DENIED', 'Access to the session has expired.');
}

function listItems(call: Call, account: SimulatedAccount, deps: PhotosPickerDeps): Reply {
  const query = queryOf(call);
  const id = query.get('sessionId') ?? '';
  const found = deps.sessions.find(id, account.id);
  if (found.kind !== 'open') return refused(found.kind);
  const { picked } = found.session;
  if (picked === null) {
    return googleError('FAILED_PRECONDITION', 'The user has not finished picking media items for this session.');
  }
  const there = picked.flatMap((itemId) => account.library.item(itemId) ?? []);
  const link = (itemId: string) => deps.baseUrls.issue(itemId, call.place.throughGoogleHost, id);
  return pageReply<LibraryItem>(
    {
      key: 'mediaItems',
      defaultSize: 50,
      largestSize: 100,
      parameters: `pickedItems ${id}`,
      read: readSlice((offset, limit) => there.slice(offset, offset + limit)),
      show: (item) => pickedItemResource(item, link(item.id)),
    },
    query.get('pageSize'),
    query.get('pageToken'),
    deps.paging,
  );
}

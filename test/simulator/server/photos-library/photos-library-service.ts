import { findAccount, type SimulatedAccount } from '../accounts.ts';
import { type Call, queryOf, type Service } from '../call.ts';
import {
  apiDisabled,
  credentialMissing,
  googleError,
  notFound,
  quotaExceeded,
  scopeInsufficient,
  unauthenticated,
} from '../google-errors.ts';
import { errorPage } from '../google-pages.ts';
import type { Grant, Grants } from '../oauth/grants.ts';
import type { ScopeEra } from '../oauth/scopes.ts';
import type { Project } from '../project.ts';
import type { Quota } from '../quota.ts';
import { jsonReply, type Reply } from '../reply.ts';
import { discoveryReply } from './discovery-document.ts';
import { type Method, methodFor } from './methods.ts';
import { batchGetMediaItems, getAlbum, getMediaItem, listAlbums, listMediaItems, searchMediaItems } from './reading.ts';
import { createWriting, type Writing, type WritingDeps } from './writing.ts';

const host = 'photoslibrary.googleapis.com';

export interface PhotosLibraryDeps extends WritingDeps {
  readonly project: Project;
  readonly accounts: readonly SimulatedAccount[];
  readonly grants: Grants;
  readonly quota: Quota;
  readonly era: ScopeEra;
}

/** `photoslibrary.googleapis.com`. Every item and album counts as made by this client. */
export function createPhotosLibrary(deps: PhotosLibraryDeps): Service {
  const writing = createWriting();
  return (call) => {
    if (call.operation === 'discovery') return discoveryReply();
    const method = methodFor(call.method, call.place.path);
    if (method === undefined) return errorPage(404, call.place.path);
    const admitted = admit(call, method, deps);
    if ('status' in admitted) return admitted;
    const id = decodeURIComponent(method.path.exec(call.place.path)?.[1] ?? '');
    return answer(call, method, id, admitted, deps, writing);
  };
}

/** In Google's order: who asks, whether the API is on, whether there is quota left, whether the person allowed it. */
function admit(call: Call, method: Method, deps: PhotosLibraryDeps): SimulatedAccount | Reply {
  const uploading = method.operation === 'uploads' ? deps.uploads.continues(call) : undefined;
  if (uploading !== undefined) {
    const spent = deps.quota.spend('api');
    return spent === 'ok' ? uploading : quotaExceeded(spent, host, deps.project.number);
  }
  const token = tokenOf(call);
  if (token === undefined) return credentialMissing();
  const grant: Grant | undefined = deps.grants.use(token);
  const account = grant === undefined ? undefined : findAccount(deps.accounts, grant.accountId);
  if (grant === undefined || account === undefined) return unauthenticated();
  if (!deps.project.state().apis.photoslibrary) return apiDisabled(host, 'Photos Library API', deps.project.number);
  const spent = deps.quota.spend('api');
  if (spent !== 'ok') return quotaExceeded(spent, host, deps.project.number);
  if (isSharing(method) && deps.era === 'current') {
    return googleError('PERMISSION_DENIED', 'The caller does not have permission');
  }
  if (method.scopes.length > 0 && !method.scopes.some((scope) => grant.scopes.includes(scope))) {
    return scopeInsufficient(host, `google.photos.library.v1.PhotosLibrary.${method.rpc}`);
  }
  return account;
}

/** Since 31 March 2025 these are refused for everybody. */
function isSharing(method: Method): boolean {
  return method.operation.startsWith('sharedAlbums.') || /^albums\.(un)?share$/.test(method.operation);
}

function tokenOf(call: Call): string | undefined {
  const header = /^Bearer\s+(.+)$/i.exec(call.request.headers.authorization ?? '')?.[1];
  return header ?? queryOf(call).get('access_token') ?? undefined;
}

function answer(
  call: Call,
  method: Method,
  id: string,
  account: SimulatedAccount,
  deps: PhotosLibraryDeps,
  writing: Writing,
): Reply | Promise<Reply> {
  switch (method.operation) {
    case 'albums.list':
      return listAlbums(call, account, deps);
    case 'albums.get':
      return getAlbum(call, account, id, deps);
    case 'mediaItems.list':
      return listMediaItems(call, account, deps);
    case 'mediaItems.get':
      return getMediaItem(call, account, id, deps);
    case 'mediaItems.batchGet':
      return batchGetMediaItems(call, account, deps);
    case 'mediaItems.search':
      return searchMediaItems(call, account, deps);
    case 'sharedAlbums.list':
      return jsonReply(200, {});
    default:
      return writing(call, method.operation, id, account, deps) ?? notFound();
  }
}

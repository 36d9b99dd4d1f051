import type { LibraryItem, MediaVariant } from '../../library/library-model.ts';
import type { SimulatedAccount } from '../accounts.ts';
import type { Call, Service } from '../call.ts';
import { errorPage, errorPicture } from '../google-pages.ts';
import type { Grants } from '../oauth/grants.ts';
import { pickerScope } from '../photos-picker/photos-picker-service.ts';
import type { PickerSessions } from '../photos-picker/picker-sessions.ts';
import type { Quota } from '../quota.ts';
import type { Reply } from '../reply.ts';
import type { BaseUrls } from './base-urls.ts';
import { readRange, slicedChunks } from './byte-range.ts';

export interface ByteHostDeps {
  readonly accounts: readonly SimulatedAccount[];
  readonly baseUrls: BaseUrls;
  readonly quota: Quota;
  readonly grants: Grants;
  readonly sessions: PickerSessions;
  /** `honour`: 206, ETag, If-Range. `ignore`: always the whole content. */
  readonly ranges: 'honour' | 'ignore';
}

/** Name of a call to the byte host in statistics and fault rules. */
export function byteHostOperation(path: string): string {
  const suffix = path.slice(path.indexOf('=') + 1);
  if (!path.includes('=')) return 'media.scaled';
  return suffix === 'd' ? 'media.download' : suffix === 'dv' ? 'media.video' : 'media.scaled';
}

/**
 * `lh3.googleusercontent.com`: bytes for a base URL. Those of the Library API need no token and ignore one that comes
 * along; those of the Picker demand one, and are good while their session is.
 */
export function createByteHost(deps: ByteHostDeps): Service {
  const refuse = createRefusals();
  return async (call) => {
    if (call.method !== 'GET' && call.method !== 'HEAD') return errorPage(405, call.place.path);
    const [path = '', parameters = ''] = call.place.path.split('=', 2);
    const reading = deps.baseUrls.read(path);
    const sessionId = reading.kind === 'live' ? reading.sessionId : null;
    // The Picker's limits are so high that nobody meets them.
    if (sessionId === null && deps.quota.spend('media') !== 'ok') return refuse(429, call);
    if (reading.kind === 'expired') return refuse(403, call);
    const denied = sessionId === null ? null : deniedStatus(call, sessionId, deps);
    if (denied !== null) return refuse(denied, call);
    const found = reading.kind === 'live' ? itemIn(deps.accounts, reading.itemId) : undefined;
    const variant = variantOf(parameters);
    if (found === undefined || variant === undefined) return refuse(404, call);
    const media = await found.account.library.media(found.item.id, variant);
    if (media === undefined) return refuse(404, call);
    const whole: Reply = {
      status: 200,
      headers: {
        'Content-Type': media.contentType,
        'Cache-Control': 'private, max-age=86400, no-transform',
        ...(variant.kind === 'scaled' ? {} : { 'Content-Disposition': dispositionOf(found.item.filename) }),
      },
      chunks: media.chunks,
      length: media.length,
      ...(variant.kind === 'scaled' || call.method === 'HEAD' ? {} : { carries: carried(found.item, variant) }),
    };
    if (variant.kind === 'scaled' || deps.ranges === 'ignore') return whole;
    const truth = await found.account.library.truth(found.item.id);
    return ranged(whole, `"${(truth?.sha256 ?? found.item.id).slice(0, 32)}-${variant.kind}"`, call);
  };
}

/** Why the bytes of a picked item are refused, as a status; null when they are not. */
function deniedStatus(call: Call, sessionId: string, { grants, sessions }: ByteHostDeps): 401 | 403 | null {
  const token = /^Bearer\s+(.+)$/i.exec(call.request.headers.authorization ?? '')?.[1];
  if (token === undefined) return 403;
  const grant = grants.use(token);
  if (grant === undefined) return 401;
  const isOpen = sessions.find(sessionId, grant.accountId).kind === 'open';
  return isOpen && grant.scopes.includes(pickerScope) ? null : 403;
}

/** A motion photo is delivered twice, each half once. */
function carried(item: LibraryItem, variant: MediaVariant): string {
  return item.kind === 'photo' && variant.kind === 'video' ? `${item.id}#clip` : item.id;
}

/** Errors come as a page and as a picture in turn: a client must cope with both. */
function createRefusals(): (status: number, call: Call) => Reply {
  let asked = 0;
  return (status, call) => {
    asked += 1;
    return asked % 2 === 1 ? errorPage(status, call.place.path) : errorPicture(status);
  };
}

function itemIn(
  accounts: readonly SimulatedAccount[],
  itemId: string,
): { readonly account: SimulatedAccount; readonly item: LibraryItem } | undefined {
  for (const account of accounts) {
    const item = account.library.item(itemId);
    if (item !== undefined) return { account, item };
  }
  return undefined;
}

/** `d`, `dv`, `w800-h600` (either side may be missing; crop and other flags are accepted and ignored), or nothing. */
function variantOf(parameters: string): MediaVariant | undefined {
  if (parameters === 'd') return { kind: 'download' };
  if (parameters === 'dv') return { kind: 'video' };
  if (parameters === '') return { kind: 'scaled', width: 512, height: 512 };
  const width = /(?:^|-)[ws](\d+)(?:-|$)/.exec(parameters)?.[1];
  const height = /(?:^|-)[hs](\d+)(?:-|$)/.exec(parameters)?.[1];
  if (width === undefined && height === undefined) return undefined;
  const bound = (text: string | undefined) => Math.max(1, Math.min(Number(text ?? 16_383), 16_383));
  return { kind: 'scaled', width: bound(width), height: bound(height) };
}

function dispositionOf(filename: string): string {
  const plain = filename.replace(/[^ -~]|["\\]/g, '_');
  return `attachment;filename="${plain}";filename*=UTF-8''${encodeURIComponent(filename.toWellFormed())}`;
}

function ranged(whole: Reply, etag: string, call: Call): Reply {
  const headers = { ...whole.headers, 'Accept-Ranges': 'bytes', ETag: etag };
  const condition = call.request.headers['if-range'];
  const header = condition === undefined || condition === etag ? call.request.headers.range : undefined;
  const range = readRange(header, whole.length);
  switch (range.kind) {
    case 'whole':
      return { ...whole, headers };
    case 'unsatisfiable':
      return {
        status: 416,
        headers: { ...headers, 'Content-Range': `bytes */${whole.length}` },
        chunks: [],
        length: 0,
      };
    case 'part': {
      const { first, last } = range;
      return {
        status: 206,
        headers: { ...headers, 'Content-Range': `bytes ${first}-${last}/${whole.length}` },
        chunks: slicedChunks(whole.chunks, first, last),
        length: last - first + 1,
      };
    }
  }
}

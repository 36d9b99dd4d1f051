import * as z from 'zod';
import type { ChangeOutcome } from '../../library/library-change.ts';
import type { SimulatedAccount } from '../accounts.ts';
import type { Call } from '../call.ts';
import { googleError, notFound, quotaExceeded } from '../google-errors.ts';
import { jsonReply, type Reply } from '../reply.ts';
import { type CreationDeps, createItems } from './creation.ts';
import { parsedBody } from './parsed-body.ts';
import type { ReadingDeps } from './reading.ts';
import { albumResource } from './resources.ts';

const batchLimit = 50;

const titleSchema = z.object({ title: z.string().min(1).max(500) });
const itemIdsSchema = z.object({ mediaItemIds: z.array(z.string()).min(1).max(batchLimit) });
/** What writing needs beyond reading. */
export interface WritingDeps extends ReadingDeps, CreationDeps {
  readonly project: { readonly number: string };
}

/** Answers the methods that write; undefined for a method that it does not know. */
export type Writing = (
  call: Call,
  operation: string,
  id: string,
  account: SimulatedAccount,
  deps: WritingDeps,
) => Reply | Promise<Reply> | undefined;

/** Albums and uploads; one `batchCreate` at a time for each account. */
export function createWriting(): Writing {
  const creating = new Set<string>();

  async function batchCreate(call: Call, account: SimulatedAccount, deps: WritingDeps): Promise<Reply> {
    if (creating.has(account.id)) return quotaExceeded('concurrent', call.place.host, deps.project.number);
    creating.add(account.id);
    try {
      const link = (itemId: string) => deps.baseUrls.issue(itemId, call.place.throughGoogleHost);
      return await createItems(call, account, link, deps);
    } finally {
      creating.delete(account.id);
    }
  }

  return (call, operation, id, account, deps) => {
    switch (operation) {
      case 'uploads':
        return deps.uploads.receive(call, account);
      case 'mediaItems.batchCreate':
        return batchCreate(call, account, deps);
      case 'albums.create':
      case 'albums.patch':
        return writeAlbum(call, operation, id, account, deps);
      case 'albums.batchAddMediaItems':
        return changeItems(call, 'add-album-items', id, account, deps);
      case 'albums.batchRemoveMediaItems':
        return changeItems(call, 'remove-album-items', id, account, deps);
      default:
        return undefined;
    }
  };
}

async function writeAlbum(
  call: Call,
  operation: 'albums.create' | 'albums.patch',
  id: string,
  account: SimulatedAccount,
  deps: ReadingDeps,
): Promise<Reply> {
  const patch = operation === 'albums.patch';
  if (patch && account.library.album(id) === undefined) return notFound();
  const body = patch
    ? await parsedBody(call, titleSchema)
    : (await parsedBody(call, z.object({ album: titleSchema })))?.album;
  if (body === undefined) return invalid();
  const outcome = account.library.apply(
    patch ? { kind: 'rename-album', id, title: body.title } : { kind: 'add-album', title: body.title },
  );
  if (!outcome.ok) return googleError('INVALID_ARGUMENT', outcome.message);
  const album = account.library.album(patch ? id : (outcome.albumIds[0] ?? ''));
  if (album === undefined) return notFound();
  return jsonReply(
    200,
    albumResource(album, (itemId) => deps.baseUrls.issue(itemId, call.place.throughGoogleHost)),
  );
}

async function changeItems(
  call: Call,
  kind: 'add-album-items' | 'remove-album-items',
  id: string,
  account: SimulatedAccount,
  { limits }: WritingDeps,
): Promise<Reply> {
  const album = account.library.album(id);
  if (album === undefined) return notFound();
  const body = await parsedBody(call, itemIdsSchema);
  if (body === undefined) return invalid();
  if (kind === 'add-album-items' && album.itemCount + body.mediaItemIds.length > limits.albumItems) {
    return googleError('INVALID_ARGUMENT', `The album would have more than ${limits.albumItems} items.`);
  }
  const outcome: ChangeOutcome = account.library.apply({ kind, id, itemIds: body.mediaItemIds });
  return outcome.ok ? jsonReply(200, {}) : googleError('INVALID_ARGUMENT', outcome.message);
}

function invalid(): Reply {
  return googleError('INVALID_ARGUMENT', 'Request contains an invalid argument.');
}

import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { ChangeOutcome } from '../../library/library-change.ts';
import type { SimulatedAccount } from '../accounts.ts';
import { bodyOf, type Call } from '../call.ts';
import { googleError, notFound, quotaExceeded } from '../google-errors.ts';
import { bytesReply, jsonReply, type Reply } from '../reply.ts';
import type { ReadingDeps } from './reading.ts';
import { albumResource, mediaItemResource } from './resources.ts';

const largestUpload = 200 * 1024 * 1024;
const uploadLifetime = 24 * 3_600_000;
const batchLimit = 50;

const titleSchema = z.object({ title: z.string().min(1).max(500) });
const itemIdsSchema = z.object({ mediaItemIds: z.array(z.string()).min(1).max(batchLimit) });
const batchCreateSchema = z.object({
  albumId: z.string().nullish(),
  newMediaItems: z
    .array(
      z.object({
        description: z.string().nullish(),
        simpleMediaItem: z.object({ uploadToken: z.string(), fileName: z.string().nullish() }),
      }),
    )
    .min(1)
    .max(batchLimit),
});

interface PendingUpload {
  readonly filename: string;
  readonly bytes: Uint8Array;
  readonly receivedAt: number;
}

interface WritingDeps extends ReadingDeps {
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

/** Albums and uploads. Remembers uploaded bytes for a day, as Google does. */
export function createWriting(now: () => number): Writing {
  const uploads = new Map<string, PendingUpload>();
  const creating = new Set<string>();

  async function receive(call: Call): Promise<Reply> {
    if (call.request.headers['x-goog-upload-protocol'] !== 'raw') {
      return googleError('INVALID_ARGUMENT', 'Only X-Goog-Upload-Protocol: raw is supported.');
    }
    const bytes = await bodyOf(call, largestUpload);
    const name = call.request.headers['x-goog-upload-file-name'];
    const token = `CAIS${randomBytes(60).toString('base64url')}`;
    const filename = typeof name === 'string' ? decodeURIComponent(name) : '';
    uploads.set(token, { filename, bytes, receivedAt: now() });
    return bytesReply(200, 'text/plain', Buffer.from(token));
  }

  async function batchCreate(call: Call, account: SimulatedAccount, deps: WritingDeps): Promise<Reply> {
    if (creating.has(account.id)) return quotaExceeded('concurrent', call.place.host, deps.project.number);
    creating.add(account.id);
    try {
      return await createItems(call, account, deps);
    } finally {
      creating.delete(account.id);
    }
  }

  async function createItems(call: Call, account: SimulatedAccount, deps: WritingDeps): Promise<Reply> {
    const body = await parsedBody(call, batchCreateSchema);
    if (body === undefined) return invalid();
    const { albumId = null, newMediaItems } = body;
    if (albumId !== null && account.library.album(albumId) === undefined) return notFound();
    const results: object[] = [];
    for (const { description = null, simpleMediaItem } of newMediaItems) {
      const { uploadToken, fileName } = simpleMediaItem;
      const upload = uploads.get(uploadToken);
      if (upload === undefined || now() - upload.receivedAt > uploadLifetime) {
        results.push({
          uploadToken,
          status: { code: 3, message: 'Failed: There was an error while trying to create this media item.' },
        });
        continue;
      }
      uploads.delete(uploadToken);
      const filename = fileName || upload.filename;
      const outcome = await account.library.upload({
        filename,
        bytes: upload.bytes,
        description,
        albumId,
        uploadedAt: now(),
      });
      if (outcome.kind === 'refused') {
        results.push({ uploadToken, status: { code: 3, message: outcome.message } });
        continue;
      }
      const mediaItem = mediaItemResource(outcome.item, (itemId) =>
        deps.baseUrls.issue(itemId, call.place.throughGoogleHost),
      );
      results.push({ uploadToken, status: { message: 'Success' }, mediaItem });
    }
    const partial = results.some((result) => !('mediaItem' in result));
    return jsonReply(partial ? 207 : 200, { newMediaItemResults: results });
  }

  return (call, operation, id, account, deps) => {
    switch (operation) {
      case 'uploads':
        return receive(call);
      case 'mediaItems.batchCreate':
        return batchCreate(call, account, deps);
      case 'albums.create':
      case 'albums.patch':
        return writeAlbum(call, operation, id, account, deps);
      case 'albums.batchAddMediaItems':
        return changeItems(call, 'add-album-items', id, account);
      case 'albums.batchRemoveMediaItems':
        return changeItems(call, 'remove-album-items', id, account);
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
): Promise<Reply> {
  if (account.library.album(id) === undefined) return notFound();
  const body = await parsedBody(call, itemIdsSchema);
  if (body === undefined) return invalid();
  const outcome: ChangeOutcome = account.library.apply({ kind, id, itemIds: body.mediaItemIds });
  return outcome.ok ? jsonReply(200, {}) : googleError('INVALID_ARGUMENT', outcome.message);
}

function invalid(): Reply {
  return googleError('INVALID_ARGUMENT', 'Request contains an invalid argument.');
}

async function parsedBody<T>(call: Call, schema: z.ZodType<T>): Promise<T | undefined> {
  const text = (await bodyOf(call)).toString('utf8');
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    // What is not JSON is answered like every other invalid argument.
    return undefined;
  }
}

import * as z from 'zod';
import type { UploadOutcome } from '../../library/library-model.ts';
import type { SimulatedAccount } from '../accounts.ts';
import type { Call } from '../call.ts';
import { googleError, notFound } from '../google-errors.ts';
import { jsonReply, type Reply } from '../reply.ts';
import { type ItemPosition, insertItems } from './album-order.ts';
import { parsedBody } from './parsed-body.ts';
import { type Linker, mediaItemResource } from './resources.ts';
import type { Uploads } from './uploads.ts';

const batchLimit = 50;
const largestPhoto = 200 * 1024 * 1024;
const longestDescription = 999;
const longestFileName = 255;

/** google.rpc.Code, as far as items are answered with it. */
const codes = { invalidArgument: 3, resourceExhausted: 8 } as const;

/** What Google limits when items are made. */
export interface CreationLimits {
  /** Items that an album takes; 20,000. */
  readonly albumItems: number;
  /** Status of an answer in which some items failed: 207, or 200 as it is seen, too. */
  readonly partialStatus: 200 | 207;
}

export interface CreationDeps {
  readonly uploads: Uploads;
  readonly limits: CreationLimits;
  readonly storageOf: (account: SimulatedAccount) => number | null;
  readonly now: () => number;
}

const albumPosition = z
  .object({ position: z.string(), relativeMediaItemId: z.string().nullish() })
  .transform(({ position, relativeMediaItemId }): ItemPosition => {
    if (position === 'FIRST_IN_ALBUM') return { kind: 'first' };
    return position === 'AFTER_MEDIA_ITEM' ? { kind: 'after', itemId: relativeMediaItemId ?? '' } : { kind: 'last' };
  });

const batchCreateSchema = z.object({
  albumId: z.string().nullish(),
  albumPosition: albumPosition.nullish(),
  newMediaItems: z
    .array(
      z.object({
        description: z.string().max(longestDescription).nullish(),
        simpleMediaItem: z.object({
          uploadToken: z.string(),
          fileName: z.string().max(longestFileName).nullish(),
        }),
      }),
    )
    .min(1),
});

type NewItem = z.output<typeof batchCreateSchema>['newMediaItems'][number];

/** `POST /v1/mediaItems:batchCreate`. */
export async function createItems(
  call: Call,
  account: SimulatedAccount,
  link: Linker,
  deps: CreationDeps,
): Promise<Reply> {
  const body = await parsedBody(call, batchCreateSchema);
  if (body === undefined) return googleError('INVALID_ARGUMENT', 'Request contains an invalid argument.');
  const { newMediaItems, albumId = null, albumPosition: position } = body;
  if (newMediaItems.length > batchLimit) {
    return googleError('INVALID_ARGUMENT', 'Request must have less than 50 items.');
  }
  const album = albumId === null ? null : account.library.album(albumId);
  if (album === undefined) return notFound();
  if (album !== null && album.itemCount + newMediaItems.length > deps.limits.albumItems) {
    return googleError('INVALID_ARGUMENT', `The album would have more than ${deps.limits.albumItems} items.`);
  }
  const results: object[] = [];
  const made: string[] = [];
  for (const [index, item] of newMediaItems.entries()) {
    const { uploadToken } = item.simpleMediaItem;
    const fault =
      call.batchFault?.kind === 'result-status' && index % call.batchFault.every === 0 ? call.batchFault : null;
    const status = {
      code: fault?.code ?? 0,
      message: 'Failed: There was an error while trying to create this media item.',
    };
    if (fault !== null && !fault.made) {
      results.push({ uploadToken, status });
      continue;
    }
    const outcome = await createOne(item, account, deps);
    if (outcome.kind === 'refused') {
      results.push({ uploadToken, status: { code: outcome.code, message: outcome.message } });
      continue;
    }
    made.push(outcome.item.id);
    if (fault !== null) results.push({ uploadToken, status });
    else
      results.push({ uploadToken, status: { message: 'Success' }, mediaItem: mediaItemResource(outcome.item, link) });
  }
  if (albumId !== null) insertItems(account.library, albumId, made, position ?? { kind: 'last' });
  const partial = results.some((result) => !('mediaItem' in result));
  const missing = call.batchFault?.kind === 'fewer-results' ? call.batchFault.by : 0;
  const newMediaItemResults = results.slice(0, results.length - missing);
  return jsonReply(partial ? deps.limits.partialStatus : 200, { newMediaItemResults });
}

type Made =
  | Exclude<UploadOutcome, { readonly kind: 'refused' }>
  | { readonly kind: 'refused'; readonly code: number; readonly message: string };

async function createOne(
  { description = null, simpleMediaItem: { uploadToken, fileName } }: NewItem,
  account: SimulatedAccount,
  { uploads, storageOf, now }: CreationDeps,
): Promise<Made> {
  const failed = 'There was an error while trying to create this media item.';
  const upload = uploads.find(uploadToken);
  if (upload === undefined) return { kind: 'refused', code: codes.invalidArgument, message: `Failed: ${failed}` };
  const outcome = await account.library.upload({
    filename: fileName || upload.filename,
    bytes: upload.bytes,
    description,
    albumId: null,
    uploadedAt: now(),
    room: roomOf(account, storageOf(account)),
    largestPhoto,
  });
  if (outcome.kind === 'refused') {
    if (outcome.why !== 'storage') uploads.use(uploadToken);
    const code = outcome.why === 'storage' ? codes.resourceExhausted : codes.invalidArgument;
    const message =
      outcome.why === 'storage'
        ? "The remaining storage in the user's account is not enough to perform this operation."
        : `NOT_IMAGE: ${failed}`;
    return { kind: 'refused', code, message };
  }
  uploads.use(uploadToken);
  return outcome;
}

function roomOf(account: SimulatedAccount, limit: number | null): number {
  return limit === null ? Number.POSITIVE_INFINITY : limit - account.library.uploadedBytes();
}

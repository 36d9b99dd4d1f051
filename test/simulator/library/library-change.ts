import * as z from 'zod';

const itemId = z.string().min(1);
const albumId = z.string().min(1);
const localTime = z.iso
  .datetime({ local: true, precision: 0 })
  .refine((text) => !text.endsWith('Z'), 'A local time has no zone');
const count = z.int().min(1).max(100_000);

/** One change to a library, as `POST /simulator/library` takes it. A number left out is 1, a list left out is empty. */
export const libraryChangeSchema = z.discriminatedUnion('kind', [
  /** New generated items at the head of the listing. Names beyond `filenames` are made up; `mimeType` holds for all. */
  z.strictObject({
    kind: z.literal('add-items'),
    count: count.optional(),
    filenames: z.array(z.string()).readonly().optional(),
    mimeType: z.enum(['image/jpeg', 'image/heic', 'video/mp4']).optional(),
    description: z.string().optional(),
    /** Local wall-clock time of capture, "YYYY-MM-DDTHH:MM:SS". */
    taken: localTime.optional(),
    albumIds: z.array(albumId).readonly().optional(),
  }),
  /** A new item with exactly the bytes of another one. */
  z.strictObject({ kind: z.literal('duplicate-item'), id: itemId, filename: z.string().optional() }),
  z.strictObject({ kind: z.literal('rename-item'), id: itemId, filename: z.string() }),
  /** An empty text takes the description away. */
  z.strictObject({ kind: z.literal('describe-item'), id: itemId, description: z.string() }),
  /** Other bytes under the same id, as after an edit in Google Photos. */
  z.strictObject({ kind: z.literal('edit-item'), id: itemId }),
  z.strictObject({
    kind: z.literal('set-video-status'),
    id: itemId,
    status: z.enum(['READY', 'PROCESSING', 'FAILED']),
  }),
  /** Removes them from their albums, too. */
  z.strictObject({ kind: z.literal('remove-items'), ids: z.array(itemId).min(1).readonly() }),
  z.strictObject({ kind: z.literal('add-album'), title: z.string(), itemIds: z.array(itemId).readonly().optional() }),
  z.strictObject({ kind: z.literal('rename-album'), id: albumId, title: z.string() }),
  /** The album's items stay in the library. */
  z.strictObject({ kind: z.literal('remove-album'), id: albumId }),
  /** At the album's end; items that are in it already stay where they are. */
  z.strictObject({ kind: z.literal('add-album-items'), id: albumId, itemIds: z.array(itemId).min(1).readonly() }),
  z.strictObject({ kind: z.literal('remove-album-items'), id: albumId, itemIds: z.array(itemId).min(1).readonly() }),
  /** The named items come first, in this order; the others follow in the order they had. */
  z.strictObject({ kind: z.literal('reorder-album'), id: albumId, itemIds: z.array(itemId).readonly() }),
  z.strictObject({ kind: z.literal('reverse-album'), id: albumId }),
]);

/** One change to a library, see {@link libraryChangeSchema}. */
export type LibraryChange = z.infer<typeof libraryChangeSchema>;

/** What a change made: ids of new items and albums, or why nothing was changed. */
export type ChangeOutcome =
  | { readonly ok: true; readonly itemIds: readonly string[]; readonly albumIds: readonly string[] }
  | { readonly ok: false; readonly message: string };

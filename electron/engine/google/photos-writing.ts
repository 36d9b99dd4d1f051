import * as z from 'zod';
import type { ProblemCode } from '../../contract/problem.ts';
import type { Result } from '../../contract/result.ts';
import type { GoogleHttp } from './google-http.ts';
import { type Album, albumSchema, itemSchema, type MediaItem } from './photos-library.ts';
import type { UploadRequest } from './upload-call.ts';

/** An item to be made of uploaded bytes. */
export interface NewItem {
  readonly token: string;
  readonly filename: string;
  /** Shorter than 1,000 characters. */
  readonly description: string | null;
}

/**
 * What became of one item: it is there (made now, or before of the same bytes), Google says why not (google.rpc.Code), or
 * the answer does not speak of it.
 */
export type Creation =
  | { readonly kind: 'item'; readonly item: MediaItem }
  | { readonly kind: 'status'; readonly code: number; readonly message: string }
  | { readonly kind: 'absent' };

/**
 * The writing part of the Library API (docs/GOOGLE.md, uploads). Google allows one call that makes or adds items at a
 * time for each person; uploads may go side by side. Nothing that it makes can be deleted by the API.
 */
export interface PhotosWriting {
  /** Resolves to a token that stands for the bytes for a day. */
  readonly upload: (request: UploadRequest, signal: AbortSignal) => Promise<Result<string>>;
  /**
   * At most 50 items, answered in their order. Repeated safely: the same bytes are one item. Problem:
   * `restore-item-refused`, when Google refuses all of them for the sake of one.
   */
  readonly createItems: (items: readonly NewItem[], signal: AbortSignal) => Promise<Result<readonly Creation[]>>;
  /** Made once: an answer that is lost leaves an album behind, which the caller finds in the list. */
  readonly createAlbum: (title: string, signal: AbortSignal) => Promise<Result<Album>>;
  /** At most 50 items. Behind what the album holds, in the order given; what is in it stays where it is. Problem: `album-gone`. */
  readonly addToAlbum: (albumId: string, itemIds: readonly string[], signal: AbortSignal) => Promise<Result<void>>;
}

const unknownCode = 2;

const resultSchema = z.object({
  uploadToken: z.string().catch(''),
  status: z
    .object({ code: z.int().catch(0), message: z.string().catch('') })
    .optional()
    .catch(undefined),
  mediaItem: itemSchema.optional().catch(undefined),
});

const createdSchema = z
  .object({ newMediaItemResults: z.array(resultSchema.nullable().catch(null)).nullish() })
  .transform(({ newMediaItemResults }) => {
    const byToken = new Map<string, Creation>();
    for (const result of newMediaItemResults ?? []) {
      if (result !== null) byToken.set(result.uploadToken, creationOf(result));
    }
    return byToken;
  });

function creationOf({ status, mediaItem }: z.output<typeof resultSchema>): Creation {
  const code = status?.code ?? 0;
  if (code === 0 && mediaItem !== undefined) return { kind: 'item', item: mediaItem };
  return { kind: 'status', code: code === 0 ? unknownCode : code, message: status?.message ?? '' };
}

/** Something about one of the items is refused, and all of them with it. */
function meaningOf({ status }: { readonly status: string }): ProblemCode | null {
  return status === 'INVALID_ARGUMENT' ? 'restore-item-refused' : null;
}

/** The writing part of the Library API at `endpoint` (see GoogleEndpoints.photosLibrary), through the pipeline. */
export function createPhotosWriting(http: GoogleHttp, endpoint: string): PhotosWriting {
  return {
    upload: (request, signal) => http.upload(`${endpoint}/uploads`, request, signal),
    createItems: async (items, signal) => {
      const newMediaItems = items.map(({ token, filename, description }) => ({
        ...(description === null ? {} : { description }),
        simpleMediaItem: { uploadToken: token, fileName: filename },
      }));
      const request = {
        body: { newMediaItems },
        schema: createdSchema,
        meaning: meaningOf,
        repetition: 'repeat',
      } as const;
      const answer = await http.json('POST', `${endpoint}/mediaItems:batchCreate`, request, signal);
      if (!answer.ok) return answer;
      return { ok: true, value: items.map(({ token }) => answer.value.get(token) ?? { kind: 'absent' }) };
    },
    createAlbum: (title, signal) =>
      http.json('POST', `${endpoint}/albums`, { body: { album: { title } }, schema: albumSchema }, signal),
    addToAlbum: async (albumId, itemIds, signal) => {
      const url = `${endpoint}/albums/${encodeURIComponent(albumId)}:batchAddMediaItems`;
      const body = { mediaItemIds: itemIds };
      const request = { body, schema: z.object({}), notFound: 'album-gone', repetition: 'repeat' } as const;
      const answer = await http.json('POST', url, request, signal);
      return answer.ok ? { ok: true, value: undefined } : answer;
    },
  };
}

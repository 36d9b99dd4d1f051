import type { ItemHandle } from './item-collection.ts';
import { markerPrefix, mediaOf } from './item-media.ts';
import { digestOf } from './item-truth.ts';
import type { Interior } from './library-interior.ts';
import type { Upload, UploadOutcome } from './library-model.ts';
import { itemAsShown } from './shown-facts.ts';
import { uploadedContent } from './upload-content.ts';

/** Makes an item of uploaded bytes, or finds the one that has the same bytes. */
export async function takeUpload(interior: Interior, upload: Upload): Promise<UploadOutcome> {
  const { items, albums, uploads } = interior;
  const album = upload.albumId === null ? undefined : albums.handleOf(upload.albumId);
  if (upload.albumId !== null && album === undefined) {
    return { kind: 'refused', why: 'album', message: `No album ${upload.albumId}` };
  }
  const content = await uploadedContent(upload.bytes, upload.uploadedAt);
  const tooLarge = content !== null && !content.isVideo && upload.bytes.length > (upload.largestPhoto ?? Infinity);
  if (content === null || tooLarge) {
    return { kind: 'refused', why: 'media', message: 'The bytes are neither a photo nor a video' };
  }
  const digest = digestOf([upload.bytes]);
  const existing = uploads.get(digest) ?? (await generatedTwin(interior, upload.bytes, digest));
  const present = existing !== undefined && items.handleOf(items.idOf(existing)) !== undefined;
  if (!present && upload.bytes.length > (upload.room ?? Infinity)) {
    return { kind: 'refused', why: 'storage', message: 'The storage is full' };
  }
  if (!present) interior.uploadedBytes += upload.bytes.length;
  const handle = present
    ? existing
    : items.add((id) => ({
        id,
        filename: upload.filename,
        description: upload.description,
        videoStatus: 'READY',
        content,
      }));
  uploads.set(digest, handle);
  if (album !== undefined) albums.fill(album, [...new Set([...albums.members(album), handle])]);
  return { kind: present ? 'existing' : 'created', item: itemAsShown(interior.workshop, items.recipe(handle)) };
}

/** The generated item that these bytes were downloaded from, found by the marker in them. */
async function generatedTwin(
  { workshop, items }: Interior,
  bytes: Uint8Array,
  digest: string,
): Promise<ItemHandle | undefined> {
  const marker = new RegExp(`${markerPrefix}([\\w-]+)`).exec(Buffer.from(bytes.subarray(0, 4096)).toString('latin1'));
  const handle = marker?.[1] === undefined ? undefined : items.handleOf(marker[1]);
  if (handle === undefined) return undefined;
  for (const kind of ['download', 'video', 'original'] as const) {
    const media = await mediaOf(workshop, items.recipe(handle), { kind });
    if (media !== undefined && digestOf(media.chunks) === digest) return handle;
  }
  return undefined;
}

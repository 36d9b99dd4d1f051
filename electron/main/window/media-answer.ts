import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { MediaBytes } from '../../contract/viewer-models.ts';
import { type ByteRange, readByteRange } from './byte-range.ts';

/* The answer to a request for a photo's or film's bytes: whole or a range, with its type. */

/** Bytes of a photo or film below the backup folder. */
export interface MediaFile extends MediaBytes {
  /** The backup folder, absolute. */
  readonly folder: string;
}

/** What goes into an answer. */
export interface MediaAnswer {
  readonly status: 200 | 206 | 404 | 416;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>> | null;
}

/** So much of a file is read at a time: as long as nobody takes it, no more is. */
const chunkBytes = 256 * 1024;

/**
 * The types under which originals are sent, by the type that their bytes were found to have. Nothing that a browser would
 * run or render as a document is among them. Chromium reads QuickTime and 3GP as what they are nearly: MP4.
 */
const sentTypes: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif', 'image/bmp', 'video/webm'].map((type) => [
      type,
      type,
    ]),
  ),
  ...Object.fromEntries(
    ['video/mp4', 'video/quicktime', 'video/x-m4v', 'video/3gpp', 'video/3gpp2'].map((type) => [type, 'video/mp4']),
  ),
};

/** What is sent of a file, or of the range of it that was asked for. Never rejects. */
export async function mediaAnswer(media: MediaFile, rangeHeader: string | null): Promise<MediaAnswer> {
  const contentType = sentTypes[media.mimeType] ?? 'application/octet-stream';
  const size = media.bytes;
  const range = readByteRange(rangeHeader, size);
  const always = { 'accept-ranges': 'bytes', 'cache-control': 'no-store' };
  if (range === 'unsatisfiable') {
    return { status: 416, contentType, headers: { ...always, 'content-range': `bytes */${size}` }, body: null };
  }
  // Opened again when the answer is read: one that nobody reads holds no file.
  const file = await opened(media);
  await file?.close();
  if (file === null) return { status: 404, contentType: 'text/plain', headers: {}, body: null };
  const { first, last } = range === 'whole' ? { first: 0, last: size - 1 } : range;
  const body = size === 0 ? null : streamOf(media, { first: media.start + first, last: media.start + last });
  const headers = { ...always, 'content-length': String(last - first + 1) };
  if (range === 'whole') return { status: 200, contentType, headers, body };
  return { status: 206, contentType, headers: { ...headers, 'content-range': `bytes ${first}-${last}/${size}` }, body };
}

/** Null when it is no file that is as long as it should be: another disk may have come to its place. */
async function opened({ folder, path, start, bytes }: MediaFile): Promise<FileHandle | null> {
  let file: FileHandle | null = null;
  try {
    // The engine has looked at the way to it; Windows has neither of the two flags.
    const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
    file = await open(join(folder, ...path.split('/')), flags);
    const found = await file.stat();
    if (found.isFile() && found.size >= start + bytes) return file;
    await file.close();
    return null;
  } catch {
    // Gone since, or unreadable: the page asks why by another way.
    await file?.close().catch(() => undefined);
    return null;
  }
}

/** Opens the file when it is first taken from, and lets go of it at the end, at a failure, or when nobody wants more. */
function streamOf(media: MediaFile, { first, last }: ByteRange): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = first;
  let file: FileHandle | null = null;
  const close = async (): Promise<void> => {
    await file?.close().catch(() => undefined);
    file = null;
  };
  return new ReadableStream(
    {
      pull: async (controller) => {
        try {
          file ??= await opened(media);
          const chunk = await nextChunk(file, at, last);
          controller.enqueue(chunk);
          at += chunk.length;
          if (at <= last) return;
          await close();
          controller.close();
        } catch (thrown) {
          await close();
          controller.error(thrown);
        }
      },
      cancel: close,
    },
    { highWaterMark: 0 },
  );
}

async function nextChunk(file: FileHandle | null, at: number, last: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunk = new Uint8Array(Math.min(chunkBytes, last - at + 1));
  const read = await file?.read(chunk, 0, chunk.length, at);
  if (read === undefined || read.bytesRead === 0) throw new Error('The file has gone or become shorter');
  return chunk.subarray(0, read.bytesRead);
}

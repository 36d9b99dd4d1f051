import { readFile } from 'node:fs/promises';
import type { Protocol } from 'electron';
import { assertNever, type Result } from '../../contract/result.ts';
import type { MediaPart } from '../../contract/viewer-models.ts';
import { milestones } from '../log/milestones.ts';
import { type MediaFile, mediaAnswer } from './media-answer.ts';
import { contentSecurityPolicy, readPageRequest } from './page-files.ts';

/** A picture in memory; null when there is none. */
type Picture = Result<{ readonly bytes: Uint8Array; readonly mime: string } | null>;

/** Pictures and films of the backup folder, by the ids of their assets. */
export interface StoredPictures {
  readonly thumbnail: (id: number) => Promise<Picture>;
  /** The picture large, decoded elsewhere. */
  readonly picture: (id: number) => Promise<Picture>;
  /** The bytes of the file itself, or of the clip that belongs to it; null when there are none. */
  readonly media: (id: number, part: MediaPart) => Promise<Result<MediaFile | null>>;
}

/** What the page's protocol serves from. */
export interface AppProtocolOptions {
  readonly protocol: Pick<Protocol, 'handle'>;
  /** Absolute folder of the built page. */
  readonly pageFolder: string;
  readonly pictures: StoredPictures;
  readonly log: (line: string) => void;
}

const headers = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
} as const;

/** Serves the page at `app://bundle/`, with its policy on every answer. */
export function serveAppProtocol({ protocol, pageFolder, pictures, log }: AppProtocolOptions): void {
  let hasServedThumbnail = false;
  async function thumbnail(id: number): Promise<Response> {
    const found = await pictures.thumbnail(id);
    const isThere = found.ok && found.value !== null;
    if (isThere && !hasServedThumbnail) log(milestones.thumbnailServed);
    hasServedThumbnail ||= isThere;
    return pictureAnswer(found);
  }
  protocol.handle('app', async ({ url, method, headers: asked }) => {
    const request = readPageRequest(url, pageFolder);
    if (method !== 'GET' || request.kind === 'refused') {
      log(`Refused: ${method} ${url}`);
      return answer(404, 'text/plain', 'Not found');
    }
    switch (request.kind) {
      case 'file':
        return fileAnswer(request.path, request.contentType, log);
      case 'thumbnail':
        return thumbnail(request.id);
      case 'picture':
        return pictureAnswer(await pictures.picture(request.id));
      case 'original':
      case 'motion':
        return partAnswer(await pictures.media(request.id, request.kind), asked.get('range'));
      default:
        return assertNever(request);
    }
  });
}

async function fileAnswer(path: string, contentType: string, log: (line: string) => void): Promise<Response> {
  const content = await readFile(path).catch((thrown: unknown) => {
    log(`A file of the page cannot be read: ${String(thrown)}`);
    return null;
  });
  return content === null ? answer(404, 'text/plain', 'Not found') : answer(200, contentType, new Uint8Array(content));
}

function pictureAnswer(found: Picture): Response {
  if (!found.ok || found.value === null) return answer(404, 'text/plain', 'No picture');
  // A content never changes under its id.
  return answer(200, found.value.mime, new Uint8Array(found.value.bytes), { 'cache-control': 'max-age=86400' });
}

async function partAnswer(found: Result<MediaFile | null>, range: string | null): Promise<Response> {
  if (!found.ok || found.value === null) return answer(404, 'text/plain', 'No file');
  const { status, contentType, headers: more, body } = await mediaAnswer(found.value, range);
  return answer(status, contentType, body, more);
}

function answer(
  status: number,
  contentType: string,
  body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>> | null,
  more: Readonly<Record<string, string>> = {},
): Response {
  return new Response(body, { status, headers: { ...headers, 'content-type': contentType, ...more } });
}

import { readFile } from 'node:fs/promises';
import type { Protocol } from 'electron';
import type { Result } from '../../contract/result.ts';
import { milestones } from '../log/milestones.ts';
import { contentSecurityPolicy, readPageRequest } from './page-files.ts';

/** What the page's protocol serves from. */
export interface AppProtocolOptions {
  readonly protocol: Pick<Protocol, 'handle'>;
  /** Absolute folder of the built page. */
  readonly pageFolder: string;
  readonly thumbnail: (id: number) => Promise<Result<{ readonly bytes: Uint8Array; readonly mime: string } | null>>;
  readonly log: (line: string) => void;
}

const headers = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
} as const;

/** Serves the page at `app://bundle/`, with its policy on every answer. */
export function serveAppProtocol({ protocol, pageFolder, thumbnail, log }: AppProtocolOptions): void {
  let hasServedThumbnail = false;
  protocol.handle('app', async ({ url, method }) => {
    const request = readPageRequest(url, pageFolder);
    if (method !== 'GET' || request.kind === 'refused') {
      log(`Refused: ${method} ${url}`);
      return answer(404, 'text/plain', 'Not found');
    }
    if (request.kind === 'file') {
      const content = await readFile(request.path).catch((thrown: unknown) => {
        log(`A file of the page cannot be read: ${String(thrown)}`);
        return null;
      });
      return content === null
        ? answer(404, 'text/plain', 'Not found')
        : answer(200, request.contentType, new Uint8Array(content));
    }
    const picture = await thumbnail(request.id);
    if (!picture.ok || picture.value === null) return answer(404, 'text/plain', 'No picture');
    if (!hasServedThumbnail) log(milestones.thumbnailServed);
    hasServedThumbnail = true;
    // A content never changes under its id.
    return answer(200, picture.value.mime, new Uint8Array(picture.value.bytes), { 'cache-control': 'max-age=86400' });
  });
}

function answer(
  status: number,
  contentType: string,
  body: string | Uint8Array<ArrayBuffer>,
  more: Readonly<Record<string, string>> = {},
): Response {
  return new Response(body, { status, headers: { ...headers, 'content-type': contentType, ...more } });
}

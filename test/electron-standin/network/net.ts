import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onlyWhatIsWritten } from '../core/not-implemented.ts';
import type { SchemeHandler } from './protocol.ts';

/** The types that Chromium gives to files by their names. */
const MIME_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain',
  '.wasm': 'application/wasm',
};

type NetFetch = (
  input: string | Request,
  init?: RequestInit & { bypassCustomProtocolHandlers?: boolean },
) => Promise<Response>;

/**
 * `net`: Node's fetch, plus `file:` and the app's own schemes, which Electron's fetch knows and Node's does not.
 * @param handlerOf who answers for a scheme
 */
export function makeNet(handlerOf: (scheme: string) => SchemeHandler | undefined): {
  fetch: NetFetch;
  isOnline(): boolean;
  readonly online: boolean;
} {
  return onlyWhatIsWritten('net', {
    fetch: async (input, init) => {
      const { bypassCustomProtocolHandlers = false, ...rest } = init ?? {};
      const request = typeof input === 'string' && input.startsWith('file:') ? undefined : new Request(input, rest);
      const url = request?.url ?? String(input);
      const handler = bypassCustomProtocolHandlers ? undefined : handlerOf(new URL(url).protocol.slice(0, -1));
      if (handler && request) return handler(request);
      return url.startsWith('file:') ? fetchFile(url) : fetch(request ?? url);
    },
    isOnline: () => true,
    online: true,
  });
}

async function fetchFile(url: string): Promise<Response> {
  const path = fileURLToPath(url);
  try {
    const type = MIME_TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream';
    return new Response(await readFile(path), { headers: { 'content-type': type } });
  } catch (cause) {
    throw new Error('net::ERR_FILE_NOT_FOUND', { cause });
  }
}

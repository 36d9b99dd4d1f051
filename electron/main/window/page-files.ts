import { extname, join, normalize, sep } from 'node:path';

/** The page's own origin: nothing else is ever shown in the window. */
export const pageOrigin = 'app://bundle';

/** The page's one document; what follows a `#` is a place in it. */
export const pageAddress = `${pageOrigin}/index.html`;

/** What the page may do: its own scripts, styles and pictures, and nothing on any network. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "media-src 'self'",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** What is served of a stored photo or film: always by the id of its asset, never by where it lies. */
export const servedPictures = ['thumbnail', 'picture', 'original', 'motion'] as const;
export type ServedPicture = (typeof servedPictures)[number];

/** What a request of the page is for. */
export type PageRequest =
  | { readonly kind: 'file'; readonly path: string; readonly contentType: string }
  | { readonly kind: ServedPicture; readonly id: number }
  | { readonly kind: 'refused' };

/**
 * Reads a request to `app://…`: a file of the page below `folder` (absolute), a picture or film by its id, or nothing. Only our host,
 * only types of the table, and no way out of the folder, however it is written.
 */
export function readPageRequest(address: string, folder: string): PageRequest {
  const refused: PageRequest = { kind: 'refused' };
  const url = URL.parse(address);
  if (url?.protocol !== 'app:' || url.hostname !== 'bundle') return refused;
  const path = decoded(url.pathname);
  if (path === null || /[\\\0:]|%2f|%5c/i.test(`${path}${url.pathname}`)) return refused;
  const [, word, id] = /^\/([a-z]+)\/(\d{1,15})$/.exec(path) ?? [];
  const served = servedPictures.find((one) => one === word);
  if (served !== undefined) return { kind: served, id: Number(id) };
  const contentType = types[extname(path)];
  const file = normalize(join(folder, path));
  if (contentType === undefined || !file.startsWith(folder + sep)) return refused;
  return { kind: 'file', path: file, contentType };
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    // A malformed escape names no file of ours.
    return null;
  }
}

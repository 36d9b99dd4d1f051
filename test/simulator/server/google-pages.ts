import { bytesReply, escapedHtml, htmlReply, type Reply } from './reply.ts';

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  500: 'Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
};

/** An error as Google's byte hosts and front ends show it: a page for people, whatever the client asked for. */
export function errorPage(status: number, path: string): Reply {
  const title = `Error ${status} (${reasons[status] ?? 'Error'})!!1`;
  return htmlReply(
    status,
    `<!DOCTYPE html>\n<html lang=en>\n<meta charset=utf-8>\n<title>${title}</title>\n` +
      `<a href=//www.google.com/><span id=logo aria-label=Google></span></a>\n` +
      `<p><b>${status}.</b> <ins>That’s an error.</ins>\n` +
      `<p>The requested URL <code>${escapedHtml(path)}</code> cannot be answered. <ins>That’s all we know.</ins>\n`,
  );
}

// One grey pixel: byte hosts also answer errors with a small picture.
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);

/** An error that is a picture: a client that does not look at the status would store it as the photo. */
export function errorPicture(status: number): Reply {
  return bytesReply(status, 'image/png', pixel);
}

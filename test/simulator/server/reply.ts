/** An answer before it is sent. Handlers return it; only the sender touches the connection. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Never copied on its way out. What is too large to be held is read as it goes. */
  readonly chunks: Iterable<Uint8Array>;
  /** Length of all chunks in bytes. */
  readonly length: number;
  /** Id of the item whose whole bytes these are; counted as delivered when all of them went out. */
  readonly carries?: string;
  /** The file in Drive whose bytes these are, the first of them, and how many the file has. */
  readonly serves?: ServedFile;
}

/** Which bytes of which file in Drive an answer brings. */
export interface ServedFile {
  readonly fileId: string;
  readonly name: string;
  readonly first: number;
  readonly bytes: number;
}

/** A JSON answer, labelled as Google labels its own. */
export function jsonReply(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  const body = Buffer.from(JSON.stringify(value));
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=UTF-8', 'Cache-Control': 'private', ...headers },
    chunks: [body],
    length: body.length,
  };
}

/** A page for a person. */
export function htmlReply(status: number, page: string): Reply {
  const body = Buffer.from(page);
  return { status, headers: { 'Content-Type': 'text/html; charset=UTF-8' }, chunks: [body], length: body.length };
}

/** Text or bytes with their own content type. */
export function bytesReply(
  status: number,
  contentType: string,
  body: Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return { status, headers: { 'Content-Type': contentType, ...headers }, chunks: [body], length: body.length };
}

/** Sends the browser elsewhere. */
export function redirectReply(location: string): Reply {
  return { status: 302, headers: { Location: location, 'Cache-Control': 'no-store' }, chunks: [], length: 0 };
}

/** Text that is safe inside HTML and its attributes. */
export function escapedHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

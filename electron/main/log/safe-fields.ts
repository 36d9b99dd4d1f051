import { factsOfText } from './facts-of-text.ts';

/** Makes a name recognisable among its equals, and nothing else of it. */
export type Hashed = (name: string) => string;

/** Fields that name a file, a folder, a part of an export, a person or an account. */
const named: ReadonlySet<string> = new Set([
  ...['account', 'activeAccount', 'album', 'current', 'email', 'examples', 'file', 'filename', 'folder', 'from'],
  ...['identity', 'label', 'name', 'part', 'path', 'subject', 'title', 'to'],
]);

/** Fields that have words of the program, such as `stored` or `part-damaged`. */
const worded: ReadonlySet<string> = new Set([
  ...['albumView', 'app', 'arch', 'code', 'command', 'condition', 'day', 'ending', 'engine', 'event', 'fidelity'],
  ...['fileSystem', 'format', 'kind', 'level', 'method', 'mode', 'operation', 'outcome', 'permit', 'phase', 'platform'],
  ...['problem', 'readiness', 'retry', 'service', 'setupStep', 'source', 'stage', 'startedBy', 'state'],
  ...['status', 'step', 'takenReason', 'tokenStore', 'type', 'unit', 'view'],
]);
const word = /^[a-z][a-z0-9]*(?:[._+-][a-z0-9]+){0,6}$/;

/** Fields that have marks of Afterimage's own, which are no names. */
const marked: ReadonlySet<string> = new Set(['asset', 'item', 'items', 'request', 'run']);
const mark = /^[0-9a-f]{6,64}$/;

/** Fixed texts of a code: the code says the same. */
const leftOut: ReadonlySet<string> = new Set(['title', 'explanation', 'wayOut', 'advice', 'link', 'statusText']);

/** Times and stamps tell nothing of what they belong to. */
const time = /^(?:\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{1,9})?Z)?|\d{8}T\d{6}Z|\d\d:\d\d)$/;
const version = /^\d{1,4}\.\d{1,4}\.\d{1,6}(?:-[a-z]{1,10}(?:\.\d{1,4})?)?$/;
const fieldName = /^[a-z][A-Za-z0-9_]{0,40}$/;

const mostDepth = 12;

/** How much of it all may still be told. */
export interface Room {
  values: number;
}

/**
 * A value with everything in it that could name a file, a person or a place made anonymous: what is told is told because
 * its field is known and it has the form that the field's values have. A field that nobody thought of is safe.
 */
export function safeFields(value: unknown, hashed: Hashed, room: Room): unknown {
  return safe('', value, { hashed, room, depth: 0 });
}

interface Context {
  readonly hashed: Hashed;
  readonly room: Room;
  readonly depth: number;
}

function safe(field: string, value: unknown, context: Context): unknown {
  context.room.values -= 1;
  if (context.room.values <= 0 || context.depth > mostDepth) return '[left out]';
  switch (typeof value) {
    case 'number':
    case 'boolean':
      return value;
    case 'string':
      return safeText(field, value, context.hashed);
    case 'object':
      return value === null ? null : safeObject(field, value, { ...context, depth: context.depth + 1 });
    default:
      return undefined;
  }
}

function safeText(field: string, text: string, hashed: Hashed): string {
  if (named.has(field)) return hashed(text);
  if (time.test(text)) return text;
  // Of extracted folders it is made from their path.
  if (field === 'stamp') return hashed(text);
  if (worded.has(field) && text.length <= 60 && word.test(text)) return text;
  if (marked.has(field) && mark.test(text)) return text;
  if (field === 'version' && version.test(text)) return text;
  if (field === 'url' || field === 'scopes') return addressFacts(text);
  return factsOfText(text);
}

function safeObject(field: string, value: object, context: Context): unknown {
  const { room, hashed } = context;
  if (Array.isArray(value)) {
    const told: unknown[] = [];
    for (const one of value) {
      if (room.values <= 0) break;
      told.push(safe(field, one, context));
    }
    return told;
  }
  const told: Record<string, unknown> = {};
  // An error has a name, too, and it is not a file's.
  const isError = 'stack' in value;
  for (const [key, one] of Object.entries(value)) {
    if (room.values <= 0) break;
    if ((leftOut.has(key) && 'code' in value) || key === 'statusText') continue;
    const name = fieldName.test(key) ? key : hashed(key);
    told[name] = safe(isError && key === 'name' ? 'error' : key, one, context);
  }
  return told;
}

/** Google's own hosts, and the words of the paths of its interfaces. */
const hosts = /^(?:[a-z0-9-]+\.)?(?:googleapis\.com|accounts\.google\.com)$/;
const pathWords: ReadonlySet<string> = new Set([
  ...['about', 'albums', 'auth', 'changes', 'drive', 'files', 'mediaItems', 'mediaItems:batchGet', 'mediaItems:search'],
  ...[
    'o',
    'oauth2',
    'sessions',
    'sharedAlbums',
    'startPageToken',
    'token',
    'upload',
    'userinfo',
    'v1',
    'v2',
    'v3',
    'v4',
  ],
  ...[
    'photoslibrary',
    'photoslibrary.readonly',
    'photoslibrary.readonly.appcreateddata',
    'photospicker.mediaitems.readonly',
  ],
  ...['drive.file', 'drive.readonly', 'userinfo.email', 'revoke', 'tokeninfo'],
]);

/** Which interface of Google's an address leads to; of any other address, nothing. */
function addressFacts(text: string): string {
  if (!text.startsWith('https://')) return word.test(text) ? text : '[text]';
  const url = text.length > 4_000 ? null : URL.parse(text);
  if (url === null || !hosts.test(url.hostname)) return '[address]';
  const path = url.pathname.split('/').map((step) => (step === '' || pathWords.has(step) ? step : '[id]'));
  const pageSize = url.searchParams.get('pageSize') ?? '';
  return `https://${url.hostname}${path.join('/')}${/^\d{1,4}$/.test(pageSize) ? `?pageSize=${pageSize}` : ''}`;
}

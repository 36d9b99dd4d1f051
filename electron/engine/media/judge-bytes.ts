import { problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { type MediaType, sniffMedia, unknownMedia } from './media-type.ts';

/** So many first bytes tell a photo from an error page. */
export const judgedBytes = 4_096;

/** The answer to a request for the bytes of one item. */
export interface JudgedBytes {
  /** The first bytes: at least {@link judgedBytes}, or all of them when there are fewer. */
  readonly head: Uint8Array;
  /** The Content-Type header; only used to explain, never believed. */
  readonly contentType: string | null;
  /** What the source says the item is; null when it does not know. */
  readonly expectedMime: string | null;
  /** Length of the whole content in bytes; null when unknown. */
  readonly length: number | null;
  /**
   * Its name, where Google's own details tell when it was taken: then it is somebody's photo or film, in whatever old
   * format. Absent where nothing but the bytes can tell.
   */
  readonly datedName?: string | null;
}

/** No placeholder picture seen in answers of byte hosts is larger; hardly any photo is smaller. */
const placeholderLimit = 4096;

/**
 * Decides whether bytes may be stored as the item they were fetched for. `bytes-not-media` when not, with a detail that
 * says what came instead.
 *
 * Refused: what is no media at all; a still picture where a video was expected (the poster frame or an error picture);
 * and a tiny GIF or PNG where another type was expected (the placeholder of a byte host: no camera makes these types,
 * and a refusal is shown and tried again, while a stored placeholder would silently stand for a lost photo). Accepted:
 * every other difference of type. Google hands out JPEG for HEIC, people rename files, and refusing good bytes forever
 * would lose a photo as surely. A video where a photo was expected is kept too: no error answer is a video. Bytes of no
 * known format are accepted under a `datedName`, unless they can be nobody's photo: text, archives, programs.
 */
export function judgeBytes(bytes: JudgedBytes): Result<MediaType> {
  const found = sniffMedia(bytes.head);
  const expected = bytes.expectedMime === null ? null : normalMime(bytes.expectedMime);
  // "Some bytes" is what is said of what nobody has looked at.
  const wanted = expected === 'application/octet-stream' ? null : expected;
  const refuse = (detail: string): Result<MediaType> => failed(problem('bytes-not-media', { detail }));
  if (found === null && bytes.datedName != null && mayBeMedia(bytes)) return ok(unknownMedia(bytes.datedName));
  if (found === null) return refuse(`${describeForeign(bytes)} came${insteadOf(wanted)}.`);
  if (wanted?.startsWith('video/') && found.kind === 'photo') {
    return refuse(`A still picture (${found.mime}) came instead of ${wanted}.`);
  }
  const size = bytes.length ?? bytes.head.length;
  const placeholderType = found.mime === 'image/gif' || found.mime === 'image/png';
  if (placeholderType && size < placeholderLimit && wanted?.startsWith('image/') && wanted !== found.mime) {
    return refuse(`A placeholder picture (${found.mime}, ${size} bytes) came instead of ${wanted}.`);
  }
  return ok(found);
}

/** How archives, documents and programs begin, as Latin-1 text. */
const neverMedia = [
  'PK\x03\x04',
  'PK\x05\x06',
  '\x1f\x8b\x08',
  '7z\xbc\xaf',
  'Rar!',
  '%PDF',
  '\x7fELF',
  'SQLite format',
];

function mayBeMedia({ head, length }: JudgedBytes): boolean {
  if (head.length === 0 || length === 0 || textOf(head) !== null) return false;
  const begin = Buffer.from(head.subarray(0, 16)).toString('latin1');
  return !neverMedia.some((start) => begin.startsWith(start));
}

function insteadOf(wanted: string | null): string {
  return wanted === null ? ' instead of a photo or video' : ` instead of ${wanted}`;
}

/** Lower case, without parameters, one name for types that have several. */
function normalMime(mime: string): string {
  const plain = (mime.split(';')[0] ?? '').trim().toLowerCase();
  if (plain === 'image/jpg' || plain === 'image/pjpeg') return 'image/jpeg';
  if (plain === 'image/apng' || plain === 'image/x-png' || plain === 'image/vnd.mozilla.apng') return 'image/png';
  return plain;
}

function describeForeign({ head, contentType, length }: JudgedBytes): string {
  if (head.length === 0 || length === 0) return 'Nothing (0 bytes)';
  const text = textOf(head);
  const announced = contentType === null ? '' : ` announced as ${normalMime(contentType)}`;
  if (text === null) {
    const first = Buffer.from(head.subarray(0, 8)).toString('hex');
    return `Unknown bytes (${first})${announced}`;
  }
  if (/<svg[\s>]/i.test(text)) return `An SVG drawing${announced}`;
  if (/^(<!doctype html|<html|<head|<body|<title|<!--)/i.test(text) || /<html[\s>]/i.test(text)) {
    return `A web page${titleOf(text)}${announced}`;
  }
  if (/^[[{]/.test(text)) return `A JSON answer${announced}`;
  if (/^<\?xml/i.test(text)) return `An XML answer${announced}`;
  return `Plain text${announced}`;
}

/** The head as text without leading white space, or null when it holds bytes that no text has. */
function textOf(head: Uint8Array): string | null {
  if (head.subarray(0, 1024).some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))) return null;
  return new TextDecoder().decode(head).trimStart();
}

/** Google's error pages say what is wrong in their title ("Error 403 (Forbidden)!!1"). */
function titleOf(html: string): string {
  const title = /<title[^>]*>([^<]{1,200})/i.exec(html)?.[1]?.replace(/\s+/g, ' ').trim();
  return title === undefined || title === '' ? '' : ` titled “${title}”`;
}

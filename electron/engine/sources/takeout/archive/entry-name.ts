import { isAscii, isUtf8 } from 'node:buffer';
import { crc32 } from 'node:zlib';

/** Code page 437 above ASCII, as the zip format has it for names that announce no other (APPNOTE 6.3.10, appendix D). */
const upperHalf =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** Bytes of code page 437 as text; the lower half is ASCII, control characters included. */
function fromCp437(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : upperHalf.charAt(byte - 0x80);
  return text;
}

/** Longer paths are made by nobody; names within may have any length, as the backup gives files names of its own. */
const longestPathBytes = 16_384;

/** What a name in a part is good for. `folder` entries hold nothing and are passed over. */
export type JudgedName =
  | { readonly kind: 'file' | 'folder'; readonly path: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** An extra field of a zip record. */
interface ExtraField {
  readonly id: number;
  readonly data: Uint8Array;
}

const utf8Flag = 0x800;
const unicodePathField = 0x7075;

/**
 * The name of a zip entry: UTF-8 when the flag or the Unicode path field says so (APPNOTE 4.4.4 and 4.6.9) or when it can
 * be nothing else, code page 437 otherwise.
 */
export function decodeZipName(raw: Buffer, flags: number, extra: readonly ExtraField[]): string {
  if (isAscii(raw)) return raw.toString('latin1');
  if ((flags & utf8Flag) === 0) {
    const unicode = unicodePath(raw, extra);
    if (unicode !== null) return unicode;
  }
  return decodeName(raw);
}

/** UTF-8 when it is valid, code page 437 otherwise. */
export function decodeName(raw: Buffer): string {
  return isUtf8(raw) ? raw.toString('utf8') : fromCp437(raw);
}

/** Version 1, then the checksum of the plain name: a name that was changed since makes the field worthless. */
function unicodePath(raw: Buffer, extra: readonly ExtraField[]): string | null {
  for (const { id, data } of extra) {
    if (id !== unicodePathField || data.length < 5 || data[0] !== 1) continue;
    const field = Buffer.from(data.buffer, data.byteOffset, data.length);
    if (field.readUInt32LE(1) === crc32(raw) && isUtf8(field.subarray(5))) return field.toString('utf8', 5);
  }
  return null;
}

/**
 * Judges a name. `separators`: `either` for archives whose maker used backslashes throughout; elsewhere a backslash is
 * refused, as it is a separator on one system and a letter on another.
 */
export function judgeName(name: string, separators: 'slash' | 'either' = 'slash'): JudgedName {
  const slashed = separators === 'either' && !name.includes('/') ? name.replaceAll('\\', '/') : name;
  const reason = objectionTo(slashed);
  if (reason !== null) return { kind: 'refused', reason };
  const kind = /(?:^|\/)\.?$/.test(slashed) ? 'folder' : 'file';
  const steps = slashed.split('/').filter((step) => step !== '' && step !== '.');
  return { kind, path: steps.join('/') };
}

function objectionTo(name: string): string | null {
  if (name === '') return 'It has no name.';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  if (/[\x00-\x1f\x7f]/.test(name)) return 'Its name holds control characters.';
  if (name.startsWith('/')) return 'Its name is an absolute path.';
  if (/^[A-Za-z]:/.test(name)) return 'Its name begins with a drive letter.';
  if (name.includes('\\')) return 'Its name holds a backslash.';
  if (/(?:^|\/)\.\.(?:\/|$)/.test(name)) return 'Its name leads out of the export.';
  if (Buffer.byteLength(name) > longestPathBytes) return 'Its name is longer than any path.';
  return null;
}

/** A name as it may be shown anywhere: control characters become their pictures (U+2400 …). */
export function shownName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced.
  return name.replace(/[\x00-\x1f\x7f]/g, (control) => {
    const code = control.charCodeAt(0);
    return String.fromCharCode(code === 0x7f ? 0x2421 : 0x2400 + code);
  });
}

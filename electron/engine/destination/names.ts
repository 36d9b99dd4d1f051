/** Bytes that a candidate may add to a safe name: ` (99999)` and `.xmp`, rounded up. */
export const roomForSuffixes = 15;
/** The least that every supported file system takes. */
export const usualMaxNameBytes = 255;

/** How long a safe name may be. */
interface NameLimit {
  /** Bytes of UTF-8; at least 32. A string of so many bytes never has more UTF-16 units. */
  readonly maxBytes: number;
}

const defaultLimit: NameLimit = { maxBytes: usualMaxNameBytes - roomForSuffixes };

// Invisible marks that can make a name read otherwise than it is: bidi controls, zero-width space, BOM, word joiner and
// their like. ZWJ and ZWNJ stay, as emoji and many scripts need them.
const deceptive = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu;
const lineBreaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/gu;
// What Windows forbids, control characters, what stands for either on SMB (U+F000…F0FF), and what is no character.
const forbidden = /[\p{Cc}"*/:<>?\\|\uf000-\uf0ff\ufffd\p{Noncharacter_Code_Point}]/gu;
const edge = /[\s\u200c\u200d]/u;
// https://learn.microsoft.com/windows/win32/fileio/naming-a-file (reserved with any extension, and with blanks before it)
const reserved = /^(con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(\s*)(?=\.|$)/iu;
const extension = /^(.+)(\.[A-Za-z0-9]{1,10})$/su;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * A file name that every file system takes, as near to `name` as can be, in NFC. Never empty, hidden, reserved or
 * longer than the limit; a short extension survives cutting. Idempotent.
 */
export function safeFileName(name: string, limit: NameLimit = defaultLimit): string {
  const clean = safeCharacters(name, 'Unnamed');
  const [stem, ending] = splitExtension(clean);
  return withinLimit(stem, ending, limit);
}

/** The same for a folder, whose name has no extension to keep. */
export function safeFolderName(title: string, limit: NameLimit = defaultLimit): string {
  return withinLimit(safeCharacters(title, 'Untitled'), '', limit);
}

/**
 * `name` with `.ext` appended when it has no extension (`ext` without the dot; empty: none is known). A name that has one keeps it even when
 * it contradicts the bytes: it is the person's name for the file, and programs that matter look at the bytes.
 */
export function withExtension(name: string, ext: string): string {
  const [, ending] = splitExtension(name);
  return ext === '' || /[A-Za-z]/u.test(ending) ? name : `${name}.${ext}`;
}

/**
 * Equal for two paths that some file system (Windows, macOS, exFAT) may take for the same: blind to case, to Unicode
 * normalisation and to invisible code points (which HFS+ ignores). Coarser than any one of them, so distinct keys are
 * distinct files everywhere. A fixpoint, and for good: catalogs hold the keys that earlier versions made.
 */
export function collisionKey(path: string): string {
  const visible = path.normalize('NFD').replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  // One mapping is not enough: U+03F4 has only a lower case, U+0131 only an upper case.
  return visible.toUpperCase().toLowerCase().toUpperCase().normalize('NFC');
}

/** `name` split before its extension: `['IMG', '.JPG']`; the second is empty when there is none. */
export function splitExtension(name: string): readonly [stem: string, ending: string] {
  const match = extension.exec(name);
  return [match?.[1] ?? name, match?.[2] ?? ''];
}

function safeCharacters(name: string, fallback: string): string {
  const visible = name.toWellFormed().replace(deceptive, '').normalize('NFC');
  const clean = visible.replace(lineBreaks, ' ').replace(forbidden, '_');
  return withoutReservedWord(shownOpenly(withoutEdges(clean).normalize('NFC'), fallback));
}

/** Never empty, and never hidden. */
function shownOpenly(clean: string, fallback: string): string {
  if (clean === '') return fallback;
  return clean.startsWith('.') ? `_${clean}` : clean;
}

/**
 * Without blanks and joiners around it, nor dots at its end. A pattern for that takes the square of a run of blanks within
 * the name.
 */
function withoutEdges(name: string): string {
  let start = 0;
  let end = name.length;
  while (start < end && edge.test(name.charAt(start))) start += 1;
  while (end > start && (name.charAt(end - 1) === '.' || edge.test(name.charAt(end - 1)))) end -= 1;
  return name.slice(start, end);
}

function withoutReservedWord(name: string): string {
  return name.replace(reserved, '$1_$2');
}

function withinLimit(stem: string, ending: string, { maxBytes }: NameLimit): string {
  if (Buffer.byteLength(stem + ending) <= maxBytes) return stem + ending;
  // One byte less, as a cut may uncover a reserved word that needs its underscore.
  const cut = withoutEdges(cutToBytes(stem, maxBytes - Buffer.byteLength(ending) - 1));
  return withoutReservedWord(`${cut === '' ? '_' : cut}${ending}`);
}

function cutToBytes(text: string, maxBytes: number): string {
  let bytes = 0;
  let end = 0;
  // A prefix is enough: no grapheme border beyond it can matter, and segmenting a huge string is slow.
  const prefix = text.slice(0, maxBytes + 1).toWellFormed();
  for (const { segment, index } of graphemes.segment(prefix)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > maxBytes) return end > 0 ? text.slice(0, end) : cutToCodePoints(prefix, maxBytes);
    end = index + segment.length;
  }
  return text.slice(0, end);
}

/** For one grapheme that alone is too long (a letter under hundreds of combining marks). */
function cutToCodePoints(text: string, maxBytes: number): string {
  let bytes = 0;
  let kept = '';
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > maxBytes) break;
    kept += character;
  }
  return kept;
}

/**
 * How Takeout makes file names of titles. Google documents none of it; the rules are those that public readers of exports
 * agree on. Lengths are UTF-16 units.
 */

/** Longest media name without the number in brackets, which is added after the cut. */
const longestName = 51;
/** Longest sidecar name without number and `.json`. */
const longestSidecarCore = 46;
/** Stands between title and `.json` since late 2024; any beginning of it is met, and before that none of it. */
const infix = '.supplemental-metadata';

/** A name in two pieces: the number in brackets of `IMG(2).JPG` stands between them. */
interface SplitName {
  readonly stem: string;
  /** With its dot; empty where there is none. */
  readonly extension: string;
}

/** One way to read a name: `IMG(2).JPG` may be the third `IMG.JPG` of its folder, or have been called so by its owner. */
export interface NameReading {
  /** The name without its number. */
  readonly base: string;
  /** 0 where there is none. */
  readonly number: number;
}

/** An extension is a dot and up to five letters or digits; a name that is nothing else has none. */
export function splitName(name: string): SplitName {
  const extension = /(?<=.)\.[A-Za-z0-9]{1,5}$/su.exec(name)?.[0] ?? '';
  return { stem: name.slice(0, name.length - extension.length), extension };
}

/** `IMG(2).JPG` from `IMG.JPG` and 2; the base itself for 0. */
export function numberedName({ base, number }: NameReading): string {
  if (number === 0) return base;
  const { stem, extension } = splitName(base);
  return `${stem}(${number})${extension}`;
}

/** All ways to read the name of a media file: as it stands, and with its last `(n)` as a number. */
export function readMediaName(name: string): readonly NameReading[] {
  const asItStands = { base: name, number: 0 };
  const { stem, extension } = splitName(name);
  const numbered = readNumber(stem);
  return numbered === null ? [asItStands] : [asItStands, { base: numbered.base + extension, number: numbered.number }];
}

/** All ways to read the name of a sidecar; here `base` is the title with the infix, both maybe cut. */
export function readSidecarName(name: string): readonly NameReading[] {
  const core = name.replace(/\.json$/i, '');
  const numbered = readNumber(core);
  return numbered === null ? [{ base: core, number: 0 }] : [{ base: core, number: 0 }, numbered];
}

function readNumber(text: string): NameReading | null {
  const match = /^(.+)\(([1-9]\d{0,8})\)$/s.exec(text);
  return match === null ? null : { base: match[1] ?? '', number: Number(match[2]) };
}

/** The name that a media file of this title has, without a number: cut, its extension kept. */
export function cutMediaName(fileName: string): string {
  const { stem, extension } = splitName(fileName);
  return cutText(stem, longestName - extension.length) + extension;
}

/** Whether a name is so long that something may have been cut off its stem. A cut never leaves half a character. */
export function mayBeCut(name: string): boolean {
  return name.length >= longestName - 1;
}

/** Whether a sidecar's core may have lost part of its title. */
export function mayBeCutCore(core: string): boolean {
  return core.length >= longestSidecarCore - 1;
}

/** The core of a sidecar whose title alone fills it; shorter titles stay whole. */
export function cutCore(fileName: string): string {
  return cutText(fileName, longestSidecarCore);
}

/** Whether a sidecar's core can have been made of this file name: whole or cut, with any beginning of the infix. */
export function isCoreOf(core: string, fileName: string, spell: (text: string) => string): boolean {
  if (fileName.length >= longestSidecarCore) return spell(core) === spell(cutCore(fileName));
  const start = spell(fileName);
  const spelled = spell(core);
  return spelled.startsWith(start) && infix.startsWith(spelled.slice(start.length));
}

/** What may stand before the infix in a sidecar's core: all of it, and what is left without a beginning of the infix. */
export function basesOfCore(core: string): readonly string[] {
  const dot = core.lastIndexOf('.');
  return dot > 0 && infix.startsWith(core.slice(dot)) ? [core, core.slice(0, dot)] : [core];
}

/** Cuts after so many UTF-16 units, and never leaves half a character. */
function cutText(text: string, length: number): string {
  const cut = text.slice(0, length);
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}

/** How strictly names are compared. */
export type Spelling = 'exact' | 'loose' | 'folded';

/**
 * What is left of a name's spelling when it is compared. `loose`: composed (NFC), with one sign for all that some file
 * system refuses, without spaces and dots at its end. `folded`: in small letters, too.
 */
export const spell: Readonly<Record<Spelling, (text: string) => string>> = {
  exact: (text) => text,
  loose: (text) => withoutEnd(spellLoosely(text)),
  folded: (text) => withoutEnd(spellLoosely(text)).toLowerCase(),
};

/** Without blanks and dots at its end. A pattern for that takes the square of a run of blanks within the name. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ' .'.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** The same for beginnings of names, whose end means something. */
export const spellStart: Readonly<Record<Spelling, (text: string) => string>> = {
  exact: (text) => text,
  loose: spellLoosely,
  folded: (text) => spellLoosely(text).toLowerCase(),
};

function spellLoosely(text: string): string {
  // Nearly all names are of this kind.
  if (/^[\w ().-]*$/.test(text)) return text;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is replaced
  return text.normalize('NFC').replace(/[\u0000-\u001f\u007f<>:"/\\|?*%&'`^~#$+=;,@!{}\u00a0\ufffd]/g, '_');
}

/** File names that may have been made of a title. Strictly there is one; otherwise spellings that programs change to. */
export function fileNamesOf(title: string, spelling: Spelling): readonly string[] {
  const safe = safeName(title);
  if (spelling === 'exact') return [safe];
  const names = new Set([safe]);
  for (const text of [title, withoutEntities(title)]) {
    // What is cut depends on how accents are written, so each way is cut on its own.
    for (const form of ['NFC', 'NFD'] as const) names.add(safeName(text.normalize(form)));
  }
  return [...names];
}

/** Characters that some file system refuses become underscores. */
function safeName(title: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is replaced
  const safe = title.replace(/[\u0000-\u001f\u007f<>:"/\\|?*%&]/g, '_');
  return /^\.*$/.test(safe) ? '_'.repeat(Math.max(1, safe.length)) : safe;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Google writes some titles with HTML's entities: `&#39;` for an apostrophe. */
function withoutEntities(title: string): string {
  return title.replace(
    /&(?:#(\d{1,6})|([a-z]{2,4}));/g,
    (whole, code: string | undefined, name: string | undefined) => {
      if (name !== undefined) return entities[name] ?? whole;
      const point = Number(code);
      return point > 0 && point <= 0x10_ffff ? String.fromCodePoint(point) : whole;
    },
  );
}

/** Orders by UTF-16 units: the same on every machine. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Longest file name, media or sidecar, in UTF-16 units; numbers in brackets come on top. */
const longestName = 51;
/** Longest sidecar name without its `.json`. */
const longestSidecarStem = longestName - '.json'.length;
const infix = '.supplemental-metadata';

/**
 * How a sidecar's name is made of the title: `infix` since late 2024, `plain` before, `shortened` with only so many
 * characters of the infix (1 leaves the bare dot).
 */
export type SidecarForm =
  | { readonly kind: 'infix' }
  | { readonly kind: 'plain' }
  | { readonly kind: 'shortened'; readonly infixLength: number };

/** What one name of an item is made of; numbers go between the two. */
export interface NumberedName {
  readonly stem: string;
  readonly extension: string;
}

/** A title as a file name: characters that some file system refuses become underscores. */
export function fileNameOf(title: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is replaced
  const safe = title.replaceAll(/[\u0000-\u001f\u007f<>:"/\\|?*%&]/g, '_');
  return /^\.*$/.test(safe) ? '_'.repeat(Math.max(1, safe.length)) : safe;
}

/** The name of a media file: at most 51 UTF-16 units, the extension kept. */
export function mediaName(fileName: string): NumberedName {
  const { stem, extension } = splitName(fileName);
  return { stem: cutText(stem, longestName - extension.length), extension };
}

/** The name of an edited copy: its suffix may be cut with the rest. */
export function editedName(fileName: string, suffix: string): NumberedName {
  const { stem, extension } = splitName(fileName);
  return { stem: cutText(stem + suffix, longestName - extension.length), extension };
}

/** The name of a sidecar: title and infix cut to 46 UTF-16 units, then `.json`. */
export function sidecarName(fileName: string, form: SidecarForm): NumberedName {
  const kept = { infix: infix.length, plain: 0, shortened: form.kind === 'shortened' ? form.infixLength : 0 }[
    form.kind
  ];
  return { stem: cutText(fileName + infix.slice(0, kept), longestSidecarStem), extension: '.json' };
}

/** "IMG(2).JPG"; the first of its name has no number. */
export function numbered({ stem, extension }: NumberedName, number: number): string {
  return number === 0 ? stem + extension : `${stem}(${number})${extension}`;
}

/** An extension is what file systems call so: a dot and up to five letters or digits. */
function splitName(fileName: string): NumberedName {
  const extension = /(?<=.)\.[A-Za-z0-9]{1,5}$/u.exec(fileName)?.[0] ?? '';
  return { stem: fileName.slice(0, fileName.length - extension.length), extension };
}

/** Cuts after so many UTF-16 units, and never leaves half a character. */
export function cutText(text: string, length: number): string {
  const cut = text.slice(0, length);
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}

/** The names taken in one folder. */
export interface FolderNames {
  /** The least number under which all of these names are free; they are taken from then on. */
  readonly claim: (names: readonly NumberedName[]) => number;
}

export function createFolderNames(taken: readonly string[] = []): FolderNames {
  const used = new Set(taken);
  /** Where to continue for a name that was claimed before: ten thousand equal titles would take a square of steps. */
  const next = new Map<string, number>();
  return {
    claim: (names) => {
      const key = names.map((name) => numbered(name, 0)).join('\0');
      let number = next.get(key) ?? 0;
      while (names.some((name) => used.has(numbered(name, number)))) number += 1;
      for (const name of names) used.add(numbered(name, number));
      next.set(key, number + 1);
      return number;
    },
  };
}

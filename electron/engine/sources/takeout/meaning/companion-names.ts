import { filmExtensions } from '../../../media/film-extensions.ts';
import { editedSuffixes } from './edited-suffixes.ts';
import { clipExtensions, pictureExtensions } from './film-names.ts';
import { cutMediaName, mayBeCut, type NameReading, readMediaName, splitName } from './names.ts';

/** How the name of an edited copy was made of its picture's. */
export type EditedForm = 'whole' | 'cut' | 'unlisted' | 'cut-away';

/** A picture that a name may be an edited copy of. */
export interface EditedReading {
  readonly form: EditedForm;
  readonly number: number;
  /** The picture's name without its number. */
  readonly base: string;
}

/** The pictures that this may be an edited copy of, the likeliest first; none for most names. */
export function readEditedName(name: string): readonly EditedReading[] {
  const readings = readMediaName(name);
  return [
    ...readings.flatMap((reading) => [...wholeSuffix(reading), ...cutSuffix(reading)]),
    ...readings.flatMap((reading) => [...unlistedSuffix(reading), ...cutAwaySuffix(reading)]),
  ];
}

/** Names that are cut are so long at least, wherever they are cut. */
const leastOfCutName = 40;

/**
 * `X-smile.jpg`: a word of letters, in whatever language. What a known word begins with is no word of its own in a short
 * name; in a long one it may be the rest of the known word, cut at another place than usual.
 */
function unlistedSuffix({ base, number }: NameReading): readonly EditedReading[] {
  const { stem, extension } = splitName(base);
  const [, picture, suffix = ''] = /^(.+?)(-\p{L}[\p{L}\p{M} ]*[\p{L}\p{M}])$/su.exec(stem) ?? [];
  const isRest = beginnings.has(suffix.toLowerCase());
  if (picture === undefined || (isRest && base.length < leastOfCutName)) return [];
  return [{ form: 'unlisted', number, base: picture + extension }];
}

/** Of a very long name nothing is left that tells the copy from its picture, but the number of a double. */
function cutAwaySuffix({ base, number }: NameReading): readonly EditedReading[] {
  return number === 1 && mayBeCut(base) ? [{ form: 'cut-away', number: 0, base }] : [];
}

function wholeSuffix({ base, number }: NameReading): readonly EditedReading[] {
  const { stem, extension } = splitName(base);
  if (!stem.includes('-')) return [];
  const spelled = stem.normalize('NFC').toLowerCase();
  return editedSuffixes.flatMap((suffix) => {
    if (!spelled.endsWith(suffix) || spelled.length === suffix.length) return [];
    const picture = withoutSuffix(stem, suffix);
    return picture === null ? [] : [{ form: 'whole' as const, number, base: picture + extension }];
  });
}

/** Archives may hold accents decomposed, where the suffix is longer. */
function withoutSuffix(stem: string, suffix: string): string | null {
  for (const length of [suffix.length, suffix.normalize('NFD').length]) {
    const end = stem.slice(-length).normalize('NFC').toLowerCase();
    if (end === suffix) return stem.slice(0, -length);
  }
  return null;
}

/** Beginnings of suffixes, longer than the dash, and the suffixes that they may be left of: `-edi` of `-edited`. */
const beginnings: ReadonlyMap<string, readonly string[]> = beginningsOf(
  editedSuffixes.flatMap((one) => [...new Set([one, one.normalize('NFD')])]),
);
const longestBeginning = Math.max(...[...beginnings.keys()].map(({ length }) => length));

function beginningsOf(suffixes: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const suffix of suffixes) {
    for (let length = 2; length < suffix.length; length += 1) {
      const start = suffix.slice(0, length);
      found.set(start, [...(found.get(start) ?? []), suffix]);
    }
  }
  return found;
}

/** The suffix is cut with the name. What is left must be just what fits. */
function cutSuffix({ base, number }: NameReading): readonly EditedReading[] {
  if (!mayBeCut(base)) return [];
  const { stem, extension } = splitName(base);
  const spelled = base.toLowerCase();
  const pictures = new Set<string>();
  for (let length = longestBeginning; length >= 2; length -= 1) {
    for (const suffix of beginnings.get(stem.slice(-length).toLowerCase()) ?? []) {
      const picture = stem.slice(0, -length);
      if (cutMediaName(picture + suffix + extension).toLowerCase() === spelled) pictures.add(picture);
    }
  }
  return [...pictures].map((picture) => ({ form: 'cut', number, base: picture + extension }));
}

/** Pixel's clips are films without a film's extension: `X.MP`, `X.MP~2`, `X.MV`. */
const pixelClip = /^(.+)\.(?:MP|MV)(?:~\d+)?$/is;
/** In both spellings, so that of two names that differ in capitals the right one is found. */
const stillExtensions = ['.heic', '.heif', '.jpg', '.jpeg', '.dng'].flatMap((one) => [one, one.toUpperCase()]);

/** Names without their number that the picture of a clip may have, the likeliest group first. */
export interface ClipReading {
  readonly number: number;
  readonly groups: readonly (readonly string[])[];
}

/** Whether a name belongs to nothing but the clip of a motion photo. */
export function isClipName(name: string): boolean {
  return readMediaName(name).some(({ base }) => pixelClip.test(base));
}

/** Whether a name has the extension of a film, or is one of those that only clips have. */
export function isFilmName(name: string): boolean {
  return filmExtensions.test(splitName(name).extension) || isClipName(name);
}

/** The pictures that a film may be the clip of; none for names of other things. */
export function readClipName(name: string): readonly ClipReading[] {
  return readMediaName(name).flatMap(({ base, number }) => {
    const pixel = pixelClip.exec(base)?.[1];
    if (pixel !== undefined) {
      const others = ['.MP', '.MP~2', '.MP~3', '.MV', '.MV~2', '.MV~3', ''];
      return [{ number, groups: [stillsOf(base), others.flatMap((token) => stillsOf(pixel + token))] }];
    }
    const { stem, extension } = splitName(base);
    if (clipExtensions.test(extension)) return [{ number, groups: [stillsOf(stem), stillsOf(`${stem}.MP`)] }];
    // `MVIMG_1` and `X.MP.COVER` have the name of their picture but for its `.jpg`.
    const isOther = filmExtensions.test(extension) || pictureExtensions.test(extension);
    return isOther ? [] : [{ number, groups: [stillsOf(base)] }];
  });
}

/** With another extension another length of the stem fits into a name; a name may have been left whole, too. */
function stillsOf(stem: string): readonly string[] {
  const whole = stillExtensions.map((extension) => stem + extension);
  return [...new Set([...whole.map(cutMediaName), ...whole])];
}

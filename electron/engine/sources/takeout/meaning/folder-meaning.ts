import { isPhotoYear } from '../../../media/local-time.ts';
import { containerNames, type SpecialFolder, specialFolders, yearFolderFrames } from './folder-words.ts';

/** Where an entry lies within Google Photos. */
export interface PlaceInExport {
  /** Path of the folder of Google Photos: `Takeout/Google Photos`. */
  readonly container: string;
  /** Path within it: the name of a year's or an album's folder; empty for the container itself. */
  readonly folder: string;
  /** The last segment. */
  readonly name: string;
}

/** What a folder of the container is for. */
export type FolderMeaning =
  /** The container itself, which holds what belongs to no photo. */
  | { readonly kind: 'container' }
  /** `certain` by its whole name in a known language; `likely` when its name only has a year in it. */
  | { readonly kind: 'year'; readonly year: number; readonly certainty: 'certain' | 'likely' }
  | { readonly kind: 'album' }
  /** `archive` and `locked` are part of the library; what lies in `trash` was thrown away. */
  | { readonly kind: SpecialFolder }
  /** Neither album metadata nor a known name: an album whose metadata lies in a part that is not there, perhaps. */
  | { readonly kind: 'unknown' };

/**
 * The folders of Google Photos in an export: those that are called so in some language, and those in which, two levels
 * deep, lies JSON that speaks of a photo or an album. `photoJson` are the paths of such JSON files, `paths` all others.
 * `products` are the names that index pages give them, in whatever language.
 * Where there are none, a folder below "Takeout" with Google's name in its own is one when it has folders by year.
 */
export function findContainers(
  paths: readonly string[],
  photoJson: Iterable<string>,
  products: readonly string[] = [],
): ReadonlySet<string> {
  const containers = new Set<string>();
  const told = new Set(products.map(spelled));
  for (const path of paths) {
    const named = containerByName(path) ?? containerOfProduct(path, told);
    if (named !== null) containers.add(named);
  }
  for (const path of photoJson) {
    const parent = containerByName(path) ?? parentOf(parentOf(path) ?? '');
    if (parent !== null) containers.add(parent);
  }
  return containers.size > 0 ? containers : new Set([...paths].flatMap((path) => containerByLook(path) ?? []));
}

/** The folder of Google Photos by its name: the first or, below "Takeout", the second of a path. Null for others. */
function containerByName(path: string): string | null {
  const [first = '', second = ''] = path.split('/', 3);
  if (containerNames.has(spelled(first)) && path.length > first.length) return first;
  const isBelow = containerNames.has(spelled(second)) && path.length > first.length + 1 + second.length;
  return isBelow ? `${first}/${second}` : null;
}

/** The folder below "Takeout" that an index page names. */
function containerOfProduct(path: string, products: ReadonlySet<string>): string | null {
  const [first = '', second = ''] = path.split('/', 3);
  const isBelow = path.length > first.length + 1 + second.length;
  return isBelow && products.has(spelled(second)) ? `${first}/${second}` : null;
}

/** In every known language the container has Google's name, and a year folder more than its digits. */
function containerByLook(path: string): string | null {
  const [first = '', second = '', third = '', file] = path.split('/', 4);
  const isGoogles = spelled(second).split(' ').includes('google');
  const isYear = /(?<!\d)(?:18|19|20|21)\d\d(?!\d)/.test(spelled(third)) && /\p{L}/u.test(third);
  return isGoogles && isYear && file !== undefined ? `${first}/${second}` : null;
}

/** Null for entries of other products, and for what lies above them such as the page that lists the export. */
export function placeInExport(path: string, containers: ReadonlySet<string>): PlaceInExport | null {
  const folder = parentOf(path);
  for (let container = folder; container !== null; container = parentOf(container)) {
    if (!containers.has(container)) continue;
    return {
      container,
      folder: (folder ?? '').slice(container.length + 1),
      name: path.slice((folder ?? '').length + 1),
    };
  }
  return null;
}

/**
 * What a folder is for, by its path within the container. A folder with album metadata is an album, however it is called,
 * unless the metadata of a year folder only repeats that it is one, as exports of about 2020 have it. Else the name
 * decides, in any language; a four-digit year from 1826 to the year after `now` makes a year folder. `albumTitle` is null
 * without album metadata.
 */
export function folderMeaning(folder: string, albumTitle: string | null, now: Date): FolderMeaning {
  if (folder === '') return { kind: 'container' };
  const name = spelled(folder.split('/', 1)[0] ?? '');
  if (albumTitle !== null) {
    const [year, titled] = [yearMeaning(name, now), yearMeaning(spelled(albumTitle), now)];
    const repeats = year?.certainty === 'certain' && titled?.certainty === 'certain' && titled.year === year.year;
    return repeats ? year : { kind: 'album' };
  }
  const special = specialFolders.get(name.replace(/\(\d+\)$/, ''));
  if (special !== undefined) return { kind: special };
  return yearMeaning(name, now) ?? { kind: 'unknown' };
}

type YearMeaning = Extract<FolderMeaning, { readonly kind: 'year' }>;

/** What a spelled name says of a year; null when it does not hold just one. */
function yearMeaning(name: string, now: Date): YearMeaning | null {
  const [digits = '', ...others] = [...name.matchAll(/(?<!\d)\d{4}(?!\d)/g)].map(([year]) => year);
  if (others.length > 0 || !isPhotoYear(Number(digits), now)) return null;
  const isKnown = yearFolderFrames.has(name.replace(digits, '#'));
  return { kind: 'year', year: Number(digits), certainty: isKnown ? 'certain' : 'likely' };
}

function parentOf(path: string): string | null {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? null : path.slice(0, slash);
}

/** As in folder-words.ts: composed, small letters, plain spaces and digits. */
function spelled(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u00a0\u202f\u2007]/g, ' ')
    .replace(/[\u2018\u2019_]/g, "'")
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) % 16))
    .replace(/[\u0966-\u096f]/g, (digit) => String((digit.codePointAt(0) ?? 0) - 0x966))
    .trim();
}

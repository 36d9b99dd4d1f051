import { readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { recognisePart } from './part-name.ts';

/** A part, or several in one, that a person has extracted. */
export interface ExtractedFolder {
  /** Absolute; what the entries are read from. */
  readonly root: string;
  /** What stands before the paths below `root` in the archive: `Takeout`, or `Takeout/Google Photos`. */
  readonly prefix: string;
  /** Absolute: the folder into which was extracted. Parts that were extracted side by side have it in common. */
  readonly holder: string;
  /** What a person calls it: the holder when that is named like a part, else the root. */
  readonly name: string;
}

/** Archives are extracted as `Takeout`; when that exists already, systems append a number. */
const takeoutName = /^takeout(?:[ _-]?\d{1,3}| ?\(\d{1,3}\))?$/i;
/** The container of photos has a localised name, in some languages with a no-break space: Google Photos, صور Google. */
const photosName = /(?:^|[ \u00a0])Google(?:[ \u00a0]|$)/i;
/** Google has other products: only the photos lie in folders by year, in every language with the digits of the year. */
const yearName = /(?:^|\D)(?:18|19|20|21)\d\d(?:\D|$)/;
/** Google has some seventy products; an album is like the next. */
const productsAtMost = 100;
const albumsAtMost = 20;
/** The page that lists an export, beside the folders of the products: `Takeout/archive_browser.html`. */
export const indexPageName = 'archive_browser.html';

/**
 * The extracted exports that a folder is or directly holds, by name; none when it is just a folder. Rejects with errors of
 * the disk.
 */
export async function extractedFoldersAt(folder: string): Promise<readonly ExtractedFolder[]> {
  const path = resolve(folder);
  const within = await readdir(path, { withFileTypes: true });
  const roots: string[] = [];
  for (const one of within) {
    const root = join(path, one.name);
    if (one.isDirectory() && takeoutName.test(one.name) && (await isTakeout(root))) roots.push(root);
  }
  if (roots.length > 0) return roots.toSorted().map((root) => extracted(root, 'Takeout', path));
  const isNamed = isNamedPart(path);
  if (isNamed || takeoutName.test(basename(path)) || within.some(({ name }) => name === indexPageName)) {
    return (await isTakeout(path)) ? [extracted(path, 'Takeout', isNamed ? path : dirname(path))] : [];
  }
  const folders = within.filter((one) => one.isDirectory()).map(({ name }) => name);
  const inside = await photosWithin(path, folders);
  if (inside.length > 0) return inside;
  const parent = dirname(path);
  if (
    !folders.some((name) => yearName.test(name)) ||
    !(photosName.test(basename(path)) || takeoutName.test(basename(parent)))
  )
    return [];
  const holder = takeoutName.test(basename(parent)) ? dirname(parent) : parent;
  return [extracted(path, `Takeout/${basename(path)}`, holder)];
}

/** Whoever renames Takeout, or moves out what lay in it, has the folder of Google Photos in one of any name. */
async function photosWithin(folder: string, names: readonly string[]): Promise<readonly ExtractedFolder[]> {
  if (photosName.test(basename(folder))) return [];
  const found: ExtractedFolder[] = [];
  for (const name of names.filter((one) => photosName.test(one)).toSorted()) {
    const root = join(folder, name);
    if (await hasYears(root)) found.push(extracted(root, `Takeout/${name}`, folder));
  }
  return found;
}

async function hasYears(container: string): Promise<boolean> {
  const within = await readdir(container, { withFileTypes: true });
  return within.some((one) => one.isDirectory() && yearName.test(one.name));
}

/** Folders are called Takeout for other reasons too: only one in a folder that is named like a part is believed as such. */
async function isTakeout(root: string): Promise<boolean> {
  if (isNamedPart(dirname(root))) return true;
  const within = await readdir(root, { withFileTypes: true });
  if (within.some((one) => one.name === indexPageName || (one.isDirectory() && photosName.test(one.name)))) return true;
  for (const one of within.filter((entry) => entry.isDirectory()).slice(0, productsAtMost)) {
    if (await looksLikePhotos(join(root, one.name))) return true;
  }
  return false;
}

/** In a language that nobody has listed: folders by year, or some with the JSON that lies beside photos. */
async function looksLikePhotos(container: string): Promise<boolean> {
  const folders = (await readdir(container, { withFileTypes: true })).filter((one) => one.isDirectory());
  if (folders.some(({ name }) => yearName.test(name))) return true;
  for (const { name } of folders.slice(0, albumsAtMost)) {
    if ((await readdir(join(container, name))).some((file) => /\.json$/i.test(file))) return true;
  }
  return false;
}

function isNamedPart(folder: string): boolean {
  return recognisePart(basename(folder))?.format === 'folder';
}

function extracted(root: string, prefix: string, holder: string): ExtractedFolder {
  return { root, prefix, holder, name: basename(isNamedPart(holder) ? holder : root) };
}

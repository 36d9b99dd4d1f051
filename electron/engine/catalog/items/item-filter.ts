import picomatch from 'picomatch';
import type { ItemFilter } from '../../../contract/item-filter.ts';

/** What a filter goes by. */
export interface FilterFacts {
  /** As the source tells it. */
  readonly filename: string;
  /** Seconds since 1970; null when nobody tells. */
  readonly takenAt: number | null;
  /** Titles of the albums that it is in. */
  readonly albums: readonly string[];
}

/** Decides about one item. */
export type ItemMatcher = (facts: FilterFacts) => boolean;

/**
 * A filter made ready. A glob without a slash is compared with the file's name; one with a slash with `ALBUM/NAME`, also
 * written `Albums/ALBUM/NAME` as in the backup folder, for each album that holds the item. Upper and lower case are alike.
 */
export function itemMatcher({ include, exclude, since, albumsOnly }: ItemFilter): ItemMatcher {
  const included = include.map(globMatcher);
  const excluded = exclude.map(globMatcher);
  const from = since === null ? null : Date.parse(since) / 1_000;
  return (facts) => {
    if (albumsOnly && facts.albums.length === 0) return false;
    // Nobody can say of an item without a date that it is too old.
    if (from !== null && facts.takenAt !== null && facts.takenAt < from) return false;
    if (included.length > 0 && !included.some((matches) => matches(facts))) return false;
    return !excluded.some((matches) => matches(facts));
  };
}

const albumsFolder = /^albums\//iu;

function globMatcher(glob: string): ItemMatcher {
  const matches = picomatch(glob.replace(albumsFolder, ''), { nocase: true, dot: true });
  if (!glob.includes('/')) return ({ filename }) => matches(unslashed(filename));
  return ({ filename, albums }) => albums.some((title) => matches(`${unslashed(title)}/${unslashed(filename)}`));
}

/** Google's names and titles may hold slashes; in a path they would be folders. */
function unslashed(name: string): string {
  return name.replaceAll('/', '_');
}

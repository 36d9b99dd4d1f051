import { createAlbumCollection } from '../../library/album-collection.ts';
import { originalRecipe } from '../../library/item-recipe.ts';
import { idOf } from '../../library/permanent-ids.ts';
import { pickBelow } from '../../library/seeded-hash.ts';
import type { TakeoutWords } from '../takeout-words.ts';
import { castFolders } from './cast-folders.ts';
import { castMissing } from './cast-missing.ts';
import { castNames } from './cast-names.ts';
import { castPairs } from './cast-pairs.ts';
import type { AlbumStyle, ExportAccount, ExportAlbum } from './export-item.ts';
import { libraryExportItem } from './library-items.ts';
import { createTroupe } from './troupe.ts';

/** What an account is made from: equal sizes give equal accounts. */
export interface AccountSize {
  /** Items and albums of the simulated library; the cast comes on top. */
  readonly items: number;
  readonly albums: number;
  readonly seed: number;
}

/** A complete cast for so many items. */
const itemsPerTroupe = 500;
/** Names and dates hold two digits, and twenty of each peculiarity are enough for any test. */
const mostTroupes = 20;

/** The account before its first export: the simulated library of that size and seed, and the cast. */
export function initialAccount({ items, albums, seed }: AccountSize, words: TakeoutWords): ExportAccount {
  const library = Array.from({ length: items }, (_, index) =>
    libraryExportItem(seed, originalRecipe(seed, index, items, idOf('item', index, seed)), index),
  );
  const shelf = createAlbumCollection(seed, albums, items);
  const libraryAlbums = shelf.page(0, albums).map((handle): ExportAlbum => {
    const members = shelf.members(handle).flatMap((index) => library[index]?.key ?? []);
    return {
      key: `library-${handle}`,
      title: shelf.title(handle),
      description: handle % 7 === 3 ? 'Made while it rained.' : '',
      style: styleOf(seed, handle),
      metadataForm: handle % 9 === 4 ? 'wrapped' : 'flat',
      members,
    };
  });
  const troupes = Array.from({ length: troupeCount(items) }, (_, index) => {
    const troupe = createTroupe(seed, index);
    castNames(troupe);
    castPairs(troupe);
    castMissing(troupe);
    castFolders(troupe, words.yearFolder);
    return troupe;
  });
  return {
    items: [...library, ...troupes.flatMap((troupe) => troupe.items)],
    albums: [...libraryAlbums, ...troupes.flatMap((troupe) => troupe.albums)],
  };
}

function troupeCount(items: number): number {
  return Math.min(mostTroupes, Math.max(1, Math.floor(items / itemsPerTroupe)));
}

function styleOf(seed: number, handle: number): AlbumStyle {
  const percent = pickBelow(100, seed, 'album style', handle);
  if (percent < 50) return 'copies';
  return percent < 80 ? 'sidecars' : 'mixed';
}

import { isFiltered } from '../../contract/photo-filter.ts';
import type { RestoreSelection } from '../../contract/restore-models.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { itemMatcher } from '../catalog/items/item-filter.ts';
import type { RestorablePhoto } from '../catalog/restores/restorable-photos.ts';
import { clockMoment } from '../media/embedding/clock-moment.ts';

/** Every photo of a selection, a page at a time, by its id. `account`: whose ids at Google are told. */
export function* selectedPages(
  catalog: Catalog,
  selection: RestoreSelection,
  account: string,
): Generator<readonly RestorablePhoto[]> {
  const isWanted = matcherOf(catalog, selection);
  let after = 0;
  for (;;) {
    const page = catalog.restorable.page(selection, account, after);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page.filter(isWanted);
    after = last.asset;
  }
}

/** What a catalog cannot ask for in one statement: search, filters of Photos, and those of items. */
function matcherOf(catalog: Catalog, selection: RestoreSelection): (photo: RestorablePhoto) => boolean {
  const found = searchedAssets(catalog, selection);
  const matches = selection.items === undefined ? null : itemMatcher(selection.items);
  return (photo) => {
    if (found !== null && !found.has(photo.asset)) return false;
    if (matches === null) return true;
    const { asset, filename, takenLocal, zoneMinutes } = photo;
    const takenAt = takenLocal === null ? null : clockMoment(takenLocal, zoneMinutes ?? 0);
    return matches({ filename, takenAt, albums: catalog.restorable.albumTitles(asset) });
  };
}

/** Ids of the photos that the search and the filters of a selection find; null when it has neither. */
function searchedAssets(
  catalog: Catalog,
  { search, filter }: Pick<RestoreSelection, 'search' | 'filter'>,
): ReadonlySet<number> | null {
  if (search === null && (filter === undefined || !isFiltered(filter))) return null;
  const found = new Set<number>();
  for (let offset = 0; ; offset += 500) {
    const page = catalog.gallery.page({ search: search ?? '', filter, offset, limit: 500 });
    for (const { id } of page) found.add(id);
    if (page.length < 500) return found;
  }
}

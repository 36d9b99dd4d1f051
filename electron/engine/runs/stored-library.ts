import { existsSync } from 'node:fs';
import type { AlbumSummary, ItemSummary, LibraryStatus } from '../../contract/models.ts';
import { ok, type Result } from '../../contract/result.ts';
import { catalogFile } from '../backup/open-catalog.ts';
import { type Catalog, openCatalog } from '../catalog/catalog.ts';
import type { ItemQuery } from '../catalog/items/item-queries.ts';
import type { OpenProblem } from '../catalog/runs/problem-log.ts';
import { type EngineDeps, type EngineDestination, kindsOf } from './engine-deps.ts';

/** What the catalog knows of a destination; readable while a run is in progress, and while the disk is unplugged. */
export interface StoredLibrary {
  readonly status: () => Omit<LibraryStatus, 'quota'>;
  readonly albums: (page: { readonly limit: number; readonly after: number }) => readonly AlbumSummary[];
  /** The albums that a person may mean by an id, a key or a title. */
  readonly albumsCalled: (name: string) => readonly AlbumSummary[];
  readonly items: (query: ItemQuery) => readonly ItemSummary[];
  readonly item: (id: number) => ItemSummary | null;
  readonly problems: (page: { readonly limit: number; readonly after: number }) => readonly OpenProblem[];
  /** Reads the whole catalog for damage. */
  readonly check: () => Result<void>;
  readonly close: () => void;
}

/** Opens a destination's catalog for reading; null when no run has made one yet. */
export function openStoredLibrary(deps: EngineDeps, destination: EngineDestination): Result<StoredLibrary | null> {
  const file = catalogFile(deps.dataFolder, destination.identity);
  if (!existsSync(file)) return ok(null);
  const opened = openCatalog(file, kindsOf(deps));
  // A damaged catalog is repaired by the next run, which holds the folder's lock; whoever only reads leaves it alone.
  return opened.ok ? ok(reading(opened.value)) : opened;
}

function reading(catalog: Catalog): StoredLibrary {
  return {
    status: () => catalog.library.status(),
    albums: (page) => catalog.library.albums(page),
    albumsCalled: (name) => catalog.library.albumsCalled(name),
    items: (query) => catalog.itemQueries.page(query),
    item: (id) => catalog.itemQueries.item(id),
    problems: (page) => catalog.problems.open(page),
    check: catalog.check,
    close: catalog.close,
  };
}

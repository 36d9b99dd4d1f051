import { existsSync } from 'node:fs';
import type { FindingCounts } from '../../contract/findings.ts';
import type { ItemFilter } from '../../contract/item-filter.ts';
import type { AlbumSummary, ItemSummary, LibraryStatus } from '../../contract/models.ts';
import { ok, type Result } from '../../contract/result.ts';
import { catalogFile } from '../backup/open-catalog.ts';
import { type Catalog, openCatalog } from '../catalog/catalog.ts';
import type { Findings, PhotoOrigin } from '../catalog/findings/findings.ts';
import { itemMatcher } from '../catalog/items/item-filter.ts';
import type { ItemQuery } from '../catalog/items/item-queries.ts';
import type { OpenProblem } from '../catalog/runs/problem-log.ts';
import { type EngineDeps, type EngineDestination, kindsOf } from './engine-deps.ts';
import { folderHealth } from './folder-health.ts';

/** What is missing or damaged, and what could bring it back. */
export interface RepairNeeds {
  readonly counts: FindingCounts;
  readonly origins: readonly PhotoOrigin[];
}

/** What the catalog knows of a destination; readable while a run is in progress, and while the disk is unplugged. */
export interface StoredLibrary {
  readonly status: () => Omit<LibraryStatus, 'quota'>;
  readonly albums: (page: { readonly limit: number; readonly after: number }) => readonly AlbumSummary[];
  /** The albums that a person may mean by an id, a key or a title. */
  readonly albumsCalled: (name: string) => readonly AlbumSummary[];
  readonly items: (query: ItemQuery) => readonly ItemSummary[];
  /** Those of the items that a filter wants. */
  readonly wantedBy: (filter: ItemFilter, items: readonly ItemSummary[]) => readonly ItemSummary[];
  readonly item: (id: number) => ItemSummary | null;
  readonly problems: (page: { readonly limit: number; readonly after: number }) => readonly OpenProblem[];
  /** What is missing or damaged in the folder, as far as it was noticed. */
  readonly findings: Pick<Findings, 'counts' | 'list' | 'origins'>;
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
    status: () => {
      const growth = catalog.growth.latestYear();
      return {
        ...catalog.library.status(),
        folder: folderHealth(catalog),
        routes: [...catalog.routes.all()],
        ...(growth === null ? {} : { growth }),
      };
    },
    albums: (page) => catalog.library.albums(page),
    albumsCalled: (name) => catalog.library.albumsCalled(name),
    items: (query) => catalog.itemQueries.page(query),
    wantedBy: (filter, items) => {
      const matches = itemMatcher(filter);
      const known = catalog.filtered.factsOf(items.map(({ id }) => id));
      return items.filter(({ id }) => {
        const facts = known.get(id);
        return facts !== undefined && matches(facts);
      });
    },
    item: (id) => catalog.itemQueries.item(id),
    problems: (page) => catalog.problems.open(page),
    findings: catalog.findings,
    check: catalog.check,
    close: catalog.close,
  };
}

import type { RunKind } from '../../contract/models.ts';
import type { Problem } from '../../contract/problem.ts';
import { assertNever } from '../../contract/result.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { ItemsRecorded } from '../catalog/items/item-discovery.ts';
import type { DiscoverRequest, Discovery, Source } from '../sources/source.ts';

export interface DiscoveryDeps {
  readonly source: Source;
  readonly catalog: Catalog;
  readonly runId: number;
  readonly sourceId: number;
  readonly kind: RunKind;
  readonly now: () => Date;
  /** What the source is given of staging. */
  readonly staged?: Pick<DiscoverRequest, 'early' | 'notes'>;
  readonly signal: AbortSignal;
  /** A page is in the catalog, with so many items that the run had not seen yet. */
  readonly onPage: (page: RecordedPage) => void;
  /** After each page. */
  readonly rest: () => Promise<void>;
  /** Something was left out; the run has a problem. */
  readonly onProblem: (problem: Problem) => void;
}

/** What the run learns of a page. */
export interface RecordedPage {
  /** How many of its items it had not seen yet: one that stands in albums comes on several pages and counts once. */
  readonly newlySeen: number;
  /** There may be more to fetch. */
  readonly hasOpen: boolean;
}

/**
 * Records everything that the source shows, one short transaction a page. When it returns, the listing came to its end;
 * a source that cannot go on throws its ProblemError.
 */
export async function discover(deps: DiscoveryDeps): Promise<void> {
  const { source, catalog, runId, sourceId, kind, now, staged, signal } = deps;
  const knownFingerprint = (albumKey: string): string | null => catalog.albums.knownFingerprint(sourceId, albumKey);
  let hides = false;
  for await (const page of source.discover({ kind, knownFingerprint, ...staged, signal })) {
    hides ||= page.kind === 'problem' && page.hides === true;
    record(page, deps);
    await deps.rest();
  }
  if (source.shows === 'a choice') catalog.items.endChosen(runId, sourceId, now().toISOString());
  else if (source.shows === 'everything' && kind === 'full' && !hides)
    catalog.items.endFull(runId, sourceId, now().toISOString());
}

function record(page: Discovery, { catalog, runId, sourceId, now, onPage, onProblem }: DiscoveryDeps): void {
  const at = now().toISOString();
  switch (page.kind) {
    case 'items':
      return onPage(pageOf(catalog.items.record(runId, sourceId, page.items, at)));
    case 'albums':
      return catalog.albums.record(runId, sourceId, page.albums);
    case 'album-items': {
      const { albumKey, from, items, end } = page;
      const recorded = catalog.items.record(runId, sourceId, items, at);
      catalog.albums.recordItems(runId, sourceId, { albumKey, from, keys: items.map((item) => item.key) });
      if (end !== null) catalog.albums.endListing(runId, sourceId, albumKey, end);
      return onPage(pageOf(recorded));
    }
    case 'album-additions':
      return catalog.albums.add(runId, sourceId, { ...page.album, items: page.keys });
    case 'problem':
      catalog.problems.record(runId, page.problem, at);
      return onProblem(page.problem);
    default:
      return assertNever(page);
  }
}

function pageOf({ added, changed, unchanged, open }: ItemsRecorded): RecordedPage {
  return { newlySeen: added + changed + unchanged, hasOpen: open > 0 };
}

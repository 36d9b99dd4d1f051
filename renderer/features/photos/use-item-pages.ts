import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { Problem } from '../../../electron/contract/problem.ts';
import { ItemPages, type ItemPagesOptions } from './item-pages.ts';

/** Enough for some screens around what is in sight; 6,000 items of a few hundred bytes. */
const size = { pageSize: 100, parallel: 2, kept: 60 } as const;

/**
 * A long list for as long as the component is shown. `load` must keep its identity; a new one is a new list. A new
 * `freshness` fetches again what is in sight, and the old stays until it is here.
 */
export function useItemPages<T>(load: ItemPagesOptions<T>['load'], freshness: string): ItemPages<T> {
  const pages = useMemo(() => new ItemPages({ load, ...size }), [load]);
  useEffect(() => () => pages.close(), [pages]);
  const seen = useRef(freshness);
  useEffect(() => {
    if (seen.current === freshness) return;
    seen.current = freshness;
    pages.refresh();
  }, [pages, freshness]);
  return pages;
}

/** Redraws when one of the items from `first` to `last` arrives. */
export function useItemsVersion<T>(pages: ItemPages<T>, first: number, last: number): string {
  return useSyncExternalStore(pages.subscribe, () => pages.version(first, last));
}

/** Why something in sight could not be fetched. */
export function usePagesProblem<T>(pages: ItemPages<T>): Problem | null {
  return useSyncExternalStore(pages.subscribe, pages.problem);
}

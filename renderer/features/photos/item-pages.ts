import type { Problem } from '../../../electron/contract/problem.ts';
import type { Result } from '../../../electron/contract/result.ts';

/** How a long list is fetched. */
export interface ItemPagesOptions<T> {
  readonly load: (offset: number, limit: number) => Promise<Result<readonly T[]>>;
  readonly pageSize: number;
  /** Questions under way at the same time. */
  readonly parallel: number;
  /** Pages that are kept; those that were in sight longest ago go first. */
  readonly kept: number;
}

/** A long list of which only what is, or lately was, in sight is held. */
export interface ItemPages<T> {
  /** Undefined while it is not here. */
  readonly at: (index: number) => T | undefined;
  /** Says what is in sight: it is fetched, and what waits from before and is out of sight is not fetched any more. */
  readonly show: (first: number, last: number) => void;
  /** Changes whenever one of the items from `first` to `last` may have changed. */
  readonly version: (first: number, last: number) => string;
  /** Why something in sight is not here; null when nothing failed. */
  readonly problem: () => Problem | null;
  /** Fetches again what failed. */
  readonly retry: () => void;
  /** The list has changed: everything is fetched anew when it is in sight; the old is shown until then. */
  readonly refresh: () => void;
  readonly subscribe: (listener: () => void) => () => void;
  /** Answers that are under way are dropped from now on. */
  readonly close: () => void;
}

interface Page<T> {
  readonly items: readonly T[];
  readonly edition: number;
  readonly version: number;
}

/** A list of which nothing is here yet. */
export function createItemPages<T>({ load, pageSize, parallel, kept }: ItemPagesOptions<T>): ItemPages<T> {
  /** In the order in which they were last in sight. */
  const pages = new Map<number, Page<T>>();
  const underWay = new Set<number>();
  const failures = new Map<number, Problem>();
  const listeners = new Set<() => void>();
  let waiting: readonly number[] = [];
  let inSight: readonly number[] = [];
  let edition = 0;
  let versions = 0;
  let closed = false;

  const isFresh = (page: number) => pages.get(page)?.edition === edition;

  function show(first: number, last: number): void {
    const from = Math.floor(Math.max(0, first) / pageSize);
    const to = Math.floor(Math.max(0, last) / pageSize);
    inSight = Array.from({ length: to - from + 1 }, (_, index) => from + index);
    for (const page of inSight) touch(page);
    for (const page of failures.keys()) if (!inSight.includes(page)) failures.delete(page);
    queue();
  }

  function touch(page: number): void {
    const held = pages.get(page);
    if (held === undefined) return;
    pages.delete(page);
    pages.set(page, held);
  }

  function queue(): void {
    waiting = inSight.filter((page) => !isFresh(page) && !underWay.has(page) && !failures.has(page));
    fetchNext();
  }

  function fetchNext(): void {
    while (!closed && underWay.size < parallel) {
      const [page, ...others] = waiting;
      if (page === undefined) return;
      waiting = others;
      void fetchPage(page);
    }
  }

  async function fetchPage(page: number): Promise<void> {
    const asked = edition;
    underWay.add(page);
    const answer = await load(page * pageSize, pageSize);
    underWay.delete(page);
    if (closed) return;
    if (answer.ok) keep(page, answer.value, asked);
    else failures.set(page, answer.problem);
    for (const listener of listeners) listener();
    queue();
  }

  function keep(page: number, items: readonly T[], asked: number): void {
    versions += 1;
    pages.delete(page);
    pages.set(page, { items, edition: asked, version: versions });
    for (const oldest of pages.keys()) {
      if (pages.size <= kept) break;
      if (!inSight.includes(oldest)) pages.delete(oldest);
    }
  }

  return {
    at: (index) => pages.get(Math.floor(index / pageSize))?.items[index % pageSize],
    show,
    version: (first, last) => {
      const parts: number[] = [];
      for (let page = Math.floor(first / pageSize); page <= Math.floor(last / pageSize); page += 1) {
        parts.push(pages.get(page)?.version ?? 0);
      }
      return parts.join();
    },
    problem: () => failures.values().next().value ?? null,
    retry: () => {
      failures.clear();
      for (const listener of listeners) listener();
      queue();
    },
    refresh: () => {
      edition += 1;
      failures.clear();
      queue();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    close: () => {
      closed = true;
    },
  };
}

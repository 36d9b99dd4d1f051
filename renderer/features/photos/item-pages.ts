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

interface Page<T> {
  readonly items: readonly T[];
  readonly edition: number;
  readonly version: number;
}

/** A long list of which only what is, or lately was, in sight is held. At first nothing is. */
export class ItemPages<T> {
  readonly #options: ItemPagesOptions<T>;
  /** In the order in which they were last in sight. */
  readonly #pages = new Map<number, Page<T>>();
  readonly #underWay = new Set<number>();
  readonly #failures = new Map<number, Problem>();
  readonly #listeners = new Set<() => void>();
  #waiting: readonly number[] = [];
  #inSight: readonly number[] = [];
  /** Grows when the list itself changes. */
  #edition = 0;
  #versions = 0;
  #isClosed = false;

  constructor(options: ItemPagesOptions<T>) {
    this.#options = options;
  }

  /** Undefined while it is not here. */
  at(index: number): T | undefined {
    const { pageSize } = this.#options;
    return this.#pages.get(Math.floor(index / pageSize))?.items[index % pageSize];
  }

  /** Says what is in sight: it is fetched, and what waits from before and is out of sight is not fetched any more. */
  show(first: number, last: number): void {
    this.#inSight = this.#pagesOf(Math.max(0, first), Math.max(0, last));
    for (const page of this.#inSight) this.#touch(page);
    for (const page of this.#failures.keys()) if (!this.#inSight.includes(page)) this.#failures.delete(page);
    this.#queue();
  }

  /** Changes whenever one of the items from `first` to `last` may have changed. */
  version(first: number, last: number): string {
    return this.#pagesOf(first, last)
      .map((page) => this.#pages.get(page)?.version ?? 0)
      .join();
  }

  /** Why something in sight is not here; null when nothing failed. */
  readonly problem = (): Problem | null => this.#failures.values().next().value ?? null;

  /** Fetches again what failed. */
  readonly retry = (): void => {
    this.#failures.clear();
    this.#tell();
    this.#queue();
  };

  /** The list has changed: everything is fetched again when it is in sight; the old is shown until then. */
  refresh(): void {
    this.#edition += 1;
    this.#failures.clear();
    this.#queue();
  }

  /** Calls back when something arrived or failed; returns what ends it. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** Answers that are under way are dropped from now on. */
  close(): void {
    this.#isClosed = true;
  }

  #pagesOf(first: number, last: number): readonly number[] {
    const from = Math.floor(first / this.#options.pageSize);
    const to = Math.floor(last / this.#options.pageSize);
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  }

  #touch(page: number): void {
    const held = this.#pages.get(page);
    if (held === undefined) return;
    this.#pages.delete(page);
    this.#pages.set(page, held);
  }

  #queue(): void {
    const isHere = (page: number) => this.#pages.get(page)?.edition === this.#edition;
    this.#waiting = this.#inSight.filter(
      (page) => !isHere(page) && !this.#underWay.has(page) && !this.#failures.has(page),
    );
    while (!this.#isClosed && this.#underWay.size < this.#options.parallel) {
      const [page, ...others] = this.#waiting;
      if (page === undefined) return;
      this.#waiting = others;
      void this.#fetch(page);
    }
  }

  async #fetch(page: number): Promise<void> {
    const { load, pageSize } = this.#options;
    const edition = this.#edition;
    this.#underWay.add(page);
    const answer = await load(page * pageSize, pageSize);
    this.#underWay.delete(page);
    if (this.#isClosed) return;
    if (answer.ok) this.#keep(page, answer.value, edition);
    else this.#failures.set(page, answer.problem);
    this.#tell();
    this.#queue();
  }

  #keep(page: number, items: readonly T[], edition: number): void {
    this.#versions += 1;
    this.#pages.delete(page);
    this.#pages.set(page, { items, edition, version: this.#versions });
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= this.#options.kept) break;
      if (!this.#inSight.includes(oldest)) this.#pages.delete(oldest);
    }
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

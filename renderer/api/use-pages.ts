import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../electron/contract/problem.ts';
import type { Result } from '../../electron/contract/result.ts';

/** A list that is fetched page by page. */
export interface Pages<T> {
  readonly items: readonly T[];
  readonly loading: boolean;
  /** Whether everything is here. */
  readonly ended: boolean;
  readonly problem: Problem | null;
  /** Fetches the next page, or tries again after a failure. Does nothing while a page is under way. */
  readonly more: () => void;
}

interface Held<T> {
  readonly items: readonly T[];
  readonly ended: boolean;
  readonly problem: Problem | null;
}

const nothingHeld = { items: [], ended: false, problem: null } as const;

/**
 * Fetches the first page at once and the others when `more` is called. `load` must keep its identity (useCallback);
 * a new one, or a new `freshness`, begins again from the first page, and the old items stay until it is here. `last` is
 * the item before the page that is wanted, for lists that continue from one.
 */
export function usePages<T>(
  load: (offset: number, limit: number, last: T | undefined) => Promise<Result<readonly T[]>>,
  pageSize: number,
  freshness = '',
): Pages<T> {
  const [held, setHeld] = useState<Held<T>>(nothingHeld);
  const [loading, setLoading] = useState(true);
  // Answers to questions of an earlier generation are dropped.
  const generation = useRef(0);
  const underWay = useRef(false);

  const fetchFrom = useCallback(
    async (before: readonly T[]) => {
      const asked = generation.current;
      underWay.current = true;
      setLoading(true);
      const answer = await load(before.length, pageSize, before.at(-1));
      if (asked !== generation.current) return;
      underWay.current = false;
      setLoading(false);
      setHeld((now) => {
        if (!answer.ok) return { ...now, problem: answer.problem };
        return { items: [...before, ...answer.value], ended: answer.value.length < pageSize, problem: null };
      });
    },
    [load, pageSize],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: `freshness` is a reason to fetch again, not an input.
  useEffect(() => {
    generation.current += 1;
    void fetchFrom([]);
    return () => {
      generation.current += 1;
    };
  }, [fetchFrom, freshness]);

  const more = useCallback(() => {
    if (!underWay.current && !held.ended) void fetchFrom(held.items);
  }, [fetchFrom, held]);
  return { ...held, loading, more };
}

import type { OpenPart } from './part-entry.ts';

/**
 * Gives a part an orderly end: `close` ends what is under way and waits for it before the file goes, so that nobody reads
 * from a file that is closed.
 */
export function withOrderlyEnd(part: OpenPart): OpenPart {
  const closing = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  return {
    ...part,
    walk: (signal, from) => part.walk(AbortSignal.any([signal, closing.signal]), from),
    fetch: async (entry, sink, signal) => {
      const fetching = part.fetch(entry, sink, AbortSignal.any([signal, closing.signal]));
      underWay.add(fetching);
      try {
        return await fetching;
      } finally {
        underWay.delete(fetching);
      }
    },
    close: async () => {
      closing.abort();
      await Promise.allSettled(underWay);
      await part.close();
    },
  };
}

/** What a producer works with. */
export interface ProducerContext<T> {
  /** Hands over one value; resolves when it was taken, so a producer is never more than one value ahead. */
  readonly put: (value: T) => Promise<void>;
  /** Starts another producer. The promise tells when it has ended, and never rejects. */
  readonly start: (producer: Producer<T>) => Promise<void>;
  /** Aborted when nobody takes values any more, or another producer failed. */
  readonly signal: AbortSignal;
}

export type Producer<T> = (context: ProducerContext<T>) => Promise<void>;

interface PendingValue<T> {
  readonly value: T;
  readonly taken: () => void;
  readonly dropped: (reason: unknown) => void;
}

/**
 * Runs producers side by side and yields what they put, as it comes. Throws the first error of a producer after what was
 * put before it; whenever it ends, all producers have ended.
 */
export async function* interleave<T>(producers: readonly Producer<T>[], signal: AbortSignal): AsyncGenerator<T> {
  const ending = new AbortController();
  const pendingValues: PendingValue<T>[] = [];
  const running = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | null = null;
  let wake = () => {};

  const context: ProducerContext<T> = {
    signal: AbortSignal.any([signal, ending.signal]),
    put: (value) =>
      new Promise((taken, dropped) => {
        if (ending.signal.aborted) return dropped(ending.signal.reason);
        pendingValues.push({ value, taken, dropped });
        wake();
      }),
    start: (producer) => {
      const work = producer(context)
        .catch((error: unknown) => {
          failure ??= { error };
          ending.abort();
        })
        .finally(() => {
          running.delete(work);
          wake();
        });
      running.add(work);
      return work;
    },
  };

  const thrown = () => failure;
  for (const producer of producers) void context.start(producer);
  try {
    for (;;) {
      const pending = pendingValues.shift();
      if (pending !== undefined) {
        pending.taken();
        yield pending.value;
      } else if (running.size > 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      } else {
        const failed = thrown();
        if (failed !== null) throw failed.error;
        return;
      }
    }
  } finally {
    ending.abort();
    for (const pending of pendingValues.splice(0)) pending.dropped(ending.signal.reason);
    await Promise.all(running);
  }
}

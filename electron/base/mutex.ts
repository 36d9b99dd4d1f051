/**
 * A mutex for asynchronous work: the returned function runs tasks strictly one after the other, in the order in which
 * they came, so that read-change-write steps of this process never interleave. It resolves and rejects as its task
 * does.
 */
export function oneAtATime(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return function run<T>(task: () => Promise<T>): Promise<T> {
    const mine = last.then(task);
    // The next task waits for this one, but its failure goes to its own caller only.
    last = mine.catch(() => undefined);
    return mine;
  };
}

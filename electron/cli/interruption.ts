/** What a terminal, a person or the system asks a program to end with. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** So long, in milliseconds, a command may take to end in an orderly way. */
export const orderlyEndWithinMs = 12_000;

interface Interruption {
  readonly process: Pick<NodeJS.Process, 'once' | 'removeAllListeners' | 'kill' | 'pid'>;
  readonly withinMs: number;
}

/**
 * A signal that is aborted by the first Ctrl-C, by SIGTERM and by SIGHUP alike. Whatever then holds the program up, a
 * disk that does not answer for one, it is ended by the system once the time is over: a kill loses nothing, and waiting
 * for threads that the disk holds would be in vain.
 */
export function interruptedBySignals({ process, withinMs }: Interruption): AbortSignal {
  const interruption = new AbortController();
  for (const name of signals) {
    process.once(name, () => {
      if (interruption.signal.aborted) return;
      interruption.abort();
      setTimeout(() => {
        process.removeAllListeners(name);
        process.kill(process.pid, name);
      }, withinMs).unref();
    });
  }
  return interruption.signal;
}

import { setImmediate } from 'node:timers/promises';

/**
 * Lets everything else have its turn (progress, Ctrl-C) between two pieces of work that only the catalog is busy with.
 * Throws the signal's reason once it is aborted.
 */
export async function yieldToEventLoop(signal: AbortSignal): Promise<void> {
  await setImmediate();
  signal.throwIfAborted();
}

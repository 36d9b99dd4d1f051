/* Things that happen, and whoever listens to them. */

/** Something that happens now and then, for whoever follows it. */
export interface EventSource<T> {
  /** Calls back each time, in the order of listening; returns what ends it. */
  readonly listen: (listener: (value: T) => void) => () => void;
}

/** The same, for whoever makes it happen. What nobody follows is lost. */
export interface Emitter<T> extends EventSource<T> {
  readonly emit: (value: T) => void;
}

/** An event that nobody follows yet. */
export function createEmitter<T>(): Emitter<T> {
  const listeners = new Set<{ readonly call: (value: T) => void }>();
  return {
    listen: (call) => {
      const listener = { call };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    emit: (value) => {
      for (const { call } of [...listeners]) call(value);
    },
  };
}

/** Electron's event object: anyone who listens may call `preventDefault()`. */
export type CancellableEvent = { preventDefault(): void; readonly defaultPrevented: boolean };

/** Makes an event object that carries `particulars` and remembers whether it was prevented. */
export function cancellableEvent<T extends object>(particulars: T): CancellableEvent & T {
  let prevented = false;
  const event = {
    preventDefault(): void {
      prevented = true;
    },
    get defaultPrevented(): boolean {
      return prevented;
    },
  };
  // Descriptors, not values: both `defaultPrevented` and lazy particulars are getters.
  return Object.defineProperties(event, Object.getOwnPropertyDescriptors(particulars)) as CancellableEvent & T;
}

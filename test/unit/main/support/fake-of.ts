/**
 * A thing of which only these members exist. Whatever else is touched is an error, so that a test sees what a builder
 * reaches for.
 */
export function fakeOf<T extends object>(members: Partial<T>): T {
  return new Proxy(members as T, {
    get: (known, name, receiver) => {
      if (name in known || typeof name === 'symbol' || name === 'then') return Reflect.get(known, name, receiver);
      throw new Error(`touched: ${name}`);
    },
  });
}

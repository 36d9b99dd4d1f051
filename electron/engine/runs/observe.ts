/** What to do after a call of a method, with what was handed in and what came back. */
export type Observers<T> = {
  readonly [K in keyof T]?: T[K] extends (...args: infer A) => infer R ? (args: A, result: R) => void : never;
};

type Observer = (args: unknown[], result: unknown) => void;

/** The same object, except that `observers` are told of their methods' calls, once these have come back. */
export function observe<T extends object>(target: T, observers: Observers<T>): T {
  const told = new Map(
    Object.entries<unknown>(observers).filter((entry): entry is [string, Observer] => isCallable(entry[1])),
  );
  const methods = new Map<PropertyKey, unknown>();
  return new Proxy(target, {
    get: (_proxied, name) => {
      // Private fields belong to the object, not to what stands in front of it.
      const value: unknown = Reflect.get(target, name, target);
      if (!isCallable(value)) return value;
      if (!methods.has(name)) methods.set(name, observed(target, value, told.get(String(name))));
      return methods.get(name);
    },
  });
}

function isCallable(value: unknown): value is (...args: unknown[]) => unknown {
  return typeof value === 'function';
}

function observed(target: object, method: (...args: unknown[]) => unknown, observer: Observer | undefined): unknown {
  return (...args: unknown[]): unknown => {
    const result = method.apply(target, args);
    observer?.(args, result);
    return result;
  };
}

/** One end of the bridge: `ask` calls a service of the other world and returns its answer synchronously. */
export type WorldBridge = { ask(service: string, ...args: readonly unknown[]): unknown };

type Services = Readonly<Record<string, (...args: never[]) => unknown>>;

/**
 * Joins two JavaScript worlds of one frame, as contextBridge does: functions, promises and errors cross, data is cloned,
 * everything is synchronous. DOM events make it possible: dispatch is synchronous, all worlds of a frame share the
 * window, and `detail` is cloned on the way. Nobody else can listen, because the event's name is a secret.
 *
 * Runs as source text inside pages: it may use nothing from outside itself.
 */
export function makeWorldBridge(me: string, peer: string, secret: string, services: Services): WorldBridge {
  type Detail = { kind: string; id?: number; args?: unknown[]; value?: unknown; fault?: Error; service?: string };
  const Crossing = CustomEvent;
  const dispatch = window.dispatchEvent.bind(window);
  const functions = new Map<number, (...args: unknown[]) => unknown>();
  const promises = new Map<number, (outcome: Detail) => void>();
  let lastId = 0;
  let answer: Detail | undefined;

  const post = (detail: Detail): Detail => {
    answer = undefined;
    dispatch(new Crossing(secret + peer, { detail }));
    const received: Detail | undefined = answer;
    answer = undefined;
    // No answer at all: the detail could not be cloned on its way, so the other world saw nothing.
    return received ?? { kind: 'answer', fault: new Error('An object could not be cloned.') };
  };
  const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)));
  const isPlain = (value: object): boolean => Object.prototype.toString.call(value) === '[object Object]';

  const pack = (value: unknown): unknown => {
    if (typeof value === 'function') {
      functions.set(++lastId, (...args) => Reflect.apply(value, undefined, args));
      return { [secret]: 'function', id: lastId };
    }
    if (value instanceof Promise) {
      const id = ++lastId;
      value.then(
        (result) => {
          const { fault } = post({ kind: 'settled', id, value: pack(result) });
          if (fault) post({ kind: 'settled', id, fault });
        },
        (reason) => post({ kind: 'settled', id, fault: asError(reason) }),
      );
      return { [secret]: 'promise', id };
    }
    if (Array.isArray(value)) return value.map(pack);
    if (typeof value === 'object' && value !== null && isPlain(value)) {
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, pack(one)]));
    }
    return value;
  };

  const call = (request: Detail): unknown => {
    const reply = post(request);
    if (reply.fault) throw reply.fault;
    return unpack(reply.value);
  };
  const unpack = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(unpack);
    if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
    const id = Number(Reflect.get(value, 'id'));
    const mark = Reflect.get(value, secret);
    if (mark === 'function') return (...args: unknown[]) => call({ kind: 'call', id, args: args.map(pack) });
    if (mark === 'promise') {
      return new Promise((resolve, reject) => {
        promises.set(id, (outcome) => (outcome.fault ? reject(outcome.fault) : resolve(unpack(outcome.value))));
      });
    }
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, unpack(one)]));
  };

  const perform = (request: Detail): unknown => {
    const args = (request.args ?? []).map(unpack);
    if (request.kind === 'call') return functions.get(request.id ?? 0)?.(...args);
    const service = services[request.service ?? ''];
    return service && Reflect.apply(service, undefined, args);
  };
  const serve = (request: Detail): Detail => {
    try {
      return { kind: 'answer', value: pack(perform(request)) };
    } catch (error) {
      return { kind: 'answer', fault: asError(error) };
    }
  };

  window.addEventListener(
    secret + me,
    (event) => {
      event.stopImmediatePropagation();
      const detail: Detail | null = Reflect.get(event, 'detail');
      // null: the value could not be cloned; the sender notices that no answer came.
      if (!detail) return;
      if (detail.kind === 'answer') answer = detail;
      else if (detail.kind === 'settled') {
        promises.get(detail.id ?? 0)?.(detail);
        promises.delete(detail.id ?? 0);
        dispatch(new Crossing(secret + peer, { detail: { kind: 'answer' } }));
      } else dispatch(new Crossing(secret + peer, { detail: serve(detail) }));
    },
    true,
  );
  return { ask: (service, ...args) => call({ kind: 'ask', service, args: args.map(pack) }) };
}

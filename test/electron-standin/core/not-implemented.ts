import { EventEmitter } from 'node:events';

/** Names that the language and test tools look up on any object to learn what it is; absent is the right answer. */
const PROBES: ReadonlySet<string> = new Set(['then', 'toJSON', 'domain', '__esModule', 'asymmetricMatch', 'nodeType']);

/** What can still be asked of an object whose use has ended: whether it has, and everything about events. */
const SURVIVES: ReadonlySet<string> = new Set([
  'constructor',
  'isDestroyed',
  'detached',
  ...Object.getOwnPropertyNames(EventEmitter.prototype),
]);

const ended = new WeakMap<object, () => Error>();

/** From now on every use of a wrapped object throws, as a use of what was destroyed does in Electron. */
export function endUseOf(wrapped: object, error: () => Error): void {
  ended.set(wrapped, error);
}

/**
 * Wraps a piece of the stand-in so that every member which nobody wrote fails loudly when it is read or set,
 * instead of silently doing nothing as an absent property would.
 *
 * @param name how Electron calls the piece, for the message: `stand-in Electron: <name>.<member> is not implemented`
 * @param written what is there; members may be replaced (tests stub `dialog.showOpenDialog`), but not added
 */
export function onlyWhatIsWritten<T extends object>(name: string, written: T): T {
  return new Proxy(written, {
    get(target, member, receiver) {
      if (isAbsent(target, member)) throw notImplemented(`${name}.${String(member)}`);
      const error = typeof member === 'string' && !SURVIVES.has(member) ? ended.get(receiver)?.() : undefined;
      if (error !== undefined) throw error;
      return Reflect.get(target, member, receiver);
    },
    set(target, member, value, receiver) {
      if (isAbsent(target, member)) throw notImplemented(`${name}.${String(member)}`);
      return Reflect.set(target, member, value, receiver);
    },
  });
}

function isAbsent(target: object, member: string | symbol): boolean {
  return typeof member === 'string' && !(member in target) && !PROBES.has(member);
}

/** The error for something that real Electron offers and the stand-in does not. */
export function notImplemented(what: string): Error {
  return new Error(`stand-in Electron: ${what} is not implemented`);
}

/**
 * Ends the main process with an error that no test can overlook. For gaps that a page runs into: throwing there would
 * only reach the page, and rejecting would reach nobody.
 */
export function failLoudly(error: Error): void {
  process.nextTick(() => {
    throw error;
  });
}

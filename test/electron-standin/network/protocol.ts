import { onlyWhatIsWritten } from '../core/not-implemented.ts';
import type { SchemeAddresses } from './scheme-addresses.ts';

/** Answers a request to an app's own scheme. */
export type SchemeHandler = (request: Request) => Response | Promise<Response>;

type CustomScheme = { readonly scheme: string; readonly privileges?: object };

/** `protocol`: the app's own schemes. */
export class Protocol {
  readonly #addresses: SchemeAddresses;
  readonly #handlers = new Map<string, SchemeHandler>();
  readonly #isReady: () => boolean;
  readonly #changed: () => void;

  /** @param changed called when the set of handled schemes has changed */
  constructor(addresses: SchemeAddresses, isReady: () => boolean, changed: () => void) {
    this.#addresses = addresses;
    this.#isReady = isReady;
    this.#changed = changed;
  }

  /** The object that the app sees. */
  static facade(
    protocol: Protocol,
  ): Pick<Electron.Protocol, 'handle' | 'unhandle' | 'isProtocolHandled' | 'registerSchemesAsPrivileged'> {
    return onlyWhatIsWritten('protocol', {
      registerSchemesAsPrivileged: (schemes) => protocol.registerSchemesAsPrivileged(schemes),
      handle: (scheme, handler) => protocol.handle(scheme, handler),
      unhandle: (scheme) => protocol.unhandle(scheme),
      isProtocolHandled: (scheme) => protocol.handlerOf(scheme) !== undefined,
    });
  }

  registerSchemesAsPrivileged(schemes: readonly CustomScheme[]): void {
    if (this.#isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const { scheme, privileges } of schemes) this.#addresses.register(scheme, privileges ?? {});
  }

  handle(scheme: string, handler: SchemeHandler): void {
    if (this.#handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    if (!this.#addresses.privileges(scheme)) {
      throw new Error(`stand-in Electron: handling ${scheme}: without privileges is not implemented`);
    }
    this.#handlers.set(scheme, handler);
    this.#changed();
  }

  unhandle(scheme: string): void {
    if (!this.#handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`);
    this.#changed();
  }

  handlerOf(scheme: string): SchemeHandler | undefined {
    return this.#handlers.get(scheme);
  }

  get schemes(): readonly string[] {
    return [...this.#handlers.keys()];
  }
}

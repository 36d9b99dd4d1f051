import { notImplemented, onlyWhatIsWritten } from '../core/not-implemented.ts';
import { matchesPattern } from './match-pattern.ts';

/** One request as webRequest listeners see it. */
export type RequestDetails = Electron.OnBeforeRequestListenerDetails;

type Stage = 'onBeforeRequest' | 'onBeforeSendHeaders' | 'onHeadersReceived';
type Listener = (details: object, callback: (answer: object) => void) => void;
/** Electron's setters take `(filter, listener)` or `(listener)`; null removes it. */
type StageSetter = (first: unknown, second?: unknown) => void;

/** `session.webRequest`, as far as it is written. */
export type WebRequestFacade = {
  readonly onBeforeRequest: StageSetter;
  readonly onBeforeSendHeaders: StageSetter;
  readonly onHeadersReceived: StageSetter;
};
type Registered = { readonly filter: Electron.WebRequestFilter; readonly listener: Listener };

/** What `onBeforeRequest` decided. */
export type RequestDecision = { readonly cancel?: boolean; readonly redirectURL?: string };
export type SendDecision = { readonly cancel?: boolean; readonly requestHeaders?: Record<string, string | string[]> };
export type HeadersDecision = {
  readonly cancel?: boolean;
  readonly responseHeaders?: Record<string, string | string[]>;
  readonly statusLine?: string;
};

/** `session.webRequest`: one listener for each stage, the last one set, as in Electron. */
export class WebRequest {
  readonly #registered = new Map<Stage, Registered>();
  readonly #changed: () => void;

  /** @param changed called when there is something new to intercept, or nothing any more */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** The object that the app sees. */
  static facade(webRequest: WebRequest): WebRequestFacade {
    const setter =
      (stage: Stage): StageSetter =>
      (first, second) =>
        webRequest.#set(stage, first, second);
    return onlyWhatIsWritten('webRequest', {
      onBeforeRequest: setter('onBeforeRequest'),
      onBeforeSendHeaders: setter('onBeforeSendHeaders'),
      onHeadersReceived: setter('onHeadersReceived'),
    });
  }

  get watchesRequests(): boolean {
    return this.#registered.has('onBeforeRequest') || this.#registered.has('onBeforeSendHeaders');
  }
  get watchesResponses(): boolean {
    return this.#registered.has('onHeadersReceived');
  }

  async beforeRequest(details: RequestDetails): Promise<RequestDecision> {
    return this.#ask('onBeforeRequest', details);
  }
  async beforeSendHeaders(details: RequestDetails & { requestHeaders: Record<string, string> }): Promise<SendDecision> {
    return this.#ask('onBeforeSendHeaders', details);
  }
  async headersReceived(
    details: RequestDetails & { responseHeaders: Record<string, string[]>; statusCode: number; statusLine: string },
  ): Promise<HeadersDecision> {
    return this.#ask('onHeadersReceived', details);
  }

  #set(stage: Stage, first: unknown, second: unknown): void {
    const [filter, listener] =
      typeof first === 'function' || first === null ? [{ urls: ['<all_urls>'] }, first] : [first, second];
    if (listener === null) this.#registered.delete(stage);
    else this.#registered.set(stage, { filter: filter as Electron.WebRequestFilter, listener: listener as Listener });
    this.#changed();
  }

  #ask(stage: Stage, details: RequestDetails): Promise<object> {
    const registered = this.#registered.get(stage);
    if (!registered || !concerns(registered.filter, details)) return Promise.resolve({});
    return new Promise((resolve) => registered.listener(details, resolve));
  }
}

function concerns(
  { urls, excludeUrls = [], types }: Electron.WebRequestFilter,
  { url, resourceType }: RequestDetails,
): boolean {
  if (urls.length === 0) throw notImplemented('a webRequest filter without urls');
  const named = urls.some((pattern) => matchesPattern(pattern, url));
  const excluded = excludeUrls.some((pattern) => matchesPattern(pattern, url));
  return named && !excluded && (types === undefined || types.some((type) => type === resourceType));
}

import type { ChromiumHost } from '../chromium/host.ts';
import type { Protocol as Cdp } from '../chromium/protocol.ts';
import { failLoudly, notImplemented } from '../core/not-implemented.ts';
import type { Protocol, SchemeHandler } from './protocol.ts';
import type { SchemeAddresses } from './scheme-addresses.ts';
import type { RequestDetails, WebRequest } from './web-request.ts';

type Paused = Cdp.Events['Fetch.requestPaused'];
type Headers = Record<string, string[]>;

/** Which page a request comes from. */
export type RequestOrigin = {
  readonly webContentsId: number;
  readonly webContents: object;
  readonly frame: object;
  readonly isMainFrame: boolean;
};

/** What the interception stands on. */
export type InterceptionOptions = {
  readonly host: ChromiumHost;
  readonly addresses: SchemeAddresses;
  readonly protocol: Protocol;
  readonly webRequest: WebRequest;
  readonly originOf: (frameId: string) => RequestOrigin | undefined;
  readonly now: () => number;
};

/** What each kind of Chromium's requests is called in Electron; all others are `other`. */
const RESOURCE_TYPES: Readonly<Record<string, RequestDetails['resourceType']>> = {
  Stylesheet: 'stylesheet',
  Image: 'image',
  Media: 'media',
  Font: 'font',
  Script: 'script',
  XHR: 'xhr',
  Fetch: 'xhr',
  Ping: 'ping',
  CSPViolationReport: 'cspReport',
};

/**
 * Answers for the app's schemes and asks `webRequest`. It listens at the browser, which is nearer to the network than
 * the pages' sessions: on those it would hide Playwright's own `page.route`.
 */
export class Interception {
  readonly #options: InterceptionOptions;

  constructor(options: InterceptionOptions) {
    this.#options = options;
    options.host.onBrowserEvent((event) => {
      if (event.method === 'Fetch.requestPaused') this.#paused(event.params).catch(failLoudly);
    });
  }

  /** Tells Chromium what to hold; call it whenever schemes or listeners have changed. */
  async watch(): Promise<void> {
    const { host, addresses, protocol, webRequest } = this.#options;
    const ofSchemes = protocol.schemes.flatMap((scheme) => addresses.patterns(scheme));
    const atRequest = webRequest.watchesRequests ? ['*'] : ofSchemes;
    const patterns: Cdp.Fetch.RequestPattern[] = atRequest.map((urlPattern) => ({ urlPattern }));
    if (webRequest.watchesResponses) patterns.push({ urlPattern: '*', requestStage: 'Response' });
    await (patterns.length === 0 ? host.send('Fetch.disable') : host.send('Fetch.enable', { patterns }));
  }

  /** A request whose page has gone meanwhile needs no answer; Chromium refuses it. */
  async #answer<
    Name extends 'Fetch.continueRequest' | 'Fetch.continueResponse' | 'Fetch.failRequest' | 'Fetch.fulfillRequest',
  >(method: Name, params: Cdp.CommandParameters[Name]): Promise<void> {
    await this.#options.host.send(method, params).catch(() => {});
  }

  async #paused(paused: Paused): Promise<void> {
    if (paused.responseStatusCode !== undefined || paused.responseErrorReason !== undefined)
      return this.#responded(paused);
    const { requestId, request, resourceType } = paused;
    const details = this.#details(paused);
    // Electron never asks for an icon; Chromium does, and a missing one would be an error in the page's console.
    if (resourceType === 'Other' && new URL(details.url).pathname === '/favicon.ico') {
      return this.#answer('Fetch.fulfillRequest', { requestId, responseCode: 204 });
    }
    const { cancel, redirectURL } = await this.#options.webRequest.beforeRequest(details);
    if (cancel) return this.#answer('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
    if (redirectURL !== undefined) {
      const value = this.#options.addresses.toChromium(redirectURL);
      const responseHeaders = [{ name: 'Location', value }];
      return this.#answer('Fetch.fulfillRequest', { requestId, responseCode: 307, responseHeaders });
    }
    const send = await this.#options.webRequest.beforeSendHeaders({
      ...details,
      requestHeaders: { ...request.headers },
    });
    if (send.cancel) return this.#answer('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
    const handler = this.#options.protocol.handlerOf(new URL(details.url).protocol.slice(0, -1));
    if (handler) return this.#serve(paused, details, send.requestHeaders ?? request.headers, handler);
    const headers = send.requestHeaders && { headers: entriesOf(send.requestHeaders) };
    return this.#answer('Fetch.continueRequest', { requestId, ...headers });
  }

  /** A request to one of the app's schemes. */
  async #serve(
    paused: Paused,
    details: RequestDetails,
    headers: Record<string, string | string[]>,
    handler: SchemeHandler,
  ): Promise<void> {
    const { requestId, resourceType } = paused;
    if (!this.#mayReach(new URL(details.url).protocol.slice(0, -1), resourceType)) {
      return this.#answer('Fetch.failRequest', { requestId, errorReason: 'Failed' });
    }
    try {
      const response = await handler(requestFor(paused, details.url, headers));
      const body = Buffer.from(await response.arrayBuffer()).toString('base64');
      const decided = await this.#headers(details, grouped(response.headers), response.status, response.statusText);
      if (!decided) return await this.#answer('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
      await this.#answer('Fetch.fulfillRequest', {
        requestId,
        responseCode: response.status,
        responseHeaders: decided,
        body,
      });
    } catch (error) {
      console.error(`stand-in Electron: the handler for ${details.url} failed:`, error);
      await this.#answer('Fetch.failRequest', { requestId, errorReason: 'Failed' });
    }
  }

  /** `fetch` and media elements reach a scheme only when its privileges say so. */
  #mayReach(scheme: string, resourceType: string): boolean {
    const { supportFetchAPI = false, stream = false } = this.#options.addresses.privileges(scheme) ?? {};
    if (resourceType === 'Fetch' || resourceType === 'XHR') return supportFetchAPI;
    return resourceType !== 'Media' || stream;
  }

  async #responded(paused: Paused): Promise<void> {
    const { requestId, responseStatusCode: responseCode, responseStatusText = '', responseHeaders = [] } = paused;
    if (responseCode === undefined) return this.#answer('Fetch.continueResponse', { requestId });
    const headers: Headers = {};
    for (const { name, value } of responseHeaders) headers[name] = [...(headers[name] ?? []), value];
    const decided = await this.#headers(this.#details(paused), headers, responseCode, responseStatusText);
    if (!decided) return this.#answer('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
    return this.#answer('Fetch.continueResponse', { requestId, responseCode, responseHeaders: decided });
  }

  /** The headers to answer with, in Chromium's terms; undefined when the app cancels. */
  async #headers(
    details: RequestDetails,
    headers: Headers,
    statusCode: number,
    statusText: string,
  ): Promise<Cdp.Fetch.HeaderEntry[] | undefined> {
    const statusLine = `HTTP/1.1 ${statusCode} ${statusText}`.trimEnd();
    const decision = await this.#options.webRequest.headersReceived({
      ...details,
      responseHeaders: headers,
      statusCode,
      statusLine,
    });
    if (decision.statusLine !== undefined) throw notImplemented('webRequest.onHeadersReceived statusLine');
    if (decision.cancel) return undefined;
    return entriesOf(decision.responseHeaders ?? headers).map(({ name, value }) => {
      const isPolicy = /^content-security-policy(-report-only)?$/i.test(name);
      return { name, value: isPolicy ? this.#options.addresses.policyForChromium(value) : value };
    });
  }

  #details({ requestId, networkId, request, resourceType, frameId }: Paused): RequestDetails {
    const origin = this.#options.originOf(frameId);
    const document = origin?.isMainFrame === false ? 'subFrame' : 'mainFrame';
    return {
      id: Number.parseInt((networkId ?? requestId).replace(/\D/g, '').slice(-9), 10) || 0,
      url: this.#options.addresses.toElectron(request.url),
      method: request.method,
      resourceType: resourceType === 'Document' ? document : (RESOURCE_TYPES[resourceType] ?? 'other'),
      referrer: this.#options.addresses.toElectron(String(request.headers['Referer'] ?? '')),
      timestamp: this.#options.now(),
      uploadData: [],
      ...(origin && { webContentsId: origin.webContentsId, webContents: origin.webContents, frame: origin.frame }),
    } as RequestDetails;
  }
}

function requestFor({ request }: Paused, url: string, headers: Record<string, string | string[]>): Request {
  const body = request.postDataEntries?.map(({ bytes }) => Buffer.from(bytes ?? '', 'base64'));
  return new Request(url, {
    method: request.method,
    headers: entriesOf(headers).map(({ name, value }): [string, string] => [name, value]),
    ...(body && { body: Buffer.concat(body) }),
  });
}

function grouped(headers: globalThis.Headers): Headers {
  const result: Headers = {};
  for (const [name, value] of headers) result[name] = [...(result[name] ?? []), value];
  return result;
}

function entriesOf(headers: Record<string, string | string[]>): Cdp.Fetch.HeaderEntry[] {
  return Object.entries(headers).flatMap(([name, values]) => [values].flat().map((value) => ({ name, value })));
}

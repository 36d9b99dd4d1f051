import type { Dispatcher } from 'undici';
import { createDispatcher } from '../../base/dispatcher.ts';
import { type Log, silentLog } from '../../base/log.ts';
import { type Environment, ProxyVariableError, proxyVariablesOf } from '../../base/proxy-variables.ts';
import type { ByteSink } from '../../contract/bytes.ts';
import { type GoogleEndpoints, googleEndpoints } from '../../contract/endpoints.ts';
import type { QuotaState } from '../../contract/models.ts';
import { ProblemError } from '../../contract/problem.ts';
import { proxyProblem } from '../../contract/proxy-problem.ts';
import type { Result } from '../../contract/result.ts';
import type { AccessTokens } from '../../contract/tokens.ts';
import { type AttemptTools, attempt } from './attempts.ts';
import { createBandwidth } from './bandwidth.ts';
import { byteCall } from './byte-call.ts';
import { ContentSizes } from './content-sizes.ts';
import { createGovernor } from './governor.ts';
import { jsonCall } from './json-call.ts';
import { type ProbedLink, probeCall } from './probe-call.ts';
import { createQuotaLedger, type PerKind, type QuotaStore } from './quota-ledger.ts';
import { type ByteRange, rangeCall } from './range-call.ts';
import { callRaw } from './raw-call.ts';
import type { ByteRequest, JsonRequest, RawAnswer, RawRequest, Sending } from './requests.ts';
import type { Timing } from './timing.ts';
import { trustedHosts } from './trusted-hosts.ts';
import { type UploadRequest, upload } from './upload-call.ts';

/** Requests made and bytes received by one pipeline, failed and repeated requests included. */
export interface HttpCounters {
  readonly apiRequests: number;
  readonly mediaRequests: number;
  readonly bytes: number;
}

/** The one way to Google. Every answer is a Result; an aborted call ends with the problem `interrupted`. */
export interface GoogleHttp {
  /** Calls an API and reads its JSON answer. */
  readonly json: <T>(method: string, url: string, request: JsonRequest<T>, signal: AbortSignal) => Promise<Result<T>>;
  /** Calls an API and passes its answer on, errors too; a problem only when there is no answer. */
  readonly raw: (method: string, url: string, request: RawRequest, signal: AbortSignal) => Promise<Result<RawAnswer>>;
  /**
   * Brings the bytes behind a link into `sink`, continuing where the sink can. A link that is refused (403, 404) is
   * `bytes-link-expired`: the caller gets a fresh one. When this returns, nothing of the sink is called any more.
   */
  readonly bytes: (url: string, sink: ByteSink, request: ByteRequest, signal: AbortSignal) => Promise<Result<void>>;
  /**
   * Brings a range of a file whose length is known, with a token. `write` gets every byte of it once and in order,
   * however often the connection breaks. Problems of its own: `drive-range-ignored`, `drive-file-changed` when the file
   * has another length, `drive-file-gone`.
   */
  readonly range: (
    url: string,
    range: ByteRange,
    write: (chunk: Uint8Array) => void | Promise<void>,
    signal: AbortSignal,
  ) => Promise<Result<void>>;
  /**
   * Asks what a link leads to, without bringing it (HEAD); null when there is nothing behind it (404). A link that is
   * refused (403) is `bytes-link-expired`.
   */
  readonly look: (
    url: string,
    request: Pick<ByteRequest, 'authorization'>,
    signal: AbortSignal,
  ) => Promise<Result<ProbedLink | null>>;
  /**
   * Uploads bytes to an API that takes them by Google's upload protocol, and resolves to the token that stands for them.
   */
  readonly upload: (url: string, request: UploadRequest, signal: AbortSignal) => Promise<Result<string>>;
  readonly counters: () => HttpCounters;
  readonly quota: () => QuotaState;
  /** Ends what is under way with `interrupted`, writes the ledger, and closes the connections it opened. */
  readonly close: () => Promise<void>;
}

/** Which Google service the pipeline is for: only the Library API has daily limits (docs/GOOGLE.md, limits). */
export type GoogleService = 'photos-library' | 'photos-picker' | 'drive';

export interface GoogleHttpOptions {
  readonly service: GoogleService;
  /** Where Google is: only a stand-in on the loopback interface lets anything there be asked. Default: Google itself. */
  readonly endpoints?: GoogleEndpoints;
  readonly accountId: string;
  readonly tokens: AccessTokens;
  /** The project number, see projectOfClient. */
  readonly project: string;
  readonly quotaStore: QuotaStore;
  /** Requests a day that the person allows; null leaves Google's own limit. */
  readonly dailyRequestLimit: number | null;
  /** Bytes a second over all transfers; null is unlimited. */
  readonly bandwidthLimit: number | null;
  /** The most requests side by side. */
  readonly parallel?: Partial<PerKind<number>>;
  readonly timing: Timing;
  /** Multiplies the time-outs alone; the timing's own scale when not given. */
  readonly timeoutScale?: number;
  /** Told at once when the governor's state changes, and at most once a second when only the counts do. */
  readonly onQuota: (state: QuotaState) => void;
  /** The environment, for the system's proxy variables. */
  readonly environment: Environment;
  /** Connections to use instead of own ones; their owner closes them. */
  readonly dispatcher?: Dispatcher;
  /** How large contents are; what the pipelines of this process have seen, when not given. */
  readonly sizes?: ContentSizes;
  /** Tells of every request, wait and refusal. */
  readonly log?: Log;
}

/** A library that was fetched from before is the best guess: its next run knows at once. */
const sizesOfLatest = new ContentSizes();

const defaultParallel: PerKind<number> = { api: 4, media: 12 };
const headMs = 60_000;
const stallMs = 60_000;

/** Builds the pipeline of one account and service. Throws a ProblemError when a proxy variable is unusable. */
export function createGoogleHttp(options: GoogleHttpOptions): GoogleHttp {
  const { timing, accountId, tokens, quotaStore: store, project, dailyRequestLimit, service, onQuota } = options;
  const parallel = { ...defaultParallel, ...options.parallel };
  const timeoutScale = options.timeoutScale ?? timing.timeScale;
  const ledger = createQuotaLedger({ project, store, dailyRequestLimit, now: timing.now });
  const counting = service === 'photos-library' ? 'counted' : 'uncounted';
  const governor = createGovernor({ ledger, counting, parallel, timing, onQuota });
  const own = options.dispatcher === undefined ? openConnections(parallel, options.environment) : null;
  const counted = { api: 0, media: 0, bytes: 0 };
  const line = {
    dispatcher: options.dispatcher ?? own ?? openConnections(parallel, options.environment),
    timeouts: { headMs: headMs * timeoutScale, stallMs: stallMs * timeoutScale },
    bandwidth: createBandwidth(options.bandwidthLimit, timing.now),
    sleep: timing.sleep,
    now: timing.now,
    onBytes: (bytes: number) => {
      counted.bytes += bytes;
    },
    ofThreads:
      options.dispatcher === undefined && options.bandwidthLimit === null
        ? { connections: parallel.media, environment: proxyVariablesOf(options.environment) }
        : null,
    sizes: options.sizes ?? sizesOfLatest,
  };
  const tools: AttemptTools = {
    accountId,
    tokens,
    governor,
    timing,
    log: options.log ?? silentLog,
    onRequest: (kind) => {
      counted[kind] += 1;
    },
  };
  const hosts = trustedHosts(Object.values(options.endpoints ?? googleEndpoints));
  const lifetime = new AbortController();
  // One for each signal of a caller: all requests of a run have the same.
  const ends = new WeakMap<AbortSignal, AbortSignal>();
  const endOf = (signal: AbortSignal): AbortSignal => {
    const end = ends.get(signal) ?? AbortSignal.any([signal, lifetime.signal]);
    ends.set(signal, end);
    return end;
  };
  const sending = (signal: AbortSignal): Sending => ({ line, hosts, now: timing.now, signal: endOf(signal) });
  return {
    json: (method, url, request, signal) => attempt(jsonCall(method, url, request, sending(signal)), tools),
    raw: (method, url, request, signal) => callRaw(method, url, request, sending(signal), tools),
    bytes: (url, sink, request, signal) => attempt(byteCall(url, sink, request, sending(signal)), tools),
    range: (url, range, write, signal) => attempt(rangeCall(url, range, write, sending(signal)), tools),
    look: (url, request, signal) => attempt(probeCall(url, request, sending(signal)), tools),
    upload: (url, request, signal) => upload(url, request, sending(signal), tools),
    counters: () => ({ apiRequests: counted.api, mediaRequests: counted.media, bytes: counted.bytes }),
    quota: governor.state,
    close: async () => {
      lifetime.abort();
      governor.close();
      await own?.destroy();
    },
  };
}

function openConnections(parallel: PerKind<number>, environment: Environment): Dispatcher {
  try {
    return createDispatcher({ connections: Math.max(parallel.api, parallel.media), environment });
  } catch (thrown) {
    throw thrown instanceof ProxyVariableError ? new ProblemError(proxyProblem(thrown.variable)) : thrown;
  }
}

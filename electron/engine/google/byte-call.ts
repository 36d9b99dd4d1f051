import type { ByteSink, HttpHead } from '../../contract/bytes.ts';
import { type Problem, ProblemError, problem } from '../../contract/problem.ts';
import type { Call, Sent } from './attempts.ts';
import { type ByteOutcome, type ByteReceiver, receiveBytes } from './byte-exchange.ts';
import { type Continuation, readByteHead } from './byte-head.ts';
import { type HttpAnswer, type HttpRequest, headerOf } from './exchange.ts';
import { proxySignInNeeded } from './google-errors.ts';
import { refusal } from './json-call.ts';
import type { ByteRequest, Sending } from './requests.ts';

const mostRedirects = 5;
/** Bytes of progress after which the count of attempts starts over. */
const worthwhileBytes = 1024 * 1024;

/** A call for the bytes behind a link. A link that is not Google's ends in `google-refused`, and nothing is sent. */
export function byteCall(url: string, sink: ByteSink, request: ByteRequest, sending: Sending): Call<void> {
  const transfer = new Transfer(url, sink, request, sending);
  return {
    ...{ kind: 'media', method: 'GET', url },
    authorization: request.authorization,
    repetition: 'repeat',
    signal: sending.signal,
    send: (token) => transfer.send(token),
    conclude: () => sink.end(),
    advanced: () => transfer.advanced(),
  };
}

/** The attempts of one transfer and what they learn from each other. */
class Transfer {
  readonly #link: URL | null;
  readonly #sink: ByteSink;
  readonly #request: ByteRequest;
  readonly #sending: Sending;
  /** Where the next request goes: the link, or where it redirected to. */
  #target: URL | null;
  #redirects = 0;
  /** Cleared once the server showed that it cannot continue what the sink holds. */
  #mayContinue = true;
  #reached = 0;

  constructor(url: string, sink: ByteSink, request: ByteRequest, sending: Sending) {
    const link = URL.canParse(url) ? new URL(url) : null;
    this.#link = link !== null && sending.hosts.mayAsk(link) ? link : null;
    this.#target = this.#link;
    this.#sink = sink;
    this.#request = request;
    this.#sending = sending;
  }

  async send(token: string | null): Promise<Sent<void>> {
    const url = this.#target;
    if (url === this.#link) this.#redirects = 0;
    this.#target = this.#link;
    if (url === null || this.#link === null) {
      // As one that has run out: a snapshot, or an answer that was tampered with, may hold it, and Google gives another.
      return {
        kind: 'hopeless',
        problem: problem('bytes-link-expired', { detail: 'The link does not lead to Google.' }),
      };
    }
    const continuation = this.#mayContinue ? this.#sink.resumeFrom() : null;
    const headers = {
      'accept-encoding': 'identity',
      'user-agent': 'Afterimage',
      // The token is meant for the host that the link names, not for where it redirects to.
      ...(token === null || url.origin !== this.#link.origin ? {} : { authorization: `Bearer ${token}` }),
      ...(continuation === null ? {} : { range: `bytes=${continuation.offset}-`, 'if-range': continuation.etag }),
    };
    let otherRange = false;
    const receiver: ByteReceiver = {
      write: (chunk) => this.#sink.write(chunk),
      head: (head) => {
        const reading = readByteHead(head, continuation, this.#request.media);
        if (reading.kind === 'wrong') throw new ProblemError(reading.problem);
        otherRange = reading.kind === 'other-range';
        if (reading.kind !== 'good') return 'refused';
        const { expected } = reading;
        const { length } = reading.head;
        if (length !== null) this.#sending.line.sizes.took(length, this.#request.media);
        const starting = this.#sink.start(reading.head);
        return starting === undefined ? { expected } : starting.then(() => ({ expected }));
      },
    };
    const outcome = await this.#receive({ url, headers }, continuation, receiver);
    if (outcome.kind === 'received') return { kind: 'done', value: undefined };
    if (otherRange) return this.#beginAnew();
    return this.#refused(outcome.answer, url, continuation);
  }

  /** Where the bytes are kept, if that can be; else here. */
  async #receive(
    { url, headers }: Pick<HttpRequest, 'url' | 'headers'>,
    continuation: Continuation | null,
    receiver: ByteReceiver,
  ): Promise<ByteOutcome> {
    const { line, signal } = this.#sending;
    const { receive } = this.#sink;
    const { sizes, ofThreads } = line;
    const mayBe = receive !== undefined && ofThreads !== null;
    const isWorthIt = mayBe && (await sizes.expectLarge(this.#request.media));
    if (!mayBe || !isWorthIt) {
      const receiving = receiveBytes(line, { method: 'GET', url, headers, body: null }, receiver, signal);
      return receiving.finally(() => sizes.ended());
    }
    let answered: HttpHead = { status: 0, headers: {} };
    const media = continuation === null ? this.#request.media : null;
    const outcome = await receive(
      { kind: 'line', url: url.href, headers, ...line.timeouts, ...ofThreads, media },
      {
        head: (head) => {
          answered = head;
          return receiver.head(head);
        },
        came: line.onBytes,
      },
      signal,
    );
    if (outcome.kind === 'received') return outcome;
    return { kind: 'refused', answer: { ...answered, body: Buffer.from(outcome.body) } };
  }

  /** Whether the sink now holds enough more than after the attempts before. */
  advanced(): boolean {
    const reached = this.#sink.resumeFrom()?.offset ?? 0;
    if (!this.#mayContinue || reached < this.#reached + worthwhileBytes) return false;
    this.#reached = reached;
    return true;
  }

  #beginAnew(): Sent<void> {
    this.#mayContinue = false;
    return { kind: 'afresh' };
  }

  #refused(answer: HttpAnswer, url: URL, continuation: Continuation | null): Sent<void> {
    const { status } = answer;
    if (status === 416 && continuation !== null) return this.#beginAnew();
    if (status >= 300 && status < 400) return this.#redirected(answer, url);
    const refused = refusal(answer, url.host, this.#sending);
    if (status === proxySignInNeeded) return { kind: 'hopeless', problem: ofOneLink(refused.problem) };
    // Byte hosts answer HTML: what the body does not explain is a link that has run out (docs/GOOGLE.md, Library API).
    const unexplained = refused.problem.code === 'google-refused';
    const expired = status === 404 || status === 410 || (status === 403 && unexplained);
    if (expired || (status === 401 && this.#request.authorization === 'none')) {
      return { kind: 'hopeless', problem: problem('bytes-link-expired', { detail: refused.problem.detail }) };
    }
    return refused;
  }

  #redirected(answer: HttpAnswer, from: URL): Sent<void> {
    const location = headerOf(answer, 'location') ?? '';
    const to = URL.canParse(location, from.href) ? new URL(location, from) : null;
    if (to === null || !this.#sending.hosts.mayFollow(from, to))
      return { kind: 'hopeless', problem: strayed(answer, to) };
    this.#redirects += 1;
    if (this.#redirects > mostRedirects) return { kind: 'hopeless', problem: strayed(answer, to) };
    this.#target = to;
    return { kind: 'afresh' };
  }
}

/**
 * A proxy in the way of https refuses the connection before there is any answer (`network-unreachable`), and one in the way of
 * all refuses the API as well. So an answer from behind the connection is this link's own, and costs one item; where each link
 * is answered so, the row of failures ends the run with the same way out.
 */
function ofOneLink({ detail, advice }: Problem): Problem {
  return problem('google-refused', { detail, wayOut: advice });
}

function strayed(answer: HttpAnswer, to: URL | null): Problem {
  const detail = `HTTP ${answer.status}: the link led on to ${to?.origin ?? 'nowhere'}, and was not followed.`;
  return problem('bytes-not-media', { detail });
}

import { problem } from '../../contract/problem.ts';
import type { Call, Sent } from './attempts.ts';
import { exchange, type HttpAnswer, headerOf } from './exchange.ts';
import { refusal } from './json-call.ts';
import type { ByteRequest, Sending } from './requests.ts';
import type { TrustedHosts } from './trusted-hosts.ts';

/** What is behind a link, as its head says. */
export interface ProbedLink {
  /** In lower case, without parameters; null when the head does not say. */
  readonly contentType: string | null;
}

const mostRedirects = 5;

/** A call that asks for the head of a link's bytes. Null: there is nothing behind it. */
export function probeCall(
  link: string,
  { authorization }: Pick<ByteRequest, 'authorization'>,
  sending: Sending,
): Call<ProbedLink | null> {
  const url = URL.canParse(link) ? new URL(link) : null;
  const target = url !== null && sending.hosts.mayAsk(url) ? url : null;
  return {
    ...{ kind: 'media', method: 'HEAD', url: link },
    authorization,
    repetition: 'repeat',
    signal: sending.signal,
    conclude: null,
    advanced: null,
    send: (token) => probe(target, token, sending),
  };
}

async function probe(start: URL | null, token: string | null, sending: Sending): Promise<Sent<ProbedLink | null>> {
  if (start === null) {
    return { kind: 'hopeless', problem: problem('google-refused', { detail: 'The link does not lead to Google.' }) };
  }
  let url = start;
  for (let redirects = 0; ; redirects += 1) {
    const headers = {
      'user-agent': 'Afterimage',
      // The token is meant for the host that the link names, not for where it redirects to.
      ...(token === null || url.origin !== start.origin ? {} : { authorization: `Bearer ${token}` }),
    };
    const { dispatcher, timeouts } = sending.line;
    const answer = await exchange(dispatcher, { method: 'HEAD', url, headers, body: null }, timeouts, sending.signal);
    const next = nextOf(answer, url, sending.hosts);
    if (next === null || redirects >= mostRedirects) return judged(answer, url, sending);
    url = next;
  }
}

/** Where a redirect leads; null for every other answer, and for one that leads astray. */
function nextOf(answer: HttpAnswer, from: URL, { mayFollow }: TrustedHosts): URL | null {
  if (answer.status < 300 || answer.status >= 400) return null;
  const location = headerOf(answer, 'location') ?? '';
  const to = URL.canParse(location, from.href) ? new URL(location, from) : null;
  return to !== null && mayFollow(from, to) ? to : null;
}

function judged(answer: HttpAnswer, url: URL, sending: Sending): Sent<ProbedLink | null> {
  const { status } = answer;
  if (status === 404) return { kind: 'done', value: null };
  if (status >= 200 && status < 300) return { kind: 'done', value: { contentType: typeOf(answer) } };
  const refused = refusal(answer, url.host, sending);
  // An answer to HEAD has no body that could explain it: a refusal is a link that has run out.
  if (status !== 403 && status !== 410) return refused;
  return { kind: 'hopeless', problem: problem('bytes-link-expired', { detail: refused.problem.detail }) };
}

function typeOf(answer: HttpAnswer): string | null {
  return headerOf(answer, 'content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? null;
}

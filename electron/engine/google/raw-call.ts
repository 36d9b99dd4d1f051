import { ok, type Result } from '../../contract/result.ts';
import { type AttemptTools, attempt } from './attempts.ts';
import { type HttpAnswer, headerOf } from './exchange.ts';
import { apiUrl, askApi, refusal, usualRepetition } from './json-call.ts';
import type { RawAnswer, RawRequest, Sending } from './requests.ts';

/**
 * Calls an API with the pipeline's retries and passes Google's last answer on, errors too. Throws a TypeError for a URL
 * that is not Google's.
 */
export async function callRaw(
  method: string,
  url: string,
  { query, body }: RawRequest,
  sending: Sending,
  tools: AttemptTools,
): Promise<Result<RawAnswer>> {
  const target = apiUrl(url, sending.hosts, query);
  let lastError: RawAnswer | null = null;
  const result = await attempt<RawAnswer>(
    {
      ...{ kind: 'api', method, url: target.href },
      authorization: 'bearer',
      repetition: usualRepetition(method),
      signal: sending.signal,
      conclude: null,
      advanced: null,
      send: async (token) => {
        lastError = null;
        const answer = await askApi(method, target, body ?? null, token, sending);
        if (answer.status < 400) return { kind: 'done', value: asItCame(answer) };
        lastError = asItCame(answer);
        return refusal(answer, target.host, sending);
      },
    },
    tools,
  );
  return result.ok || lastError === null ? result : ok(lastError);
}

function asItCame(answer: HttpAnswer): RawAnswer {
  const contentType = headerOf(answer, 'content-type');
  return { status: answer.status, contentType, body: answer.body.toString('utf8') };
}

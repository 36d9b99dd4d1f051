import * as oauth from 'oauth4webapi';
import { ok, type Result } from '../contract/result.ts';
import type { AccountDeps } from './account-deps.ts';
import { type FormAnswer, postForm } from './form-post.ts';

/** What a call brought, and what was sent for it: no message may repeat that. */
export interface OAuthAnswer extends FormAnswer {
  readonly sent: readonly string[];
}

/** What every request of oauth4webapi takes as its last parameter. */
type RequestOptions = NonNullable<Parameters<typeof oauth.refreshTokenGrantRequest>[4]>;

/**
 * Makes one call of oauth4webapi. The library knows the protocol; the form itself goes out by `postForm`, which has our
 * clock, proxy, retries and limits. Fails with what `postForm` met; whatever Google answers is a success here.
 */
export async function callOAuth(
  endpoint: string,
  send: (options: RequestOptions) => Promise<Response>,
  outside: AccountDeps,
  signal?: AbortSignal,
): Promise<Result<OAuthAnswer>> {
  const posted = Promise.withResolvers<Result<OAuthAnswer>>();
  await send({
    // Google's endpoints are https; only a simulated Google on this computer has no certificate.
    [oauth.allowInsecureRequests]: isOnThisComputer(endpoint),
    [oauth.customFetch]: async (url, { body }) => {
      const fields = Object.fromEntries(body);
      const answer = await postForm(url, fields, outside, signal);
      posted.resolve(answer.ok ? ok({ ...answer.value, sent: Object.values(fields) }) : answer);
      // Nobody reads this one: the caller has the answer read from what is returned below.
      return new Response(null);
    },
  });
  return posted.promise;
}

/** Statuses that a Response takes no body with; what comes with one all the same is no answer of Google's. */
const bodiless = new Set([204, 205, 304]);

/** An answer as oauth4webapi reads it. Without a body that was JSON there is none to read. */
export function asResponse({ status, body }: FormAnswer): Response {
  if (body === undefined || bodiless.has(status)) return new Response(null, { status });
  return Response.json(body, { status });
}

/** Whether oauth4webapi says that an answer is not what the standards prescribe. Anything else thrown is a bug. */
export function isMalformedAnswer(thrown: unknown): thrown is Error {
  return thrown instanceof oauth.OperationProcessingError || thrown instanceof oauth.UnsupportedOperationError;
}

function isOnThisComputer(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}

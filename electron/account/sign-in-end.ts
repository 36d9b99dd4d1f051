import { message } from '../contract/messages/message.ts';
import type { AccountSummary, ClientSummary } from '../contract/models.ts';
import { type Problem, problem } from '../contract/problem.ts';
import type { Result } from '../contract/result.ts';
import type { TokenRecord } from './token-record.ts';

/** Clocks differ, and Google ends a sign-in punctually: this close to the known end it counts as reached. */
const slackMs = 5 * 60_000;

const dayMs = 24 * 60 * 60_000;

/** Projects in publishing status Testing end every sign-in after this time. */
const testingLifeMs = 7 * dayMs;

/**
 * Why Google no longer takes a refresh token. Its answer is the same for all reasons ("Token has been expired or
 * revoked."), so the end announced at the sign-in decides; without one, seven days are only a guess, and shown as one.
 */
export function endOfSignIn(account: AccountSummary, detail: string, now: number): Problem {
  if (hasEnded(account, now)) return problem('token-expired-testing', { subject: account.email, detail });
  const age = now - Date.parse(account.signedInAt);
  if (account.signInExpiresAt === null && age >= testingLifeMs - slackMs && age < testingLifeMs + dayMs) {
    return problem('token-revoked', {
      subject: account.email,
      detail,
      wayOut: message('way-out.seven-days'),
    });
  }
  return problem('token-revoked', { subject: account.email, detail });
}

/**
 * What blocks an account right now: an earlier problem, another account's client, an end that
 * was known in advance, or tokens that are not in the store (`stored` is null when that was not asked). Null while it
 * works.
 */
export function signInProblem(
  account: AccountSummary,
  client: ClientSummary | null,
  stored: Result<TokenRecord | null> | null,
  now: number,
): Problem | null {
  if (client === null) return problem('client-missing');
  if (client.clientId !== account.clientId) return problem('client-changed', { subject: account.email });
  if (account.trouble !== null) return account.trouble;
  if (hasEnded(account, now)) return problem('token-expired-testing', { subject: account.email });
  if (stored === null) return null;
  if (!stored.ok) return stored.problem;
  return stored.value === null ? problem('token-missing', { subject: account.email }) : null;
}

function hasEnded(account: AccountSummary, now: number): boolean {
  return account.signInExpiresAt !== null && now >= Date.parse(account.signInExpiresAt) - slackMs;
}

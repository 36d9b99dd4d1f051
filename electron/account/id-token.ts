import * as oauth from 'oauth4webapi';
import * as z from 'zod';
import { problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import type { FormAnswer } from './form-post.ts';
import { asResponse, isMalformedAnswer } from './oauth-call.ts';

const claimsSchema = z.object({ sub: z.string().min(1).max(255), email: z.string().optional() });

/** Who signed in. */
export interface Identity {
  /** Google's permanent subject id. */
  readonly subject: string;
  /** The e-mail address, or the subject where the address was not given. */
  readonly email: string;
}

/** What an id_token must say to be believed. */
export interface Expectations {
  readonly clientId: string;
  readonly issuers: readonly string[];
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Clocks that differ by fewer seconds than this are taken as equal. */
const clockToleranceSeconds = 5 * 60;

/**
 * Reads who signed in from the id_token in the token endpoint's answer. Issuer, audience and expiry are checked; the
 * signature is not, because the token comes straight from the token endpoint over TLS (OpenID Connect Core 1.0,
 * §3.1.3.7, point 6). Fails with `sign-in-failed`.
 */
export async function readIdToken(answer: FormAnswer, expected: Expectations): Promise<Result<Identity>> {
  const client: oauth.Client = {
    client_id: expected.clientId,
    [oauth.clockSkew]: (expected.now - Date.now()) / 1000,
    [oauth.clockTolerance]: clockToleranceSeconds,
  };
  // The library knows one issuer a server, and Google names itself in two ways.
  for (const issuer of expected.issuers) {
    try {
      const response = asResponse(answer);
      const read = await oauth.processAuthorizationCodeResponse({ issuer }, client, response, { requireIdToken: true });
      return identityOf(oauth.getValidatedIdTokenClaims(read));
    } catch (thrown) {
      if (!isMalformedAnswer(thrown)) throw thrown;
      if (mismatchedClaim(thrown) !== 'iss') return refuse(reasonFor(thrown));
    }
  }
  return refuse('The id_token was made by somebody else.');
}

function identityOf(claims: oauth.IDToken | undefined): Result<Identity> {
  const read = claimsSchema.safeParse(claims);
  if (!read.success) return refuse('The id_token cannot be read.');
  const { sub, email } = read.data;
  return ok({ subject: sub, email: email ?? sub });
}

/** The library's own messages stay out: their causes hold the token. */
function reasonFor(thrown: Error): string {
  switch (mismatchedClaim(thrown)) {
    case 'aud':
    case 'azp':
      return 'The id_token was made for another client.';
    case 'exp':
    case 'nbf':
      return 'The id_token is from another time: check the date and clock of this computer.';
    default:
      return 'The id_token cannot be read.';
  }
}

function mismatchedClaim(thrown: Error): string | null {
  return z.object({ claim: z.string() }).safeParse(thrown.cause).data?.claim ?? null;
}

function refuse(detail: string): Result<Identity> {
  return failed(problem('sign-in-failed', { detail }));
}

import * as z from 'zod';
import { problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';

const claimsSchema = z.object({
  iss: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  /** Epoch seconds. */
  exp: z.number(),
  sub: z.string().min(1).max(255),
  email: z.string().optional(),
});

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

/** Clocks that differ by less than this are taken as equal. */
const skewMs = 5 * 60_000;

/**
 * Reads who signed in from the id_token. Issuer, audience and expiry are checked; the signature is not, because the
 * token comes straight from the token endpoint over TLS (OpenID Connect Core 1.0, §3.1.3.7, point 6).
 */
export function readIdToken(idToken: string, expected: Expectations): Result<Identity> {
  const claims = claimsSchema.safeParse(payloadOf(idToken));
  if (!claims.success) return refuse('The id_token cannot be read.');
  const { iss, aud, exp, sub, email } = claims.data;
  if (!expected.issuers.includes(iss)) return refuse('The id_token was made by somebody else.');
  if (![aud].flat().includes(expected.clientId)) return refuse('The id_token was made for another client.');
  if (exp * 1000 < expected.now - skewMs) {
    return refuse('The id_token is from another time: check the date and clock of this computer.');
  }
  return ok({ subject: sub, email: email ?? sub });
}

function refuse(detail: string): Result<Identity> {
  return failed(problem('sign-in-failed', { detail }));
}

function payloadOf(idToken: string): unknown {
  const [, payload] = idToken.split('.');
  if (payload === undefined) return undefined;
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  } catch {
    // Whatever does not decode is no id_token, which the caller says.
    return undefined;
  }
}

import { createHash, generateKeyPair, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';
import type { SimulatedAccount } from '../accounts.ts';
import type { SimulatorClock } from '../clock.ts';

/** Signs id_tokens (RS256) and publishes the key as `/oauth2/v3/certs` does. */
export interface IdTokens {
  readonly issue: (account: SimulatedAccount, clientId: string, scopes: readonly string[]) => Promise<string>;
  readonly certificates: () => Promise<{ readonly keys: readonly unknown[] }>;
}

interface Keys {
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly jwk: object;
}

/** The key is made when it is first needed: most tests never sign in. */
export function createIdTokens(clock: SimulatorClock): IdTokens {
  let keys: Promise<Keys> | undefined;

  function ready(): Promise<Keys> {
    keys ??= makeKeys();
    return keys;
  }

  return {
    issue: async (account, clientId, scopes) => {
      const { id, privateKey } = await ready();
      const issuedAt = Math.floor(clock.now() / 1000);
      const seesEmail = scopes.includes('https://www.googleapis.com/auth/userinfo.email');
      const claims = {
        iss: 'https://accounts.google.com',
        azp: clientId,
        aud: clientId,
        sub: account.id,
        ...(seesEmail ? { email: account.email, email_verified: true } : {}),
        iat: issuedAt,
        exp: issuedAt + 3600,
      };
      const signed = `${encoded({ alg: 'RS256', kid: id, typ: 'JWT' })}.${encoded(claims)}`;
      return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
    },
    certificates: async () => {
      const { id, jwk } = await ready();
      return { keys: [{ ...jwk, kid: id, use: 'sig', alg: 'RS256' }] };
    },
  };
}

async function makeKeys(): Promise<Keys> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const jwk = publicKey.export({ format: 'jwk' });
  const id = createHash('sha1').update(JSON.stringify(jwk)).digest('hex');
  return { id, privateKey, jwk };
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

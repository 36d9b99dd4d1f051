import * as z from 'zod';
import { problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import type { SecretStore } from './secret-store.ts';

/** What may stand in the header of a request (RFC 6750, 2.1): anything else could not be sent. */
export const accessTokenSchema = z.string().regex(/^[\x21-\x7e]+$/);

const tokenRecordSchema = z.object({
  /** The client that the tokens were made with; no other can use them. */
  clientId: z.string(),
  refreshToken: z.string().min(1),
  accessToken: accessTokenSchema,
  /** Epoch milliseconds by this computer's clock. */
  accessTokenExpiresAt: z.number(),
});

/** The tokens of one account, as they are kept in the token store. */
export type TokenRecord = z.infer<typeof tokenRecordSchema>;

/** The tokens of an account; null when the store has none. Fails with `token-store-unreadable` when damaged. */
export async function readTokens(secrets: SecretStore, accountId: string): Promise<Result<TokenRecord | null>> {
  const text = await secrets.get(entryName(accountId));
  if (!text.ok) return text;
  if (text.value === null) return ok(null);
  try {
    const parsed = tokenRecordSchema.safeParse(JSON.parse(text.value));
    if (parsed.success) return ok(parsed.data);
  } catch {
    // Not JSON is damage as well, told below. The message of the error is left out: it quotes the text.
  }
  return failed(problem('token-store-unreadable', { detail: "The account's entry is damaged." }));
}

/** Keeps the tokens of an account, in place of those it had. */
export function writeTokens(secrets: SecretStore, accountId: string, record: TokenRecord): Promise<Result<void>> {
  return secrets.set(entryName(accountId), JSON.stringify(record));
}

/** Forgets the tokens of an account. */
export function deleteTokens(secrets: SecretStore, accountId: string): Promise<Result<void>> {
  return secrets.delete(entryName(accountId));
}

function entryName(accountId: string): string {
  return `account/${accountId}`;
}

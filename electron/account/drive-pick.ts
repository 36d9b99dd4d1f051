import { problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import { pickedFilesScope } from '../contract/scopes.ts';
import type { AccountDeps } from './account-deps.ts';
import { askForConsent, type Consent, type ConsentRequest, incompleteAnswer } from './consent.ts';
import type { TokenRecord } from './token-record.ts';

/** What picking files in Drive brought. Whose Drive it is nobody says: Google allows no other scope along with it. */
export interface DrivePickGrant {
  readonly fileIds: readonly string[];
  readonly tokens: TokenRecord;
}

/**
 * Lets a person pick files in Google Drive on the consent page: as a sign-in, with the one permission to read what was
 * picked. Fails as a sign-in does, and with `drive-nothing-picked`.
 */
export function pickInDrive<T>(
  request: ConsentRequest,
  keep: (grant: DrivePickGrant) => Promise<Result<T>>,
  outside: AccountDeps,
): Promise<Result<T>> {
  const asked = { scopes: [pickedFilesScope], picker: 'drive' } as const;
  return askForConsent(
    request,
    asked,
    async (consent) => {
      const grant = await readGrant(request, consent, outside);
      return grant.ok ? keep(grant.value) : grant;
    },
    outside,
  );
}

async function readGrant(
  { client }: ConsentRequest,
  { pickedFiles, exchange }: Consent,
  outside: AccountDeps,
): Promise<Result<DrivePickGrant>> {
  if (pickedFiles.length === 0) return failed(problem('drive-nothing-picked'));
  const answer = await exchange();
  if (!answer.ok) return answer;
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: seconds } = answer.value;
  if (refreshToken === undefined) return incompleteAnswer('refresh token');
  const accessTokenExpiresAt = outside.now() + seconds * 1000;
  const tokens = { clientId: client.clientId, refreshToken, accessToken, accessTokenExpiresAt };
  return ok({ fileIds: pickedFiles, tokens });
}

import { join } from 'node:path';
import * as z from 'zod';
import type { GoogleEndpoints } from '../contract/endpoints.ts';
import { accountSummarySchema } from '../contract/models.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import { pickedFilesScope } from '../contract/scopes.ts';
import { type AccessTokenSources, accessTokens, type RenewingTokens } from './access-tokens.ts';
import type { AccountStore } from './account-store.ts';
import { type DrivePickGrant, pickInDrive } from './drive-pick.ts';
import { jsonFile } from './json-file.ts';
import type { SignInRequest } from './sign-in.ts';
import { revokeToken } from './token-endpoint.ts';
import { deleteTokens, readTokens, writeTokens } from './token-record.ts';

const connectionSchema = z.discriminatedUnion('mode', [
  /** Everything in Drive is read with the permission of a signed-in account. */
  z.object({ mode: z.literal('unattended'), account: z.string() }),
  /** Only what the person picked is read; the permission for it is one of its own. */
  z.object({ mode: z.literal('ask-each-time'), holder: accountSummarySchema, fileIds: z.array(z.string()) }),
]);
const fileSchema = z.object({ version: z.literal(1), connection: connectionSchema.nullable() });

/** How exports in Google Drive are read. */
export type DriveConnection = z.infer<typeof connectionSchema>;

/** Under this name the tokens of picked files are kept: Google does not say whose they are. */
export const pickedFilesHolder = 'drive-picked';

/** The connection to Google Drive, in `<dataDir>/drive.json`, and the tokens of picked files. */
export interface DriveConnections {
  readonly read: () => Promise<Result<DriveConnection | null>>;
  readonly connectAccount: (account: string) => Promise<Result<void>>;
  /** Lets the person pick; what was picked before is no longer read. */
  readonly pick: (request: Omit<SignInRequest, 'capabilities'>) => Promise<Result<DriveConnection>>;
  /**
   * Reads no Drive any more. The permission for picked files is given back to Google; that of an account stays with it
   * until it is signed out.
   */
  readonly disconnect: () => Promise<Result<void>>;
  /** Of picked files; see {@link pickedFilesHolder}. */
  readonly tokens: RenewingTokens;
}

/** The connection over the same secrets as the accounts. A damaged file is reported, kept aside, and counts as none. */
export function driveConnections(
  dataDir: string,
  sources: AccessTokenSources & { readonly endpoints: Pick<GoogleEndpoints, 'revoke'> },
  onProblem: (problem: Problem) => void,
): DriveConnections {
  const file = jsonFile(join(dataDir, 'drive.json'), fileSchema, onProblem);

  async function read(): Promise<Result<DriveConnection | null>> {
    const stored = await file.read();
    return stored.ok ? ok(stored.value?.connection ?? null) : stored;
  }

  const holders: AccountStore = {
    list: async () => {
      const connection = await read();
      if (!connection.ok) return connection;
      return ok(connection.value?.mode === 'ask-each-time' ? [connection.value.holder] : []);
    },
    noteEnd: async (_, end) => {
      const connection = await read();
      if (!connection.ok || connection.value?.mode !== 'ask-each-time') return ok(undefined);
      const holder = { ...connection.value.holder, trouble: end };
      return file.write({ version: 1, connection: { ...connection.value, holder } });
    },
    put: async () => failed(problem('internal', { detail: 'Picked files have no account.' })),
    remove: async () => ok(undefined),
  };
  const tokens = accessTokens({ ...sources, accountStore: holders });

  async function keep({ fileIds, tokens: record }: DrivePickGrant): Promise<Result<DriveConnection>> {
    const kept = await writeTokens(sources.secrets, pickedFilesHolder, record);
    if (!kept.ok) return kept;
    tokens.forget(pickedFilesHolder);
    const holder = {
      ...{ id: pickedFilesHolder, email: 'Google Drive', clientId: record.clientId, scopes: [pickedFilesScope] },
      signedInAt: new Date(sources.outside.now()).toISOString(),
      ...{ signInExpiresAt: null, trouble: null },
    };
    const connection: DriveConnection = { mode: 'ask-each-time', holder, fileIds: [...fileIds] };
    const written = await file.write({ version: 1, connection });
    return written.ok ? ok(connection) : written;
  }

  async function disconnect(): Promise<Result<void>> {
    const record = await readTokens(sources.secrets, pickedFilesHolder);
    // What Google cannot be told now ends with the permission's own time; here nothing of it stays.
    if (record.ok && record.value !== null) {
      await revokeToken(sources.endpoints.revoke, record.value.refreshToken, sources.outside);
    }
    tokens.forget(pickedFilesHolder);
    const deleted = await deleteTokens(sources.secrets, pickedFilesHolder);
    return deleted.ok ? file.write({ version: 1, connection: null }) : deleted;
  }

  return {
    read,
    tokens,
    disconnect,
    connectAccount: (account) => file.write({ version: 1, connection: { mode: 'unattended', account } }),
    pick: (request) => pickInDrive(request, keep, sources.outside),
  };
}

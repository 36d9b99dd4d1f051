import * as z from 'zod';
import { findAccount, type SimulatedAccount } from '../accounts.ts';
import { bodyOf, type Call, queryOf, type Service } from '../call.ts';
import { apiDisabled, credentialMissing, scopeInsufficient, unauthenticated } from '../google-errors.ts';
import { errorPage } from '../google-pages.ts';
import { readRange } from '../media/byte-range.ts';
import type { Grants } from '../oauth/grants.ts';
import type { Project } from '../project.ts';
import { jsonReply, type Reply } from '../reply.ts';
import { driveError, withDriveReason } from './drive-errors.ts';
import type { DriveFile, DriveFiles } from './drive-files.ts';
import type { Drives } from './drives.ts';
import { listFiles } from './file-list.ts';
import { fileResource, shown } from './file-resource.ts';

const host = 'www.googleapis.com';
const prefix = 'https://www.googleapis.com/auth/';
const anyScope = ['drive', 'drive.readonly', 'drive.file', 'drive.metadata', 'drive.metadata.readonly'];

/** By the method tables of the documentation. */
const scopesOf: Readonly<Record<string, readonly string[]>> = {
  'drive.files.list': anyScope,
  'drive.files.get': anyScope,
  'drive.files.download': ['drive', 'drive.readonly', 'drive.file'],
  'drive.files.update': ['drive', 'drive.file', 'drive.metadata'],
  'drive.files.delete': ['drive', 'drive.file'],
  'drive.about.get': anyScope,
};

export interface DriveDeps {
  readonly project: Project;
  readonly accounts: readonly SimulatedAccount[];
  readonly grants: Grants;
  readonly drives: Drives;
}

/** Names of Drive's calls in statistics and fault rules. */
export function driveOperation(method: string, path: string, query: string): string {
  if (path === '/v3/about') return 'drive.about.get';
  if (path === '/v3/files') return method === 'GET' ? 'drive.files.list' : 'drive.files.create';
  if (!/^\/v3\/files\/[^/]+$/.test(path)) return 'drive.unknown';
  if (method === 'PATCH') return 'drive.files.update';
  if (method === 'DELETE') return 'drive.files.delete';
  return new URLSearchParams(query).get('alt') === 'media' ? 'drive.files.download' : 'drive.files.get';
}

/** What an admitted call may see: everything, or with `drive.file` what was picked for this client. */
interface Admitted {
  readonly account: SimulatedAccount;
  readonly files: DriveFiles;
  readonly sees: (file: DriveFile) => boolean;
}

/** `www.googleapis.com/drive/v3`. */
export function createDrive(deps: DriveDeps): Service {
  return async (call) => {
    const scopes = scopesOf[call.operation];
    if (scopes === undefined) return errorPage(404, call.place.path);
    const admitted = admit(call, scopes, deps);
    if ('status' in admitted) return admitted;
    try {
      return await answer(call, admitted);
    } catch (error) {
      if (error instanceof RangeError || error instanceof SyntaxError || error instanceof z.ZodError)
        return driveError('invalid', error.message);
      throw error;
    }
  };
}

function admit(
  call: Call,
  wanted: readonly string[],
  { grants, accounts, project, drives }: DriveDeps,
): Admitted | Reply {
  const token = /^Bearer\s+(.+)$/i.exec(call.request.headers.authorization ?? '')?.[1];
  if (token === undefined) return withDriveReason(credentialMissing(), 'global', 'required');
  const grant = grants.use(token);
  const account = grant === undefined ? undefined : findAccount(accounts, grant.accountId);
  if (grant === undefined || account === undefined) return withDriveReason(unauthenticated(), 'global', 'authError');
  if (!project.state().apis.drive) {
    const off = apiDisabled('drive.googleapis.com', 'Google Drive API', project.number);
    return withDriveReason(off, 'usageLimits', 'accessNotConfigured');
  }
  const granted = wanted.filter((scope) => grant.scopes.includes(`${prefix}${scope}`));
  if (granted.length === 0) {
    return withDriveReason(scopeInsufficient(host, call.operation), 'global', 'insufficientPermissions');
  }
  const picked = granted.every((scope) => scope === 'drive.file') ? drives.picked(account.id) : null;
  return { account, files: drives.of(account.id), sees: ({ id }) => picked === null || picked.has(id) };
}

async function answer(call: Call, admitted: Admitted): Promise<Reply> {
  const query = queryOf(call);
  if (call.operation === 'drive.about.get') return about(query, admitted);
  if (call.operation === 'drive.files.list') {
    return listFiles(query, (await admitted.files.list()).filter(admitted.sees), admitted.files.rootId);
  }
  const id = decodeURIComponent(call.place.path.split('/')[3] ?? '');
  const file = await admitted.files.find(id);
  if (file === undefined || !admitted.sees(file)) return driveError('notFound', `File not found: ${id}.`);
  switch (call.operation) {
    case 'drive.files.download':
      return download(call, file);
    case 'drive.files.update':
      return update(call, file, admitted);
    case 'drive.files.delete':
      if (!file.ownedByMe) return driveError('insufficientFilePermissions');
      await admitted.files.remove(file.id);
      return { status: 204, headers: {}, chunks: [], length: 0 };
    default:
      return shown(await fileResource(file), query.get('fields') ?? 'kind,id,name,mimeType');
  }
}

async function about(query: URLSearchParams, { account, files }: Admitted): Promise<Reply> {
  const fields = query.get('fields');
  if (fields === null) return driveError('required');
  const { limit, usage, trash } = await files.storage();
  const user = { kind: 'drive#user', displayName: account.email, me: true, emailAddress: account.email };
  const storageQuota = {
    ...(limit === null ? {} : { limit: String(limit) }),
    usage: String(usage),
    usageInDrive: String(usage),
    usageInDriveTrash: String(trash),
  };
  return shown({ kind: 'drive#about', user: { ...user, permissionId: account.id }, storageQuota }, fields);
}

const changeSchema = z.object({ trashed: z.boolean().optional(), name: z.string().optional() });

async function update(call: Call, file: DriveFile, { files }: Admitted): Promise<Reply> {
  if (!file.ownedByMe) return driveError('insufficientFilePermissions');
  const text = (await bodyOf(call)).toString('utf8');
  await files.change(file.id, changeSchema.parse(text === '' ? {} : JSON.parse(text)));
  const changed = (await files.find(file.id)) ?? file;
  return shown(await fileResource(changed), queryOf(call).get('fields') ?? 'kind,id,name,mimeType');
}

function download(call: Call, { id, name, content, mimeType, abusive }: DriveFile): Reply {
  if (content === null) return driveError('fileNotDownloadable');
  if (abusive && queryOf(call).get('acknowledgeAbuse') !== 'true') return driveError('cannotDownloadAbusiveFile');
  const { bytes } = content;
  const headers = { 'Content-Type': mimeType, 'Accept-Ranges': 'bytes', 'Cache-Control': 'private, max-age=0' };
  const range = readRange(call.request.headers.range, bytes);
  if (range.kind === 'unsatisfiable') {
    return jsonReply(
      416,
      { error: { code: 416, message: 'Request range not satisfiable' } },
      {
        'Content-Range': `bytes */${bytes}`,
      },
    );
  }
  const [first, last] = range.kind === 'part' ? [range.first, range.last] : [0, bytes - 1];
  const served = { fileId: id, name, first, bytes };
  const chunks = content.chunks(first, last);
  const length = last - first + 1;
  if (range.kind === 'whole') return { status: 200, headers, chunks, length, serves: served };
  const contentRange = `bytes ${first}-${last}/${bytes}`;
  return { status: 206, headers: { ...headers, 'Content-Range': contentRange }, chunks, length, serves: served };
}

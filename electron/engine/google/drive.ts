import * as z from 'zod';
import { problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type { GoogleHttp } from './google-http.ts';
import type { ByteRange } from './range-call.ts';

export const driveFolderType = 'application/vnd.google-apps.folder';

/** A file or folder in Google Drive. */
export interface DriveFile {
  /** Permanent, also when it is renamed or moved. */
  readonly id: string;
  readonly name: string;
  readonly mimeType: string;
  /** Null for folders and documents of Google's own kinds, which have no bytes. */
  readonly bytes: number | null;
  /** Of the content as it is now. */
  readonly md5: string | null;
  /** ISO 8601; null when the answer does not say. */
  readonly createdAt: string | null;
  readonly isTrashed: boolean;
  readonly isOwned: boolean;
}

/** Everything that a search found. */
export interface FoundFiles {
  readonly files: readonly DriveFile[];
  /** Google says that it did not search everywhere. */
  readonly isIncomplete: boolean;
}

/** Whose Drive it is, and how full. */
export interface DriveAccount {
  /** Not the account's subject id: Drive has ids of its own. */
  readonly email: string;
  /** Null: unlimited. */
  readonly limitBytes: number | null;
  readonly usedBytes: number;
  readonly trashBytes: number;
}

/** The Drive API (docs/GOOGLE.md, Google Drive), as far as exports need it. */
export interface Drive {
  /** Searches to the end, page by page; `query` as in Google's search terms. */
  readonly search: (query: string, signal: AbortSignal) => Promise<Result<FoundFiles>>;
  /** Null for a file that is not there, or not for this permission. */
  readonly file: (id: string, signal: AbortSignal) => Promise<Result<DriveFile | null>>;
  /** A range of a file's bytes; see {@link GoogleHttp.range}. Problem of its own: `drive-daily-limit`. */
  readonly bytes: (
    id: string,
    range: ByteRange,
    write: (chunk: Uint8Array) => void | Promise<void>,
    signal: AbortSignal,
  ) => Promise<Result<void>>;
  readonly about: (signal: AbortSignal) => Promise<Result<DriveAccount>>;
  /** Moves a file to the trash, from where its owner can restore it. Nothing is ever deleted. */
  readonly trash: (id: string, signal: AbortSignal) => Promise<Result<void>>;
  /** Takes a file out of the trash again. */
  readonly restore: (id: string, signal: AbortSignal) => Promise<Result<void>>;
}

/** A whole number of 64 bits, which Google's JSON writes as text. */
const int64 = z
  .union([z.int().nonnegative(), z.string().regex(/^\d{1,15}$/)])
  .transform(Number)
  .nullable()
  .catch(null);

const fileSchema = z
  .object({
    id: z.string().min(1),
    name: z.string().catch(''),
    mimeType: z.string().catch(''),
    size: int64,
    md5Checksum: z
      .string()
      .regex(/^[\da-f]{32}$/i)
      .nullable()
      .catch(null),
    createdTime: z.string().nullable().catch(null),
    trashed: z.boolean().catch(false),
    ownedByMe: z.boolean().catch(false),
  })
  .transform(
    ({ id, name, mimeType, size, md5Checksum, createdTime, trashed, ownedByMe }): DriveFile => ({
      ...{ id, name, mimeType, bytes: size, createdAt: instantOf(createdTime) },
      md5: md5Checksum?.toLowerCase() ?? null,
      isTrashed: trashed,
      isOwned: ownedByMe,
    }),
  );

function instantOf(text: string | null): string | null {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

const pageSchema = z.object({
  files: z.array(fileSchema).catch([]),
  nextPageToken: z.string().min(1).nullable().catch(null),
  incompleteSearch: z.boolean().catch(false),
});

const aboutSchema = z
  .object({
    user: z.object({ emailAddress: z.string().catch('') }),
    storageQuota: z.object({ limit: int64, usage: int64, usageInDriveTrash: int64 }),
  })
  .transform(
    ({ user, storageQuota: { limit, usage, usageInDriveTrash } }): DriveAccount => ({
      email: user.emailAddress,
      limitBytes: limit,
      usedBytes: usage ?? 0,
      trashBytes: usageInDriveTrash ?? 0,
    }),
  );

const fileFields = 'id,name,mimeType,size,md5Checksum,createdTime,trashed,ownedByMe';
const pageSize = 1_000;
/** A search that goes on for longer is no search for exports. */
const mostPages = 100;

/** The Drive API at `endpoint` (see GoogleEndpoints.drive), through the pipeline. */
export function createDrive(http: GoogleHttp, endpoint: string): Drive {
  const urlOf = (id: string): string => `${endpoint}/files/${encodeURIComponent(id)}`;

  async function search(q: string, signal: AbortSignal): Promise<Result<FoundFiles>> {
    const files: DriveFile[] = [];
    let isIncomplete = false;
    let pageToken: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const fields = `nextPageToken,incompleteSearch,files(${fileFields})`;
      const query = { q, fields, pageSize, orderBy: 'createdTime', spaces: 'drive', pageToken };
      const answer = await http.json('GET', `${endpoint}/files`, { query, schema: pageSchema }, signal);
      if (!answer.ok) return answer;
      files.push(...answer.value.files);
      isIncomplete ||= answer.value.incompleteSearch;
      if (answer.value.nextPageToken === null) return ok({ files, isIncomplete });
      pageToken = answer.value.nextPageToken;
    }
    return ok({ files, isIncomplete: true });
  }

  async function setTrashed(id: string, trashed: boolean, signal: AbortSignal): Promise<Result<void>> {
    const request = {
      query: { fields: 'id' },
      body: { trashed },
      schema: z.looseObject({}),
      notFound: 'drive-file-gone',
      // Putting the same file into the trash twice changes nothing.
      repetition: 'repeat',
    } as const;
    const answer = await http.json('PATCH', urlOf(id), request, signal);
    return answer.ok ? ok(undefined) : answer;
  }

  return {
    search,
    file: async (id, signal) => {
      const request = { query: { fields: fileFields }, schema: fileSchema, notFound: 'drive-file-gone' } as const;
      const answer = await http.json('GET', urlOf(id), request, signal);
      return !answer.ok && answer.problem.code === 'drive-file-gone' ? ok(null) : answer;
    },
    bytes: async (id, range, write, signal) => {
      const brought = await http.range(`${urlOf(id)}?alt=media`, range, write, signal);
      if (brought.ok || brought.problem.code !== 'quota-day') return brought;
      return failed(problem('drive-daily-limit', { detail: brought.problem.detail }));
    },
    about: (signal) => {
      const query = { fields: 'user(emailAddress),storageQuota(limit,usage,usageInDriveTrash)' };
      return http.json('GET', `${endpoint}/about`, { query, schema: aboutSchema }, signal);
    },
    trash: (id, signal) => setTrashed(id, true, signal),
    restore: (id, signal) => setTrashed(id, false, signal),
  };
}

/** Text within the quotes of a search term. */
export function quoted(text: string): string {
  return `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
}

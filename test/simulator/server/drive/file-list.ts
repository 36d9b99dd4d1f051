import type { Reply } from '../reply.ts';
import type { DriveFile } from './drive-files.ts';
import { fileResource, shown } from './file-resource.ts';
import { readSearchQuery } from './search-query.ts';

const largestPage = 1_000;

/** `files.list`: search, order, pages. A page token is good for the same search only. */
export async function listFiles(query: URLSearchParams, files: readonly DriveFile[], rootId: string): Promise<Reply> {
  const search = (query.get('q') ?? '').replaceAll("'root' in parents", `'${rootId}' in parents`);
  const test = search.trim() === '' ? () => true : readSearchQuery(search);
  const found = files.filter((file) => file.id !== rootId && test(file)).sort(orderOf(query.get('orderBy')));
  const size = Number(query.get('pageSize') ?? '100');
  if (!Number.isInteger(size) || size < 1 || size > largestPage) {
    throw new RangeError(`Invalid value '${query.get('pageSize')}'. Values must be within the range: [1, 1000]`);
  }
  const from = offsetOf(query.get('pageToken'), search);
  const page = found.slice(from, from + size);
  const next = from + size < found.length ? tokenOf(from + size, search) : undefined;
  const answer = {
    kind: 'drive#fileList',
    ...(next === undefined ? {} : { nextPageToken: next }),
    incompleteSearch: false,
    files: await Promise.all(page.map(fileResource)),
  };
  return shown(answer, query.get('fields') ?? 'kind,nextPageToken,incompleteSearch,files(kind,id,name,mimeType)');
}

function tokenOf(offset: number, search: string): string {
  return Buffer.from(JSON.stringify([offset, search])).toString('base64url');
}

function offsetOf(token: string | null, search: string): number {
  if (token === null || token === '') return 0;
  const read: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
  const [offset, of] = Array.isArray(read) ? read : [];
  if (typeof offset !== 'number' || of !== search) throw new RangeError('Invalid Value');
  return offset;
}

function orderOf(orderBy: string | null): (one: DriveFile, other: DriveFile) => number {
  const [key = '', direction = ''] = (orderBy ?? '').split(',')[0]?.trim().split(/\s+/) ?? [];
  const sign = direction === 'desc' ? -1 : 1;
  switch (key) {
    case 'name':
    case 'name_natural':
      return (one, other) => sign * one.name.localeCompare(other.name);
    case 'createdTime':
      return (one, other) => sign * (one.createdAt - other.createdAt);
    default:
      return () => 0;
  }
}

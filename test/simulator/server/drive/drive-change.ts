import * as z from 'zod';
import type { DriveFile, DriveFiles } from './drive-files.ts';

const account = z.string().optional();
/** An id, or a name that only one file has. */
const file = z.string();

/** The body of `POST /simulator/drive`: what the owner of a Drive does in it. */
export const driveChangeSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('trash'), file, account }),
  z.strictObject({ action: z.literal('restore'), file, account }),
  /** For good. */
  z.strictObject({ action: z.literal('remove'), file, account }),
  z.strictObject({ action: z.literal('rename'), file, name: z.string(), account }),
  z.strictObject({ action: z.literal('move'), file, parent: file, account }),
  z.strictObject({ action: z.literal('add-folder'), name: z.string(), parent: file.optional(), account }),
  /** A file with the content of one on this computer. */
  z.strictObject({
    action: z.literal('add-file'),
    name: z.string(),
    path: z.string(),
    parent: file.optional(),
    account,
  }),
  /** Google takes it for malware. */
  z.strictObject({ action: z.literal('mark-abusive'), file, account }),
  /** It belongs to somebody else, who shares it. */
  z.strictObject({ action: z.literal('disown'), file, account }),
  z.strictObject({ action: z.literal('own'), file, account }),
  /** Drive tells another sum than that of the bytes, as when they are damaged on their way. */
  z.strictObject({ action: z.literal('misstate'), file, md5Checksum: z.string(), account }),
  z.strictObject({ action: z.literal('limit-storage'), bytes: z.int().nonnegative().nullable(), account }),
]);

export type DriveChange = z.infer<typeof driveChangeSchema>;

/** A file as the controls show it. */
export interface DriveFileView extends Pick<DriveFile, 'id' | 'name' | 'parents' | 'trashed' | 'createdAt'> {
  readonly bytes: number | null;
}

/** Everything in a Drive, oldest first. */
export async function viewDrive(files: DriveFiles): Promise<readonly DriveFileView[]> {
  return (await files.list()).map(({ id, name, parents, trashed, createdAt, content }) => ({
    ...{ id, name, parents, trashed, createdAt },
    bytes: content?.bytes ?? null,
  }));
}

/** Makes one change; returns the id of the file. Throws a RangeError when there is no such file. */
export async function changeDrive(files: DriveFiles, change: DriveChange): Promise<{ readonly id: string | null }> {
  switch (change.action) {
    case 'limit-storage':
      files.limitStorage(change.bytes);
      return { id: null };
    case 'add-folder':
    case 'add-file': {
      const parent = change.parent === undefined ? undefined : await idOf(files, change.parent);
      const path = change.action === 'add-file' ? change.path : undefined;
      return { id: await files.add({ name: change.name, parent, path }) };
    }
    case 'remove': {
      const id = await idOf(files, change.file);
      await files.remove(id);
      return { id };
    }
    default: {
      const id = await idOf(files, change.file);
      await files.change(id, await fieldsOf(files, change));
      return { id };
    }
  }
}

type FieldChange = Extract<
  DriveChange,
  { action: 'trash' | 'restore' | 'rename' | 'move' | 'mark-abusive' | 'disown' | 'own' | 'misstate' }
>;

async function fieldsOf(files: DriveFiles, change: FieldChange): Promise<Parameters<DriveFiles['change']>[1]> {
  switch (change.action) {
    case 'trash':
      return { trashed: true };
    case 'restore':
      return { trashed: false };
    case 'rename':
      return { name: change.name };
    case 'move':
      return { parents: [await idOf(files, change.parent)] };
    case 'mark-abusive':
      return { abusive: true };
    case 'disown':
      return { ownedByMe: false };
    case 'own':
      return { ownedByMe: true };
    case 'misstate':
      return { misstatedMd5: change.md5Checksum };
  }
}

async function idOf(files: DriveFiles, idOrName: string): Promise<string> {
  const all = await files.list();
  const found = idOrName === 'root' ? files.rootId : all.find(({ id }) => id === idOrName)?.id;
  const named = all.filter(({ name }) => name === idOrName);
  const id = found ?? (named.length === 1 ? named[0]?.id : undefined);
  if (id === undefined) throw new RangeError(`There is no single file ${idOrName}`);
  return id;
}

import { jsonReply, type Reply } from '../reply.ts';
import type { DriveFile } from './drive-files.ts';
import { masked, readFieldMask } from './field-mask.ts';

/** A file as Drive describes it. Numbers of 64 bits are strings. */
export async function fileResource(file: DriveFile): Promise<Readonly<Record<string, unknown>>> {
  const { id, name, mimeType, parents, trashed, ownedByMe, createdAt, content } = file;
  const at = new Date(createdAt).toISOString();
  return {
    kind: 'drive#file',
    ...{ id, name, mimeType, parents, trashed, ownedByMe },
    explicitlyTrashed: trashed,
    createdTime: at,
    modifiedTime: at,
    capabilities: { canDownload: content !== null, canTrash: ownedByMe, canDelete: ownedByMe },
    ...(content === null
      ? {}
      : {
          size: String(content.bytes),
          md5Checksum: file.misstatedMd5 ?? (await content.md5()),
          sha256Checksum: await content.sha256(),
          originalFilename: name,
        }),
  };
}

/** An answer with what its `fields` ask for. Throws a RangeError when they cannot be read. */
export function shown(value: Readonly<Record<string, unknown>>, fields: string): Reply {
  return jsonReply(200, masked(value, readFieldMask(fields)));
}

import { createHash } from 'node:crypto';
import { extractFile, getRawHeader } from '@electron/asar';
import * as z from 'zod';

interface Folder {
  readonly files: Readonly<Record<string, Node>>;
}
type Node = Folder | z.infer<typeof fileSchema>;

const fileSchema = z.object({
  size: z.number(),
  unpacked: z.boolean().default(false),
  integrity: z.object({ algorithm: z.literal('SHA256'), hash: z.string() }),
});
const nodeSchema: z.ZodType<Node> = z.union([
  z.object({
    files: z.record(
      z.string(),
      z.lazy(() => nodeSchema),
    ),
  }),
  fileSchema,
]);
const headerSchema = z.object({ files: z.record(z.string(), nodeSchema) });

/** A file that an app.asar names. */
export interface ArchivedFile {
  /** With forward slashes and none before it. */
  readonly path: string;
  /** It lies beside the archive, in app.asar.unpacked. */
  readonly isUnpacked: boolean;
  /** SHA-256 that Electron compares on loading, as the archive's header has it. */
  readonly recordedHash: string;
}

/** Every file that the archive names. */
export function filesOf(asar: string): readonly ArchivedFile[] {
  return walk('', headerSchema.parse(getRawHeader(asar).header));
}

function walk(folder: string, { files }: Folder): readonly ArchivedFile[] {
  return Object.entries(files).flatMap(([name, node]) => {
    const path = folder === '' ? name : `${folder}/${name}`;
    if ('files' in node) return walk(path, node);
    return [{ path, isUnpacked: node.unpacked, recordedHash: node.integrity.hash }];
  });
}

/** The bytes of one file, also of an unpacked one. */
export function bytesOf(asar: string, path: string): Buffer {
  return extractFile(asar, path);
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

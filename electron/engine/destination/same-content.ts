import { createHash } from 'node:crypto';
import { openInside } from './fence-entries.ts';

/** Whether two files have the same bytes; both are read. Paths are relative to the destination. */
export async function hasSameBytes(root: string, one: string, other: string): Promise<boolean> {
  const [a, b] = [await sha256Inside(root, one), await sha256Inside(root, other)];
  return a === b;
}

/** The checksum of a file, for single files: runs hash on threads of their own. Throws the system's errors. */
export async function sha256Inside(root: string, path: string): Promise<string> {
  const hash = createHash('sha256');
  // The stream closes the file.
  for await (const chunk of (await openInside(root, path)).createReadStream()) hash.update(chunk);
  return hash.digest('hex');
}

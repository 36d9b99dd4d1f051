import { realpath, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';

/**
 * The path of a file within the destination, with forward slashes, however a person names it: absolute, relative to where
 * they are or to the destination, or by way of an album. Null when there is no such file inside.
 */
export async function pathWithin(root: string, file: string): Promise<string | null> {
  for (const candidate of [resolve(file), resolve(root, file)]) {
    if ((await stat(candidate).catch(() => null)) === null) continue;
    // An album shows its photos by links.
    const within = relative(await realpath(root), await realpath(candidate));
    if (!within.startsWith('..')) return within.split(sep).join('/');
  }
  return null;
}

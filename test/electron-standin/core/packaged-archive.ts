import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * The archive of the packaged app that this process plays, absolute; undefined when it plays Electron's own program,
 * which is told its app on the command line. As with the fuse OnlyLoadAppFromAsar, nothing but an archive will do.
 */
export function packagedArchive(env: NodeJS.ProcessEnv): string | undefined {
  const named = env['STANDIN_PACKAGED'] ?? '';
  if (named === '') return undefined;
  const path = resolve(named);
  if (!path.endsWith('.asar') || !existsSync(path)) throw new Error(`STANDIN_PACKAGED: ${path} is no archive`);
  return path;
}

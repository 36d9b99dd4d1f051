import type { BigIntStats } from 'node:fs';
import { lstat, realpath, stat } from 'node:fs/promises';
import { sep } from 'node:path';

/**
 * A folder of which nothing is read. It is known by its identity on the disk, so that no other way to it, by a link or
 * another mount, leads into it.
 */
export interface LeftOut {
  /** Is it this folder? Links are not followed. */
  readonly is: (folder: string) => Promise<boolean>;
  /** Does it hold this path (absolute and without links)? */
  readonly holds: (path: string) => boolean;
}

/** Everything is read. */
export const nothingLeftOut: LeftOut = { is: async () => false, holds: () => false };

/**
 * Leaves a folder out. The backup folder is one: in it lies the lock of this process, which the system drops as soon as
 * the process opens the file once more and closes it (https://sqlite.org/howtocorrupt.html, section 2.2).
 */
export async function leaveOut(folder: string): Promise<LeftOut> {
  const real = await realpath(folder);
  const own = identityOf(await stat(real, { bigint: true }));
  return {
    is: async (path) => {
      // What is not there is read by nobody.
      const found = await lstat(path, { bigint: true }).catch(() => null);
      return found !== null && identityOf(found) === own;
    },
    holds: (path) => path === real || path.startsWith(real.endsWith(sep) ? real : `${real}${sep}`),
  };
}

function identityOf({ dev, ino }: BigIntStats): string {
  return `${dev}:${ino}`;
}

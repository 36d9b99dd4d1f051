import { randomUUID } from 'node:crypto';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../../base/message-of.ts';
import { problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';

/** A client file that lies in the downloads. */
export interface FoundClientFile {
  /** What the page names it by. */
  readonly file: string;
  readonly name: string;
  /** ISO 8601. */
  readonly modifiedAt: string;
}

/** Finds the file that Google's console downloads. */
export interface ClientFileFinder {
  /** Newest first; nothing where the folder cannot be read. Only names are looked at. */
  readonly look: () => Promise<FoundClientFile[]>;
  /** The text of a file that was found. Problems: `entry-unknown`, `client-file-unreadable`. */
  readonly read: (file: string) => Promise<Result<string>>;
}

/** As the console names it, and as a browser names a second one. */
const clientFileName = /^client_secret_.*\.json$/i;
const mostShown = 5;
/** No client file is larger. */
const mostBytes = 65_536;

/** Looks into the folder of downloads, and nowhere else; `downloads` is absolute. */
export function createClientFileFinder(downloads: () => string): ClientFileFinder {
  const found = new Map<string, string>();
  return {
    look: async () => {
      const folder = downloads();
      const names = (await readdir(folder).catch(() => [])).filter((name) => clientFileName.test(name));
      const files = await Promise.all(
        names.map(async (name) => {
          const path = join(folder, name);
          const facts = await lstat(path).catch(() => null);
          if (facts === null || !facts.isFile() || facts.size > mostBytes) return [];
          const known = [...found].find(([, one]) => one === path)?.[0];
          const file = known ?? randomUUID();
          found.set(file, path);
          return [{ file, name, modifiedAt: facts.mtime.toISOString() }];
        }),
      );
      return files
        .flat()
        .toSorted((one, other) => (one.modifiedAt < other.modifiedAt ? 1 : -1))
        .slice(0, mostShown);
    },
    read: async (file) => {
      const path = found.get(file);
      if (path === undefined) return failed(problem('entry-unknown'));
      try {
        await using handle = await open(path);
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(mostBytes), 0, mostBytes, 0);
        return ok(buffer.toString('utf8', 0, bytesRead));
      } catch (thrown) {
        return failed(problem('client-file-unreadable', { detail: messageOf(thrown) }));
      }
    },
  };
}

import { lstat, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { temporaryFolder } from './temporary-folder.ts';

/** A folder of the person's own, outside of the backup, to which something in the backup leads. */
export interface Bystander {
  readonly folder: string;
  /** A file in it. */
  readonly file: string;
  /** What is in it and when it was changed. Equal before and after, when nothing happened to it. */
  readonly state: () => Promise<readonly string[]>;
}

/** Makes one with a few files; `files` are further ones, relative to it, with their content. */
export async function bystander(files: Readonly<Record<string, string>> = {}): Promise<Bystander> {
  const folder = await temporaryFolder('afterimage-bystander-');
  for (const [path, text] of Object.entries({ 'thesis.tex': 'precious', 'letters/one.txt': 'dear', ...files })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const lineOf = async (path: string): Promise<string> => {
    const found = await lstat(join(folder, path));
    const content = found.isFile() ? await readFile(join(folder, path), 'utf8') : 'folder or link';
    return `${path} ${found.mtimeMs} ${content}`;
  };
  return {
    folder,
    file: join(folder, 'thesis.tex'),
    state: async () => Promise.all((await readdir(folder, { recursive: true })).toSorted().map(lineOf)),
  };
}

import { dirname, extname, normalize, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Archive } from './archive.ts';
import { originalFs } from './original-fs.ts';

/** A path that leads into an archive. */
export type Inside = {
  readonly archivePath: string;
  /** Undefined when the file that bears the name is missing or no archive. */
  readonly archive: Archive | undefined;
  /** With slashes, none at the ends; '' is the archive itself. */
  readonly path: string;
};

/** Tells paths into archives from all others, and keeps the archives open. */
export class Archives {
  readonly #open = new Map<string, Archive>();
  readonly #folders = new Map<string, boolean>();
  readonly #isOff: () => boolean;

  /** @param isOff whether archives are plain files just now */
  constructor(isOff: () => boolean) {
    this.#isOff = isOff;
  }

  /**
   * Takes whatever functions of `node:fs` take. As in Electron, anything called `*.asar` counts as an archive unless it
   * is a folder, and whether it is one is asked only once.
   */
  locate(path: unknown): Inside | undefined {
    const text = textOf(path);
    if (text === undefined || !/\.asar/i.test(text) || this.#isOff()) return undefined;
    const whole = resolve(normalize(text));
    for (let at = whole; at !== dirname(at); at = dirname(at)) {
      if (extname(at).toLowerCase() !== '.asar' || this.#isFolder(at)) continue;
      return { archivePath: at, archive: this.#archive(at), path: relative(at, whole) };
    }
    return undefined;
  }

  #archive(path: string): Archive | undefined {
    const known = this.#open.get(path);
    if (known !== undefined) return known;
    try {
      const archive = new Archive(path);
      this.#open.set(path, archive);
      return archive;
    } catch {
      // Missing or no archive: whoever asked tells it in Electron's words.
      return undefined;
    }
  }

  #isFolder(path: string): boolean {
    const known = this.#folders.get(path);
    if (known !== undefined) return known;
    const isFolder = originalFs.statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
    this.#folders.set(path, isFolder);
    return isFolder;
  }
}

function textOf(path: unknown): string | undefined {
  if (typeof path === 'string') return path;
  if (Buffer.isBuffer(path)) return path.toString();
  return path instanceof URL && path.protocol === 'file:' ? fileURLToPath(path) : undefined;
}

import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type FileNode, followed, type Header, nodeAt, readHeader } from './header.ts';
import { mustBeIntact } from './integrity.ts';
import { originalFs } from './original-fs.ts';

/** What `stat` can tell of a path in an archive. */
export type ArchiveEntry = { readonly kind: 'file' | 'folder' | 'link'; readonly size: number };

/** One `.asar` file. Paths inside it have slashes and none at their ends; '' is the archive itself. */
export class Archive {
  readonly #path: string;
  readonly #descriptor: number;
  readonly #header: Header;
  readonly #copies = new Map<string, string>();

  /** Throws when there is no such file, or when it is no archive. */
  constructor(path: string) {
    this.#path = path;
    this.#descriptor = originalFs.openSync(path, 'r');
    try {
      this.#header = readHeader((position, length) => this.#bytes(position, length));
    } catch (error) {
      originalFs.closeSync(this.#descriptor);
      throw error;
    }
  }

  entry(inside: string): ArchiveEntry | undefined {
    const node = nodeAt(this.#header.root, inside);
    if (node === undefined) return undefined;
    if ('link' in node) return { kind: 'link', size: 0 };
    return 'files' in node ? { kind: 'folder', size: 0 } : { kind: 'file', size: node.size };
  }

  /** The names in a folder, or undefined when it is none. */
  names(inside: string): readonly string[] | undefined {
    const node = nodeAt(this.#header.root, inside);
    const folder = node && followed(this.#header.root, node);
    return folder && 'files' in folder ? Object.keys(folder.files) : undefined;
  }

  /** The path that a link leads to, others unchanged; undefined when there is nothing. */
  realPath(inside: string): string | undefined {
    const node = nodeAt(this.#header.root, inside);
    return node && ('link' in node ? node.link : inside);
  }

  /** A file, through links; undefined for everything else. */
  file(inside: string): FileNode | undefined {
    const node = nodeAt(this.#header.root, inside);
    const end = node && followed(this.#header.root, node);
    return end === undefined || 'files' in end || 'link' in end ? undefined : end;
  }

  /** Where a file lies that was left out of the archive; Electron looks there and never checks its hash. */
  unpackedPath(inside: string): string {
    return join(`${this.#path}.unpacked`, this.realPath(inside) ?? inside);
  }

  /** The bytes of a packed file. Ends the process when they are not those that the header tells of. */
  read(inside: string, node: FileNode): Buffer {
    const bytes = this.#bytes(this.#header.contentStart + Number(node.offset), node.size);
    mustBeIntact(join(this.#path, inside), bytes, node.integrity);
    return bytes;
  }

  /** A packed file as one on the disk, in the folder for temporary files until this process ends. */
  copyOut(inside: string, node: FileNode): string {
    const known = this.#copies.get(inside);
    if (known !== undefined) return known;
    if (this.#copies.size === 0) process.once('exit', () => this.#dropCopies());
    const copy = join(originalFs.mkdtempSync(join(tmpdir(), 'standin-asar-')), basename(inside));
    this.#copies.set(inside, copy);
    originalFs.writeFileSync(copy, this.read(inside, node), { mode: node.executable ? 0o755 : 0o644 });
    return copy;
  }

  #dropCopies(): void {
    for (const copy of this.#copies.values()) originalFs.rmSync(dirname(copy), { recursive: true, force: true });
  }

  #bytes(position: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    const read = originalFs.readSync(this.#descriptor, bytes, 0, length, position);
    return bytes.subarray(0, read);
  }
}

/** A file of an archive, as its header describes it. */
export type FileNode = {
  readonly size: number;
  /** Decimal; counted from the end of the header. Absent when the file lies beside the archive. */
  readonly offset?: string;
  readonly unpacked?: boolean;
  readonly executable?: boolean;
  readonly integrity?: Integrity;
};

/** What Electron compares the bytes of a file with. Hashes are lower-case hexadecimal, blocks are of `blockSize` bytes. */
export type Integrity = {
  readonly algorithm: string;
  readonly hash: string;
  readonly blockSize: number;
  readonly blocks: readonly string[];
};

type LinkNode = { readonly link: string };
type FolderNode = { readonly files: Readonly<Record<string, ArchiveNode>> };

/** What an archive knows of one path. */
export type ArchiveNode = FileNode | LinkNode | FolderNode;

/** The header of an archive and where the bytes of its files begin. */
export type Header = { readonly root: FolderNode; readonly contentStart: number };

/** Everything before the header's text: four little-endian numbers, of which the second and the last count. */
const PREFIX_BYTES = 16;

/**
 * Reads the header of an archive (two of Chromium's pickles: its size, then its JSON). Throws when it is none.
 * @param read gives `length` bytes from `position` on, fewer at the end of the file
 */
export function readHeader(read: (position: number, length: number) => Buffer): Header {
  const prefix = read(0, PREFIX_BYTES);
  if (prefix.length < PREFIX_BYTES) throw new Error('too short for a header');
  const text = read(PREFIX_BYTES, prefix.readUInt32LE(12));
  const root: unknown = JSON.parse(text.toString('utf8'));
  if (!isFolder(root)) throw new Error('the header names no files');
  return { root, contentStart: 8 + prefix.readUInt32LE(4) };
}

/** The node at `path` (slashes, none at the ends; '' is the root). Links on the way are followed, the last one is not. */
export function nodeAt(root: FolderNode, path: string): ArchiveNode | undefined {
  let node: ArchiveNode = root;
  for (const name of path.split('/').filter((part) => part !== '')) {
    const folder: ArchiveNode | undefined = 'link' in node ? followed(root, node) : node;
    if (folder === undefined || !('files' in folder) || !Object.hasOwn(folder.files, name)) return undefined;
    const next: ArchiveNode | undefined = folder.files[name];
    if (next === undefined) return undefined;
    node = next;
  }
  return node;
}

/** Where a link leads in the end; undefined when nowhere, or around in circles. */
export function followed(root: FolderNode, node: ArchiveNode): ArchiveNode | undefined {
  let at: ArchiveNode | undefined = node;
  for (let steps = 0; at !== undefined && 'link' in at && steps < 32; steps++) at = nodeAt(root, at.link);
  return at !== undefined && 'link' in at ? undefined : at;
}

function isFolder(value: unknown): value is FolderNode {
  return typeof value === 'object' && value !== null && 'files' in value && typeof value.files === 'object';
}

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readlink, stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import * as z from 'zod';

const truthItem = z.object({
  id: z.string(),
  filename: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  taken: z.string().nullable(),
  albums: z.array(z.object({ id: z.string(), title: z.string() })),
});
export type TruthItem = z.infer<typeof truthItem>;

/** What the simulator says should be on disk of an account (an e-mail address); of the first one unless told. */
export async function readTruth(url: string, account?: string): Promise<readonly TruthItem[]> {
  const query = account === undefined ? '' : `?account=${encodeURIComponent(account)}`;
  const text = await (await fetch(`${url}/simulator/truth${query}`)).text();
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => truthItem.parse(JSON.parse(line)));
}

/** A content, and the albums in which it is to be seen. */
interface ShownContent {
  readonly sha256: string;
  readonly albums: readonly { readonly id: string }[];
}

/** One line an album that has items: its contents' hashes, sorted and joined. */
export function albumContents(truth: readonly ShownContent[]): string[] {
  const albums = new Map<string, Set<string>>();
  for (const item of truth) {
    for (const album of item.albums) {
      const sums = albums.get(album.id) ?? new Set();
      albums.set(album.id, sums.add(item.sha256));
    }
  }
  return [...albums.values()].map((sums) => [...sums].toSorted().join());
}

/** A file's SHA-256 in hex. */
async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

/** Everything a person would see in a backup folder. */
export interface FolderContents {
  /** sha256 → paths under Photos/, forward slashes; sidecars are listed apart. */
  readonly photos: ReadonlyMap<string, readonly string[]>;
  readonly sidecars: readonly string[];
  /** album folder name → sha256 of its entries, sorted; what people wrote into it (`album.txt`) is left out. */
  readonly albums: ReadonlyMap<string, readonly string[]>;
  /** Anything at the top that is neither Photos, Albums, SHA256SUMS nor .afterimage. */
  readonly foreign: readonly string[];
}

/** Reads a backup folder without any help of the engine. */
export async function readBackupFolder(folder: string): Promise<FolderContents> {
  const photos = new Map<string, string[]>();
  const sidecars: string[] = [];
  const sums = new Map<string, string>();
  for (const path of await filesBelow(folder, 'Photos')) {
    if (path.endsWith('.xmp')) {
      sidecars.push(path);
      continue;
    }
    const sum = await sha256Of(join(folder, path));
    sums.set(path, sum);
    photos.set(sum, [...(photos.get(sum) ?? []), path]);
  }
  const albums = new Map<string, string[]>();
  for (const title of await names(join(folder, 'Albums'))) {
    const entries = (await filesBelow(folder, `Albums/${title}`)).filter((path) => !path.endsWith('/album.txt'));
    const entrySums = await Promise.all(entries.map((entry) => entrySum(folder, entry, sums)));
    albums.set(title, entrySums.toSorted());
  }
  const known = new Set(['Photos', 'Albums', 'SHA256SUMS', '.afterimage']);
  return { photos, sidecars, albums, foreign: (await names(folder)).filter((name) => !known.has(name)) };
}

/** The content behind an album entry: a relative link must stay within the folder and lead to a photo. */
async function entrySum(folder: string, entry: string, sums: ReadonlyMap<string, string>): Promise<string> {
  const target = await readlink(join(folder, entry)).catch(() => null);
  if (target === null) return sha256Of(join(folder, entry));
  const path = posix.normalize(posix.join(posix.dirname(entry), target));
  return sums.get(path) ?? `broken link ${entry} → ${target}`;
}

async function names(path: string): Promise<string[]> {
  return (await stat(path).catch(() => null)) === null ? [] : readdir(path);
}

/** Relative paths of everything below `root/start` that is no folder. */
async function filesBelow(root: string, start: string): Promise<string[]> {
  if ((await stat(join(root, start)).catch(() => null)) === null) return [];
  const entries = await readdir(join(root, start), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .toSorted();
}

import { appendFile, open, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What {@link damageFolder} did to a backup folder; paths are relative to it. */
export interface Damage {
  readonly deleted: readonly string[];
  readonly flipped: readonly string[];
  readonly cut: readonly string[];
  readonly sidecars: readonly string[];
  readonly album: string;
  readonly all: readonly string[];
}

/**
 * Deletes five photos, flips a byte in five, cuts five, spoils three sidecars and removes an album. The photos are among
 * those that `mayBeDamaged` allows.
 */
export async function damageFolder(
  backup: string,
  mayBeDamaged: (path: string) => boolean = () => true,
): Promise<Damage> {
  const entries = await readdir(join(backup, 'Photos'), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const paths = files.map((path) => path.slice(backup.length + 1)).toSorted();
  const photos = paths.filter((path) => !path.endsWith('.xmp') && mayBeDamaged(path));
  const [deleted, flipped, cut] = [photos.slice(0, 5), photos.slice(5, 10), photos.slice(10, 15)];
  // Not those of photos that are gone: they come back together.
  const sidecars = paths.filter((path) => path.endsWith('.xmp') && !deleted.includes(path.slice(0, -4))).slice(0, 3);
  for (const path of deleted) await rm(join(backup, path));
  for (const path of flipped) await flipByte(join(backup, path));
  for (const path of cut) await truncate(join(backup, path), 100);
  const [gone = '', emptied = '', spoilt = ''] = sidecars;
  await rm(join(backup, gone));
  await truncate(join(backup, emptied), 0);
  await writeFile(join(backup, spoilt), '<x:xmpmeta><rdf:RDF');
  const albums = await readdir(join(backup, 'Albums'));
  const album = `Albums/${albums.toSorted()[0] ?? ''}`;
  await rm(join(backup, album), { recursive: true });
  return { deleted, flipped, cut, sidecars, album, all: [...deleted, ...flipped, ...cut, ...sidecars, album] };
}

/** The last byte but 50: within the picture of a photo. */
async function flipByte(path: string): Promise<void> {
  const { length } = await readFile(path);
  const file = await open(path, 'r+');
  try {
    const at = Math.max(0, length - 50);
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, at);
    await file.write(Buffer.from([(buffer[0] ?? 0) ^ 0xff]), 0, 1, at);
  } finally {
    await file.close();
  }
}

/** Lets a file grow by some bytes, as a program that edits it does. */
export async function editFile(path: string): Promise<void> {
  await appendFile(path, 'edited');
}

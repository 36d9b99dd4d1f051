import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { copyContent } from '../../base/copy-content.ts';
import { writeNewFile } from '../../base/durable-file.ts';
import { errnoOf } from '../../base/errno.ts';
import { makeFolders } from '../../base/make-folders.ts';
import { messageOf } from '../../base/message-of.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import { isMarked } from '../../contract/problem-codes.ts';
import type { CopyLayout, CopyReport, RestoreSelection } from '../../contract/restore-models.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { RestorablePhoto } from '../catalog/restores/restorable-photos.ts';
import { openInside } from '../destination/fence-entries.ts';
import { fsProblem } from '../destination/fs-problems.ts';
import { absolutePath } from '../destination/layout.ts';
import { collisionKey, safeFileName, safeFolderName, splitExtension, usualMaxNameBytes } from '../destination/names.ts';
import { type FailureFile, mostFailures } from './failure-file.ts';
import { googleSidecar } from './google-sidecar.ts';
import { selectedPages } from './selected-photos.ts';

/** What is copied, and where to. */
export interface CopyRequest {
  /** The backup folder. */
  readonly root: string;
  /** An existing or new folder outside of it. */
  readonly to: string;
  readonly layout: CopyLayout;
  readonly selection: RestoreSelection;
  /** Told of a photo that is not the file that the catalog knows. */
  readonly onDamaged: (asset: number) => void;
  readonly onProgress: (done: { readonly files: number; readonly bytes: number }) => void;
  readonly signal: AbortSignal;
  /** Takes every failure. */
  readonly failureFile: FailureFile;
}

const withoutAlbum = 'Other photos';
/** Folders of the Google layout that are no album's, whatever an album is called. */
const yearFolder = /^photos from (?:\d{4}|unknown year)$/i;
const sidecarInfix = '.supplemental-metadata';
const googleFolder = join('Takeout', 'Google Photos');
const partial = '.afterimage-partial';

/**
 * Copies photos onto another disk, and reads every copy again: what is not the same bytes does not get its name. What lies
 * there with the same content is left; another file of the same name is never replaced. Resolves to what came of it.
 */
export async function copyPhotos(catalog: Catalog, request: CopyRequest): Promise<CopyReport> {
  const copier = new Copier(request);
  const { selection, signal, layout } = request;
  const folders = layout === 'flat' ? new Map<number, readonly AlbumFolder[]>() : albumFolders(catalog, request);
  for (const photos of selectedPages(catalog, selection, '')) {
    for (const photo of photos) {
      if (signal.aborted) return copier.report(problem('interrupted'));
      for (const place of placesOf(photo, layout, folders.get(photo.asset) ?? [])) {
        const met = await copier.copy(photo, place);
        if (met !== null) return copier.report(met);
      }
    }
  }
  return copier.report(null);
}

/** An album's folder, and its title as it was. */
interface AlbumFolder {
  readonly folder: string;
  readonly title: string;
}

/** The albums that show each photo; titles that would be one folder, or one that is no album's, get numbers. */
function albumFolders(
  catalog: Catalog,
  { layout, selection }: Pick<CopyRequest, 'layout' | 'selection'>,
): ReadonlyMap<number, readonly AlbumFolder[]> {
  const folders = new Map<number, AlbumFolder[]>();
  const taken = new Set<string>();
  const isTaken = (folder: string): boolean =>
    taken.has(collisionKey(folder)) ||
    (layout === 'google' ? yearFolder.test(folder) : collisionKey(folder) === collisionKey(withoutAlbum));
  for (const { id, title } of catalog.restorable.albums(selection.albums, '')) {
    const name = safeFolderName(title);
    let folder = name;
    for (let number = 2; isTaken(folder); number += 1) folder = `${name} (${number})`;
    taken.add(collisionKey(folder));
    catalog.restorable.eachMember(id, (asset) =>
      folders.set(asset, [...(folders.get(asset) ?? []), { folder, title }]),
    );
  }
  return folders;
}

/** The folders that a photo is copied into. */
function placesOf(
  photo: RestorablePhoto,
  layout: CopyLayout,
  albums: readonly AlbumFolder[],
): readonly (Omit<AlbumFolder, 'title'> & { readonly title: string | null })[] {
  switch (layout) {
    case 'flat':
      return [{ folder: '', title: null }];
    case 'albums':
      return albums.length === 0 ? [{ folder: withoutAlbum, title: null }] : albums;
    case 'google': {
      const year = { folder: `Photos from ${photo.takenLocal?.slice(0, 4) ?? 'unknown year'}`, title: null };
      return [year, ...albums].map(({ folder, title }) => ({ folder: join(googleFolder, folder), title }));
    }
  }
}

class Copier {
  readonly #request: CopyRequest;
  readonly #made = new Set<string>();
  #files = 0;
  #present = 0;
  #bytes = 0;
  #failed = 0;
  readonly #failures: { path: string; problem: Problem }[] = [];

  constructor(request: CopyRequest) {
    this.#request = request;
  }

  report(stopped: Problem | null): CopyReport {
    const outcome = stopped !== null ? 'stopped' : this.#failed === 0 ? 'complete' : 'problems';
    const counts = { files: this.#files, present: this.#present, bytes: this.#bytes, failed: this.#failed };
    return {
      outcome,
      ...counts,
      failures: this.#failures,
      failuresFile: this.#request.failureFile.close(),
      problem: stopped,
    };
  }

  /** Resolves to what ends everything: a disk that is full or gone. */
  async copy(
    photo: RestorablePhoto,
    { folder, title }: { readonly folder: string; readonly title: string | null },
  ): Promise<Problem | null> {
    const { to, layout, onProgress } = this.#request;
    const place = join(to, folder);
    const unmade = await this.#makeFolder(place);
    if (unmade !== null) {
      if (!this.#made.has(to) || isOfTheDisk(unmade)) return unmade;
      this.#fail(photo.path, unmade);
      return null;
    }
    try {
      if (!this.#made.has(place)) {
        if (layout === 'google' && title !== null)
          await keepJson(join(place, 'metadata.json'), JSON.stringify({ title }));
        this.#made.add(place);
      }
      const name = await this.#copyAs(photo, place);
      if (name !== null && layout === 'google') {
        await keepJson(join(place, sidecarName(name)), googleSidecar(photo));
      }
      onProgress({ files: this.#files + this.#present, bytes: this.#bytes });
      return null;
    } catch (thrown) {
      const met = fsProblem(thrown, photo.path);
      if (met.code === 'internal') throw thrown;
      if (errnoOf(thrown) === 'ENOSPC' || errnoOf(thrown) === 'EROFS') return met;
      this.#fail(photo.path, met);
      return null;
    }
  }

  /** Resolves to why there can be no such folder: none at all where that of all copies could not be made. */
  async #makeFolder(place: string): Promise<Problem | null> {
    const { to } = this.#request;
    for (const folder of [to, place]) {
      if (this.#made.has(folder)) continue;
      try {
        await makeFolders(folder);
        if (folder === to) this.#made.add(to);
      } catch (thrown) {
        // What has its name is no folder, or what it is to be in takes no files at all.
        const isUnfit = errnoOf(thrown) === 'EEXIST' || (folder === to && errnoOf(thrown) === 'ENOENT');
        if (!isUnfit) return fsProblem(thrown, folder);
        return problem('destination-unsuitable', { subject: folder, detail: messageOf(thrown) });
      }
    }
    return null;
  }

  #fail(path: string, met: Problem): void {
    this.#failed += 1;
    this.#request.failureFile.add({ path, problem: met });
    if (this.#failures.length < mostFailures) this.#failures.push({ path, problem: met });
  }

  /** The name that the copy has now; null when the original is not what the backup knows. */
  async #copyAs(photo: RestorablePhoto, place: string): Promise<string | null> {
    const wanted = safeFileName(photo.filename);
    const [stem, ending] = splitExtension(wanted);
    const half = join(place, partial);
    let isCopied = false;
    for (let number = 1; ; number += 1) {
      const name = number === 1 ? wanted : `${stem} (${number})${ending}`;
      const there = await digestIfThere(join(place, name));
      if (there === photo.sha256) {
        this.#present += 1;
        return name;
      }
      if (there !== null) continue;
      if (!isCopied && !(await this.#copyWhole(photo, half))) return null;
      isCopied = true;
      if (!(await takeName(half, join(place, name)))) continue;
      this.#files += 1;
      this.#bytes += photo.bytes;
      return name;
    }
  }

  /** Opened once to be sure that no link leads out of the backup folder. */
  async #requireOriginal({ asset, path }: RestorablePhoto): Promise<void> {
    try {
      await (await openInside(this.#request.root, path)).close();
    } catch (thrown) {
      if (errnoOf(thrown) === 'ENOENT') this.#request.onDamaged(asset);
      throw thrown;
    }
  }

  /** Copies the bytes and reads them back; false, and nothing left, when they are not those of the backup. */
  async #copyWhole(photo: RestorablePhoto, half: string): Promise<boolean> {
    await this.#requireOriginal(photo);
    await rm(half, { force: true });
    await copyContent(absolutePath(this.#request.root, photo.path), half);
    const copy = await open(half, 'r+');
    try {
      await copy.sync();
    } finally {
      await copy.close();
    }
    if ((await digestIfThere(half)) === photo.sha256) return true;
    await rm(half, { force: true });
    this.#request.onDamaged(photo.asset);
    this.#fail(photo.path, problem('restore-file-changed', { subject: photo.path }));
    return false;
  }
}

/** Would the next folder meet the same? */
function isOfTheDisk({ code }: Problem): boolean {
  return code === 'destination-missing' || isMarked(code, 'names-the-cause');
}

/** Gives a whole copy its name; false when something has that name by now. */
async function takeName(half: string, name: string): Promise<boolean> {
  try {
    await link(half, name);
    await rm(half);
    return true;
  } catch (thrown) {
    if (errnoOf(thrown) === 'EEXIST') return false;
    // A file system without hard links: nobody else writes there, as far as can be seen.
    if ((await stat(name).catch(() => null)) !== null) return false;
    await rename(half, name);
    return true;
  }
}

/** The name of a photo's sidecar: as at Google, any beginning of the infix will do where a file system takes no more. */
function sidecarName(name: string): string {
  const room = usualMaxNameBytes - Buffer.byteLength(`${name}.json`);
  return `${name}${sidecarInfix.slice(0, Math.max(0, room))}.json`;
}

/** Writes a file unless there is one. */
async function keepJson(path: string, text: string): Promise<void> {
  try {
    await writeNewFile(path, text);
  } catch (thrown) {
    if (errnoOf(thrown) !== 'EEXIST') throw thrown;
  }
}

/** SHA-256 of a file, in hex; null when there is none, and nothing for a folder of that name. */
async function digestIfThere(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk);
  } catch (thrown) {
    if (errnoOf(thrown) === 'ENOENT') return null;
    if (errnoOf(thrown) === 'EISDIR') return '';
    throw thrown;
  }
  return hash.digest('hex');
}

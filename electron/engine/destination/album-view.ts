import type { Dirent } from 'node:fs';
import { dirname } from 'node:path';
import { errnoOf } from '../../base/errno.ts';
import { isEntryName } from '../../contract/inner-paths.ts';
import type { AlbumViewKind } from '../../contract/models.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import { isMarked } from '../../contract/problem-codes.ts';
import {
  type EntryKind,
  entryPath,
  isOtherLink,
  isStillMade,
  type MadeEntry,
  makeEntry,
  recognisedEntry,
  standsForLink,
} from './album-entry.ts';
import { setAsideDamagedCopy } from './album-repair.ts';
import { type Candidate, entryNameCandidates, type NameRoom } from './candidates.ts';
import { isFileInTheWay, type KnownFolders, requireFolders } from './fence.ts';
import {
  entryInside,
  isSameInside,
  listInside,
  removeFolderInside,
  removeInside,
  renameInside,
  syncInside,
} from './fence-entries.ts';
import { fileProblem } from './held-files.ts';
import type { Destination } from './identity.ts';
import { makeFolderDurably } from './inner-folder.ts';
import { absolutePath } from './layout.ts';
import { collisionKey } from './names.ts';

/** A photo that an album shall show. */
interface WantedEntry {
  /** The name that it should have; made safe, and numbered when another entry has it. */
  readonly name: string;
  /** The photo, relative to the destination, with forward slashes. */
  readonly target: string;
  /** Of the photo as it was stored: what copies that are in doubt are compared with. */
  readonly sha256?: string;
}

/** What an album's folder shall be like. */
export interface AlbumViewRequest extends NameRoom {
  readonly kind: AlbumViewKind;
  /** For the problems. */
  readonly title: string;
  /** Relative to the destination, from `albumFolderCandidates`. */
  readonly folder: string;
  /** Where the folder was before, when the album has another title now; null or equal otherwise. */
  readonly previousFolder: string | null;
  readonly wanted: readonly WantedEntry[];
  /** What earlier calls made for this album; nothing else is ever removed. */
  readonly made: readonly MadeEntry[];
  /**
   * Entries may be damaged: each is read, instead of only looked at, and what is damaged goes to quarantine. `keep edits`:
   * unless another program may have saved it on purpose. Absent: nothing is known to be wrong.
   */
  readonly doubt?: 'keep edits' | 'replace edits' | undefined;
}

/** What became of it. Remember `made` for the next call. */
interface AlbumViewOutcome {
  readonly made: readonly MadeEntry[];
  /** `album-view-incomplete` (one per album), a link in the place of a folder, or what is wrong with the disk. */
  readonly problems: readonly Problem[];
}

/**
 * Makes an album's folder agree with the album: entries that are there stay under their names, missing ones are made,
 * those no longer wanted are removed if they are still what was made. Everything else in the folder is the person's and
 * is never touched, and a link in the place of the folder is not followed. Each step leaves whole entries only. Kind `none` removes the view; an album without photos has no
 * folder.
 */
export async function finalizeAlbumView(
  destination: Destination,
  request: AlbumViewRequest,
): Promise<AlbumViewOutcome> {
  const there = await destination.stillThere();
  if (!there.ok) return { made: request.made, problems: [there.problem] };
  const work = new AlbumFolderWork(destination.path, request);
  try {
    await work.settle();
  } catch (thrown) {
    work.failures.push(await fileProblem(destination.path, request.folder, thrown));
  }
  return { made: work.made(), problems: problemsOf(work.failures, request) };
}

/** Leaves out the folders in whose place a file of the person's own lies: it keeps its name. */
export function* foldersThatMayBe(root: string, candidates: Iterable<Candidate>): Generator<Candidate> {
  for (const candidate of candidates) if (!isFileInTheWay(root, candidate.path)) yield candidate;
}

/** One problem an album: the first failure tells why, unless it is the disk's and therefore everybody's. */
function problemsOf(failures: readonly Problem[], { title }: AlbumViewRequest): readonly Problem[] {
  const [first] = failures;
  if (first === undefined) return [];
  const telling = failures.find(({ code }) => isMarked(code, 'names-the-cause'));
  if (telling !== undefined) return [telling];
  const detail = `${failures.length === 1 ? '' : `${failures.length} entries; `}${first.subject ?? ''}: ${first.detail ?? first.title}`;
  return [problem('album-view-incomplete', { subject: title, detail })];
}

class AlbumFolderWork {
  readonly failures: Problem[] = [];
  readonly #root: string;
  readonly #request: AlbumViewRequest;
  /** By target: an album shows a photo once. */
  readonly #made: Map<string, MadeEntry>;
  /** What is in the folder, by the keys of the names; null for what was made since the folder was read. */
  readonly #taken = new Map<string, Dirent | null>();
  /** Names of the entries in `#made`. */
  #ourNames: ReadonlySet<string> = new Set();
  #changed = false;
  /** For the entries that are made, which may be many; not for what is removed. */
  readonly #known: KnownFolders = new Set();

  constructor(root: string, request: AlbumViewRequest) {
    this.#root = root;
    this.#request = request;
    // What is not a name in the folder was not made in it, whoever remembers it.
    const made = request.made.filter(({ name }) => isEntryName(name));
    this.#made = new Map(made.map((entry) => [entry.target, entry]));
  }

  made(): readonly MadeEntry[] {
    return [...this.#made.values()];
  }

  async settle(): Promise<void> {
    const { kind, folder, previousFolder } = this.#request;
    // What is behind a link is none of ours, and nothing in it may be made or removed.
    for (const own of [folder, previousFolder ?? folder]) await requireFolders(this.#root, own);
    await this.#moveFolder();
    const wanted = kind === 'none' ? [] : this.#request.wanted;
    await this.#readNames();
    await this.#setAsideDamaged(wanted);
    await this.#removeUnwanted(folder, new Set(wanted.map(({ target }) => target)));
    if (kind === 'none' || wanted.length === 0) return this.#removeEmptyFolder(folder);
    await makeFolderDurably(this.#root, absolutePath(this.#root, folder));
    this.#ourNames = new Set(this.made().map(({ name }) => name));
    for (const entry of wanted) await this.#ensure(entry, kind);
    if (this.#changed) await syncInside(this.#root, folder);
  }

  /** Follows a change of title: by a rename, which takes the person's own files along, else entry by entry. */
  async #moveFolder(): Promise<void> {
    const { folder, previousFolder } = this.#request;
    if (previousFolder === null || previousFolder === folder) return;
    if ((await entryInside(this.#root, previousFolder)) === null) return;
    const isFree = (await entryInside(this.#root, folder)) === null;
    // `Trip` and `TRIP` are one folder on a file system that ignores case.
    if (isFree || (await isSameInside(this.#root, previousFolder, folder))) {
      await renameInside(this.#root, previousFolder, folder);
      return syncInside(this.#root, dirname(folder));
    }
    await this.#removeUnwanted(previousFolder, new Set());
    await this.#removeEmptyFolder(previousFolder);
  }

  async #readNames(): Promise<void> {
    for await (const entry of listInside(this.#root, this.#request.folder)) {
      this.#taken.set(collisionKey(entry.name), entry);
    }
  }

  async #setAsideDamaged(wanted: readonly WantedEntry[]): Promise<void> {
    const { folder, doubt } = this.#request;
    if (doubt === undefined) return;
    for (const { target, sha256 } of wanted) {
      const entry = this.#made.get(target);
      if (entry === undefined || sha256 === undefined) continue;
      try {
        const copy = { folder, entry, sha256, keepsEdits: doubt === 'keep edits' };
        const outcome = await setAsideDamagedCopy(this.#root, copy);
        if (outcome === 'no photo') this.failures.push(problem('file-changed', { subject: target }));
        if (outcome !== 'set aside') continue;
        this.#made.delete(target);
        this.#taken.delete(collisionKey(entry.name));
      } catch (thrown) {
        this.failures.push(await this.#problemOf(thrown, folder, entry.name));
      }
    }
  }

  /** Removes what was made and is not wanted, or not in this form; forgets what the person changed or removed. */
  async #removeUnwanted(folder: string, wanted: ReadonlySet<string>): Promise<void> {
    for (const entry of this.#made.values()) {
      if (wanted.has(entry.target) && this.#isRightKind(entry) && (await this.#isMade(folder, entry))) continue;
      try {
        const isOurs =
          (await isStillMade(this.#root, folder, entry)) || (await standsForLink(this.#root, folder, entry));
        if (isOurs) await this.#remove(folder, entry);
        this.#made.delete(entry.target);
      } catch (thrown) {
        this.failures.push(await this.#problemOf(thrown, folder, entry.name));
      }
    }
  }

  #isRightKind({ kind }: MadeEntry): boolean {
    // A copy in a view of hard links is the stand-in for a link that was refused.
    return kind === this.#request.kind || (kind === 'copy' && this.#request.kind === 'hardlink');
  }

  async #isMade(folder: string, entry: MadeEntry): Promise<boolean> {
    if (!this.#looksMade(entry)) return false;
    // The content of copies was compared before.
    if (this.#request.doubt === undefined || entry.kind !== 'symlink') return true;
    return isStillMade(this.#root, folder, entry);
  }

  /** Enough for keeping an entry, at no system call; removing one asks for proof. */
  #looksMade({ name, kind }: MadeEntry): boolean {
    const found = this.#taken.get(collisionKey(name));
    return (kind === 'symlink' ? found?.isSymbolicLink() : found?.isFile()) ?? false;
  }

  async #remove(folder: string, { name }: MadeEntry): Promise<void> {
    await removeInside(this.#root, entryPath(folder, name));
    this.#taken.delete(collisionKey(name));
    this.#changed = true;
  }

  async #ensure({ name, target }: WantedEntry, kind: EntryKind): Promise<void> {
    if (this.#made.has(target)) return;
    try {
      const entry = await this.#makeUnderFreeName(name, target, kind);
      this.#made.set(target, entry);
      this.#taken.set(collisionKey(entry.name), null);
      this.#changed = true;
    } catch (thrown) {
      this.failures.push(await this.#problemOf(thrown, this.#request.folder, name));
    }
  }

  /** Named by the entry alone: the album is told beside it. */
  async #problemOf(thrown: unknown, folder: string, name: string): Promise<Problem> {
    return { ...(await fileProblem(this.#root, entryPath(folder, name), thrown)), subject: name };
  }

  async #makeUnderFreeName(name: string, target: string, kind: EntryKind): Promise<MadeEntry> {
    const { folder } = this.#request;
    for (const candidate of entryNameCandidates(name, this.#request)) {
      const wanted = { name: candidate.path, target, kind };
      if (!this.#taken.has(candidate.key)) {
        const made = await makeEntry(this.#root, folder, wanted, this.#known);
        if (made !== null) return made;
      } else if (this.#taken.get(candidate.key) !== null && !this.#ourNames.has(candidate.path)) {
        const recognised = await this.#recognise(wanted);
        if (recognised !== null) return recognised;
      }
    }
    throw new Error('unreachable: candidates never end');
  }

  /** What a crash left under that name: as it is when it is right, and made again when it is of another kind. */
  async #recognise(wanted: Pick<MadeEntry, 'name' | 'target' | 'kind'>): Promise<MadeEntry | null> {
    const { folder } = this.#request;
    const recognised = await recognisedEntry(this.#root, folder, wanted);
    if (recognised !== null || !(await isOtherLink(this.#root, folder, wanted))) return recognised;
    await removeInside(this.#root, entryPath(folder, wanted.name));
    return makeEntry(this.#root, folder, wanted, this.#known);
  }

  async #removeEmptyFolder(folder: string): Promise<void> {
    try {
      await removeFolderInside(this.#root, folder);
    } catch (thrown) {
      // Files of the person's own keep the folder; it may also never have been there.
      if (!['ENOTEMPTY', 'EEXIST', 'ENOENT', 'EPERM'].includes(errnoOf(thrown) ?? '')) throw thrown;
    }
  }
}

import { messageOf } from '../../base/message-of.ts';
import type { Finding } from '../../contract/findings.ts';
import { ProblemError } from '../../contract/problem.ts';
import type { AlbumFolder } from '../catalog/albums/album-views.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { FindingSubject, FoundFault } from '../catalog/findings/findings.ts';
import { stateOfAlbum } from '../destination/album-state.ts';
import type { DiskThreads } from '../destination/disk-threads.ts';
import type { Destination } from '../destination/identity.ts';
import { stateOfSidecar } from '../destination/sidecar-state.ts';
import { damageOfSums } from '../destination/sums-state.ts';
import { damagedInQuarantine, unknownFiles } from '../destination/unknown-files.ts';
import type { PolicyOf } from '../sources/source-policy.ts';
import { damageOfContents } from './album-verification.ts';
import type { VerificationRequest } from './verification-request.ts';

interface ViewDeps {
  readonly destination: Destination;
  readonly catalog: Catalog;
  readonly policyOf: PolicyOf;
  readonly threads: Pick<DiskThreads, 'hash'>;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** A copy in an album was read, with so many bytes. */
  readonly onRead: (bytes: number) => void;
}

/** What became of everything beside the photos. */
interface VerifiedViews {
  readonly findings: readonly Finding[];
  readonly edited: readonly string[];
  readonly unknown: number;
  /** Null where only their number was asked for. */
  readonly unknownFiles: readonly string[] | null;
  readonly quarantined: readonly string[];
}

/** Whether copies in albums are read: what was stored lately says nothing of those that were made long ago. */
export function readsContents({ since }: VerificationRequest): boolean {
  return since === undefined;
}

/** Sidecars, album folders and the checksum list, compared with what was written; and what nobody knows. Reads only. */
export async function verifyViews(deps: ViewDeps, request: VerificationRequest): Promise<VerifiedViews> {
  const work = new ViewVerification(deps, request);
  await work.verifySidecars();
  await work.verifyAlbums();
  if ((request.path ?? '') === '') await work.verifySums();
  await work.countUnknown();
  await work.listQuarantine();
  return work;
}

class ViewVerification implements VerifiedViews {
  readonly findings: Finding[] = [];
  readonly edited: string[] = [];
  readonly #deps: ViewDeps;
  readonly #request: VerificationRequest;
  readonly #unknown: string[] = [];
  quarantined: readonly string[] = [];
  unknown = 0;

  constructor(deps: ViewDeps, request: VerificationRequest) {
    this.#deps = deps;
    this.#request = request;
  }

  get unknownFiles(): readonly string[] | null {
    return this.#request.listUnknown === true ? this.#unknown.toSorted() : null;
  }

  async verifySidecars(): Promise<void> {
    const { destination, catalog, signal } = this.#deps;
    for (const { assetId, assetPath } of catalog.sidecars.expected()) {
      signal.throwIfAborted();
      const path = `${assetPath}.xmp`;
      if (!path.startsWith(this.#request.path ?? '')) continue;
      const subject = { thing: 'sidecar', assetId } as const;
      const state = await stateOfSidecar(destination.path, path, catalog.sidecars.written(assetId)).catch(unreadable);
      if (state === 'edited') this.edited.push(path);
      if (typeof state === 'string') this.#resolve(subject);
      else this.#find({ subject, path, ...state });
    }
  }

  async verifyAlbums(): Promise<void> {
    const { catalog, signal } = this.#deps;
    const gone = new Set(catalog.findings.paths('album'));
    for (const album of catalog.albumViews.folders()) {
      signal.throwIfAborted();
      gone.delete(album.folder);
      if (this.#isAskedFor(album.folder)) await this.#verifyAlbum(album);
    }
    // An album that has no folder any more cannot lack entries.
    for (const path of gone) this.#resolve({ thing: 'album', path });
  }

  async verifySums(): Promise<void> {
    const { destination, catalog } = this.#deps;
    const damage = await damageOfSums(destination.path, catalog.assets.sums());
    for (const path of catalog.findings.paths('sums'))
      if (path !== damage?.path) this.#resolve({ thing: 'sums', path });
    if (damage !== null) this.#find({ subject: { thing: 'sums', path: damage.path }, ...damage });
  }

  async countUnknown(): Promise<void> {
    const { destination, catalog, signal } = this.#deps;
    const folders = new Set([...catalog.albumViews.folders()].map(({ folder }) => folder));
    const known = {
      isPhoto: (path: string) => catalog.assets.atPath(path) !== null,
      hasSidecar: (photo: string) => {
        const asset = catalog.assets.atPath(photo);
        return asset !== null && catalog.sidecars.written(asset.id).hashes.size > 0;
      },
      isAlbumFolder: (path: string) => folders.has(path),
    };
    for await (const path of unknownFiles(destination.path, known, signal)) this.#addUnknown(path);
  }

  async listQuarantine(): Promise<void> {
    const { destination, catalog } = this.#deps;
    // A sidecar goes with its copy.
    const copies = catalog.assets.quarantined();
    const isCopy = (path: string) => copies.has(path.replace(/\.xmp$/u, ''));
    this.quarantined = await damagedInQuarantine(destination.path, isCopy);
  }

  async #verifyAlbum(album: AlbumFolder): Promise<void> {
    const { id, key, folder } = album;
    const { destination, catalog, policyOf, now } = this.#deps;
    const subject = { thing: 'album', path: folder } as const;
    const metadata = catalog.takeout.albums.metadata(key, now().getTime());
    const hasText = metadata.length > 0 && policyOf('takeout').albumText(metadata) !== null;
    const expected = { folder, entries: catalog.albumViews.entries(id), hasText };
    try {
      const { damage, unknown } = await stateOfAlbum(destination.path, expected, 'read');
      for (const path of unknown) this.#addUnknown(path);
      const contents = this.#readsContentsOf(album) ? await damageOfContents(album, this.#deps) : null;
      if (contents === null && damage === null) return this.#resolve(subject);
      const details = [damage, contents].flatMap((one) => one?.detail ?? []);
      const mayBeEdit = damage === null && contents?.mayBeEdit === true;
      this.#find({ subject, path: folder, fault: damage?.fault ?? 'changed', detail: details.join('; '), mayBeEdit });
    } catch (thrown) {
      this.#deps.signal.throwIfAborted();
      if (thrown instanceof ProblemError) throw thrown;
      this.#find({ subject, path: folder, ...unreadable(thrown) });
    }
  }

  #readsContentsOf({ id }: AlbumFolder): boolean {
    const { subset } = this.#request;
    return readsContents(this.#request) && (subset === undefined || id % subset.of === subset.index - 1);
  }

  #isAskedFor(path: string): boolean {
    return path.startsWith(this.#request.path ?? '');
  }

  #addUnknown(path: string): void {
    if (!this.#isAskedFor(path)) return;
    this.unknown += 1;
    if (this.#request.listUnknown === true) this.#unknown.push(path);
  }

  #find(found: Omit<Parameters<Catalog['findings']['record']>[0], 'at'>): void {
    const at = this.#deps.now().toISOString();
    this.#deps.catalog.findings.record({ ...found, at });
    const finding = this.#deps.catalog.findings.of(found.subject);
    if (finding !== null) this.findings.push(finding);
  }

  #resolve(subject: FindingSubject): void {
    this.#deps.catalog.findings.resolve(subject, this.#deps.now().toISOString());
  }
}

function unreadable(thrown: unknown): Pick<FoundFault, 'fault' | 'detail'> & { readonly fault: 'unreadable' } {
  return { fault: 'unreadable', detail: messageOf(thrown) };
}

import type { Finding } from '../../contract/findings.ts';
import type { AlbumCopy, CopyKey } from '../catalog/albums/album-copies.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { mayBeEditedCopy } from '../destination/album-repair.ts';
import { entryInside } from '../destination/fence-entries.ts';
import type { Destination } from '../destination/identity.ts';
import type { HashedFile } from '../destination/scan.ts';

/** A copy of a photo in the folder of an album, as a file to be read. */
export interface CopyToVerify {
  /** Relative to the destination. */
  readonly path: string;
  readonly key: CopyKey;
  readonly copy: AlbumCopy;
  readonly sha256: string;
}

interface CopyVerificationDeps {
  readonly catalog: Catalog;
  readonly destination: Destination;
  readonly now: () => Date;
}

/** The copies with these keys, as they are when their turn comes. One whose photo is gone has nothing to be compared with. */
export function* copiesToVerify({ albumCopies }: Catalog, keys: readonly CopyKey[]): Generator<CopyToVerify> {
  for (const key of keys) {
    const copy = albumCopies.at(key);
    if (copy !== null) yield { path: `${copy.folder}/${copy.entry.name}`, key, copy, sha256: copy.sha256 };
  }
}

/** What reading single copies again has found so far. A finding is the album's: it is mended as a whole. */
export class CopyVerification {
  readonly #deps: CopyVerificationDeps;
  readonly #found = new Set<string>();
  #checked = 0;
  #intact = 0;
  #bytes = 0;

  constructor(deps: CopyVerificationDeps) {
    this.#deps = deps;
  }

  async add(found: HashedFile<CopyToVerify>): Promise<void> {
    const { catalog, now } = this.#deps;
    const { key, sha256 } = found.file;
    this.#checked += 1;
    if (found.kind === 'hashed') this.#bytes += found.hash.bytes;
    if (found.kind === 'hashed' && found.hash.sha256 === sha256) this.#intact += 1;
    else await this.#find(found);
    catalog.albumCopies.recordRead(key, now().toISOString());
  }

  progress(): { readonly files: number; readonly bytes: number } {
    return { files: this.#checked, bytes: this.#bytes };
  }

  intact(): number {
    return this.#intact;
  }

  /** As the catalog keeps them. */
  findings(): readonly Finding[] {
    return [...this.#found].flatMap((path) => this.#deps.catalog.findings.of({ thing: 'album', path }) ?? []);
  }

  /** What a verification said of the whole album says more, and stays. */
  async #find({ kind, file: { path, copy } }: HashedFile<CopyToVerify>): Promise<void> {
    const { catalog, destination, now } = this.#deps;
    const subject = { thing: 'album', path: copy.folder } as const;
    this.#found.add(copy.folder);
    if (catalog.findings.of(subject) !== null) return;
    const there = kind === 'hashed' ? await entryInside(destination.path, path) : null;
    catalog.findings.record({
      ...{ subject, path: copy.folder, fault: 'changed', at: now().toISOString() },
      detail: `${words[kind]}: ${copy.entry.name}`,
      mayBeEdit: there !== null && mayBeEditedCopy(there, copy.entry),
    });
  }
}

const words: Readonly<Record<HashedFile<unknown>['kind'], string>> = {
  hashed: 'other content',
  missing: 'missing',
  unreadable: 'cannot be read',
};

import type { Finding } from '../../contract/findings.ts';
import type { VerifyReport } from '../../contract/models.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import { assertNever } from '../../contract/result.ts';
import type { CatalogAsset, VerificationOutcome } from '../catalog/assets/asset-row.ts';
import type { ChangedFile } from '../catalog/assets/assets.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Destination } from '../destination/identity.ts';
import type { HashedFile } from '../destination/scan.ts';
import { lookAtChanged } from './changed-file.ts';

/** What a person accepted, or a run moved, while the file was being read is not what was read. */
export function isStillThat({ assets }: Catalog, { id, path, sha256 }: CatalogAsset): boolean {
  const asset = assets.withId(id);
  return asset !== null && asset.path === path && asset.sha256 === sha256;
}

/** What comparing photos works with. */
interface PhotoVerificationDeps {
  readonly catalog: Catalog;
  readonly now: () => Date;
  readonly destination: Destination;
}

/** The files with these ids, as they are when their turn comes. */
export function* filesToVerify({ assets }: Catalog, ids: Float64Array): Generator<CatalogAsset> {
  for (const id of ids) {
    const asset = assets.withId(id);
    if (asset !== null) yield asset;
  }
}

/** What a verification of photos has found so far; each finding is recorded at once. */
export class PhotoVerification {
  readonly #deps: PhotoVerificationDeps;
  readonly #changed: string[] = [];
  readonly #missing: string[] = [];
  readonly #unreadable: Problem[] = [];
  readonly #found: number[] = [];
  #checked = 0;
  #intact = 0;
  #bytes = 0;

  constructor(deps: PhotoVerificationDeps) {
    this.#deps = deps;
  }

  async add(found: HashedFile<CatalogAsset>): Promise<void> {
    const { file: asset } = found;
    this.#checked += 1;
    switch (found.kind) {
      case 'missing':
        this.#missing.push(asset.path);
        return this.#record(asset, 'missing');
      case 'unreadable': {
        const met = unreadableProblem(found.problem, asset);
        this.#unreadable.push(met);
        this.#found.push(asset.id);
        return this.#deps.catalog.assets.recordUnreadable(asset.id, met, this.#deps.now().toISOString());
      }
      case 'hashed':
        this.#bytes += found.hash.bytes;
        return this.#compare(asset, found.hash.sha256);
      default:
        return assertNever(found);
    }
  }

  progress(): { readonly files: number; readonly bytes: number } {
    return { files: this.#checked, bytes: this.#bytes };
  }

  report(): Pick<VerifyReport, 'checked' | 'bytes' | 'intact' | 'changed' | 'missing' | 'unreadable'> {
    return {
      checked: this.#checked,
      bytes: this.#bytes,
      intact: this.#intact,
      changed: this.#changed.toSorted(),
      missing: this.#missing.toSorted(),
      unreadable: this.#unreadable.toSorted((a, b) => ((a.subject ?? '') < (b.subject ?? '') ? -1 : 1)),
    };
  }

  /** As the catalog keeps them, by path. */
  findings(): readonly Finding[] {
    const findings = this.#found.flatMap((id) => this.#deps.catalog.findings.of({ thing: 'photo', assetId: id }) ?? []);
    return findings.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  }

  async #compare(asset: CatalogAsset, sha256: string): Promise<void> {
    if (sha256 === asset.sha256) {
      this.#intact += 1;
      return this.#record(asset, 'intact');
    }
    this.#changed.push(asset.path);
    this.#record(asset, 'changed', await lookAtChanged(this.#deps.destination, asset));
  }

  #record(asset: CatalogAsset, outcome: VerificationOutcome, seen?: ChangedFile): void {
    if (outcome !== 'intact') this.#found.push(asset.id);
    this.#deps.catalog.assets.recordVerification(asset.id, outcome, this.#deps.now().toISOString(), seen);
  }
}

/** A link is a problem of its own; everything else that the system says comes down to this file. */
function unreadableProblem(met: Problem, { path }: CatalogAsset): Problem {
  if (met.code === 'destination-link') return { ...met, subject: path };
  return problem('file-unreadable', { subject: path, detail: met.detail });
}

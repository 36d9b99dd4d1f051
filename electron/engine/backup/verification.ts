import type { MonotonicClock } from '../../base/clock.ts';
import type { Finding } from '../../contract/findings.ts';
import type { VerifyReport } from '../../contract/models.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import { assertNever } from '../../contract/result.ts';
import type { CatalogAsset, VerificationOutcome } from '../catalog/assets/asset-row.ts';
import type { ChangedFile } from '../catalog/assets/assets.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { DiskThreads } from '../destination/disk-threads.ts';
import type { Destination } from '../destination/identity.ts';
import { type HashedFile, hashFiles } from '../destination/scan.ts';
import type { PolicyOf } from '../sources/source-policy.ts';
import { lookAtChanged } from './changed-file.ts';
import type { VerificationRequest } from './verification-request.ts';
import { verifyViews } from './view-verification.ts';

/** How far a verification has come. */
export interface VerificationProgress {
  readonly files: number;
  readonly bytes: number;
  readonly totalFiles: number;
  readonly totalBytes: number;
}

export interface VerificationDeps {
  readonly destination: Destination;
  readonly catalog: Catalog;
  readonly threads: DiskThreads;
  readonly policyOf: PolicyOf;
  readonly now: () => Date;
  readonly clock: MonotonicClock;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: VerificationProgress) => void;
}

/**
 * Reads every stored file and compares it with its checksum; then the sidecars, the folders of albums and the checksum
 * list with what was written, and counts what is nobody's. It goes past what is missing or cannot be read and tells it by
 * name, writes nothing into the folder, and looks at each file once, whatever the clock says. What it finds stays in the
 * catalog until it is mended. Throws the signal's reason when it is stopped, and a ProblemError when the folder itself is
 * gone.
 */
export async function verify(deps: VerificationDeps, request: VerificationRequest = {}): Promise<VerifyReport> {
  const { destination, catalog, threads, clock, signal, onProgress } = deps;
  const startedAt = clock();
  const { ids, bytes } = catalog.assets.verificationList(request);
  const photos = new PhotoVerification(deps);
  const hashed = hashFiles(destination, filesToVerify(catalog, ids), { threads, concurrency: 2, signal });
  for await (const file of hashed) {
    await photos.add(file);
    onProgress({ ...photos.progress(), totalFiles: ids.length, totalBytes: bytes });
  }
  const views = await verifyViews(deps, request);
  const findings = photos.findings();
  return {
    ...photos.report(),
    findings: [...findings, ...views.findings],
    known: catalog.findings.counts().total - findings.length - views.findings.length,
    edited: [...views.edited],
    quarantined: [...views.quarantined],
    unknown: views.unknown,
    ...(views.unknownFiles === null ? {} : { unknownFiles: [...views.unknownFiles] }),
    seconds: Math.max(0, clock() - startedAt) / 1_000,
  };
}

function* filesToVerify({ assets }: Catalog, ids: Float64Array): Generator<CatalogAsset> {
  for (const id of ids) {
    const asset = assets.withId(id);
    if (asset !== null) yield asset;
  }
}

/** What a verification of photos has found so far; each finding is recorded at once. */
class PhotoVerification {
  readonly #deps: Pick<VerificationDeps, 'catalog' | 'now' | 'destination'>;
  readonly #changed: string[] = [];
  readonly #missing: string[] = [];
  readonly #unreadable: Problem[] = [];
  readonly #found: number[] = [];
  #checked = 0;
  #intact = 0;
  #bytes = 0;

  constructor(deps: Pick<VerificationDeps, 'catalog' | 'now' | 'destination'>) {
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

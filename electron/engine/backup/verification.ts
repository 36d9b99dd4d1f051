import type { MonotonicClock } from '../../base/clock.ts';
import type { VerifyReport } from '../../contract/models.ts';
import { type Problem, problem, problemOf } from '../../contract/problem.ts';
import { assertNever } from '../../contract/result.ts';
import type { CatalogAsset, VerificationOutcome } from '../catalog/assets/asset-row.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { DiskThreads } from '../destination/disk-threads.ts';
import type { KnownFolders } from '../destination/fence.ts';
import type { Destination } from '../destination/identity.ts';
import { folderState, type HashedFile, hashFiles, lengthOfFile } from '../destination/scan.ts';

export interface VerificationDeps {
  readonly destination: Destination;
  readonly catalog: Catalog;
  readonly threads: DiskThreads;
  readonly now: () => Date;
  readonly clock: MonotonicClock;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: { readonly files: number; readonly bytes: number }) => void;
}

/**
 * Reads every stored file and compares it with its checksum. It goes past what is missing or cannot be read and tells it
 * by name, writes nothing into the folder, and looks at each file once, whatever the clock says. Throws the signal's
 * reason when it is stopped, and a ProblemError when the folder itself is gone.
 */
export async function verify(deps: VerificationDeps): Promise<VerifyReport> {
  const { destination, catalog, threads, clock, signal, onProgress } = deps;
  const startedAt = clock();
  const findings = new Findings(deps);
  const hashed = hashFiles(destination, filesToVerify(catalog), { threads, concurrency: 2, signal });
  for await (const file of hashed) {
    findings.add(file);
    onProgress(findings.progress());
  }
  return { ...findings.report(), seconds: Math.max(0, clock() - startedAt) / 1_000 };
}

function* filesToVerify({ assets }: Catalog): Generator<CatalogAsset> {
  for (const id of assets.verificationOrder()) {
    const asset = assets.withId(id);
    if (asset !== null) yield asset;
  }
}

/** What a verification has found so far; each finding is recorded at once. */
class Findings {
  readonly #deps: Pick<VerificationDeps, 'catalog' | 'now'>;
  readonly #changed: string[] = [];
  readonly #missing: string[] = [];
  readonly #unreadable: Problem[] = [];
  #checked = 0;
  #intact = 0;
  #bytes = 0;

  constructor(deps: Pick<VerificationDeps, 'catalog' | 'now'>) {
    this.#deps = deps;
  }

  add(found: HashedFile<CatalogAsset>): void {
    const { file: asset } = found;
    this.#checked += 1;
    switch (found.kind) {
      case 'missing':
        this.#missing.push(asset.path);
        return this.#record(asset, 'missing');
      case 'unreadable': {
        const met = unreadableProblem(found.problem, asset);
        this.#unreadable.push(met);
        return this.#deps.catalog.assets.recordUnreadable(asset.id, met, this.#deps.now().toISOString());
      }
      case 'hashed': {
        this.#bytes += found.hash.bytes;
        const isIntact = found.hash.sha256 === asset.sha256;
        if (isIntact) this.#intact += 1;
        else this.#changed.push(asset.path);
        return this.#record(asset, isIntact ? 'intact' : 'changed');
      }
      default:
        return assertNever(found);
    }
  }

  progress(): { readonly files: number; readonly bytes: number } {
    return { files: this.#checked, bytes: this.#bytes };
  }

  report(): Omit<VerifyReport, 'seconds'> {
    return {
      checked: this.#checked,
      bytes: this.#bytes,
      intact: this.#intact,
      changed: this.#changed.toSorted(),
      missing: this.#missing.toSorted(),
      unreadable: this.#unreadable.toSorted((a, b) => ((a.subject ?? '') < (b.subject ?? '') ? -1 : 1)),
    };
  }

  #record(asset: CatalogAsset, outcome: VerificationOutcome): void {
    this.#deps.catalog.assets.recordVerification(asset.id, outcome, this.#deps.now().toISOString());
  }
}

/** A link is a problem of its own; everything else that the system says comes down to this file. */
function unreadableProblem(met: Problem, { path }: CatalogAsset): Problem {
  if (met.code === 'destination-link') return { ...met, subject: path };
  return problem('file-unreadable', { subject: path, detail: met.detail });
}

/**
 * Looks whether every stored file is still there, and as long as it was, without reading it: so that a file that a person
 * removed by mistake is fetched again, and one that was cut is told (`onChanged`, with its path). What lies behind a link in
 * the place of a folder is neither there nor gone, which is told once a link.
 */
export async function noticeMissingFiles({
  destination,
  catalog,
  now,
  signal,
  onChanged,
  onProblem,
}: Omit<VerificationDeps, 'threads' | 'clock' | 'onProgress'> & {
  readonly onChanged: (path: string) => void;
  readonly onProblem: (met: Problem) => void;
}): Promise<number> {
  let missing = 0;
  const known: KnownFolders = new Set();
  const links = new Set<string>();
  for (const asset of catalog.assets.inFolder('Photos')) {
    signal.throwIfAborted();
    // A move that failed on its way leaves a file that is at its other place.
    if (asset.state !== 'stored' || catalog.relocations.isOpen(asset.id)) continue;
    const length = await lengthOrBehindLink(asset.path);
    if (length === asset.bytes || length === 'unknown') continue;
    if (length !== 'missing') {
      catalog.assets.recordVerification(asset.id, 'changed', now().toISOString());
      onChanged(asset.path);
      continue;
    }
    // "Not there" is an answer only while the disk is.
    if (!(await destination.stillThere()).ok) continue;
    catalog.assets.recordVerification(asset.id, 'missing', now().toISOString());
    missing += 1;
  }
  return missing;

  async function lengthOrBehindLink(path: string): Promise<number | 'missing' | 'unknown'> {
    try {
      return await lengthOfFile(destination, path, known);
    } catch (thrown) {
      const met = problemOf(thrown);
      if (met.code !== 'destination-link') throw thrown;
      if (met.detail !== undefined && !links.has(met.detail)) onProblem(met);
      links.add(met.detail ?? '');
      return 'unknown';
    }
  }
}

/**
 * Whether a folder of stored files is not there, at hardly any cost: a disk or a year was taken away, and its files are to
 * be missed at once, not at the next full run.
 */
export async function lacksFolders({ destination, catalog }: Pick<VerificationDeps, 'destination' | 'catalog'>) {
  for (const folder of catalog.assets.folders()) {
    if ((await folderState(destination, folder)) === 'missing') return (await destination.stillThere()).ok;
  }
  return false;
}

import type { VerifyReport } from '../../contract/models.ts';
import type { CatalogAsset, VerificationOutcome } from '../catalog/assets/asset-row.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { DiskThreads } from '../destination/disk-threads.ts';
import type { KnownFolders } from '../destination/fence.ts';
import type { Destination } from '../destination/identity.ts';
import { hashFiles, lengthOfFile } from '../destination/scan.ts';

export interface VerificationDeps {
  readonly destination: Destination;
  readonly catalog: Catalog;
  readonly threads: DiskThreads;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: { readonly files: number; readonly bytes: number }) => void;
}

const pageSize = 200;

/** Re-hashes every stored file and compares it with its checksum. Throws the signal's reason when it is stopped. */
export async function verify(deps: VerificationDeps): Promise<VerifyReport> {
  const { destination, catalog, threads, now, signal, onProgress } = deps;
  const startedAt = now();
  const changed: string[] = [];
  const missing: string[] = [];
  let checked = 0;
  let intact = 0;
  let bytes = 0;
  for (let page = nextPage(catalog, startedAt); page.length > 0; page = nextPage(catalog, startedAt)) {
    for await (const hashed of hashFiles(destination, page, { threads, concurrency: 2, signal })) {
      const asset = hashed.file;
      const outcome = hashed.kind === 'missing' ? 'missing' : judged(asset, hashed.hash.sha256);
      catalog.assets.recordVerification(asset.id, outcome, now().toISOString());
      checked += 1;
      if (outcome === 'intact') intact += 1;
      else if (outcome === 'changed') changed.push(asset.path);
      else missing.push(asset.path);
      bytes += hashed.kind === 'hashed' ? hashed.hash.bytes : 0;
      onProgress({ files: checked, bytes });
    }
  }
  const seconds = (now().getTime() - startedAt.getTime()) / 1_000;
  return { checked, bytes, intact, changed: changed.toSorted(), missing: missing.toSorted(), seconds };
}

function judged(asset: CatalogAsset, sha256: string): VerificationOutcome {
  return asset.sha256 === sha256 ? 'intact' : 'changed';
}

function nextPage(catalog: Catalog, startedAt: Date): readonly CatalogAsset[] {
  return catalog.assets.toVerify({ before: startedAt.toISOString(), limit: pageSize });
}

/**
 * Looks whether every stored file is still there, and as long as it was, without reading it: so that a file that a person
 * removed by mistake is fetched again, and one that was cut is told (`onChanged`, with its path). Throws a ProblemError
 * when a link lies in the place of a folder: what is behind it is neither there nor gone.
 */
export async function noticeMissingFiles({
  destination,
  catalog,
  now,
  signal,
  onChanged,
}: Omit<VerificationDeps, 'threads' | 'onProgress'> & {
  readonly onChanged: (path: string) => void;
}): Promise<number> {
  let missing = 0;
  const known: KnownFolders = new Set();
  for (const asset of catalog.assets.inFolder('Photos')) {
    signal.throwIfAborted();
    if (asset.state !== 'stored') continue;
    const length = await lengthOfFile(destination, asset.path, known);
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
}

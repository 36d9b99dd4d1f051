import type { MonotonicClock } from '../../base/clock.ts';
import type { VerifyReport } from '../../contract/models.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { DiskThreads } from '../destination/disk-threads.ts';
import type { Destination } from '../destination/identity.ts';
import { hashFiles } from '../destination/scan.ts';
import type { PolicyOf } from '../sources/source-policy.ts';
import { filesToVerify, PhotoVerification } from './photo-verification.ts';
import type { VerificationRequest } from './verification-request.ts';
import { readsContents, verifyViews } from './view-verification.ts';

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
 * Reads every stored file and compares it with its checksum; then the sidecars, the folders of albums (copies of photos by
 * their content) and the checksum list with what was written, and counts what is nobody's. It goes past what is missing or cannot be read and tells it by
 * name, writes nothing into the folder, and looks at each file once, whatever the clock says. What it finds stays in the
 * catalog until it is mended. Throws the signal's reason when it is stopped, and a ProblemError when the folder itself is
 * gone.
 */
export async function verify(deps: VerificationDeps, request: VerificationRequest = {}): Promise<VerifyReport> {
  const { destination, catalog, threads, clock, signal, onProgress } = deps;
  const startedAt = clock();
  const { ids, bytes } = catalog.assets.verificationList(request);
  const photos = new PhotoVerification(deps);
  const copies = readsContents(request) ? catalog.albumViews.copiesIn(request) : { files: 0, bytes: 0 };
  const read = { files: 0, bytes: 0 };
  const tell = (): void => {
    const progress = photos.progress();
    const sum = { files: progress.files + read.files, bytes: progress.bytes + read.bytes };
    onProgress({ ...sum, totalFiles: ids.length + copies.files, totalBytes: bytes + copies.bytes });
  };
  const hashed = hashFiles(destination, filesToVerify(catalog, ids), { threads, concurrency: 2, signal });
  for await (const file of hashed) {
    await photos.add(file);
    tell();
  }
  const onRead = (length: number): void => {
    read.files += 1;
    read.bytes += length;
    tell();
  };
  const views = await verifyViews({ ...deps, onRead }, request);
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

import type { MonotonicClock } from '../../base/clock.ts';
import type { ScrubReport } from '../../contract/models.ts';
import { ProblemError } from '../../contract/problem.ts';
import type { CatalogAsset } from '../catalog/assets/asset-row.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Destination } from '../destination/identity.ts';
import { pacedHash } from '../destination/paced-hash.ts';
import { type HashedFile, hashFiles } from '../destination/scan.ts';
import { diskPace, type Wait } from './disk-pace.ts';
import { filesToVerify, PhotoVerification } from './photo-verification.ts';
import { bytesPerFile, planScrub, readingCost } from './scrub-plan.ts';
import type { VerificationProgress } from './verification.ts';
import { type WriterWatch, watchForWriters } from './writer-watch.ts';

/** Leaves most of a hard disk to whoever works with it. */
const usualBytesPerSecond = 16 * 1_024 * 1_024;

/** What a scrub works with. */
export interface ScrubDeps {
  readonly destination: Destination;
  readonly catalog: Catalog;
  readonly now: () => Date;
  readonly clock: MonotonicClock;
  readonly wait: Wait;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: VerificationProgress) => void;
}

/** How much a scrub reads. */
export interface ScrubRequest {
  /** Everything is read once in so many days. */
  readonly everyDays: number;
  /** Default: {@link usualBytesPerSecond}. */
  readonly bytesPerSecond?: number | undefined;
}

/**
 * Reads today's share of the photos again, the longest unread first, and records what it finds as a verification does. It
 * writes nothing into the folder and does not hold its lock: it ends as soon as somebody begins to write, and what it saw
 * meanwhile counts for nothing. Ends within a second when the signal is aborted, in the middle of a file as well. Throws a
 * ProblemError when the folder itself is gone.
 */
export async function scrub(deps: ScrubDeps, request: ScrubRequest): Promise<ScrubReport> {
  const { catalog, clock, now } = deps;
  const startedAt = clock();
  const plan = planScrub({ now: now(), everyDays: request.everyDays, ages: catalog.readAges.byDay() });
  const { ids, bytes } = catalog.readAges.longestUnread(plan, (size) => readingCost({ files: 1, bytes: size }));
  const due = { files: ids.length, bytes };
  const photos = new PhotoVerification(deps);
  const ended = ids.length === 0 ? 'done' : await readAgain(deps, request, photos, { ids, due });
  const { checked, bytes: read, intact } = photos.report();
  const seconds = Math.max(0, clock() - startedAt) / 1_000;
  const findings = [...photos.findings()];
  const known = catalog.findings.counts().total - findings.length;
  return { due, checked, bytes: read, intact, findings, known, ended, seconds };
}

/** What is to be read. */
interface Share {
  readonly ids: Float64Array;
  readonly due: ScrubReport['due'];
}

async function readAgain(
  deps: ScrubDeps,
  { bytesPerSecond = usualBytesPerSecond }: ScrubRequest,
  photos: PhotoVerification,
  { ids, due }: Share,
): Promise<ScrubReport['ended']> {
  const { destination, catalog, clock, wait, signal, onProgress } = deps;
  const watch = await watchForWriters(destination, clock);
  if (watch === null) return 'busy';
  const threads = pacedHash(diskPace(bytesPerSecond, clock, wait), bytesPerFile);
  const files = hashFiles(destination, filesToVerify(catalog, ids), { threads, concurrency: 1, signal });
  try {
    for (;;) {
      const next = await unlessAborted(files.next(), signal);
      if (next.done === true) return 'done';
      if (await watch.hasBegun(!isIntact(next.value))) return 'busy';
      if (isStillThat(catalog, next.value.file)) await photos.add(next.value);
      onProgress({ ...photos.progress(), totalFiles: due.files, totalBytes: due.bytes });
    }
  } catch (thrown) {
    if (signal.aborted) return 'stopped';
    return await whyItBroke(thrown, watch);
  }
}

/** Somebody who began to write may hold the catalog, or have put another disk there: then it is their turn. */
async function whyItBroke(thrown: unknown, watch: WriterWatch): Promise<'busy'> {
  const isBusy = thrown instanceof ProblemError && thrown.problem.code === 'destination-busy';
  if (isBusy || (await watch.hasBegun(true).catch(() => false))) return 'busy';
  throw thrown;
}

function isIntact(found: HashedFile<CatalogAsset>): boolean {
  return found.kind === 'hashed' && found.hash.sha256 === found.file.sha256;
}

/** What a person accepted, or a run moved, while the file was being read is not what was read. */
function isStillThat({ assets }: Catalog, { id, path, sha256 }: CatalogAsset): boolean {
  const asset = assets.withId(id);
  return asset !== null && asset.path === path && asset.sha256 === sha256;
}

/** A disk that does not answer must not keep a backup waiting: what it says later is nobody's business. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const abort = (): void => reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  work.then(resolve, reject);
  return promise.finally(() => signal.removeEventListener('abort', abort));
}

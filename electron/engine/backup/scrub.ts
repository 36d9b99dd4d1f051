import type { MonotonicClock } from '../../base/clock.ts';
import type { ScrubReport } from '../../contract/models.ts';
import { ProblemError, problem } from '../../contract/problem.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Destination } from '../destination/identity.ts';
import { pacedHash } from '../destination/paced-hash.ts';
import { type HashedFile, hashFiles } from '../destination/scan.ts';
import { type CopyToVerify, CopyVerification, copiesToVerify } from './copy-verification.ts';
import { diskPace, type Wait } from './disk-pace.ts';
import { filesToVerify, isStillThat, PhotoVerification } from './photo-verification.ts';
import { bytesPerFile } from './scrub-plan.ts';
import { type ScrubShare, shareOf } from './scrub-share.ts';
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
 * Reads today's share of the photos and of their copies in albums again, the longest unread first, and records what it finds
 * as a verification does. It writes nothing into the folder and does not hold its lock: it ends as soon as somebody begins to
 * write, and what it saw meanwhile counts for nothing. Ends within a second when the signal is aborted, in the middle of a file
 * as well. Throws a ProblemError when the folder itself is gone.
 */
export async function scrub(deps: ScrubDeps, request: ScrubRequest): Promise<ScrubReport> {
  const { catalog, clock, now } = deps;
  const startedAt = clock();
  const share = shareOf(catalog, { now: now(), everyDays: request.everyDays });
  const [photos, copies] = [new PhotoVerification(deps), new CopyVerification(deps)];
  const ended = share.files === 0 ? 'done' : await readAgain(deps, request, { photos, copies }, share);
  const { checked, bytes, intact } = photos.report();
  const read = copies.progress();
  const findings = [...photos.findings(), ...copies.findings()];
  return {
    due: { files: share.files, bytes: share.bytes },
    ...{ checked: checked + read.files, bytes: bytes + read.bytes, intact: intact + copies.intact(), findings },
    known: catalog.findings.counts().total - findings.length,
    ended,
    seconds: Math.max(0, clock() - startedAt) / 1_000,
  };
}

interface Verifications {
  readonly photos: PhotoVerification;
  readonly copies: CopyVerification;
}

async function readAgain(
  deps: ScrubDeps,
  { bytesPerSecond = usualBytesPerSecond }: ScrubRequest,
  { photos, copies }: Verifications,
  share: ScrubShare,
): Promise<ScrubReport['ended']> {
  const { destination, catalog, clock, wait, signal, onProgress } = deps;
  const watch = await watchForWriters(destination, clock);
  if (watch === null) return 'busy';
  const pace = diskPace(bytesPerSecond, clock, wait);
  const broken: unknown[] = [];
  const threads = pacedHash(async (bytes, during) => {
    try {
      // In the middle of a file as well: a long video takes minutes.
      if (await watch.hasBegun(false)) throw new ProblemError(problem('destination-busy'));
    } catch (thrown) {
      // It ends everything, and says nothing of the file.
      broken.push(thrown);
      throw thrown;
    }
    await pace(bytes, during);
  }, bytesPerFile);
  const tell = (): void => {
    const [photo, copy] = [photos.progress(), copies.progress()];
    const sum = { files: photo.files + copy.files, bytes: photo.bytes + copy.bytes };
    onProgress({ ...sum, totalFiles: share.files, totalBytes: share.bytes });
  };
  const readAll = async <T extends FileToRead>(files: Iterable<T>, add: (found: HashedFile<T>) => Promise<void>) => {
    const hashed = hashFiles(destination, files, { threads, concurrency: 1, signal });
    for (;;) {
      const next = await unlessAborted(hashed.next(), signal);
      if (broken.length > 0) throw broken[0];
      if (next.done === true) return 'done';
      if (await watch.hasBegun(!isIntact(next.value))) return 'busy';
      await add(next.value);
      tell();
    }
  };
  try {
    const ended = await readAll(filesToVerify(catalog, share.ids), async (found) => {
      if (isStillThat(catalog, found.file)) await photos.add(found);
    });
    if (ended === 'busy') return ended;
    return await readAll(copiesToVerify(catalog, share.copies), async (found) => {
      if (isStillThatCopy(catalog, found.file)) await copies.add(found);
    });
  } catch (thrown) {
    if (signal.aborted) return 'stopped';
    return await whyItBroke(thrown, watch);
  }
}

interface FileToRead {
  readonly path: string;
  readonly sha256: string;
}

/** Somebody who began to write may hold the catalog, or have put another disk there: then it is their turn. */
async function whyItBroke(thrown: unknown, watch: WriterWatch): Promise<'busy'> {
  const isBusy = thrown instanceof ProblemError && thrown.problem.code === 'destination-busy';
  if (isBusy || (await watch.hasBegun(true).catch(() => false))) return 'busy';
  throw thrown;
}

function isIntact(found: HashedFile<FileToRead>): boolean {
  return found.kind === 'hashed' && found.hash.sha256 === found.file.sha256;
}

/** The same of what a run made again, or took out of the album. */
function isStillThatCopy({ albumCopies }: Catalog, { key, copy, sha256 }: CopyToVerify): boolean {
  const present = albumCopies.at(key);
  return present !== null && present.folder === copy.folder && present.sha256 === sha256;
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

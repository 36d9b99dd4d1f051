import { errnoOf } from '../../base/errno.ts';
import { ProblemError } from '../../contract/problem.ts';
import type { CatalogAsset } from '../catalog/assets/asset-row.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { DiskThreads } from '../destination/disk-threads.ts';
import { isNoFile, openFile } from '../destination/fence.ts';
import { fsProblem } from '../destination/fs-problems.ts';
import type { Destination } from '../destination/identity.ts';
import { absolutePath } from '../destination/layout.ts';
import { collisionKey } from '../destination/names.ts';
import { type FoundFile, hashFiles, readableFiles, scanPhotos } from '../destination/scan.ts';
import { listedOf } from '../destination/sums-state.ts';
import { noFacts } from '../media/media-facts.ts';
import { sniffMedia, unknownMedia } from '../media/media-type.ts';
import { fileAccess } from '../media/random-access.ts';
import { readFacts } from '../media/read-facts.ts';
import { decideTaken } from '../media/taken-date.ts';

export interface RecoveryDeps {
  readonly destination: Destination;
  readonly catalog: Catalog;
  readonly threads: DiskThreads;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

/**
 * Settles what a crash left between a reserved path and its committed row: a file that is there with the right bytes is
 * committed, everything else is forgotten and fetched again.
 */
export async function resolveReservations(deps: RecoveryDeps, runId: number): Promise<void> {
  const { destination, catalog, threads, now, signal } = deps;
  const leftovers = catalog.storage.leftovers();
  const hashed = hashFiles(destination, leftovers, { threads, concurrency: 2, signal });
  for await (const { file, ...found } of readableFiles(hashed)) {
    const whole = found.kind === 'hashed' && found.hash.sha256 === file.sha256;
    if (!whole) {
      catalog.storage.drop(file.assetId);
      continue;
    }
    const at = now();
    catalog.storage.commit(runId, [
      { assetId: file.assetId, itemId: file.itemId, storedAt: at.toISOString(), mtime: at.getTime() },
    ]);
  }
}

/**
 * A catalog that does not know the folder's latest state may name files by paths at which others lie by now: those whose
 * length or time is not what it remembers are read again. What is displaced so is looked for by its content afterwards
 * ({@link adoptUnknownFiles}). Where the folder's own list says the same as the catalog, nothing took the place: the file is
 * damaged, as verifying finds and repairing mends.
 */
export async function noticeDisplacedFiles(deps: RecoveryDeps): Promise<void> {
  const { destination, catalog, threads, now, signal } = deps;
  const others: CatalogAsset[] = [];
  for await (const hashed of hashFiles(destination, doubtfulFiles(deps), { threads, concurrency: 2, signal })) {
    // One that cannot be read is told by verifying.
    if (hashed.kind !== 'hashed') continue;
    const { asset, mtimeMs } = hashed.file;
    if (hashed.hash.sha256 === asset.sha256) catalog.assets.recordTime(asset.id, mtimeMs);
    else others.push(asset);
  }
  const damaged = new Set((await listedOf(destination.path, others)).map(({ id }) => id));
  for (const { id } of others) if (!damaged.has(id)) catalog.assets.recordDisplaced(id, now().toISOString());
}

/** File systems keep times in steps of up to two seconds. */
const timeStepMs = 2_000;

async function* doubtfulFiles({
  destination,
  catalog,
  signal,
}: RecoveryDeps): AsyncGenerator<FoundFile & { readonly asset: CatalogAsset }> {
  for await (const file of scanPhotos(destination, signal)) {
    const asset = catalog.assets.atPath(file.path);
    if (asset === null) continue;
    const isSame = asset.bytes === file.bytes && Math.abs((asset.mtime ?? 0) - file.mtimeMs) <= timeStepMs;
    if (!isSame) yield { ...file, asset };
  }
}

/**
 * Compares the folder with the catalog: files that the catalog does not know are taken in by their content, so that no
 * item with the same bytes is stored twice. Files that both know cost only their names.
 */
export async function adoptUnknownFiles(deps: RecoveryDeps): Promise<number> {
  const { destination, threads, signal } = deps;
  let adopted = 0;
  for await (const hashed of hashFiles(destination, unknownFiles(deps), { threads, concurrency: 2, signal })) {
    // What cannot be read is none of ours until it can: the catalog does not know it.
    if (hashed.kind !== 'hashed') continue;
    if (await adoptFile(deps, hashed.file, hashed.hash.sha256)) adopted += 1;
  }
  return adopted;
}

async function* unknownFiles({ destination, catalog, signal }: RecoveryDeps): AsyncGenerator<FoundFile> {
  for await (const file of scanPhotos(destination, signal)) {
    const known = catalog.assets.atPath(file.path);
    if (known === null || known.state !== 'stored') yield file;
  }
}

async function adoptFile(
  { destination, catalog, now }: RecoveryDeps,
  found: FoundFile,
  sha256: string,
): Promise<boolean> {
  try {
    return await adoptReadable({ destination, catalog, now }, found, sha256);
  } catch (thrown) {
    // Somebody else's file may go as it came.
    if (errnoOf(thrown) === 'ENOENT' || isNoFile(thrown)) return false;
    throw errnoOf(thrown) === null ? thrown : new ProblemError(fsProblem(thrown, found.path));
  }
}

async function adoptReadable(
  { destination, catalog, now }: Pick<RecoveryDeps, 'destination' | 'catalog' | 'now'>,
  found: FoundFile,
  sha256: string,
): Promise<boolean> {
  const file = await openFile(absolutePath(destination.path, found.path));
  try {
    const access = fileAccess(file, found.bytes);
    const filename = found.path.slice(found.path.lastIndexOf('/') + 1);
    const sniffed = sniffMedia(await access.read(0, 4_096));
    // Something of the person's own that is neither photo nor video: none of our business.
    if (sniffed === null && !catalog.assets.knows(sha256)) return false;
    const type = sniffed ?? unknownMedia(filename);
    const facts = await readFacts(access, type, now()).catch(() => noFacts);
    const adoption = catalog.assets.adopt({
      facts: {
        sha256,
        bytes: found.bytes,
        mimeType: type.mime,
        ...decideTaken({ facts, apiCreatedAt: null, filename }, now()),
        width: facts.pixels?.width ?? null,
        height: facts.pixels?.height ?? null,
        fidelity: null,
      },
      place: { path: found.path, key: collisionKey(found.path) },
      mtime: found.mtimeMs,
      at: now().toISOString(),
    });
    return adoption.kind === 'adopted' || adoption.kind === 'found-again';
  } finally {
    await file.close();
  }
}

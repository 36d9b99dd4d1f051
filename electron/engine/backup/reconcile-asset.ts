import { errnoOf } from '../../base/errno.ts';
import type { PathCandidate } from '../catalog/assets/asset-paths.ts';
import type { AssetTaken } from '../catalog/assets/asset-row.ts';
import type { EffectiveMetadata } from '../catalog/assets/effective-metadata.ts';
import { fileTimeOf } from '../catalog/assets/relocations.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { clipPathCandidates, type NameRoom, photoPathCandidates } from '../destination/candidates.ts';
import { openFile } from '../destination/fence.ts';
import type { Destination } from '../destination/identity.ts';
import { absolutePath } from '../destination/layout.ts';
import { collisionKey } from '../destination/names.ts';
import { readEmbeddedFacts, tellsOfCamera } from '../media/embedded-facts.ts';
import { type MediaFacts, noFacts } from '../media/media-facts.ts';
import { sniffMedia } from '../media/media-type.ts';
import { fileAccess } from '../media/random-access.ts';
import { readFacts } from '../media/read-facts.ts';
import type { EmbeddedFacts, PolicyOf, ReconciledPhoto } from '../sources/source-policy.ts';
import type { RelocationRequest } from './relocation.ts';
import { storedName } from './stored-name.ts';

interface ReconcileDeps {
  readonly destination: Destination;
  readonly catalog: Catalog;
  readonly room: NameRoom;
  readonly policyOf: PolicyOf;
  readonly now: () => Date;
}

/** What is now known of a photo, and the way it has to go. */
export interface ReconciledAsset extends ReconciledPhoto {
  /** Null when it lies where it should, with the right time. */
  readonly plan: RelocationRequest | null;
}

/** Decides anew when a photo was taken, now that more may be known, and where it belongs. */
export async function reconcileAsset(metadata: EffectiveMetadata, deps: ReconcileDeps): Promise<ReconciledAsset> {
  const known = knownFacts(metadata);
  const isWhole = known !== null && metadata.embedded !== null && tellsOfCamera(metadata.embedded);
  const read = isWhole ? null : await readFactsOf(metadata, deps);
  const { taken: embeddedTaken, place } = read ?? known ?? noFacts;
  const facts: EmbeddedFacts = { taken: embeddedTaken, place };
  const { takeout, neighbourZone } = metadata;
  const picture = metadata.pictureEmbedded === null ? null : readEmbeddedFacts(metadata.pictureEmbedded);
  const evidence = { facts, picture, filename: takeout.filename, createdAt: null, said: takeout.date, neighbourZone };
  const taken = deps.policyOf(metadata.source).decideDate(evidence, deps.now());
  const plan = planOf(metadata, taken, deps.room);
  const { relocations } = deps.catalog;
  if (read !== null) relocations.keepEmbedded(metadata.id, JSON.stringify(read));
  if (plan === null && !isSameTaken(metadata, taken)) relocations.keepTaken(metadata.id, taken);
  return { metadata, taken, facts, plan };
}

function planOf(metadata: EffectiveMetadata, taken: AssetTaken, room: NameRoom): RelocationRequest | null {
  const wantedPath = firstOf(metadata, taken, room);
  const body = { kind: 'move', taken, wantedPath } as const;
  const mayMove = wantedPath !== metadata.wantedPath && liesWhereItWasPut(metadata, room);
  const moves = mayMove && (metadata.wantedPath !== null || folderOf(wantedPath) !== folderOf(metadata.path));
  if (moves) return { assetId: metadata.id, candidates: () => candidatesOf(metadata, taken, room), body };
  if (fileTimeOf(taken) === fileTimeOf(metadata)) return null;
  return {
    assetId: metadata.id,
    candidates: () => inPlace(metadata.path),
    body: { ...body, wantedPath: metadata.wantedPath ?? metadata.path },
  };
}

/** A file that a person moved, or that was found in the folder, stays where it is. */
function liesWhereItWasPut(metadata: EffectiveMetadata, room: NameRoom): boolean {
  return metadata.wantedPath !== null || folderOf(firstOf(metadata, metadata, room)) === folderOf(metadata.path);
}

type Dated = Pick<AssetTaken, 'takenLocal'>;

function candidatesOf(
  { beside, mimeType, path, wantedPath, takeout: said }: EffectiveMetadata,
  { takenLocal }: Dated,
  room: NameRoom,
): Iterable<PathCandidate> {
  const filename = storedName(said.filename, mimeType, wantedPath ?? path);
  return beside === null
    ? photoPathCandidates({ ...room, takenLocal, filename })
    : clipPathCandidates(beside, filename);
}

function firstOf(metadata: EffectiveMetadata, dated: Dated, room: NameRoom): string {
  for (const { path } of candidatesOf(metadata, dated, room)) return path;
  throw new Error('There is always a candidate');
}

function* inPlace(path: string): Generator<PathCandidate> {
  yield { path, key: collisionKey(path) };
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

function isSameTaken(metadata: EffectiveMetadata, taken: AssetTaken): boolean {
  return (
    metadata.takenLocal === taken.takenLocal &&
    metadata.zoneMinutes === taken.zoneMinutes &&
    metadata.takenReason === taken.takenReason &&
    metadata.takenAt === taken.takenAt &&
    metadata.zoneReason === taken.zoneReason
  );
}

/** What the file said when it was read. Null where an earlier version stored it, or another machine's catalog is odd. */
function knownFacts({ embedded }: EffectiveMetadata): EmbeddedFacts | null {
  return embedded === null ? null : readEmbeddedFacts(embedded);
}

/** Null for a missing or unreadable file: those who look for such files tell it, and its sidecar alone dates it. */
async function readFactsOf(
  { path }: EffectiveMetadata,
  { destination, now }: ReconcileDeps,
): Promise<Pick<MediaFacts, 'taken' | 'place' | 'camera'> | null> {
  const file = await openFile(absolutePath(destination.path, path)).catch(() => null);
  if (file === null) return null;
  try {
    const access = fileAccess(file, (await file.stat()).size);
    const type = sniffMedia(await access.read(0, 4_096));
    const { taken, place, camera } = type === null ? noFacts : await readFacts(access, type, now());
    return { taken, place, camera };
  } catch (thrown) {
    // Bytes that make no sense say nothing; a disk that cannot be read may say more the next time.
    return errnoOf(thrown) === null ? { taken: null, place: null, camera: null } : null;
  } finally {
    await file.close();
  }
}

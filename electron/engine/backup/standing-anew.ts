import * as z from 'zod';
import type { PathCandidate } from '../catalog/asset-paths.ts';
import type { AssetStanding } from '../catalog/asset-standing.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { type AssetTaken, fileTimeOf, type RelocationPlan } from '../catalog/relocations.ts';
import { clipPathCandidates, type NameRoom, photoPathCandidates } from '../destination/candidates.ts';
import { openFile } from '../destination/fence.ts';
import type { Destination } from '../destination/identity.ts';
import { absolutePath } from '../destination/layout.ts';
import { collisionKey } from '../destination/names.ts';
import { noFacts } from '../media/media-facts.ts';
import { sniffMedia } from '../media/media-type.ts';
import { fileAccess } from '../media/random-access.ts';
import { readFacts } from '../media/read-facts.ts';
import type { DecideExportDate, EmbeddedFacts } from './deciding.ts';

interface StandingParts {
  readonly destination: Destination;
  readonly catalog: Catalog;
  readonly room: NameRoom;
  readonly decideExportDate: DecideExportDate;
  readonly now: () => Date;
}

/** What is now known of a photo, and the way it has to go. */
export interface StandingDecision {
  readonly standing: AssetStanding;
  readonly taken: AssetTaken;
  readonly facts: EmbeddedFacts;
  /** Null when it lies where it should, with the right time. */
  readonly plan: RelocationPlan | null;
}

/** Decides anew when a photo was taken, now that more may be known, and where it belongs. */
export async function standAnew(standing: AssetStanding, parts: StandingParts): Promise<StandingDecision> {
  const facts = await factsOf(standing, parts);
  const { said, neighbourZone } = standing;
  const taken = parts.decideExportDate({ facts, filename: said.filename, said: said.date, neighbourZone }, parts.now());
  const plan = planOf(standing, taken, parts.room);
  const { relocations } = parts.catalog;
  if (standing.embedded === null) relocations.keepEmbedded(standing.id, JSON.stringify(facts));
  if (plan === null && !isSameTaken(standing, taken)) relocations.keepTaken(standing.id, taken);
  return { standing, taken, facts, plan };
}

function planOf(standing: AssetStanding, taken: AssetTaken, room: NameRoom): RelocationPlan | null {
  const wantedPath = firstOf(standing, taken, room);
  const body = { kind: 'move', taken, wantedPath } as const;
  const mayMove = wantedPath !== standing.wantedPath && liesWhereItWasPut(standing, room);
  const moves = mayMove && (standing.wantedPath !== null || folderOf(wantedPath) !== folderOf(standing.path));
  if (moves) return { assetId: standing.id, candidates: candidatesOf(standing, taken, room), body };
  if (fileTimeOf(taken) === fileTimeOf(standing)) return null;
  return {
    assetId: standing.id,
    candidates: inPlace(standing.path),
    body: { ...body, wantedPath: standing.wantedPath ?? standing.path },
  };
}

/** A file that a person moved, or that was found in the folder, stays where it is. */
function liesWhereItWasPut(standing: AssetStanding, room: NameRoom): boolean {
  return standing.wantedPath !== null || folderOf(firstOf(standing, standing, room)) === folderOf(standing.path);
}

type Dated = Pick<AssetTaken, 'takenLocal'>;

function candidatesOf({ beside, said }: AssetStanding, { takenLocal }: Dated, room: NameRoom): Iterable<PathCandidate> {
  const { filename } = said;
  return beside === null
    ? photoPathCandidates({ ...room, takenLocal, filename })
    : clipPathCandidates(beside, filename);
}

function firstOf(standing: AssetStanding, dated: Dated, room: NameRoom): string {
  for (const { path } of candidatesOf(standing, dated, room)) return path;
  throw new Error('There is always a candidate');
}

function* inPlace(path: string): Generator<PathCandidate> {
  yield { path, key: collisionKey(path) };
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

function isSameTaken(standing: AssetStanding, taken: AssetTaken): boolean {
  return (
    standing.takenLocal === taken.takenLocal &&
    standing.zoneMinutes === taken.zoneMinutes &&
    standing.takenReason === taken.takenReason &&
    standing.takenAt === taken.takenAt &&
    standing.zoneReason === taken.zoneReason
  );
}

const reasonSchema = z.enum(['exif', 'quicktime']);
const factsSchema = z.object({
  taken: z
    .discriminatedUnion('kind', [
      z.object({
        kind: z.literal('local'),
        local: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/u),
        zoneMinutes: z.number().nullable(),
        reason: reasonSchema,
      }),
      z.object({ kind: z.literal('instant'), utc: z.iso.datetime(), reason: reasonSchema }),
    ])
    .nullable(),
  place: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
});

/** What the file says itself; files that an earlier version stored, or another machine's catalog told oddly, are asked once more. */
async function factsOf({ embedded, path }: AssetStanding, { destination, now }: StandingParts): Promise<EmbeddedFacts> {
  const known = embedded === null ? undefined : factsSchema.safeParse(JSON.parse(embedded)).data;
  if (known !== undefined) return known;
  const file = await openFile(absolutePath(destination.path, path)).catch(() => null);
  // Missing or unreadable is told by those who look for missing files; its sidecar alone still dates it.
  if (file === null) return { taken: null, place: null };
  try {
    const access = fileAccess(file, (await file.stat()).size);
    const type = sniffMedia(await access.read(0, 4_096));
    const { taken, place } = type === null ? noFacts : await readFacts(access, type, now()).catch(() => noFacts);
    return { taken, place };
  } finally {
    await file.close();
  }
}

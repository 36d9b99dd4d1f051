import type { AssetTaken } from '../catalog/assets/asset-row.ts';
import type { TakeoutDate } from '../catalog/items/transfers.ts';
import type { EmbeddedTaken, MediaFacts } from '../media/media-facts.ts';
import { decideTaken, type TakenDecision } from '../media/taken-date.ts';

/** What a file says about when and where it was taken. */
export type EmbeddedFacts = Pick<MediaFacts, 'taken' | 'place'>;

/** Everything that can tell when a photo of an export was taken. */
export interface ExportDateEvidence {
  readonly facts: EmbeddedFacts;
  readonly filename: string;
  readonly said: TakeoutDate;
  /** Minutes east of UTC of the photo nearest in time; null when there is none near, and while nobody has looked. */
  readonly neighbourZone: number | null;
}

/** Decides by the rules of exports; the run is given it, because it knows no export. */
export type DecideExportDate = (evidence: ExportDateEvidence, now: Date) => AssetTaken;

/** What tells when an item was taken that comes by an API. */
interface ApiDateEvidence {
  readonly facts: EmbeddedFacts;
  readonly createdAt: string | null;
  readonly filename: string;
}

/** Decides by the usual rules: the file, the API, the name. */
export function decideApiDate({ facts, createdAt, filename }: ApiDateEvidence, now: Date): AssetTaken {
  const decision = decideTaken(
    { facts: { ...facts, pixels: null, camera: null }, apiCreatedAt: createdAt, filename },
    now,
  );
  const takenAt = momentOf(decision, facts.taken);
  return { ...decision, takenAt, zoneReason: zoneReasonOf(decision, facts.taken) };
}

/** Without a zone the clock shows UTC where only a moment was known. */
function momentOf({ takenLocal, zoneMinutes, takenReason }: TakenDecision, taken: EmbeddedTaken | null): number | null {
  if (takenLocal === null) return null;
  const isMoment = zoneMinutes !== null || takenReason === 'api' || taken?.kind === 'instant';
  return isMoment ? Date.parse(`${takenLocal}Z`) / 1_000 - (zoneMinutes ?? 0) * 60 : null;
}

function zoneReasonOf({ zoneMinutes }: TakenDecision, taken: EmbeddedTaken | null): AssetTaken['zoneReason'] {
  if (zoneMinutes === null) return 'none';
  return taken?.kind === 'local' ? 'exif' : 'camera-clock';
}

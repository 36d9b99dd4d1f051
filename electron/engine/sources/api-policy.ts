import type { AssetTaken } from '../catalog/assets/asset-row.ts';
import { xmpSidecar } from '../destination/xmp.ts';
import type { EmbeddedTaken } from '../media/media-facts.ts';
import { decideTaken, type TakenDecision } from '../media/taken-date.ts';
import type { DateEvidence, PhotoToDescribe, SourcePolicy } from './source-policy.ts';

/**
 * For sources that tell of each item a date and a description, as an API does: the file has the last word on its date,
 * and a sidecar holds what only the source knows.
 */
export const apiPolicy: SourcePolicy = { decideDate, xmp, albumText: () => null };

/** Decides by the usual rules: the file, the source, the name. */
function decideDate({ facts, createdAt, filename }: DateEvidence, now: Date): AssetTaken {
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

/** What the file says itself needs no sidecar; its date is told only where it came from outside the file. */
function xmp({ description, taken }: PhotoToDescribe): string | null {
  if (description === null || description === '') return null;
  const fromFile = taken.takenReason === 'exif' || taken.takenReason === 'quicktime';
  return xmpSidecar({
    description,
    takenLocal: fromFile ? null : taken.takenLocal,
    zoneMinutes: fromFile ? null : taken.zoneMinutes,
  });
}

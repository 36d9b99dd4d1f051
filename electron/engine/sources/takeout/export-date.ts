import type { AssetTaken } from '../../catalog/assets/asset-row.ts';
import type { TakeoutDate } from '../../catalog/items/transfers.ts';
import type { DateEvidence } from '../source-policy.ts';
import { decideTakenMoment, withZone } from './meaning/taken.ts';
import { createTimeZones } from './meaning/time-zones.ts';

/** Everything that can tell when a photo of an export was taken. */
type ExportDateEvidence = Omit<DateEvidence, 'said' | 'createdAt'> & { readonly said: TakeoutDate };

/** Tables that are read once; they hold no state. */
const zones = createTimeZones();

/** Decides by the rules of exports when a photo was taken, and in which zone. */
export function decideExportDate(evidence: ExportDateEvidence, now: Date): AssetTaken {
  const { facts, picture, filename, said, neighbourZone } = evidence;
  const { takenAt, latitude, longitude, takenYear } = said;
  const geoData = latitude === null || longitude === null ? null : { latitude, longitude, altitude: null };
  const sidecar = { takenAt, geoData, geoDataExif: null };
  const own = decideTakenMoment({ sidecar, facts, picture, fileName: filename, folderYear: takenYear }, zones, now);
  const taken = neighbourZone === null ? own : withZone(own, neighbourZone, 'neighbour');
  return {
    takenLocal: taken.takenLocal,
    zoneMinutes: taken.zoneMinutes,
    takenReason: taken.takenReason,
    takenAt: taken.moment === null ? null : Math.floor(taken.moment / 1_000),
    zoneReason: taken.zoneReason,
  };
}

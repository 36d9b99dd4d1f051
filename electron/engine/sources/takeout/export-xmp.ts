import type { AssetTaken } from '../../catalog/assets/asset-row.ts';
import { xmpSidecar } from '../../destination/xmp.ts';
import type { EmbeddedFacts, ReconciledPhoto } from '../source-policy.ts';

/** So far apart, in degrees, two places are still the same: what rounding in files and sidecars makes of one. */
const samePlaceDegrees = 0.0001;
/** So far apart, in seconds, two moments are still the same. */
const sameMomentSeconds = 2;

/**
 * The sidecar of a photo that exports speak of: everything that is known, when any of it is not in the file itself. Null
 * when the file says it all and no sidecar was written before.
 */
export function xmpOfExport({ metadata, taken, facts }: ReconciledPhoto): string | null {
  const { takeout: said, albums, hasXmp } = metadata;
  const place = placeOf(said.date);
  const hasNews =
    (said.description ?? '').trim() !== '' ||
    said.people.length > 0 ||
    said.favourite ||
    albums.length > 0 ||
    (place !== null && !isSamePlace(place, facts.place)) ||
    tellsMoreOfDate(taken, facts);
  if (!hasNews && !hasXmp) return null;
  // A date that the file or its name tells is not Google's to repeat.
  const isGoogles = taken.takenReason === 'sidecar';
  return xmpSidecar({
    description: said.description,
    takenLocal: isGoogles ? taken.takenLocal : null,
    // Where nobody knows the zone none is told: the clock shows UTC, and to say so would claim to know.
    zoneMinutes: isGoogles ? taken.zoneMinutes : null,
    place: place ?? facts.place,
    people: said.people,
    favourite: said.favourite,
    extension: /\.([^./]+)$/.exec(metadata.path)?.[1],
    albums,
    evenIfEmpty: true,
  });
}

function placeOf({ latitude, longitude }: ReconciledPhoto['metadata']['takeout']['date']): EmbeddedFacts['place'] {
  return latitude === null || longitude === null ? null : { latitude, longitude };
}

function isSamePlace(one: NonNullable<EmbeddedFacts['place']>, other: EmbeddedFacts['place']): boolean {
  if (other === null) return false;
  return (
    Math.abs(one.latitude - other.latitude) <= samePlaceDegrees &&
    Math.abs(one.longitude - other.longitude) <= samePlaceDegrees
  );
}

/** The moment or the zone is not what the file says. */
function tellsMoreOfDate(
  { takenReason, takenLocal, takenAt, zoneMinutes }: AssetTaken,
  { taken }: EmbeddedFacts,
): boolean {
  if (takenReason !== 'sidecar' || takenAt === null) return false;
  if (taken === null) return true;
  if (taken.kind === 'instant') {
    return zoneMinutes !== null || Math.abs(Date.parse(taken.utc) / 1_000 - takenAt) > sameMomentSeconds;
  }
  if (taken.zoneMinutes !== zoneMinutes) return true;
  const clock = (local: string): number => Date.parse(`${local}Z`) / 1_000;
  return takenLocal === null || Math.abs(clock(taken.local) - clock(takenLocal)) > sameMomentSeconds;
}

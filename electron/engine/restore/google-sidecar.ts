import type { RestorablePhoto } from '../catalog/restores/restorable-photos.ts';
import { clockMoment } from '../media/embedding/clock-moment.ts';

/**
 * The JSON beside a photo in an export of Google: Google's own words where the backup has them, else what is known, in the
 * same form.
 */
export function googleSidecar(photo: RestorablePhoto): string {
  if (photo.verbatim !== null && isGoogles(photo.verbatim)) return photo.verbatim;
  const { filename, description, takenLocal, zoneMinutes, latitude, longitude, isFavourite, isArchived } = photo;
  const moment = takenLocal === null ? null : clockMoment(takenLocal, zoneMinutes ?? 0);
  const said = {
    title: filename,
    description: description ?? '',
    ...(moment === null ? {} : { photoTakenTime: { timestamp: String(moment) } }),
    geoData: { latitude: latitude ?? 0, longitude: longitude ?? 0, altitude: 0 },
    ...(isFavourite ? { favorited: true } : {}),
    ...(isArchived ? { archived: true } : {}),
  };
  return `${JSON.stringify(said, null, 2)}\n`;
}

/** Is this what an export says of a photo? The Library API says the same in another form. */
function isGoogles(verbatim: string): boolean {
  try {
    const said: unknown = JSON.parse(verbatim);
    return typeof said === 'object' && said !== null && 'photoTakenTime' in said;
  } catch {
    // A catalog of another machine: as good as nothing.
    return false;
  }
}

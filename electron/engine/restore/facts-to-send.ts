import type { TakenReason } from '../../contract/models.ts';
import type { RestorablePhoto } from '../catalog/restores/restorable-photos.ts';
import { readEmbeddedFacts } from '../media/embedded-facts.ts';
import { clockMoment } from '../media/embedding/clock-moment.ts';
import { takesFacts } from '../media/embedding/embed-facts.ts';
import type { FactsToEmbed } from '../media/embedding/facts-to-embed.ts';
import { type MediaFacts, noFacts } from '../media/media-facts.ts';

/** Dates that the file does not say itself. A year folder tells a year and no day. */
const toldByOthers: ReadonlySet<TakenReason> = new Set(['sidecar', 'api', 'file-name']);
/** Clocks are up to 14 hours ahead of UTC and 12 behind, in quarters of an hour. */
const quarterMinutes = 15;
const farthestZoneMinutes = 14 * 60;
const sameMomentSeconds = 60;
/** Some hundred metres: Google rounds, and so do cameras. */
const samePlaceDegrees = 0.001;

/**
 * What is known of a photo beyond what its file says, and can be written into a copy; null when that is nothing. Also what
 * somebody has corrected at Google, where the file still says something else.
 */
export function factsToSend(photo: RestorablePhoto): FactsToEmbed | null {
  if (!takesFacts(photo.mimeType)) return null;
  const said = (photo.embedded === null ? null : readEmbeddedFacts(photo.embedded)) ?? noFacts;
  const facts = { taken: takenToSend(photo, said.taken), place: placeToSend(photo, said.place) };
  return facts.taken === null && facts.place === null ? null : facts;
}

/** Will Google know when it was taken? `facts` are those that are written into the copy. */
export function isDated({ takenReason, embedded }: RestorablePhoto, facts: FactsToEmbed | null): boolean {
  if (takenReason === 'exif' || takenReason === 'quicktime' || (facts !== null && facts.taken !== null)) return true;
  // Google's JSON decides the date here, and most files say the same date themselves.
  return embedded !== null && (readEmbeddedFacts(embedded)?.taken ?? null) !== null;
}

/** Will Google know where it was taken, as far as it is known here? Some formats, such as GIF and AVI, cannot say it. */
export function isPlaced({ latitude, longitude, embedded, mimeType }: RestorablePhoto): boolean {
  if (latitude === null || longitude === null || takesFacts(mimeType)) return true;
  if (latitude === 0 && longitude === 0) return true;
  return embedded !== null && (readEmbeddedFacts(embedded)?.place ?? null) !== null;
}

function takenToSend(
  { takenLocal, zoneMinutes, takenReason, embedded }: RestorablePhoto,
  said: MediaFacts['taken'],
): FactsToEmbed['taken'] {
  if (takenLocal === null || !toldByOthers.has(takenReason)) return null;
  const known = { local: takenLocal, zoneMinutes };
  if (said === null) return known;
  // Only Google's JSON is worth more than the file's own word.
  if (embedded === null || takenReason !== 'sidecar') return null;
  const moment = clockMoment(takenLocal, zoneMinutes ?? 0);
  return isSameMoment(said, moment) ? null : known;
}

function isSameMoment(said: NonNullable<MediaFacts['taken']>, moment: number): boolean {
  if (said.kind === 'instant') return Math.abs(Date.parse(said.utc) / 1_000 - moment) < sameMomentSeconds;
  const apart = clockMoment(said.local, said.zoneMinutes ?? 0) - moment;
  if (Math.abs(apart) < sameMomentSeconds) return true;
  if (said.zoneMinutes !== null) return false;
  // A clock without a zone may show the same moment.
  const minutes = Math.round(apart / 60);
  return Math.abs(minutes) <= farthestZoneMinutes && minutes % quarterMinutes === 0;
}

function placeToSend(
  { latitude, longitude, embedded }: RestorablePhoto,
  said: MediaFacts['place'],
): FactsToEmbed['place'] {
  // Of a file that nobody has looked into, only its date is known to be missing.
  if (latitude === null || longitude === null || embedded === null) return null;
  if (latitude === 0 && longitude === 0) return null;
  const isSame =
    said !== null &&
    Math.abs(said.latitude - latitude) < samePlaceDegrees &&
    Math.abs(said.longitude - longitude) < samePlaceDegrees;
  return isSame ? null : { latitude, longitude };
}

import type { TakenReason } from '../../../../contract/models.ts';
import type { ZoneReason } from '../../../../contract/takeout-models.ts';
import { fileNameTime } from '../../../media/file-name-time.ts';
import { localTimeAt, zoneBetween } from '../../../media/local-time.ts';
import type { MediaFacts } from '../../../media/media-facts.ts';
import type { Sidecar } from './json-kind.ts';
import type { TimeZones } from './time-zones.ts';

/** Everything in an export that can tell when and where an item was taken. */
export interface TakenEvidence {
  /** Of the item or, for an edited copy or a clip, of its picture; null when there is none. */
  readonly sidecar: Pick<Sidecar, 'takenAt' | 'geoData' | 'geoDataExif'> | null;
  /** Of the file itself. */
  readonly facts: Pick<MediaFacts, 'taken' | 'place'>;
  /** Of the picture, for an edited copy or a clip; null without one, and where nobody has looked. */
  readonly picture?: Pick<MediaFacts, 'taken' | 'place'> | null | undefined;
  readonly fileName: string;
  /** Of the year folder that it lies in; null for other folders. */
  readonly folderYear: number | null;
}

/** How much of the time of capture is known. `clock`: what the clock on the wall showed, but not in which zone. */
export type TakenPrecision = 'moment' | 'clock' | 'day' | 'year' | 'none';

/** When an item was taken, in the words of the catalog. */
export interface TakenMoment {
  readonly precision: TakenPrecision;
  /** Epoch milliseconds; set for `moment` alone. */
  readonly moment: number | null;
  /**
   * `YYYY-MM-DDTHH:MM:SS`: the clock on the wall, or UTC for a `moment` without a zone. Noon of the `day`, noon of the first
   * of January of the `year`; null for `none`.
   */
  readonly takenLocal: string | null;
  readonly takenReason: TakenReason;
  /** Minutes east of UTC. */
  readonly zoneMinutes: number | null;
  readonly zoneReason: ZoneReason;
  /** IANA name, where the zone is that of a place. */
  readonly zoneName: string | null;
}

/** A place and who says so: the sidecar's `geoData`, its `geoDataExif`, or the file itself. */
export interface TakenPlace {
  readonly latitude: number;
  readonly longitude: number;
  /** Metres. */
  readonly altitude: number | null;
  readonly from: 'geoData' | 'geoDataExif' | 'file';
}

const minute = 60_000;

/** Where an item was taken. What people corrected by hand (`geoData`) counts before what the file says. */
export function decidePlace({ sidecar, facts }: Pick<TakenEvidence, 'sidecar' | 'facts'>): TakenPlace | null {
  if (sidecar !== null && sidecar.geoData !== null) return { ...sidecar.geoData, from: 'geoData' };
  if (sidecar !== null && sidecar.geoDataExif !== null) return { ...sidecar.geoDataExif, from: 'geoDataExif' };
  return facts.place === null ? null : { ...facts.place, altitude: null, from: 'file' };
}

/**
 * Decides when an item was taken: what Google says (UTC), else the file itself, else the picture of which it is an edited
 * copy or a clip, else its name, else the year of its folder.
 * The zone is that of the place, else the offset in the file, else the camera's clock against UTC. Without any the zone is
 * open: a neighbour may tell it (catalog/asset-standing.ts). This machine's own zone is never used. Dates later than the year
 * after `now` are ignored.
 */
export function decideTakenMoment(evidence: TakenEvidence, zones: TimeZones, now: Date): TakenMoment {
  const { sidecar, facts, fileName, folderYear } = evidence;
  const place = decidePlace(evidence);
  const zoneName = place === null ? null : zones.at(place.latitude, place.longitude);
  const named = fileNameTime(fileName, now);
  const namedLocal = named?.kind === 'local' ? named.time : null;
  const { taken } = facts;

  const atMoment = (moment: number, takenReason: TakenReason): TakenMoment =>
    momentWith(moment, takenReason, zoneOfMoment(moment, zoneName, taken, namedLocal, zones));

  if (sidecar !== null && sidecar.takenAt !== null) return atMoment(sidecar.takenAt * 1000, 'sidecar');
  if (taken?.kind === 'instant') return atMoment(Date.parse(taken.utc), taken.reason);
  if (taken?.kind === 'local') {
    const ahead =
      taken.zoneMinutes ?? (named?.kind === 'utc' ? zoneBetween(taken.local, Date.parse(`${named.time}Z`)) : null);
    return ahead === null
      ? atClock(taken.local, taken.reason, zoneName, zones)
      : atMoment(Date.parse(`${taken.local}Z`) - ahead * minute, taken.reason);
  }
  if (evidence.picture != null && evidence.picture.taken !== null) {
    const { taken: ofPicture, place: there } = evidence.picture;
    const asPicture = { taken: ofPicture, place: facts.place ?? there };
    return decideTakenMoment({ ...evidence, facts: asPicture, picture: null }, zones, now);
  }
  if (named?.kind === 'utc') return atMoment(Date.parse(`${named.time}Z`), 'file-name');
  if (namedLocal !== null) return atClock(namedLocal, 'file-name', zoneName, zones);
  if (named !== null) return { ...zoneless, precision: 'day', takenLocal: named.time, takenReason: 'file-name' };
  if (folderYear === null) return zoneless;
  const takenLocal = `${String(folderYear).padStart(4, '0')}-01-01T12:00:00`;
  return { ...zoneless, precision: 'year', takenLocal, takenReason: 'folder' };
}

/**
 * The same moment with a zone that something else told. Nothing changes where no zone is needed, that is, where one is known
 * already or no moment is.
 */
export function withZone(taken: TakenMoment, zoneMinutes: number, zoneReason: ZoneReason): TakenMoment {
  if (taken.zoneMinutes !== null || zoneReason === 'none') return taken;
  if (taken.moment !== null)
    return momentWith(taken.moment, taken.takenReason, { zoneMinutes, zoneReason, zoneName: null });
  if (taken.precision !== 'clock' || taken.takenLocal === null) return taken;
  const moment = Date.parse(`${taken.takenLocal}Z`) - zoneMinutes * minute;
  return { ...taken, precision: 'moment', moment, zoneMinutes, zoneReason };
}

type Zone = Pick<TakenMoment, 'zoneMinutes' | 'zoneReason' | 'zoneName'>;

const noZone: Zone = { zoneMinutes: null, zoneReason: 'none', zoneName: null };

const zoneless: TakenMoment = {
  precision: 'none',
  moment: null,
  takenLocal: null,
  takenReason: 'none',
  ...noZone,
};

function momentWith(moment: number, takenReason: TakenReason, zone: Zone): TakenMoment {
  return { precision: 'moment', moment, takenLocal: localTimeAt(moment, zone.zoneMinutes ?? 0), takenReason, ...zone };
}

/** Place, offset in the file, camera clock minus UTC; the clock is the file's or that in its name. */
function zoneOfMoment(
  moment: number,
  zoneName: string | null,
  taken: MediaFacts['taken'],
  namedLocal: string | null,
  zones: TimeZones,
): Zone {
  const ofPlace = zoneName === null ? null : zones.offsetAt(zoneName, moment);
  if (ofPlace !== null) return { zoneMinutes: ofPlace, zoneReason: 'place', zoneName };
  const inFile = taken?.kind === 'local' ? taken : null;
  if (inFile !== null && inFile.zoneMinutes !== null) {
    return { zoneMinutes: inFile.zoneMinutes, zoneReason: 'exif', zoneName: null };
  }
  for (const clock of [inFile?.local ?? null, namedLocal]) {
    const ahead = clock === null ? null : zoneBetween(clock, moment);
    if (ahead !== null) return { zoneMinutes: ahead, zoneReason: 'camera-clock', zoneName: null };
  }
  return noZone;
}

/** Only a clock on the wall: with the zone of its place it is a moment. */
function atClock(takenLocal: string, takenReason: TakenReason, zoneName: string | null, zones: TimeZones): TakenMoment {
  const zoneMinutes = zoneName === null ? null : zones.offsetOfLocal(zoneName, takenLocal);
  if (zoneMinutes === null) return { ...zoneless, precision: 'clock', takenLocal, takenReason };
  const moment = Date.parse(`${takenLocal}Z`) - zoneMinutes * minute;
  return { precision: 'moment', moment, takenLocal, takenReason, zoneMinutes, zoneReason: 'place', zoneName };
}

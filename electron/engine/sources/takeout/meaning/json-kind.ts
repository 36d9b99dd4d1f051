import { type Problem, problem } from '../../../../contract/problem.ts';
import { isPhotoYear } from '../../../media/local-time.ts';
import { placeOf } from '../../../media/media-facts.ts';
import { textOfJson } from './json-text.ts';

/** Larger JSON is not read: real sidecars have a kilobyte, and comments of shared albums some hundred. */
export const longestJsonBytes = 16 * 1024 * 1024;

/** Decimal degrees, north and east positive. */
export interface SidecarPlace {
  readonly latitude: number;
  readonly longitude: number;
  /** Metres; null when it is not told. */
  readonly altitude: number | null;
}

/** What Google says about one item. Everything that is missing, impossible or of the wrong type is empty. */
export interface Sidecar {
  /** The name it was uploaded under: untrusted, may hold any character; empty where there is none. */
  readonly title: string;
  /** The caption; null when it is empty. */
  readonly description: string | null;
  /** `photoTakenTime`, seconds since 1970 UTC, negative before; null for 0 and for years that no photo is of. */
  readonly takenAt: number | null;
  /** `creationTime`: when it was uploaded, seconds since 1970 UTC. */
  readonly uploadedAt: number | null;
  /** Where people or Google say it was taken; null for 0,0 and impossible places. */
  readonly geoData: SidecarPlace | null;
  /** Where the file says it was taken; the same. */
  readonly geoDataExif: SidecarPlace | null;
  /** In the sidecar's order. */
  readonly people: readonly string[];
  readonly favorited: boolean;
  readonly archived: boolean;
  readonly trashed: boolean;
  /** It came by partner sharing. */
  readonly partner: boolean;
  /** The item's page in Google Photos. */
  readonly url: string | null;
}

/** What Google says about one album. */
export interface AlbumMetadata {
  /** May be empty: an album without a title. */
  readonly title: string;
  readonly description: string | null;
  /** Seconds since 1970 UTC. */
  readonly date: number | null;
}

/** JSON in an export that speaks of no item and no album. */
export type OtherJsonKind = 'print-subscriptions' | 'shared-album-comments' | 'memory-titles' | 'empty' | 'unknown';

/** What a JSON file of an export is. */
export type JsonReading =
  | { readonly kind: 'sidecar'; readonly sidecar: Sidecar }
  | { readonly kind: 'album'; readonly album: AlbumMetadata }
  /** A title and nothing that tells items from albums: the folder decides (understand-folder.ts). */
  | { readonly kind: 'title-only'; readonly sidecar: Sidecar; readonly album: AlbumMetadata }
  | { readonly kind: 'other'; readonly what: OtherJsonKind }
  | { readonly kind: 'unreadable'; readonly problem: Problem };

type Json = Readonly<Record<string, unknown>>;

/** Only items have these. `geoData` is missing on purpose: albums of about 2019 have it, too. */
const itemKeys = [
  'photoTakenTime',
  'creationTime',
  'imageViews',
  'geoDataExif',
  'googlePhotosOrigin',
  'people',
  'favorited',
  'archived',
  'trashed',
];
/** Only albums have these. */
const albumKeys = ['access', 'date', 'enrichments'];

/**
 * Says what a JSON file of an export is, by its content; `fileName` only helps to name what is of no use. Never throws:
 * what is no text, no JSON or longer than {@link longestJsonBytes} is `unreadable`. One field of a wrong type is empty and
 * the rest is believed. Dates later than the year after `now` are none.
 */
export function readJson(bytes: Uint8Array, fileName: string, now: Date): JsonReading {
  if (bytes.length > longestJsonBytes) return unreadable(fileName, `${bytes.length} bytes are too many`);
  const text = textOfJson(bytes);
  if (text === null) return unreadable(fileName, 'It is no text in UTF-8 or UTF-16');
  if (text.length > longestJsonBytes / 3 && Buffer.byteLength(text) > longestJsonBytes) {
    return unreadable(fileName, `${Buffer.byteLength(text)} bytes of UTF-8 are too many`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own words quote what stands in the file, which is nobody's business.
    return unreadable(fileName, 'It is no JSON');
  }
  return isObject(value) ? readObject(value, fileName, now) : { kind: 'other', what: otherKind({}, fileName, value) };
}

function readObject(json: Json, fileName: string, now: Date): JsonReading {
  const wrapped = json['albumData'];
  if (isObject(wrapped) && typeof wrapped['title'] === 'string') {
    return { kind: 'album', album: readAlbum(wrapped, wrapped['title'], now) };
  }
  const title = json['title'];
  // What was taken at a moment is an item, even one without a title: its name alone then tells whose details they are.
  if ((title === undefined || title === null) && readSeconds(json['photoTakenTime'], now) !== null) {
    return { kind: 'sidecar', sidecar: readSidecar(json, '', now) };
  }
  if (typeof title !== 'string') return { kind: 'other', what: otherKind(json, fileName, json) };
  if (itemKeys.some((key) => Object.hasOwn(json, key))) {
    return { kind: 'sidecar', sidecar: readSidecar(json, title, now) };
  }
  const album = readAlbum(json, title, now);
  if (albumKeys.some((key) => Object.hasOwn(json, key))) return { kind: 'album', album };
  const what = knownByName(fileName);
  if (what !== null) return { kind: 'other', what };
  return { kind: 'title-only', sidecar: readSidecar(json, title, now), album };
}

function readSidecar(json: Json, title: string, now: Date): Sidecar {
  const origin = json['googlePhotosOrigin'];
  return {
    title: title.toWellFormed(),
    description: readText(json['description']),
    takenAt: readSeconds(json['photoTakenTime'], now),
    uploadedAt: readSeconds(json['creationTime'], now),
    geoData: readPlace(json['geoData']),
    geoDataExif: readPlace(json['geoDataExif']),
    people: readPeople(json['people']),
    favorited: json['favorited'] === true,
    archived: json['archived'] === true,
    trashed: json['trashed'] === true,
    partner: isObject(origin) && isObject(origin['fromPartnerSharing']),
    url: readText(json['url']),
  };
}

function readAlbum(json: Json, title: string, now: Date): AlbumMetadata {
  return {
    title: title.toWellFormed(),
    description: readText(json['description']),
    date: readSeconds(json['date'], now),
  };
}

/** Half of a surrogate pair cannot be written as UTF-8. */
function readText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.toWellFormed() : null;
}

/** `{timestamp: "1691836530", formatted}`, where `formatted` is localised text that is not read. */
function readSeconds(value: unknown, now: Date): number | null {
  const timestamp = isObject(value) ? value['timestamp'] : null;
  const isNumber = typeof timestamp === 'string' ? /^-?\d{1,15}$/.test(timestamp) : Number.isInteger(timestamp);
  const seconds = isNumber ? Number(timestamp) : 0;
  return seconds !== 0 && isPhotoYear(new Date(seconds * 1000).getUTCFullYear(), now) ? seconds : null;
}

function readPlace(value: unknown): SidecarPlace | null {
  if (!isObject(value)) return null;
  const { latitude, longitude, altitude } = value;
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return null;
  const place = placeOf(latitude, longitude);
  // Google writes 0 for heights that it does not know.
  const isHeight = typeof altitude === 'number' && Number.isFinite(altitude) && altitude !== 0;
  return place === null ? null : { ...place, altitude: isHeight ? altitude : null };
}

function readPeople(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((person: unknown) => {
    const name = isObject(person) ? readText(person['name']) : null;
    return name === null ? [] : [name];
  });
}

function otherKind(json: Json, fileName: string, value: unknown): OtherJsonKind {
  const named = knownByName(fileName);
  if (named !== null) return named;
  if (Object.hasOwn(json, 'printSubscriptions')) return 'print-subscriptions';
  if (Object.hasOwn(json, 'comments')) return 'shared-album-comments';
  if (Array.isArray(json['title']) || typeof json['title'] === 'number') return 'memory-titles';
  const isEmpty = value === null || (typeof value === 'object' && Object.keys(value).length === 0);
  return isEmpty ? 'empty' : 'unknown';
}

const knownNames: readonly (readonly [name: RegExp, what: OtherJsonKind])[] = [
  [/^print-subscriptions(\(\d+\))?\.json$/i, 'print-subscriptions'],
  [/^shared_album_comments(\(\d+\))?\.json$/i, 'shared-album-comments'],
  [/^user-generated-memory-titles(\(\d+\))?\.json$/i, 'memory-titles'],
];

/** What a JSON file is that speaks of no photo, by its name alone; null for every other. */
export function knownByName(fileName: string): OtherJsonKind | null {
  return knownNames.find(([name]) => name.test(fileName))?.[1] ?? null;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unreadable(subject: string, detail: string): JsonReading {
  return { kind: 'unreadable', problem: problem('sidecar-unreadable', { subject, detail }) };
}

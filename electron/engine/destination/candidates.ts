import { albumsFolder, photosFolder } from './layout.ts';
import {
  collisionKey,
  roomForSuffixes,
  safeFileName,
  safeFolderName,
  splitExtension,
  usualMaxNameBytes,
} from './names.ts';

/* The places where a photo, clip, album or entry may go, the wanted one first, then the next free numbers. */

/** One place where a file or folder may go. */
export interface Candidate {
  /** Relative to the destination (or to the album, for entry names), with forward slashes. */
  readonly path: string;
  /** The path's collision key: a candidate is free when nobody else holds its key. */
  readonly key: string;
}

/** The longest name that the destination's file system takes, in bytes; 255 when not given. */
export interface NameRoom {
  readonly maxNameBytes?: number | undefined;
}

/** What decides where a photo goes. */
interface PhotoNaming extends NameRoom {
  /** Local time of capture, `YYYY-MM-DDTHH:MM:SS`; null where unknown. */
  readonly takenLocal: string | null;
  /** As it was uploaded: untrusted. */
  readonly filename: string;
}

/**
 * Endless candidates for a photo: `Photos/2023/08/IMG_0001.JPG`, then `… (2).JPG`, … Take the first whose key is free
 * and keep it forever: what arrives later moves on to the next number, never the one that is there. No candidate ends
 * in `.xmp`, so that `<candidate>.xmp` is always free for the sidecar.
 */
export function photoPathCandidates(naming: PhotoNaming): Generator<Candidate, never> {
  const folder = `${photosFolder}/${dateFolder(naming.takenLocal)}`;
  return numbered(`${folder}/`, fileName(naming.filename, naming));
}

/**
 * Endless candidates for the clip of a motion photo, beside the photo and under its name, as other programs look for
 * it: `Photos/2023/08/IMG_0001.mp4` for `Photos/2023/08/IMG_0001.JPG`. Where another video has that name already,
 * `IMG_0001.JPG.mp4`, … follow: a number behind the stem could make it look like another photo's. `filename` is the
 * clip's own.
 */
export function* clipPathCandidates(photoPath: string, filename: string): Generator<Candidate, never> {
  const slash = photoPath.lastIndexOf('/') + 1;
  const [stem] = splitExtension(photoPath.slice(slash));
  const [, ending] = splitExtension(filename);
  yield candidate(`${photoPath.slice(0, slash)}${stem}${ending}`);
  return yield* numbered('', `${photoPath}${ending}`);
}

/** Endless candidates for an album's folder: `Albums/Trip`, `Albums/Trip (2)`, … */
export function* albumFolderCandidates(title: string, room: NameRoom = {}): Generator<Candidate, never> {
  const name = safeFolderName(title, { maxBytes: limitOf(room) });
  for (let number = 1; ; number += 1) {
    yield candidate(`${albumsFolder}/${number === 1 ? name : `${name} (${number})`}`);
  }
}

/** Endless candidates for an entry's name inside its album's folder: `IMG.JPG`, `IMG (2).JPG`, … */
export function entryNameCandidates(name: string, room: NameRoom = {}): Generator<Candidate, never> {
  return numbered('', fileName(name, room));
}

function* numbered(prefix: string, name: string): Generator<Candidate, never> {
  const [stem, ending] = splitExtension(name);
  yield candidate(`${prefix}${name}`);
  for (let number = 2; ; number += 1) yield candidate(`${prefix}${stem} (${number})${ending}`);
}

function candidate(path: string): Candidate {
  return { path, key: collisionKey(path) };
}

function fileName(name: string, room: NameRoom): string {
  const safe = safeFileName(name, { maxBytes: limitOf(room) });
  return safe.replace(/\.xmp$/iu, '_xmp');
}

function limitOf({ maxNameBytes = usualMaxNameBytes }: NameRoom): number {
  return Math.min(maxNameBytes, usualMaxNameBytes) - roomForSuffixes;
}

/** `2023/08`, or `Undated` for what no camera can have taken (photography begins in 1826). */
function dateFolder(takenLocal: string | null): string {
  const [, year, month] = /^(\d{4})-(\d{2})-\d{2}T/u.exec(takenLocal ?? '') ?? [];
  const sane = Number(year) >= 1826 && Number(year) < 2200 && Number(month) >= 1 && Number(month) <= 12;
  return sane ? `${year}/${month}` : 'Undated';
}

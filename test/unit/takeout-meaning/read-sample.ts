import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type MediaFacts, noFacts } from '../../../electron/engine/media/media-facts.ts';
import { sniffMedia } from '../../../electron/engine/media/media-type.ts';
import { bytesAccess } from '../../../electron/engine/media/random-access.ts';
import { readFacts } from '../../../electron/engine/media/read-facts.ts';
import {
  findContainers,
  type PlaceInExport,
  placeInExport,
} from '../../../electron/engine/sources/takeout/meaning/folder-meaning.ts';
import {
  type JsonReading,
  readJson,
  type Sidecar,
} from '../../../electron/engine/sources/takeout/meaning/json-kind.ts';
import type { MediaMatch } from '../../../electron/engine/sources/takeout/meaning/match.ts';
import {
  joinMembership,
  type KnownItem,
  type Membership,
  membershipKey,
} from '../../../electron/engine/sources/takeout/meaning/memberships.ts';
import {
  decidePlace,
  decideTakenMoment,
  type TakenMoment,
  type TakenPlace,
} from '../../../electron/engine/sources/takeout/meaning/taken.ts';
import { createTimeZones } from '../../../electron/engine/sources/takeout/meaning/time-zones.ts';
import {
  type FolderJson,
  type JsonRole,
  type UnderstoodFolder,
  understandFolder,
} from '../../../electron/engine/sources/takeout/meaning/understand-folder.ts';

/** After every sample's export. */
const now = new Date('2026-11-21T00:00:00Z');

export interface ReadMedia {
  readonly path: string;
  readonly sha256: string;
  readonly match: MediaMatch;
  readonly sidecar: Sidecar | null;
  readonly place: TakenPlace | null;
  readonly taken: TakenMoment;
  readonly meaning: UnderstoodFolder['meaning'];
  readonly isFilm: boolean;
}

export interface ReadSample {
  readonly media: readonly ReadMedia[];
  /** By path: what each JSON file is, and what the lone ones among the sidecars put into an album. */
  readonly json: ReadonlyMap<
    string,
    { readonly role: JsonRole | 'trash'; readonly isUsed: boolean; readonly joins: Membership<string>['kind'] | null }
  >;
  /** sha256 → `title NUL folder` of its albums. */
  readonly albums: ReadonlyMap<string, ReadonlySet<string>>;
}

interface Entry extends PlaceInExport {
  readonly path: string;
  readonly file: string;
}

interface Folder {
  readonly folder: string;
  readonly media: { readonly entry: Entry; readonly bytes: Buffer }[];
  readonly json: { readonly entry: Entry; readonly reading: JsonReading }[];
}

/** Reads the extracted parts of one export with nothing but the functions that are tested. */
export async function readSample(parts: readonly string[]): Promise<ReadSample> {
  const zones = createTimeZones();
  const folders = await readFolders(parts);
  const media: ReadMedia[] = [];
  const json = new Map<
    string,
    { role: JsonRole | 'trash'; isUsed: boolean; joins: Membership<string>['kind'] | null }
  >();
  const albums = new Map<string, Set<string>>();
  const join = (sha256: string, album: string): void => {
    albums.set(sha256, (albums.get(sha256) ?? new Set()).add(album));
  };
  const lone: { readonly sidecar: Sidecar; readonly path: string; readonly album: string | null }[] = [];
  for (const folder of folders) {
    const understood = understandFolder(
      {
        folder: folder.folder,
        media: folder.media.map(({ entry }) => ({ name: entry.name })),
        json: folder.json.map(({ entry, reading }) => folderJson(entry.name, reading)),
      },
      now,
    );
    const { meaning, album, unusedSidecars, roles } = understood;
    const isTrash = meaning.kind === 'trash';
    const albumKey = album === null ? null : `${album.title}\0${folder.folder}`;
    for (const [index, { entry }] of folder.json.entries()) {
      const role = isTrash ? 'trash' : (roles[index] ?? 'other-json');
      json.set(entry.path, { role, isUsed: role === 'sidecar' && !unusedSidecars.includes(index), joins: null });
    }
    if (isTrash) continue;
    for (const [index, { entry, bytes }] of folder.media.entries()) {
      const match = understood.matches[index];
      if (match === undefined) throw new Error(`${entry.path} was forgotten`);
      const reading = match.sidecar === null ? undefined : folder.json[match.sidecar]?.reading;
      const sidecar = reading !== undefined && 'sidecar' in reading ? reading.sidecar : null;
      const type = sniffMedia(bytes);
      const facts: MediaFacts = type === null ? noFacts : await readFacts(bytesAccess(bytes), type, now);
      const folderYear = meaning.kind === 'year' ? meaning.year : null;
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      media.push({
        path: entry.path,
        sha256,
        match,
        sidecar,
        place: decidePlace({ sidecar, facts }),
        taken: decideTakenMoment({ sidecar, facts, fileName: entry.name, folderYear }, zones, now),
        meaning,
        isFilm: type?.kind === 'video',
      });
      if (albumKey !== null) join(sha256, albumKey);
    }
    for (const index of unusedSidecars) {
      const one = folder.json[index];
      if (one !== undefined && 'sidecar' in one.reading) {
        lone.push({ sidecar: one.reading.sidecar, path: one.entry.path, album: albumKey });
      }
    }
  }
  const known = Map.groupBy(media.flatMap(knownItem), membershipKey);
  for (const { sidecar, path, album } of lone) {
    if (album === null) continue;
    const membership = joinMembership(sidecar, known.get(membershipKey(sidecar)) ?? []);
    const before = json.get(path);
    if (before !== undefined) before.joins = membership.kind;
    if (membership.kind === 'item') for (const sha256 of membership.keys) join(sha256, album);
  }
  return { media, json, albums };
}

function knownItem({ sidecar, sha256, match }: ReadMedia): readonly KnownItem<string>[] {
  if (sidecar === null) return [];
  const { title, takenAt, url } = sidecar;
  return [{ key: sha256, title, takenAt, url, content: sha256, isCompanion: match.relation.kind !== 'itself' }];
}

/** What is known of a file of JSON, as a folder is understood from it. */
export function folderJson(name: string, reading: JsonReading): FolderJson {
  switch (reading.kind) {
    case 'sidecar':
      return { name, kind: 'sidecar', title: reading.sidecar.title };
    case 'title-only':
      return { name, kind: 'title-only', title: reading.sidecar.title, album: reading.album };
    case 'album':
      return { name, kind: 'album', album: reading.album };
    case 'other':
    case 'unreadable':
      return { name, kind: reading.kind };
  }
}

async function readFolders(parts: readonly string[]): Promise<readonly Folder[]> {
  const files: { readonly path: string; readonly file: string }[] = [];
  for (const part of parts) {
    for (const entry of await readdir(part, { recursive: true, withFileTypes: true })) {
      const file = join(entry.parentPath, entry.name);
      if (entry.isFile()) files.push({ path: relative(part, file), file });
    }
  }
  const containers = findContainers(
    files.map(({ path }) => path),
    [],
  );
  const folders = new Map<string, Folder>();
  for (const { path, file } of files) {
    const place = placeInExport(path, containers);
    if (place === null) continue;
    const folder = folders.get(place.folder) ?? { folder: place.folder, media: [], json: [] };
    folders.set(place.folder, folder);
    const bytes = await readFile(file);
    const entry = { ...place, path, file };
    if (place.name.endsWith('.json')) folder.json.push({ entry, reading: readJson(bytes, place.name, now) });
    else folder.media.push({ entry, bytes });
  }
  return [...folders.values()];
}

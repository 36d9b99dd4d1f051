import type { TakeoutMediaKind } from '../../../contract/takeout-models.ts';
import type { EntryMatch, ExportFolder, FolderEntry, FolderMeaning } from '../../catalog/exports/takeout-folders.ts';
import type { ImportContext } from './import-context.ts';
import { findContainers, placeInExport } from './meaning/folder-meaning.ts';
import { readJson } from './meaning/json-kind.ts';
import type { MediaMatch, MediaRelation } from './meaning/match.ts';
import { matchFolder } from './meaning/match-folder.ts';
import { type FolderJson, type UnderstoodFolder, understandFolder } from './meaning/understand-folder.ts';
import { yieldToEventLoop } from './yield-to-event-loop.ts';

/**
 * Understands the folders of an export whose entries have changed, one at a time, each with what all parts hold of it that
 * were ever listed: what is it for, and which sidecar speaks of which photo.
 */
export async function matchExport(parts: ImportContext, exportId: number, signal: AbortSignal): Promise<void> {
  const { folders } = parts.catalog.takeout;
  const containers = containersOf(parts, exportId);
  for (let due = folders.due(exportId, 0); due.length > 0; due = folders.due(exportId, due.at(-1)?.id ?? 0)) {
    for (const folder of due) {
      await yieldToEventLoop(signal);
      matchOne(parts, folder, containers);
    }
  }
}

/**
 * The folders of Google Photos in the export. Where nobody knows their name, the JSON in them gives them away, which may
 * come with a later part: what was thought to be outside before is then looked at again.
 */
function containersOf({ catalog }: ImportContext, exportId: number): ReadonlySet<string> {
  const { folders, indexes } = catalog.takeout;
  const all = folders.all(exportId);
  const entriesIn = (path: string): string => `${path}/…`;
  const containers = findContainers(
    all.map(({ path }) => entriesIn(path)),
    all.filter(({ holdsPhotoJson }) => holdsPhotoJson).map(({ path }) => entriesIn(path)),
    indexes.products(exportId),
  );
  const inside = all.filter(
    ({ path, meaning }) => meaning === 'outside' && placeInExport(entriesIn(path), containers) !== null,
  );
  folders.markDue(inside.map(({ id }) => id));
  return containers;
}

function matchOne({ catalog, now }: ImportContext, folder: ExportFolder, containers: ReadonlySet<string>): void {
  const { folders } = catalog.takeout;
  const place = placeInExport(`${folder.path}/…`, containers);
  if (place === null) {
    folders.record({ folderId: folder.id, meaning: 'outside', year: null, title: null, matches: [], roles: [] });
    return;
  }
  const entries = folders.entries(folder.id);
  const media = entries.filter(({ role }) => role === 'media');
  const json = entries.filter(({ role }) => role !== 'media');
  const verbatim = (id: number): string | null => folders.verbatim(id);
  const read = json.map((entry) => folderJson(entry, verbatim, now()));
  const understood = understandFolder(
    {
      folder: place.folder,
      media: media.map((entry) => ({ name: entry.name, content: contentOf(entry) })),
      json: read,
    },
    now(),
  );
  const matches = understood.matches.map((match) => besideFirst(match, media, json, read));
  folders.record({
    folderId: folder.id,
    ...meaningOf(understood),
    title: understood.album?.title ?? null,
    matches: matches.flatMap((match) => entryMatch(match, media, json)),
    roles: json.flatMap(({ id, role }, index) => {
      const now = understood.roles[index];
      return now === undefined || now === role ? [] : [{ entryId: id, role: now }];
    }),
  });
}

/** Where parts disagree, what lies beside a photo in its own part speaks of it before anything from another one. */
function besideFirst(
  match: MediaMatch,
  media: readonly FolderEntry[],
  json: readonly FolderEntry[],
  read: readonly FolderJson[],
): MediaMatch {
  const entry = media[match.media];
  if (entry === undefined || match.confidence !== 'doubtful') return match;
  const own = json.flatMap(({ partId }, index) => {
    const one = read[index];
    return partId === entry.partId && one?.kind === 'sidecar' ? [{ index, name: one.name, title: one.title }] : [];
  });
  const near = media.flatMap(({ partId, name }, index) => (partId === entry.partId ? [{ index, name }] : []));
  if (own.length === json.length && near.length === media.length) return match;
  const among = near.findIndex(({ index }) => index === match.media);
  const found = matchFolder({ media: near, sidecars: own }).matches[among];
  if (found?.sidecar == null) return match;
  const { relation } = found;
  const picture = relation.kind === 'itself' ? null : near[relation.of ?? -1]?.index;
  // A picture that is known by its details alone may lie in another part.
  if (picture === undefined) return match;
  return {
    ...found,
    media: match.media,
    sidecar: own[found.sidecar]?.index ?? null,
    relation: relation.kind === 'itself' ? relation : { ...relation, of: picture },
  };
}

/** Equal for equal bytes; a tgz and a folder have no checksums, so nothing is said about what lies in them. */
function contentOf({ bytes, crc32 }: FolderEntry): string | null {
  return crc32 === null ? null : `${bytes} ${crc32}`;
}

function folderJson(entry: FolderEntry, verbatim: (id: number) => string | null, now: Date): FolderJson {
  const { name, role, title } = entry;
  // A sidecar's title is all that matters here, and the catalog has it.
  if (role === 'sidecar') return { name, kind: 'sidecar', title: title ?? '', content: contentOf(entry) };
  const reading = readJson(Buffer.from(verbatim(entry.id) ?? ''), name, now);
  switch (reading.kind) {
    case 'album':
      return { name, kind: 'album', album: reading.album };
    case 'title-only':
      return { name, kind: 'title-only', title: title ?? '', album: reading.album, content: contentOf(entry) };
    case 'sidecar':
      return { name, kind: 'sidecar', title: reading.sidecar.title, content: contentOf(entry) };
    case 'other':
    case 'unreadable':
      return { name, kind: 'other' };
  }
}

function meaningOf({ meaning }: UnderstoodFolder): {
  readonly meaning: FolderMeaning;
  readonly year: number | null;
} {
  switch (meaning.kind) {
    case 'year':
      return { meaning: 'year', year: meaning.year };
    case 'album':
    case 'archive':
    case 'trash':
    case 'locked':
      return { meaning: meaning.kind, year: null };
    case 'failed-videos':
      return { meaning: 'failed', year: null };
    case 'container':
    case 'unknown':
      return { meaning: 'other', year: null };
  }
}

function entryMatch(
  match: UnderstoodFolder['matches'][number],
  media: readonly FolderEntry[],
  json: readonly FolderEntry[],
): readonly EntryMatch[] {
  const entry = media[match.media];
  if (entry === undefined) return [];
  const { relation, confidence, reason } = match;
  const of = relation.kind === 'itself' ? null : relation.of;
  return [
    {
      entryId: entry.id,
      sidecarId: match.sidecar === null ? null : (json[match.sidecar]?.id ?? null),
      kind: kindOf(relation),
      pictureId: of === null ? null : (media[of]?.id ?? null),
      confidence,
      reason,
    },
  ];
}

function kindOf({ kind }: MediaRelation): TakeoutMediaKind {
  return kind === 'itself' ? 'photo' : kind;
}

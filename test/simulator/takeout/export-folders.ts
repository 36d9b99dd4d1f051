import { hashOf } from '../library/seeded-hash.ts';
import type { ExportAccount, ExportAlbum, ExportItem, Home } from './account/export-item.ts';
import type { SentExport } from './account/history.ts';
import { createFolderNames, cutText, fileNameOf } from './entry-names.ts';
import type { TakeoutWords } from './takeout-words.ts';

/** `albums`: the person ticked albums only, so there are no year folders. */
export type TakeoutSelection = 'everything' | 'albums';

/** One item in one folder; `sidecar` shows nothing but the item's sidecar. */
export interface Showing {
  readonly item: ExportItem;
  readonly shows: 'files' | 'sidecar';
}

/** One folder of the container, with its items in the order in which they get their names. */
export interface ExportFolder {
  readonly name: string;
  readonly holds:
    | { readonly kind: 'year'; readonly year: number }
    | { readonly kind: 'album'; readonly album: ExportAlbum }
    | { readonly kind: 'special'; readonly home: Home };
  readonly showings: readonly Showing[];
}

const specialHomes = ['archive', 'locked', 'failed-videos', 'trash'] as const;
const longestFolderName = 100;

/** All folders of an export: years, special ones, albums. */
export function exportFolders(
  sent: SentExport,
  words: TakeoutWords,
  seed: number,
  selection: TakeoutSelection,
): readonly ExportFolder[] {
  const homes = homesOf(sent, selection);
  const albumNames = albumFolderNames(sent.account.albums, words);
  const showsFiles = fileShower(sent.account, homes, seed);
  const albums = sent.albums.map((album): ExportFolder => {
    const showings = album.members.flatMap((key): readonly Showing[] => {
      const home = homes.get(key);
      if (home === undefined) return [];
      return [{ item: home.item, shows: showsFiles(home.item, album) ? 'files' : 'sidecar' }];
    });
    return { name: albumNames.get(album.key) ?? album.title, holds: { kind: 'album', album }, showings };
  });
  return [...yearFolders(homes, words), ...specialFolders(homes, words), ...albums];
}

interface Homed {
  readonly item: ExportItem;
  readonly home: Home;
}

/** Items that this export shows. Bytes of an item that is in no album need another home. */
function homesOf({ items, albums }: SentExport, selection: TakeoutSelection): ReadonlyMap<string, Homed> {
  const inAlbums = new Set(albums.flatMap(({ members }) => members));
  const homes = new Map<string, Homed>();
  for (const item of items) {
    const { key, home } = item;
    if (selection === 'albums') {
      // Without year folders, every sidecar lies in an album.
      if (inAlbums.has(key)) homes.set(key, { item: { ...item, sidecarIn: 'every-folder' }, home: 'albums' });
    } else {
      homes.set(key, { item, home: home === 'albums' && !inAlbums.has(key) ? 'year' : home });
    }
  }
  return homes;
}

/**
 * Decides whether an album's folder holds an item's files. A sidecar alone does when title and date tell the item from
 * all others, and its bytes lie elsewhere.
 */
function fileShower(
  { items }: ExportAccount,
  homes: ReadonlyMap<string, Homed>,
  seed: number,
): (item: ExportItem, album: ExportAlbum) => boolean {
  const alike = new Map<string, number>();
  for (const item of items) alike.set(likeness(item), (alike.get(likeness(item)) ?? 0) + 1);
  return (item, { key, style }) => {
    if (item.bytes === 'absent') return false;
    if (homes.get(item.key)?.home === 'albums' || style === 'copies') return true;
    const isTellable = typeof item.said.taken === 'number' && alike.get(likeness(item)) === 1;
    if (item.sidecar.kind === 'none' || item.sidecarIn === 'year-folder' || !isTellable) return true;
    return style === 'mixed' && hashOf(seed, `shown in ${key}`, Buffer.from(item.key).readUInt32BE(4)) % 2 === 0;
  };
}

function likeness({ title, said }: ExportItem): string {
  return `${title}\0${said.taken}`;
}

function yearFolders(homes: ReadonlyMap<string, Homed>, words: TakeoutWords): readonly ExportFolder[] {
  const byYear = new Map<number, Showing[]>();
  for (const { item, home } of homes.values()) {
    if (home !== 'year') continue;
    const showings = byYear.get(yearOf(item)) ?? [];
    if (showings.length === 0) byYear.set(yearOf(item), showings);
    showings.push({ item, shows: 'files' });
  }
  return [...byYear]
    .toSorted(([a], [b]) => a - b)
    .map(([year, showings]) => ({ name: words.yearFolder(year), holds: { kind: 'year', year }, showings }));
}

/** The year Google files an item under. */
function yearOf({ said, content }: ExportItem): number {
  const seconds = typeof said.taken === 'number' ? said.taken : content.capture.localSeconds;
  return new Date(seconds * 1000).getUTCFullYear();
}

function specialFolders(homes: ReadonlyMap<string, Homed>, words: TakeoutWords): readonly ExportFolder[] {
  const names = {
    archive: words.archive,
    locked: words.locked,
    'failed-videos': words.failedVideos,
    trash: words.trash,
  };
  return specialHomes.flatMap((special) => {
    const items = [...homes.values()].filter(({ home }) => home === special);
    const showings = items.map(({ item }): Showing => ({ item, shows: 'files' }));
    return showings.length === 0 ? [] : [{ name: names[special], holds: { kind: 'special', home: special }, showings }];
  });
}

/** Years that have a folder name kept free, so that an album's folder has the same name in every export. */
const reservedYears = { first: 1826, last: 2100 };

function albumFolderNames(albums: readonly ExportAlbum[], words: TakeoutWords): ReadonlyMap<string, string> {
  const { first, last } = reservedYears;
  const years = Array.from({ length: last - first + 1 }, (_, i) => words.yearFolder(first + i));
  const names = createFolderNames([...years, words.archive, words.locked, words.failedVideos, words.trash]);
  return new Map(
    albums.map(({ key, title }) => {
      const stem = title === '' ? words.untitled : cutText(fileNameOf(title), longestFolderName);
      const number = names.claim([{ stem, extension: '' }]);
      return [key, number === 0 ? stem : `${stem}(${number})`];
    }),
  );
}

import { recipeFor } from '../../library/item-recipe.ts';
import { idOf } from '../../library/permanent-ids.ts';
import { pickBelow } from '../../library/seeded-hash.ts';
import type { TakeoutWords } from '../takeout-words.ts';
import type { ExportAccount, ExportAlbum, ExportItem } from './export-item.ts';
import { type AccountSize, initialAccount } from './initial-account.ts';
import { editedCopy, libraryExportItem } from './library-items.ts';

/** What one export sends, and from which account. */
export interface SentExport {
  /** 0 is the first, complete export; those after it are incremental. */
  readonly generation: number;
  /** Seconds since 1970 UTC at which it was asked for; its archives are named after it. */
  readonly seconds: number;
  /** All albums of the account: folder names depend on those that are not sent, too. */
  readonly account: ExportAccount;
  readonly items: readonly ExportItem[];
  /** Albums that are sent, with those of their members that are. */
  readonly albums: readonly ExportAlbum[];
}

/** Takeout's schedule: every two months. */
const secondsBetween = 60 * 86_400;
const firstExport = Date.UTC(2026, 8, 5, 10, 11, 12) / 1000;
/** Far from the numbers of the library and the cast. */
const firstNewNumber = 0x3000_0000;
const mostNew = 100_000;

/** All exports of an account up to and including that generation, the first one first. */
export function exportHistory(size: AccountSize, words: TakeoutWords, generation: number): readonly SentExport[] {
  const seconds = firstExport + (size.seed % 86_400);
  const account = initialAccount(size, words);
  const history: SentExport[] = [{ generation: 0, seconds, account, ...account }];
  for (let next = 1; next <= generation; next += 1) {
    const before = history[next - 1]?.account ?? account;
    history.push(incrementalExport(size, before, next, seconds + next * secondsBetween));
  }
  return history;
}

/** How an item fares between two exports. */
type Fate = 'kept' | 'resent' | 'described' | 'undescribed' | 'favoured' | 'edited' | 'collected' | 'removed';

function incrementalExport(
  { items: size, seed }: AccountSize,
  before: ExportAccount,
  generation: number,
  seconds: number,
): SentExport {
  const fates = new Map(before.items.map((item, position) => [item.key, fateOf(seed, item, position, generation)]));
  const fresh = newItems(seed, Math.min(mostNew, Math.max(6, Math.floor(size / 50))), generation, seconds);
  const items = [...fresh, ...before.items.flatMap((item) => afterFate(item, fates.get(item.key), generation))];
  const collected = before.items.filter(({ key }) => fates.get(key) === 'collected').map(({ key }) => key);
  const albums = albumsAfter(before.albums, fresh, collected, generation, new Set(items.map(({ key }) => key)));
  const account = { items, albums };
  const sent = items.filter(({ key }) => (fates.get(key) ?? 'new') !== 'kept');
  return { generation, seconds, account, items: sent, albums: partsOfAlbums(albums, sent) };
}

/** Peculiar items stay as they are: what changes is what an ordinary item meets. */
function fateOf(seed: number, item: ExportItem, position: number, generation: number): Fate {
  const ordinary = item.bytes === 'present' && item.sidecar.kind !== 'none' && item.sidecarIn === 'every-folder';
  if (!ordinary || (item.home !== 'year' && item.home !== 'albums')) return 'kept';
  const share = pickBelow(1000, seed, `fate in ${generation}`, position);
  // Captions are rare, so their loss has to be more likely to be met at all.
  if (item.said.description !== '' && share % 7 === 0) return 'undescribed';
  if (share < 35) return 'described';
  if (share < 50) return 'favoured';
  if (share < 55) return canBeEdited(item) ? 'edited' : 'resent';
  if (share < 70) return 'collected';
  if (share < 90) return 'removed';
  return share < 110 ? 'resent' : 'kept';
}

function canBeEdited({ content, companions, title }: ExportItem): boolean {
  return content.format !== 'mp4' && companions.length === 0 && /.\.\w{3,4}$/.test(title) && title.length <= 40;
}

function afterFate(item: ExportItem, fate: Fate | undefined, generation: number): readonly ExportItem[] {
  const { said } = item;
  switch (fate) {
    case 'removed':
      return [];
    case 'described':
      return [{ ...item, said: { ...said, description: `Told in export ${generation}` } }];
    case 'undescribed':
      return [{ ...item, said: { ...said, description: '' } }];
    case 'favoured':
      return [{ ...item, said: { ...said, favorited: !said.favorited, people: [...said.people, 'Grandmother'] } }];
    case 'edited':
      return [{ ...item, companions: [editedCopy(item.content, '-edited')] }];
    case 'collected':
    case 'resent':
    case 'kept':
    case undefined:
      return [item];
  }
}

function newItems(seed: number, count: number, generation: number, seconds: number): readonly ExportItem[] {
  return Array.from({ length: count }, (_, i) => {
    const number = firstNewNumber + generation * mostNew + i;
    const localSeconds = seconds - 86_400 - Math.floor(((i + 1) / count) * 40 * 86_400);
    const recipe = recipeFor({ seed, id: idOf('added', number, seed), number, localSeconds, requests: {} });
    const item = libraryExportItem(seed, recipe, number);
    // Nobody has put them into albums by chance; those that are in one are in both folders.
    return item.home === 'albums' ? { ...item, home: 'year' } : item;
  });
}

/** New albums come first; half of the new items and of the collected ones go into an album, old or new. */
function albumsAfter(
  before: readonly ExportAlbum[],
  fresh: readonly ExportItem[],
  collected: readonly string[],
  generation: number,
  present: ReadonlySet<string>,
): readonly ExportAlbum[] {
  const newest = fresh.map(({ key }) => key);
  const half = Math.ceil(newest.length / 2);
  const grown = before.find(({ members, style }) => members.length > 0 && style === 'copies')?.key;
  const album: ExportAlbum = {
    key: `export-${generation}`,
    title: `Autumn ${generation}`,
    description: '',
    style: 'copies',
    metadataForm: 'flat',
    members: [...newest.slice(half), ...collected.filter((_, i) => i % 2 === 0)],
  };
  const kept = before.map((old) => {
    const remaining = old.members.filter((key) => present.has(key));
    if (old.key !== grown) return { ...old, members: remaining };
    const known = new Set(remaining);
    const added = [...newest.slice(0, Math.ceil(half / 2)), ...collected.filter((_, i) => i % 2 === 1)];
    return { ...old, members: [...remaining, ...added.filter((key) => !known.has(key))] };
  });
  return [...kept, album];
}

function partsOfAlbums(albums: readonly ExportAlbum[], sent: readonly ExportItem[]): readonly ExportAlbum[] {
  const keys = new Set(sent.map(({ key }) => key));
  return albums.flatMap((album) => {
    const members = album.members.filter((key) => keys.has(key));
    return members.length === 0 ? [] : [{ ...album, members }];
  });
}

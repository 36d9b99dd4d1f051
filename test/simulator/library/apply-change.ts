import { assertNever } from '../../../electron/contract/result.ts';
import type { AlbumCollection, AlbumHandle } from './album-collection.ts';
import type { ItemCollection, ItemHandle } from './item-collection.ts';
import { type ItemRecipe, recipeFor } from './item-recipe.ts';
import type { ChangeOutcome, LibraryChange } from './library-change.ts';
import type { MediaFormat } from './library-model.ts';
import { sceneCount } from './media/scene-svg.ts';

/** What changes are made to. */
export interface Shelves {
  readonly seed: number;
  readonly items: ItemCollection;
  readonly albums: AlbumCollection;
}

type ChangeOf<Kind extends LibraryChange['kind']> = Extract<LibraryChange, { readonly kind: Kind }>;

/** Added items are younger than all others: each was taken a minute after the one before. */
const firstAddedSeconds = Date.UTC(2026, 8, 1) / 1000;
/** Keeps the chance of added items apart from that of the items at the same index. */
const addedNumbers = 0x4000_0000;

const formats: Readonly<Record<NonNullable<ChangeOf<'add-items'>['mimeType']>, MediaFormat>> = {
  'image/jpeg': 'jpeg',
  'image/heic': 'heic',
  'video/mp4': 'mp4',
};

/** Makes one change, or none of it and says why. */
export function applyChange(shelves: Shelves, change: LibraryChange): ChangeOutcome {
  switch (change.kind) {
    case 'add-items':
      return addItems(shelves, change);
    case 'duplicate-item':
      return duplicateItem(shelves, change);
    case 'rename-item':
      return withItem(shelves, change.id, (recipe) => ({ ...recipe, filename: change.filename }));
    case 'describe-item':
      return withItem(shelves, change.id, (recipe) => ({ ...recipe, description: change.description || null }));
    case 'edit-item':
      return withItem(shelves, change.id, edited);
    case 'set-video-status':
      return withItem(shelves, change.id, (recipe) =>
        isVideo(recipe) ? { ...recipe, videoStatus: change.status } : `${change.id} is no video`,
      );
    case 'remove-items':
      return removeItems(shelves, change);
    case 'add-album':
      return addAlbum(shelves, change);
    case 'rename-album':
    case 'remove-album':
    case 'add-album-items':
    case 'remove-album-items':
    case 'reorder-album':
    case 'reverse-album':
      return changeAlbum(shelves, change);
    default:
      return assertNever(change);
  }
}

type AlbumChange = ChangeOf<
  'rename-album' | 'remove-album' | 'add-album-items' | 'remove-album-items' | 'reorder-album' | 'reverse-album'
>;

function changeAlbum({ albums, items }: Shelves, change: AlbumChange): ChangeOutcome {
  const album = albums.handleOf(change.id);
  if (album === undefined) return refused(`No album ${change.id}`);
  const named = 'itemIds' in change ? handlesOf(items, change.itemIds) : { ok: true as const, handles: [] };
  if (!named.ok) return named;
  const members = albums.members(album);
  switch (change.kind) {
    case 'rename-album':
      albums.rename(album, change.title);
      return done();
    case 'remove-album':
      albums.remove(album);
      return done();
    case 'add-album-items':
      albums.fill(album, [...new Set([...members, ...named.handles])]);
      return done();
    case 'remove-album-items':
      albums.fill(album, without(members, named.handles));
      return done();
    case 'reorder-album': {
      const foreign = without(named.handles, members);
      if (foreign.length > 0) return refused(`${foreign.length} of these items are not in the album`);
      albums.fill(album, [...new Set([...named.handles, ...members])]);
      return done();
    }
    case 'reverse-album':
      albums.fill(album, members.toReversed());
      return done();
    default:
      return assertNever(change);
  }
}

function addItems({ seed, items, albums }: Shelves, change: ChangeOf<'add-items'>): ChangeOutcome {
  const targets: AlbumHandle[] = [];
  for (const id of change.albumIds ?? []) {
    const album = albums.handleOf(id);
    if (album === undefined) return refused(`No album ${id}`);
    targets.push(album);
  }
  const names = change.filenames ?? [];
  const added: ItemHandle[] = [];
  for (let i = 0; i < Math.max(change.count ?? 1, names.length); i += 1) {
    const filename = names[i];
    const wishes = {
      ...(filename === undefined ? {} : { filename }),
      ...(change.mimeType === undefined ? {} : { format: formats[change.mimeType] }),
      ...(change.description === undefined ? {} : { description: change.description }),
      ...(change.taken === undefined ? {} : { taken: change.taken }),
    };
    added.push(
      items.add((id, number) =>
        recipeFor({
          seed,
          id,
          number: addedNumbers + number,
          localSeconds: firstAddedSeconds + number * 60,
          requests: wishes,
        }),
      ),
    );
  }
  for (const album of targets) albums.fill(album, [...albums.members(album), ...added]);
  return done(added.map(items.idOf));
}

function duplicateItem({ items }: Shelves, { id, filename }: ChangeOf<'duplicate-item'>): ChangeOutcome {
  const original = items.handleOf(id);
  if (original === undefined) return refused(`No item ${id}`);
  const recipe = items.recipe(original);
  const copy = items.add((newId) => ({
    ...recipe,
    id: newId,
    filename: filename ?? recipe.filename,
    description: null,
  }));
  return done([items.idOf(copy)]);
}

function removeItems({ items, albums }: Shelves, change: ChangeOf<'remove-items'>): ChangeOutcome {
  const named = handlesOf(items, change.ids);
  if (!named.ok) return named;
  const emptied = new Set(named.handles.flatMap((item) => albums.holding(item)));
  for (const album of emptied) albums.fill(album, without(albums.members(album), named.handles));
  for (const item of new Set(named.handles)) items.remove(item);
  return done();
}

function addAlbum({ items, albums }: Shelves, change: ChangeOf<'add-album'>): ChangeOutcome {
  const named = handlesOf(items, change.itemIds ?? []);
  if (!named.ok) return named;
  const album = albums.add(change.title);
  albums.fill(album, [...new Set(named.handles)]);
  return done([], [albums.idOf(album)]);
}

/** Another marker makes other bytes; the next scene lets eyes see it, too. */
function edited(recipe: ItemRecipe): ItemRecipe | string {
  const { content } = recipe;
  if (content.kind === 'uploaded') return 'Uploaded bytes cannot be edited here';
  return {
    ...recipe,
    content: { ...content, marker: `${content.marker}+`, scene: (content.scene + 1) % sceneCount },
  };
}

/** Replaces an item by what `change` makes of it; a text from `change` refuses. */
function withItem({ items }: Shelves, id: string, change: (recipe: ItemRecipe) => ItemRecipe | string): ChangeOutcome {
  const handle = items.handleOf(id);
  if (handle === undefined) return refused(`No item ${id}`);
  const changed = change(items.recipe(handle));
  if (typeof changed === 'string') return refused(changed);
  items.replace(handle, changed);
  return done();
}

function isVideo({ content }: ItemRecipe): boolean {
  return content.kind === 'uploaded' ? content.isVideo : content.format === 'mp4';
}

type Handles =
  | { readonly ok: true; readonly handles: readonly ItemHandle[] }
  | { readonly ok: false; readonly message: string };

function handlesOf(items: ItemCollection, ids: readonly string[]): Handles {
  const handles: ItemHandle[] = [];
  for (const id of ids) {
    const handle = items.handleOf(id);
    if (handle === undefined) return refused(`No item ${id}`);
    handles.push(handle);
  }
  return { ok: true, handles };
}

function without(all: readonly number[], some: readonly number[]): readonly number[] {
  const left = new Set(some);
  return all.filter((one) => !left.has(one));
}

function done(itemIds: readonly string[] = [], albumIds: readonly string[] = []): ChangeOutcome {
  return { ok: true, itemIds, albumIds };
}

function refused(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}

import { createHash } from 'node:crypto';
import type { ItemHandle } from './item-collection.ts';
import { mediaOf } from './item-media.ts';
import { creationSeconds, type ItemRecipe } from './item-recipe.ts';
import type { Interior, StoredSize } from './library-interior.ts';
import type { ItemTruth } from './library-model.ts';
import { itemAsShown, wallClock } from './shown-facts.ts';

/** Digests that are remembered; one takes about 200 bytes. */
const digestsKept = 20_000;

/** What a backup of the item must hold when it is done. */
export async function truthOf(interior: Interior, handle: ItemHandle): Promise<ItemTruth> {
  const { items, albums } = interior;
  const recipe = items.recipe(handle);
  const { id, filename, mimeType, kind, creationTime, description } = itemAsShown(interior.workshop, recipe);
  const stored = await storedSize(interior, recipe);
  return {
    ...{ id, filename, mimeType, kind, creationTime, description },
    bytes: stored?.bytes ?? null,
    sha256: stored?.sha256 ?? null,
    ...takenTruth(recipe),
    albums: albums.holding(handle).map((album) => ({ id: albums.idOf(album), title: albums.title(album) })),
  };
}

/** When an item was taken, and what says so. */
export function takenTruth({ content }: ItemRecipe): Pick<ItemTruth, 'taken' | 'takenFrom' | 'offsetMinutes'> {
  const { capture } = content;
  const isVideo = content.kind === 'uploaded' ? content.isVideo : content.format === 'mp4';
  const offsetMinutes = capture.offsetRecorded ? capture.offsetMinutes : null;
  if (!capture.dateRecorded)
    return { taken: wallClock(creationSeconds(content)), takenFrom: 'creation-time', offsetMinutes };
  if (!isVideo) return { taken: wallClock(capture.localSeconds), takenFrom: 'exif', offsetMinutes };
  if (capture.offsetRecorded)
    return { taken: wallClock(capture.localSeconds), takenFrom: 'quicktime-zone', offsetMinutes };
  return { taken: wallClock(creationSeconds(content)), takenFrom: 'quicktime-utc', offsetMinutes };
}

/** Size and digest of what a backup stores; undefined while there are no bytes to fetch. */
async function storedSize({ workshop, digests }: Interior, recipe: ItemRecipe): Promise<StoredSize | undefined> {
  const { content } = recipe;
  const isVideo = content.kind === 'uploaded' ? content.isVideo : content.format === 'mp4';
  if (isVideo && recipe.videoStatus !== 'READY') return undefined;
  const key = content.kind === 'uploaded' ? null : content.marker;
  const known = key === null ? undefined : digests.get(key);
  if (known !== undefined) return known;
  const media = await mediaOf(workshop, recipe, isVideo ? { kind: 'video' } : { kind: 'download' });
  if (media === undefined) return undefined;
  const stored = { bytes: media.length, sha256: digestOf(media.chunks) };
  if (key !== null) remember(digests, key, stored);
  return stored;
}

function remember(digests: Map<string, StoredSize>, key: string, stored: StoredSize): void {
  const oldest = digests.size >= digestsKept ? digests.keys().next().value : undefined;
  if (oldest !== undefined) digests.delete(oldest);
  digests.set(key, stored);
}

/** SHA-256 in hex. */
export function digestOf(chunks: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
}

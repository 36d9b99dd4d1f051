import { takenTruth } from './item-truth.ts';
import type { Interior } from './library-interior.ts';
import type { UploadTruth } from './library-model.ts';

/** What was uploaded and is still there, in the order in which it came. */
export function* uploadTruthsOf({ items, albums, uploads }: Interior): Generator<UploadTruth> {
  for (const [sha256, handle] of uploads) {
    if (items.handleOf(items.idOf(handle)) === undefined) continue;
    const recipe = items.recipe(handle);
    // What Google had before, and found again by its bytes, was not made by an upload.
    if (recipe.content.kind !== 'uploaded') continue;
    const { id, filename, description, content } = recipe;
    yield {
      ...{ id, filename, bytes: content.bytes.length, sha256, description },
      ...takenTruth(recipe),
      place: content.capture.position,
      albums: albums.holding(handle).map((album) => ({ id: albums.idOf(album), title: albums.title(album) })),
    };
  }
}

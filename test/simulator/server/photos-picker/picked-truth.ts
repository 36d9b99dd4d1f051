import { digestOf } from '../../library/item-truth.ts';
import type { ItemTruth, SimulatedLibrary } from '../../library/library-model.ts';

/** What a backup must hold of an item that came through the Picker. */
export interface PickedTruth extends ItemTruth {
  /** For the clip of a motion photo: the id of the photo it belongs to. */
  readonly pairOf: string | null;
}

/**
 * An item as the Picker serves it, and behind a motion photo its clip (id `<id>#clip`). Nothing of what the Picker does
 * not tell: no description, no album.
 */
export async function pickedTruth(library: SimulatedLibrary, id: string): Promise<readonly PickedTruth[]> {
  const item = library.item(id);
  const truth = await library.truth(id);
  if (item === undefined || truth === undefined) return [];
  const told: PickedTruth = { ...truth, description: null, albums: [], pairOf: null };
  const clip = item.kind === 'photo' && item.moving ? await library.media(id, { kind: 'video' }) : undefined;
  if (clip === undefined) return [told];
  const half: PickedTruth = {
    ...told,
    id: `${id}#clip`,
    filename: `${item.filename.replace(/(?<=.)\.[^.]*$/, '')}.mp4`,
    mimeType: clip.contentType,
    kind: 'video',
    bytes: clip.length,
    sha256: digestOf(clip.chunks),
    pairOf: id,
  };
  return [told, half];
}

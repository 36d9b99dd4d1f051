import type { CopyKey } from '../catalog/albums/album-copies.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { planScrub, readingCost } from './scrub-plan.ts';

/** What is to be read today. */
export interface ScrubShare {
  /** Of photos, the longest unread first; eight bytes each. */
  readonly ids: Float64Array;
  readonly copies: readonly CopyKey[];
  readonly files: number;
  readonly bytes: number;
}

/** Today's share of the photos, and of the copies of photos that lie in folders of albums: what was unread for longest. */
export function shareOf(
  { readAges, albumCopies }: Pick<Catalog, 'readAges' | 'albumCopies'>,
  { now, everyDays }: { readonly now: Date; readonly everyDays: number },
): ScrubShare {
  const plan = planScrub({ now, everyDays, ages: [...readAges.byDay(), ...albumCopies.byDay()] });
  const ids: number[] = [];
  const copies: CopyKey[] = [];
  const [photosLeft, copiesLeft] = [readAges.unread(plan), albumCopies.unread(plan)];
  let photo = photosLeft.next();
  let copy = copiesLeft.next();
  let bytes = 0;
  for (let spent = 0; spent < plan.cost; ) {
    if (!photo.done && (copy.done || photo.value.verifiedAt <= copy.value.readAt)) {
      ids.push(photo.value.id);
      bytes += photo.value.bytes;
      spent += readingCost({ files: 1, bytes: photo.value.bytes });
      photo = photosLeft.next();
    } else if (!copy.done) {
      copies.push({ albumId: copy.value.albumId, name: copy.value.name });
      bytes += copy.value.bytes;
      spent += readingCost({ files: 1, bytes: copy.value.bytes });
      copy = copiesLeft.next();
    } else break;
  }
  return { ids: Float64Array.from(ids), copies, files: ids.length + copies.length, bytes };
}

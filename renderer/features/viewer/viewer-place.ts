import type { GridPhoto } from '../../../electron/contract/desktop-models.ts';
import type { PhotoKey, PhotosAround, PhotosAroundQuery } from '../../../electron/contract/photos-around.ts';

/**
 * Where the viewer is in a list that changes meanwhile: a photo, known by its id, and its neighbours as they were when
 * they were last asked for. Photos that a backup stores in front of it move neither the photo nor its neighbours.
 */
export interface ViewerPlace {
  /** What is shown; undefined until the first answer, where the grid did not know it either. */
  readonly photo: GridPhoto | undefined;
  /** How many stand before it. */
  readonly place: number;
  /** Whether it is still in the list: what has gone stays on the stage until the person goes on. */
  readonly isThere: boolean;
  readonly total: number;
  /** What is known of the list around it. */
  readonly around: PhotosAround | null;
  /** Where to go as soon as it is known what stands there. */
  readonly wanted: Wanted | null;
}

/** Some steps from a photo, or from whatever stands at a place. */
interface Wanted {
  readonly from: Pick<PhotosAroundQuery, 'photo' | 'place'>;
  readonly steps: number;
}

/** How many neighbours on either side are asked for, and with how few left they are asked for again. */
const reach = 40;
const spare = 10;

/** The viewer as it opens: at a photo that the grid shows, or at a place that it has not fetched yet. */
export function openedAt(photo: GridPhoto | undefined, place: number, total: number): ViewerPlace {
  return { photo, place, isThere: true, total, around: null, wanted: { from: fromOf(photo, place), steps: 0 } };
}

/** Goes to a neighbour: at once where it is known, else when it is. */
export function stepped(now: ViewerPlace, by: 1 | -1): ViewerPlace {
  const { photo, place, isThere, wanted } = now;
  if (wanted !== null) return { ...now, wanted: { ...wanted, steps: wanted.steps + by } };
  const next = targetOf({ place, isThere }, by);
  if (next < 0 || next >= now.total) return now;
  return shownAt(now, next) ?? { ...now, wanted: { from: fromOf(photo, place), steps: by } };
}

/** Goes to the first or the last of the list as it is by then. */
export function jumped(now: ViewerPlace, to: 'first' | 'last'): ViewerPlace {
  const place = to === 'first' ? 0 : Number.MAX_SAFE_INTEGER;
  return { ...now, wanted: { from: { photo: null, place }, steps: 0 } };
}

/** What has to be asked now; null when enough is known. */
export function questionOf({ photo, place, around, wanted }: ViewerPlace): PhotosAroundQuery | null {
  if (wanted !== null) return { ...wanted.from, reach };
  if (around === null || photo === undefined) return null;
  const before = place - around.first;
  const after = around.first + around.photos.length - 1 - place;
  const isLow = (before < spare && around.first > 0) || (after < spare && place + after + 1 < around.total);
  return isLow ? { ...fromOf(photo, place), reach } : null;
}

/** Takes an answer to `question` in; one that speaks of what is neither shown nor wanted any more says nothing. */
export function answered(now: ViewerPlace, question: PhotosAroundQuery, answer: PhotosAround): ViewerPlace {
  const { photo, wanted } = now;
  if (wanted !== null) return isAbout(wanted.from, question) ? arrived(now, wanted.steps, answer) : now;
  const known = { ...now, around: answer, total: answer.total };
  if (question.photo?.id === photo?.id) return { ...known, place: answer.place, isThere: answer.isThere };
  const found = answer.photos.findIndex(({ id }) => id === photo?.id);
  return found < 0 ? now : { ...known, place: answer.first + found, isThere: true };
}

function arrived(now: ViewerPlace, steps: number, answer: PhotosAround): ViewerPlace {
  const { photos, first, place, isThere, total } = answer;
  const known = { ...now, around: answer, total, wanted: null };
  if (total === 0 || (steps === 0 && !isThere && now.photo !== undefined)) return { ...known, place, isThere: false };
  const target = Math.min(total - 1, Math.max(0, targetOf(answer, steps)));
  const there = shownAt(known, target);
  if (there !== null) return there;
  // Further away than what is known now: on from its edge.
  const edge = target < first ? 0 : Math.max(0, photos.length - 1);
  return { ...known, wanted: { from: fromOf(photos[edge], first + edge), steps: target - (first + edge) } };
}

/** What has gone stood between two others: the next one is at its own place. */
function targetOf({ place, isThere }: Pick<ViewerPlace, 'place' | 'isThere'>, steps: number): number {
  return place + (isThere || steps <= 0 ? steps : steps - 1);
}

/** The viewer with what stands at a place; null while that is not known. */
function shownAt(now: ViewerPlace, place: number): ViewerPlace | null {
  const photo = now.around?.photos[place - now.around.first];
  return photo === undefined ? null : { ...now, photo, place, isThere: true, wanted: null };
}

/** What tells a photo's place in the order of the gallery. */
export function keyOf({ id, takenLocal }: GridPhoto): PhotoKey {
  return { id, takenLocal };
}

function fromOf(photo: GridPhoto | undefined, place: number): Wanted['from'] {
  return { photo: photo === undefined ? null : keyOf(photo), place };
}

function isAbout(from: Wanted['from'], { photo, place }: PhotosAroundQuery): boolean {
  return from.photo?.id === photo?.id && from.place === place;
}

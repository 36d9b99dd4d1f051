import { describe, expect, test } from 'vitest';
import type { GridPhoto } from '../../../electron/contract/desktop-models.ts';
import type { PhotosAround, PhotosAroundQuery } from '../../../electron/contract/photos-around.ts';
import {
  answered,
  jumped,
  openedAt,
  questionOf,
  stepped,
  type ViewerPlace,
} from '../../../renderer/features/viewer/viewer-place.ts';

function photo(id: number): GridPhoto {
  return { id, name: `${id}`, kind: 'photo', takenLocal: null, width: null, height: null };
}

/** What main answers for a list of these ids; one that has gone stands where `gone` says. */
function around(ids: readonly number[], query: PhotosAroundQuery, gone: number): PhotosAround {
  const found = query.photo === null ? Math.min(query.place, ids.length - 1) : ids.indexOf(query.photo.id);
  const place = found < 0 ? gone : found;
  const first = Math.max(0, place - query.reach);
  const photos = ids.slice(first, place + query.reach + 1).map(photo);
  return { total: ids.length, place, isThere: found >= 0, first, photos };
}

/** Asks until nothing has to be asked any more. */
function settled(now: ViewerPlace, ids: readonly number[], gone = 0): ViewerPlace {
  let place = now;
  for (let asked = 0; asked < 100; asked += 1) {
    const question = questionOf(place);
    if (question === null) return place;
    place = answered(place, question, around(ids, question, gone));
  }
  throw new Error('It asks without end');
}

function numbers(first: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}

const hundreds = numbers(0, 500);

describe('the place of the viewer', () => {
  test('opens at a photo, and knows its neighbours', () => {
    const opened = settled(openedAt(photo(100), 100, 500), hundreds);
    expect(opened).toMatchObject({ photo: { id: 100 }, place: 100, total: 500 });
    expect(stepped(opened, 1).photo?.id).toBe(101);
    expect(stepped(stepped(opened, -1), -1).photo?.id).toBe(98);
  });

  test('opens at a tile whose photo the grid has not fetched yet', () => {
    const opened = openedAt(undefined, 7, 500);
    expect(opened.photo).toBeUndefined();
    expect(settled(stepped(opened, 1), hundreds).photo?.id).toBe(8);
  });

  test('goes from photo to photo while others are stored in front: none twice, none left out', () => {
    let now = settled(openedAt(photo(100), 100, 500), hundreds);
    let list = hundreds;
    for (let step = 1; step <= 300; step += 1) {
      list = [10_000 + step, ...list];
      now = settled(stepped(now, 1), list);
      expect(now.photo?.id).toBe(100 + step);
    }
    // Its place is that of the list as it was lately.
    expect(now.place).toBeGreaterThan(400 + 250);
    for (let step = 1; step <= 300; step += 1) {
      list = [20_000 + step, ...list];
      now = settled(stepped(now, -1), list);
      expect(now.photo?.id).toBe(400 - step);
    }
  });

  test('steps that come faster than answers all count', () => {
    let now = openedAt(photo(100), 100, 500);
    for (let step = 0; step < 130; step += 1) now = stepped(now, 1);
    expect(now.photo?.id, 'nothing else is known yet').toBe(100);
    expect(settled(now, hundreds).photo?.id).toBe(230);
  });

  test('ends at both ends of the list as it is by then', () => {
    const opened = settled(openedAt(photo(100), 100, 500), hundreds);
    const grown = [...hundreds, 500, 501];
    const last = settled(jumped(opened, 'last'), grown);
    expect(last).toMatchObject({ photo: { id: 501 }, place: 501, total: 502 });
    expect(stepped(last, 1)).toBe(last);
    const first = settled(jumped(last, 'first'), grown);
    expect(first).toMatchObject({ photo: { id: 0 }, place: 0 });
    expect(stepped(first, -1)).toBe(first);
    // Home again, from the same place.
    expect(settled(jumped(stepped(first, 1), 'first'), grown).photo?.id).toBe(0);
  });

  test('what has gone stays on the stage until the person goes on, to what was next to it', () => {
    const without = hundreds.filter((id) => id !== 100);
    const gone = settled(openedAt(photo(100), 100, 500), without, 100);
    expect(gone.photo?.id).toBe(100);
    expect(stepped(gone, 1)).toMatchObject({ photo: { id: 101 }, place: 100 });
    expect(stepped(stepped(gone, 1), 1)).toMatchObject({ photo: { id: 102 }, place: 101 });
    expect(stepped(gone, -1)).toMatchObject({ photo: { id: 99 }, place: 99 });
    expect(settled(stepped(openedAt(photo(100), 100, 500), 1), without, 100).photo?.id).toBe(101);
  });

  test('an answer that comes late says nothing of another photo, and is of use to a neighbour', () => {
    const opened = settled(openedAt(photo(100), 100, 500), hundreds);
    const question = { photo: photo(100), place: 100, reach: 40 };
    const moved = stepped(opened, 1);
    const grown = [1_000, 1_001, ...hundreds];
    expect(answered(moved, question, around(grown, question, 0))).toMatchObject({
      photo: { id: 101 },
      place: 103,
      total: 502,
    });
    const far = { photo: photo(400), place: 400, reach: 40 };
    expect(answered(moved, far, around(grown, far, 0))).toBe(moved);
    const waiting = jumped(opened, 'first');
    expect(answered(waiting, question, around(grown, question, 0))).toBe(waiting);
  });

  test('a list that has become empty ends nowhere', () => {
    const empty = { total: 0, place: 0, isThere: false, first: 0, photos: [] };
    const opened = openedAt(photo(1), 0, 1);
    const now = answered(opened, questionOf(opened) ?? never(), empty);
    expect(now).toMatchObject({ photo: { id: 1 }, total: 0 });
    expect(questionOf(now)).toBeNull();
    expect(stepped(now, 1).photo?.id).toBe(1);
  });
});

function never(): never {
  throw new Error('It asks at first');
}

import { describe, expect, test } from 'vitest';
import { openRestoreWorld } from '../../support/restore-world.ts';

describe('a restore into an empty account', () => {
  test('brings every item once, with dates, places and albums, and a second one sends nothing', async () => {
    const world = await openRestoreWorld();
    const plan = await world.engine.planRestore(world.request, new AbortController().signal);
    expect(plan).toMatchObject({
      ok: true,
      value: { items: 14, albums: 1, newAlbums: 1, completed: 13, days: 1, doubles: 'unlikely', unaccepted: 1 },
    });
    expect(plan.ok && plan.value.unacceptedFiles).toMatchObject([{ reason: 'type' }]);
    expect(plan.ok && plan.value.lost).toEqual({ favourites: 1, people: 1, archived: 0 });
    expect(await world.uploads()).toEqual([]);

    const report = await world.restore();
    expect(report).toMatchObject({ outcome: 'problems', items: 15, sent: 14, unaccepted: 1, failed: 0, left: 0 });
    expect(report.albums).toMatchObject([{ title: 'Rome', items: 12, found: 12, inOrder: true }]);
    const arrived = await world.uploads();
    expect(arrived).toHaveLength(14);
    const film = arrived.find(({ filename }) => filename === 'film.mp4');
    expect(film).toMatchObject({ taken: '2019-08-03T10:11:12', takenFrom: 'quicktime-utc', description: 'Ein Film' });
    const photo = arrived.find(({ filename }) => filename === 'IMG_00004.jpg');
    expect(photo).toMatchObject({ takenFrom: 'exif', albums: [{ title: 'Rome' }] });
    expect(photo?.place?.longitude).toBeCloseTo(12.504, 4);
    // Rome is two hours ahead of UTC in August.
    expect(photo?.taken).toBe('2019-08-05T12:11:12');
    expect(arrived.find(({ filename }) => filename === 'dated.jpg')?.taken).toBe('2018-07-04T10:11:12');
    const { Rome = [] } = await world.albumsThere();
    expect(Rome).toEqual([...Rome].sort());

    world.google.resetStatistics();
    expect(await world.restore()).toMatchObject({ sent: 0, present: 14, left: 0 });
    const { requests } = world.google.statistics();
    expect(Object.keys(requests)).not.toContain('uploads');
    expect(Object.keys(requests)).not.toContain('mediaItems.batchCreate');
    expect(Object.keys(requests)).not.toContain('albums.create');
  });
});

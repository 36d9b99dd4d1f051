import { describe, expect, test } from 'vitest';
import { everyPhoto } from '../../../electron/contract/photo-filter.ts';
import type { RestoreEvent, RestoreSelection } from '../../../electron/contract/restore-models.ts';
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

  test('takes what the filters of Photos let through, and their words', async () => {
    const { engine, request } = await openRestoreWorld();
    const plannedOf = async (selection: Partial<RestoreSelection>) => {
      const asked = { ...request, selection: { ...request.selection, ...selection } };
      const plan = await engine.planRestore(asked, new AbortController().signal);
      return plan.ok ? plan.value.items : plan.problem.code;
    };
    expect(await plannedOf({ filter: everyPhoto })).toBe(14);
    expect(await plannedOf({ filter: { ...everyPhoto, period: '2018' } })).toBe(1);
    expect(await plannedOf({ filter: { ...everyPhoto, kind: 'video' } })).toBe(1);
    expect(await plannedOf({ filter: { ...everyPhoto, period: '2019' }, search: 'IMG_00003' })).toBe(1);
    const anyItem = { include: [], exclude: [], since: null, albumsOnly: false };
    expect(await plannedOf({ items: { ...anyItem, include: ['*.MP4', 'Rome/IMG_0000[12].*'] } })).toBe(3);
    expect(await plannedOf({ items: { ...anyItem, exclude: ['*.mp4'], albumsOnly: true } })).toBe(12);
    expect(await plannedOf({ items: { ...anyItem, since: '2019-08-01T00:00:00Z' } })).toBe(13);
  });

  test('whose account cannot be looked at today says until when, and can be given up meanwhile', async () => {
    const { engine, request } = await openRestoreWorld();
    const asked = { ...request, limits: { ...request.limits, dailyRequests: 1 } };
    expect(await engine.planRestore(asked, new AbortController().signal)).toMatchObject({ ok: true });
    const waiting = new AbortController();
    const waits: RestoreEvent[] = [];
    const plan = await engine.planRestore(asked, waiting.signal, (event) => {
      if (event.event !== 'restore-waiting') return;
      waits.push(event);
      waiting.abort();
    });
    expect(waits).toMatchObject([{ problem: { code: 'quota-day' } }]);
    expect(plan).toMatchObject({ ok: false, problem: { code: 'interrupted' } });
  });
});

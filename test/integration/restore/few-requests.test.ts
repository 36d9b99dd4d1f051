import { expect, test } from 'vitest';
import { photosInAlbum } from '../../support/album-export.ts';
import { openRestoreWorld } from '../../support/restore-world.ts';

/** A Google and an engine whose clock stands still but where the restore waits for a day: then it is the next. */
async function dayByDay(options: Parameters<typeof openRestoreWorld>[0], dailyRequests: number) {
  let now = Date.parse('2026-03-02T12:00:00Z');
  const world = await openRestoreWorld({ ...options, now: () => now });
  const request = { ...world.request, limits: { ...world.request.limits, dailyRequests } };
  const plan = await world.engine.planRestore(request, new AbortController().signal);
  let days = 1;
  const ended = await world.engine.startRestore(request, (event) => {
    if (event.event !== 'restore-waiting') return;
    days += 1;
    now = Date.parse(event.until) + 1_000;
  }).ended;
  return { world, days, planned: plan.ok ? plan.value.days : 0, ended };
}

test.each([5, 10, 20])(
  '%i requests a day: no token grows old over night, and the plan knows the days',
  async (limit) => {
    const files = await photosInAlbum('Long', 24);
    const { world, days, planned, ended } = await dayByDay({ dailyRequests: limit, files }, limit);
    expect(ended).toMatchObject({ value: { outcome: 'complete', sent: 24, failed: 0 } });
    expect(await world.uploads()).toHaveLength(24);
    // Each was uploaded once: none of it was for nothing.
    expect(world.google.statistics().requests['uploads']).toBe(24);
    expect(Math.abs(days - planned)).toBeLessThanOrEqual(1);
  },
);

test('5 requests a day, of which Google says nothing: smaller batches come through', async () => {
  const files = await photosInAlbum('Long', 24);
  const { world, ended } = await dayByDay({ dailyRequests: 5, files }, 10_000);
  expect(ended).toMatchObject({ value: { outcome: 'complete', sent: 24, failed: 0 } });
  expect(await world.uploads()).toHaveLength(24);
});

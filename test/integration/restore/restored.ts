import { expect } from 'vitest';
import type { RestoreWorld } from '../../support/restore-world.ts';

/** Restores the small library to its end: every item once, one album in order, and all of it proved. */
export async function restored(world: RestoreWorld): Promise<void> {
  const report = await world.restore();
  expect(report).toMatchObject({ problem: null, failed: 0, left: 0, unaccepted: 1 });
  expect(report.sent + report.present).toBe(14);
  expect(report.albums).toMatchObject([{ title: 'Rome', items: 12, found: 12, inOrder: true }]);
  const arrived = await world.uploads();
  expect(new Set(arrived.map(({ filename }) => filename)).size).toBe(14);
  expect(arrived).toHaveLength(14);
  expect(Object.keys(await world.albumsThere())).toEqual(['Rome']);
}

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lastRecord } from '../../support/command-line.ts';
import { expectPicked, picked } from '../../support/expect-picked.ts';
import { pick } from '../../support/picking.ts';
import { isLong } from '../../support/test-environment.ts';
import { openWorld, type World } from '../../support/world.ts';

const quick = { pollSeconds: 1 } as const;

function idsOf(world: World, from: number, to: number): Promise<readonly string[]> {
  return allIds(world).then((ids) => ids.slice(from, to));
}

async function allIds({ google }: World): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { id } of google.truth()) ids.push(id);
  return ids;
}

/** A further session begins only behind two thousand items; picker-source.test.ts has one behind fewer. */
const library = isLong() ? { items: 2_300, sessions: [2_000, 300] } : { items: 230, sessions: [230] };

test('what is chosen, over as many sessions as it takes, is stored once each; choosing it again fetches nothing', {
  tags: 'long',
}, async () => {
  const { items, sessions } = library;
  const world = await openWorld({ items, albums: 3, seed: 11, itemBytes: 2_560, picker: quick });
  const ids = await allIds(world);
  const portions = sessions.map((count, index) => ({
    ...{ session: index + 1, before: sessions.slice(0, index).reduce((sum, one) => sum + one, 0), count },
  }));
  const visits = portions.map(({ before, count }) => ({ ids: ids.slice(before, before + count) }));
  const first = await pick(world, [], { visits });
  expect(first.code, first.stderr).toBe(0);
  const served = await picked(world);
  expect(served.length).toBeGreaterThan(items);
  expect(lastRecord(first)).toMatchObject({
    event: 'finished',
    source: 'picker',
    outcome: 'complete',
    discovered: served.length,
    stored: served.length,
    failed: 0,
    skipped: 0,
  });
  const told = first.records.filter((record) => record['event'] === 'picker');
  expect(told.map(({ state, session, chosen }) => [state, session, chosen])).toEqual(
    portions.flatMap(({ session, before, count }) => [
      ['waiting', session, before],
      ['listing', session, before],
      ['chosen', session, before + count],
    ]),
  );
  await expectPicked(world, ids);
  expect(world.google.statistics().itemsDeliveredAgain).toBe(0);

  world.google.resetStatistics();
  const last = sessions.at(-1) ?? 0;
  const otherwise = [...ids.slice(last), ...ids.slice(0, last)];
  const again = await pick(world, ['--max', String(items)], {
    visits: portions.map(({ before, count }) => ({ ids: otherwise.slice(before, before + count) })),
  });
  expect(lastRecord(again)).toMatchObject({ outcome: 'complete', stored: 0, present: served.length, bytes: 0 });
  expect(world.google.statistics().mediaRequests).toBe(0);
  await expectPicked(world, ids);
});

test('a selection goes into the album that was named, behind what is in it', async () => {
  const world = await openWorld({ items: 30, albums: 0, seed: 4, picker: quick });
  const ids = await allIds(world);
  await pick(world, ['--album', 'Summer'], { visits: [{ ids: ids.slice(0, 8) }] });
  const more = await pick(world, ['--album', 'Summer'], { visits: [{ ids: ids.slice(5, 12) }] });
  expect(lastRecord(more)).toMatchObject({ outcome: 'complete' });
  const { albums } = await expectPicked(world, ids.slice(0, 12));
  const sums = (await picked(world, ids.slice(0, 12))).map((item) => String(item.sha256));
  expect([...albums.keys()]).toEqual(['Summer']);
  expect(albums.get('Summer')).toEqual(sums.toSorted());
  const listed = await world.call(['albums', 'list', '--stored', '--json']);
  expect(listed.records).toMatchObject([
    { title: 'Summer', source: 'picker', items: sums.length, stored: sums.length },
  ]);
});

test('a motion photo is stored as a pair: its clip lies beside it under its name', async () => {
  const world = await openWorld({ items: 200, albums: 0, seed: 6, itemBytes: 2_560, picker: quick });
  const { code, stderr } = await pick(world, [], { visits: ['all'] });
  expect(code, stderr).toBe(0);
  const { photos } = await expectPicked(world, await allIds(world));
  const pathOf = (sha256: string | null | undefined) => photos.get(sha256 ?? '')?.[0] ?? '';
  const served = await picked(world);
  const sums = new Map(served.map(({ id, sha256 }) => [id, sha256]));
  const clips = served.filter(({ pairOf }) => pairOf !== null);
  expect(clips.length).toBeGreaterThan(3);
  for (const { sha256, pairOf } of clips) {
    const photo = pathOf(sums.get(pairOf ?? ''));
    const usual = `${photo.replace(/\.[A-Za-z0-9]{1,10}$/, '')}.mp4`;
    // Another video may have that name already.
    expect([usual, `${photo}.mp4`]).toContain(pathOf(sha256));
  }
});

test('what was chosen is a copy as the API hands it out, and a person is told so', async () => {
  const world = await openWorld({ items: 12, albums: 0, seed: 6, picker: quick });
  await pick(world, [], { visits: ['all'] });
  const items = await world.call(['items', 'list', '--stored', '--json']);
  expect(new Set(items.records.map(({ fidelity, source }) => `${fidelity} ${source}`))).toEqual(
    new Set(['api-copy picker']),
  );
  const shown = await world.call(['items', 'get', '--stored', String(items.records[0]?.['id'])]);
  expect(shown.stderr).toContain('Google Takeout gives the original');
});

test('the same bytes from the Library API are present, in whatever order they come', async () => {
  const world = await openWorld({ items: 40, albums: 0, seed: 6, picker: quick });
  await world.call(['backup']);
  const chosen = await pick(world, [], { visits: ['all'] });
  const clips = (await picked(world)).filter(({ pairOf }) => pairOf !== null).length;
  expect(lastRecord(chosen)).toMatchObject({ outcome: 'complete', present: 40, stored: clips });
  await expectPicked(world, await allIds(world));
  expect(lastRecord(await world.call(['backup', '--full', '--json']))).toMatchObject({ present: 40, stored: 0 });
});

test('nothing else that was chosen before counts as absent', async () => {
  const world = await openWorld({ items: 30, albums: 0, seed: 6, picker: quick });
  await pick(world, [], { visits: [{ count: 10 }] });
  await pick(world, [], { visits: [{ count: 5 }] });
  await expectPicked(world, await idsOf(world, 0, 15));
  const verified = await world.call(['verify', '--json']);
  expect(lastRecord(verified)).toMatchObject({ changed: [], missing: [] });
});

test('Done without anything chosen ends well', async () => {
  const world = await openWorld({ items: 5, albums: 0, picker: quick });
  const ended = await pick(world, [], { visits: [{ count: 0 }] });
  expect(ended.code).toBe(0);
  expect(ended.stderr).toContain('Nothing was chosen.');
  expect(lastRecord(ended)).toMatchObject({ outcome: 'complete', discovered: 0 });
  await expectPicked(world, []);
});

test('--max ends a selection at its count, without asking for more', async () => {
  const world = await openWorld({ items: 20, albums: 0, picker: quick });
  const ended = await pick(world, ['--max', '7'], { visits: [{ count: 7 }] });
  expect(lastRecord(ended)).toMatchObject({ outcome: 'complete' });
  await expectPicked(world, await idsOf(world, 0, 7));
  for (const wrong of ['0', '-1', 'many']) {
    expect((await pick(world, ['--max', wrong])).code, wrong).toBe(2);
  }
});

test('a file that was removed by hand comes back when it is chosen again', async () => {
  const { rm } = await import('node:fs/promises');
  const world = await openWorld({ items: 6, albums: 0, picker: quick });
  await pick(world, [], { visits: ['all'] });
  const { photos } = await expectPicked(world, await allIds(world));
  await rm(join(world.backup, [...photos.values()][0]?.[0] ?? ''));
  expect(lastRecord(await world.call(['verify', '--json']))['missing']).toHaveLength(1);
  const again = await pick(world, [], { visits: ['all'] });
  expect(lastRecord(again)).toMatchObject({ outcome: 'complete', stored: 1 });
  await expectPicked(world, await allIds(world));
});

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Simulator } from '../../simulator/server/simulator.ts';
import { readBackupFolder } from '../../support/backup-folder.ts';
import { lastRecord } from '../../support/command-line.ts';
import { expectPicked, picked } from '../../support/expect-picked.ts';
import { killRepeatedly, type Moment, pausedAfter } from '../../support/killing.ts';
import { pick } from '../../support/picking.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { isLong } from '../../support/test-environment.ts';
import { openWorld, type World } from '../../support/world.ts';

async function allIds({ google }: World): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { id } of google.truth()) ids.push(id);
  return ids;
}

/**
 * A moment to kill a run: while the person is choosing, after some byte requests, so that each round gets a little
 * further, or some milliseconds after a phase has begun.
 */
function someMoment(google: Simulator, random: () => number, haste: number): Moment {
  const kind = random();
  if (kind < 0.5) {
    const enough = google.statistics().mediaRequests + Math.ceil(random() * 40 * haste);
    return () => google.statistics().mediaRequests >= enough;
  }
  const phases = ['"started"', '"state":"waiting"', '"state":"chosen"', '"phase":"settling"'];
  return pausedAfter(phases[Math.floor(random() * phases.length)] ?? '"started"', random() * 60 * haste);
}

/** A session that was made, but whose answer died with the program, was never asked for again and ends on its own. */
function knownSessions({ google }: World): readonly string[] {
  return google.pickerSessions().flatMap(({ id, polls, picked: items }) => (polls > 0 || items !== null ? [id] : []));
}

if (isLong())
  test('kills at any moment lose nothing, double nothing and leave nothing half', {
    tags: 'long',
    timeout: 360_000,
  }, async () => {
    const kills = 20;
    const world = await openWorld({
      items: kills * 20,
      albums: 0,
      seed: 23,
      itemBytes: 20_000,
      picker: { pollSeconds: 2 },
    });
    const ids = await allIds(world);
    const random = seededRandom(7);
    const known = new Set((await picked(world)).map(({ sha256 }) => sha256));
    await pick(world, ['--max', '1'], { visits: [{ count: 1 }] });
    await killRepeatedly(
      kills,
      ({ killed, missed, haste }) =>
        pick(world, [], {
          // Something new each time, so that there is always something to be killed in.
          visits: [{ ids: ids.slice(0, (killed + missed + 1) * 20) }],
          killWhen: someMoment(world.google, random, haste),
        }),
      async () => {
        // Anyone who looks between two runs sees only whole files.
        for (const [sum, paths] of (await readBackupFolder(world.backup)).photos) {
          expect(known.has(sum), paths.join()).toBe(true);
          expect(paths).toHaveLength(1);
        }
      },
    );
    // The first continues with what the last kill left; the second chooses everything.
    for (const last of [await pick(world, [], { visits: [{ ids }] }), await pick(world, [], { visits: [{ ids }] })]) {
      expect(last.code, last.stderr).toBe(0);
      expect(lastRecord(last)).toMatchObject({ outcome: 'complete', failed: 0, skipped: 0 });
    }
    expect(knownSessions(world)).toEqual([]);
    world.google.spoilSessions('expire');
    await expectPicked(world, ids);
    expect(await readdir(join(world.backup, '.afterimage', 'staging'))).toEqual([]);
  });

test('a kill while the person is choosing: the next run waits for the same selection', async () => {
  const world = await openWorld({ items: 20, albums: 0, picker: { pollSeconds: 1 } });
  const ids = await allIds(world);
  const killed = await pick(world, ['--album', 'Two'], { killWhen: (stdout) => stdout.includes('"waiting"') });
  expect(killed.signal).toBe('SIGKILL');
  const [session] = world.google.statistics().openSessions;
  // Meanwhile the person presses Done, and nobody is there to hear it.
  world.google.pick({ sessionId: session, select: { ids: ids.slice(0, 12) } });
  const rest = await pick(world, ['--album', 'Two']);
  expect(rest.code, rest.stderr).toBe(0);
  expect(lastRecord(rest)).toMatchObject({ outcome: 'complete', failed: 0 });
  expect(world.google.statistics().requests['sessions.create']).toBe(1);
  const { albums } = await expectPicked(world, ids.slice(0, 12));
  expect([...albums.keys()]).toEqual(['Two']);
});

// A second session begins only behind two thousand items.
if (isLong())
  test('a kill while a second session waits: both are resumed, with the count kept', { tags: 'long' }, async () => {
    const world = await openWorld({ items: 2_010, albums: 0, itemBytes: 2_560, picker: { pollSeconds: 1 } });
    const ids = await allIds(world);
    const killed = await pick(world, [], {
      visits: [{ ids: ids.slice(0, 2_000) }],
      killWhen: (stdout) => stdout.includes('"session":2'),
    });
    expect(killed.signal).toBe('SIGKILL');
    const rest = await pick(world, [], { visits: [{ ids: ids.slice(2_000) }] });
    expect(rest.code, rest.stderr).toBe(0);
    const told = rest.records.filter((record) => record['event'] === 'picker');
    expect(told.map(({ state, session, chosen }) => [state, session, chosen])).toEqual([
      ['listing', 1, 0],
      ['chosen', 1, 2_000],
      ['waiting', 2, 2_000],
      ['listing', 2, 2_000],
      ['chosen', 2, 2_010],
    ]);
    await expectPicked(world, ids);
  });

test('Ctrl-C while the person is choosing cancels the selection and leaves no session', async () => {
  const world = await openWorld({ items: 20, albums: 0 });
  const ended = await pick(world, [], { interruptAt: '"waiting"' });
  expect(ended.code).toBe(130);
  expect(lastRecord(ended)).toMatchObject({ outcome: 'stopped', problem: { code: 'interrupted' }, discovered: 0 });
  await expectPicked(world, []);
});

test('Ctrl-C while fetching keeps the selection, and the next run resumes it', async () => {
  const world = await openWorld({ items: 120, albums: 0, itemBytes: 200_000, picker: { pollSeconds: 1 } });
  const ids = await allIds(world);
  // So slowly that it is not all there by then.
  const stopped = await pick(world, ['--bwlimit', '8M'], { visits: [{ ids }], interruptAt: '"phase":"transferring"' });
  expect(stopped.code).toBe(130);
  expect(stopped.records).toContainEqual(expect.objectContaining({ event: 'picker', state: 'kept', chosen: 120 }));
  const stored = Number(lastRecord(stopped)['stored']);
  const rest = await pick(world, []);
  expect(rest.code, rest.stderr).toBe(0);
  expect(rest.records.some(({ state }) => state === 'waiting')).toBe(false);
  expect(lastRecord(rest)).toMatchObject({ outcome: 'complete', present: stored, failed: 0 });
  await expectPicked(world, ids);
  expect(world.google.statistics().itemsDeliveredAgain).toBe(0);
});

test('an interrupted selection with other wishes is completed, and then the person chooses again', async () => {
  const world = await openWorld({ items: 40, albums: 0, itemBytes: 200_000, picker: { pollSeconds: 1 } });
  const ids = await allIds(world);
  await pick(world, ['--album', 'Old'], {
    visits: [{ ids: ids.slice(0, 20) }],
    killWhen: (stdout) => stdout.includes('"chosen"'),
  });
  const ended = await pick(world, ['--album', 'New'], { visits: [{ ids: ids.slice(20, 30) }] });
  expect(lastRecord(ended)).toMatchObject({ outcome: 'complete', failed: 0 });
  const { albums } = await expectPicked(world, ids.slice(0, 30));
  expect([...albums.keys()].toSorted()).toEqual(['New', 'Old']);
});

test('two selections at once: one folder takes only one, two folders take both', async () => {
  const world = await openWorld({ items: 30, albums: 0, picker: { pollSeconds: 1 } });
  const ids = await allIds(world);
  const others: ReturnType<typeof pick>[] = [];
  const first = await pick(world, [], {
    onLine: (line) => {
      if (others.length > 0 || !line.includes('"waiting"')) return;
      const [session] = world.google.statistics().openSessions;
      others.push(
        pick(world, []).finally(() => {
          world.google.pick({ sessionId: session, select: { ids } });
        }),
      );
    },
  });
  const [second] = await Promise.all(others);
  expect(second?.code).toBe(7);
  expect(second?.records.at(-1)).toMatchObject({ event: 'failed', problem: { code: 'destination-busy' } });
  expect(first.code, first.stderr).toBe(0);
  await expectPicked(world, ids);
});

test('a selection for another folder is left alone', async () => {
  const world = await openWorld({ items: 30, albums: 0, picker: { pollSeconds: 1 } });
  const ids = await allIds(world);
  const killed = await pick(world, [], { killWhen: (stdout) => stdout.includes('"waiting"') });
  expect(killed.signal).toBe('SIGKILL');
  const [session] = world.google.statistics().openSessions;
  const elsewhere = `${world.backup}-2`;
  expect((await world.call(['destination', 'set', elsewhere])).code).toBe(0);
  const other = await pick(world, [], { visits: [{ ids: ids.slice(0, 5) }] });
  expect(other.code, other.stderr).toBe(0);
  expect(world.google.statistics().openSessions).toEqual([session]);
  expect((await world.call(['destination', 'set', world.backup])).code).toBe(0);
  world.google.pick({ sessionId: session, select: { ids: ids.slice(5) } });
  expect((await pick(world, [])).code).toBe(0);
  await expectPicked(world, ids.slice(5));
});

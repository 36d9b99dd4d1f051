import { expect, test } from 'vitest';
import { GentlePace, gentleTransfers } from '../../../electron/engine/backup/gentle-pace.ts';

/** A pace on a clock that only waits move, and work that takes processor time. */
function paced(isGentle = true) {
  const world = { isGentle, now: 0, usedMs: 0, asked: 0, waits: [] as number[] };
  const halting = new AbortController();
  const pace = new GentlePace({
    isGentle: () => world.isGentle,
    usedMs: () => {
      world.asked += 1;
      return world.usedMs;
    },
    clock: () => world.now,
    wait: async (milliseconds) => {
      world.waits.push(milliseconds);
      world.now += milliseconds;
    },
    halted: halting.signal,
  });
  return { world, pace, halting };
}

test('work takes its share of one processor and no more, whatever it takes at once', async () => {
  const { world, pace } = paced();
  for (const tookMs of [...Array<number>(200).fill(15), ...Array<number>(20).fill(150)]) {
    world.usedMs += tookMs;
    world.now += tookMs;
    await pace.rest();
  }
  expect(world.usedMs / world.now).toBeGreaterThan(0.13);
  expect(world.usedMs / world.now).toBeLessThan(0.17);
});

test('what the line leaves unused is no reason for a burst, and hardly busy work is not held up', async () => {
  const { world, pace } = paced();
  for (let item = 0; item < 50; item += 1) {
    world.usedMs += 5;
    world.now += 200;
    await pace.rest();
  }
  expect(world.waits).toEqual([]);
  world.now += 3_600_000;
  world.usedMs += 600;
  await pace.rest();
  expect(world.waits).toEqual([2_000]);
});

test('nothing rests, and nothing is owed afterwards, while nobody is to be spared', async () => {
  const { world, pace } = paced(false);
  world.usedMs += 60_000;
  await pace.rest();
  world.isGentle = true;
  await pace.rest();
  expect(world.waits).toEqual([]);
});

test('nobody asks the system for processor time while nobody is to be spared, and what comes later is counted', async () => {
  const { world, pace } = paced(false);
  for (let item = 0; item < 100; item += 1) await pace.within(async () => undefined);
  expect(world.asked).toBe(0);
  world.isGentle = true;
  await pace.rest();
  world.usedMs += 150;
  world.now += 150;
  await pace.rest();
  expect(world.waits).toEqual([850]);
});

test('few items are under way while it is gentle, all at once when it need not be any more', async () => {
  const { world, pace } = paced();
  const gates = Array.from({ length: 10 }, () => Promise.withResolvers<void>());
  const begun: number[] = [];
  const all = gates.map(({ promise }, item) =>
    pace.within(async () => {
      begun.push(item);
      await promise;
    }),
  );
  expect(begun).toHaveLength(gentleTransfers);
  gates[0]?.resolve();
  await all[0];
  expect(begun).toHaveLength(gentleTransfers + 1);
  world.isGentle = false;
  gates[1]?.resolve();
  await all[1];
  expect(begun).toHaveLength(10);
  for (const { resolve } of gates) resolve();
  await Promise.all(all);
});

test('a run that halts waits for no room and rests no more', async () => {
  const { world, pace, halting } = paced();
  const gate = Promise.withResolvers<void>();
  let begun = 0;
  const all = Array.from({ length: 10 }, () =>
    pace.within(async () => {
      begun += 1;
      world.usedMs += 1_000;
      await gate.promise;
    }),
  );
  expect(begun).toBe(gentleTransfers);
  halting.abort();
  gate.resolve();
  await Promise.all(all);
  expect([begun, world.waits]).toEqual([10, []]);
});

test('work that fails makes room as well', async () => {
  const { pace } = paced();
  const works = Array.from({ length: 7 }, (_none, item) => pace.within(() => Promise.reject(new Error(`${item}`))));
  const ended = await Promise.allSettled(works);
  expect(ended.map(({ status }) => status)).toEqual(Array(7).fill('rejected'));
});

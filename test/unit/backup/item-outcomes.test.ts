import { expect, test } from 'vitest';
import { problem } from '../../../electron/contract/problem.ts';
import { ItemOutcomes } from '../../../electron/engine/backup/item-outcomes.ts';
import type { WantedItem } from '../../../electron/engine/catalog/items/transfers.ts';
import { wanted as item } from './staged-bytes.ts';

function outcomes() {
  const said: string[] = [];
  const inFlight = new Set<number>();
  const made = new ItemOutcomes({
    runId: 1,
    transfers: {
      markFailed: ({ itemId, problem: met }) => void said.push(`${itemId} failed: ${met.subject}`),
      markSkipped: ({ itemId }) => void said.push(`${itemId} skipped`),
      release: (ids) => void said.push(`released ${ids.join()}`),
    },
    meter: { began: (id) => void inFlight.add(id), ended: (id) => void inFlight.delete(id) },
    control: { halt: ({ code }) => void said.push(`halted: ${code}`) },
    now: () => new Date('2026-11-21T10:00:00.000Z'),
  });
  return { made, said, inFlight };
}

test('what may pass gets one second chance in a run, and not another', () => {
  const { made, said } = outcomes();
  made.failed(item(1), problem('bytes-incomplete'));
  expect(made.giveSecondChances()).toBe(true);
  made.failed(item(1), problem('bytes-incomplete'));
  expect(made.giveSecondChances()).toBe(false);
  expect(said).toEqual(['1 failed: 1.JPG', 'released 1', '1 failed: 1.JPG']);
});

test('what is gone at Google is skipped for good', () => {
  const { made, said } = outcomes();
  made.failed(item(1), problem('item-gone'));
  expect(made.giveSecondChances()).toBe(false);
  expect(said).toEqual(['1 skipped']);
});

test('an item under which the run halted is wanted again', () => {
  const { made, said } = outcomes();
  made.halted(item(1), problem('destination-missing'));
  expect(said).toEqual(['released 1', 'halted: destination-missing']);
});

test.each([
  ['stored', (made: ItemOutcomes, one: WantedItem) => made.stored(one)],
  ['failed', (made: ItemOutcomes, one: WantedItem) => made.failed(one, problem('bytes-incomplete'))],
  ['gone', (made: ItemOutcomes, one: WantedItem) => made.failed(one, problem('item-gone'))],
  ['halted', (made: ItemOutcomes, one: WantedItem) => made.halted(one, problem('destination-full'))],
])('an item that is %s is no longer in flight', (_what, end) => {
  const { made, inFlight } = outcomes();
  made.began(item(1));
  made.began(item(2));
  end(made, item(1));
  expect([...inFlight]).toEqual([2]);
});

test('what a second try cannot help gets none', () => {
  const { made } = outcomes();
  made.failed(item(1), problem('name-impossible'));
  // A limit makes everybody wait each time.
  made.failed(item(2), problem('quota-minute'));
  expect(made.giveSecondChances()).toBe(false);
});

test('a thousand second chances are remembered, and no more', () => {
  const { made, said } = outcomes();
  for (let id = 0; id < 1_005; id += 1) made.failed(item(id), problem('bytes-incomplete'));
  made.giveSecondChances();
  expect(said.at(-1)?.split(',')).toHaveLength(1_000);
});

test('an item that fails in its second chance makes room for others in the third round', () => {
  const { made, said } = outcomes();
  made.failed(item(1), problem('bytes-incomplete'));
  made.giveSecondChances();
  made.failed(item(1), problem('bytes-incomplete'));
  made.failed(item(2), problem('bytes-incomplete'));
  made.giveSecondChances();
  expect(said.filter((line) => line.startsWith('released'))).toEqual(['released 1', 'released 2']);
});

test('an item that may itself have halted the run does not come first in the next one', () => {
  const { made, said } = outcomes();
  made.halted(item(1), problem('network-unreachable'));
  made.halted(item(2), problem('interrupted'));
  made.halted(item(3), problem('quota-day'));
  expect(said).toEqual([
    'halted: network-unreachable',
    ...['released 2', 'halted: interrupted'],
    ...['released 3', 'halted: quota-day'],
  ]);
});

import { expect, test } from 'vitest';
import { type Problem, problem } from '../../../electron/contract/problem.ts';
import { failed } from '../../../electron/contract/result.ts';
import { ItemOutcomes } from '../../../electron/engine/backup/item-outcomes.ts';
import { drainClaims, type TransferPoolDeps, transfersAtOnce } from '../../../electron/engine/backup/transfer-pool.ts';
import type { WantedItem } from '../../../electron/engine/catalog/items/transfers.ts';

function item(id: number): WantedItem {
  return {
    ...{ id, key: `key ${id}`, filename: `${id}.JPG`, mimeType: 'image/jpeg', createdAt: null },
    ...{ width: null, height: null, description: null, beside: null, said: null },
    handle: { locator: String(id), staleAt: null },
  };
}

/** Hands out `items` and writes down what becomes of them; `halt` empties the queue, as the real one does. */
function pool(items: readonly WantedItem[], fetch: TransferPoolDeps['fetch']) {
  const queue = [...items];
  const said: string[] = [];
  const halt = (met: Problem): void => {
    queue.length = 0;
    said.push(`run halted: ${met.code}`);
  };
  const deps: TransferPoolDeps = {
    claims: { next: async () => queue.shift() ?? null, giveBack: () => void said.push('given back') },
    fetch,
    store: async () => void said.push('stored'),
    outcomes: {
      began: () => undefined,
      failed: ({ id }, met) => void said.push(`${id} failed: ${met.code}`),
      halted: (_item, met) => halt(met),
    },
    control: { halt },
    afterItem: async () => undefined,
  };
  return { deps, said };
}

test('a problem of one item costs that item, and the others are still taken up', async () => {
  const { deps, said } = pool([item(1), item(2)], async ({ id }) =>
    failed(problem(id === 1 ? 'item-gone' : 'bytes-incomplete')),
  );
  await drainClaims(deps);
  expect(said).toEqual(['1 failed: item-gone', '2 failed: bytes-incomplete', 'given back']);
});

test('any other problem halts the run', async () => {
  const { deps, said } = pool([item(1)], async () => failed(problem('destination-missing')));
  await drainClaims(deps);
  expect(said).toEqual(['run halted: destination-missing', 'given back']);
});

test('a bug halts the run and is no fault of the item', async () => {
  const { deps, said } = pool([item(1)], () => Promise.reject(new TypeError('a bug')));
  await drainClaims(deps);
  expect(said).toEqual(['run halted: internal', 'given back']);
});

test('so many items are fetched side by side, and no more', async () => {
  const items = Array.from({ length: transfersAtOnce + 5 }, (_none, id) => item(id));
  const gate = Promise.withResolvers<void>();
  let under = 0;
  let most = 0;
  const { deps } = pool(items, async () => {
    under += 1;
    most = Math.max(most, under);
    if (under === transfersAtOnce) gate.resolve();
    await gate.promise;
    under -= 1;
    return failed(problem('item-gone'));
  });
  await drainClaims(deps);
  expect(most).toBe(transfersAtOnce);
});

function outcomes() {
  const said: string[] = [];
  const made = new ItemOutcomes({
    runId: 1,
    transfers: {
      markFailed: ({ itemId, problem: met }) => void said.push(`${itemId} failed: ${met.subject}`),
      markSkipped: ({ itemId }) => void said.push(`${itemId} skipped`),
      release: (ids) => void said.push(`released ${ids.join()}`),
    },
    meter: { began: () => undefined, ended: () => undefined },
    control: { halt: ({ code }) => void said.push(`halted: ${code}`) },
    now: () => new Date('2026-11-21T10:00:00.000Z'),
  });
  return { made, said };
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

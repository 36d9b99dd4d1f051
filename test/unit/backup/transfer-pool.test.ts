import { expect, test } from 'vitest';
import { type Problem, ProblemError, problem } from '../../../electron/contract/problem.ts';
import { failed, ok } from '../../../electron/contract/result.ts';
import { drainClaims, type TransferPoolDeps, transfersAtOnce } from '../../../electron/engine/backup/transfer-pool.ts';
import type { WantedItem } from '../../../electron/engine/catalog/items/transfers.ts';
import { noFacts } from '../../../electron/engine/media/media-facts.ts';
import { mediaTypes } from '../../../electron/engine/media/media-type.ts';
import { wanted as item, stagedBytes } from './staged-bytes.ts';

const fetchedAll: TransferPoolDeps['fetch'] = async (claimed) => {
  const content = { stagedPath: '/staging/it', sha256: '0'.repeat(64), bytes: 0 };
  return ok({
    item: claimed,
    file: stagedBytes(),
    content,
    damage: null,
    type: mediaTypes.jpeg,
    facts: noFacts,
  });
};
const broken = (): Promise<never> => Promise.reject(new ProblemError(problem('destination-full')));

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
    pace: { within: (work) => work() },
    ownProblems: new Set(),
    hadBefore: () => false,
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

test.each([
  ['so many items', undefined, transfersAtOnce],
  ['as few items as a source wants', 2, 2],
] as const)('%s are fetched side by side, and no more', async (_what, atOnce, expected) => {
  const items = Array.from({ length: transfersAtOnce + 5 }, (_none, id) => item(id));
  const gate = Promise.withResolvers<void>();
  let under = 0;
  let most = 0;
  const { deps } = pool(items, async () => {
    under += 1;
    most = Math.max(most, under);
    if (under === expected) gate.resolve();
    await gate.promise;
    under -= 1;
    return failed(problem('item-gone'));
  });
  await drainClaims({ ...deps, atOnce });
  expect(most).toBe(expected);
});

test.each([
  ['handing out', (deps: TransferPoolDeps) => ({ ...deps, claims: { ...deps.claims, next: broken } })],
  ['storing', (deps: TransferPoolDeps) => ({ ...deps, fetch: fetchedAll, store: broken })],
  ['what follows each item', (deps: TransferPoolDeps) => ({ ...deps, fetch: fetchedAll, afterItem: broken })],
])('when %s fails, the run halts with its problem, and what was not begun is given back', async (_what, spoilt) => {
  const { deps, said } = pool([item(1)], fetchedAll);
  await drainClaims(spoilt(deps));
  expect(said.filter((line) => line !== 'stored').at(0)).toBe('run halted: destination-full');
  expect(said.at(-1)).toBe('given back');
});

test('what was fetched is stored before the next is begun, and each is followed up', async () => {
  const { deps, said } = pool([item(1), item(2)], fetchedAll);
  await drainClaims({ ...deps, afterItem: async () => void said.push('followed up') });
  expect(said.filter((line) => line === 'stored')).toHaveLength(2);
  expect(said.filter((line) => line === 'followed up')).toHaveLength(2);
});

test('items under way come to their end when the run halts, and no other is begun', async () => {
  const gate = Promise.withResolvers<void>();
  const items = Array.from({ length: transfersAtOnce + 5 }, (_none, id) => item(id));
  const { deps, said } = pool(items, async (claimed) => {
    if (claimed.id === 0) return failed(problem('destination-full'));
    await gate.promise;
    return fetchedAll(claimed);
  });
  const drained = drainClaims(deps);
  await expect.poll(() => said).toContain('run halted: destination-full');
  gate.resolve();
  await drained;
  expect(said.filter((line) => line === 'stored')).toHaveLength(transfersAtOnce - 1);
});

test('when nothing comes over the line any more, the run halts instead of failing item by item', async () => {
  const { deps, said } = pool(
    Array.from({ length: 1_000 }, (_none, id) => item(id)),
    async () => failed(problem('bytes-incomplete')),
  );
  await drainClaims(deps);
  expect(said.filter((text) => text.startsWith('run halted'))[0]).toBe('run halted: bytes-incomplete');
  expect(said.filter((text) => text.includes(' failed')).length).toBeLessThan(300);
});

test.each(['quota-minute', 'scope-missing', 'network-unreachable', 'token-revoked'] as const)(
  '%s of one item, while others come, is that item alone; a second time as well',
  async (code) => {
    const items = Array.from({ length: 60 }, (_none, id) => item(id));
    const spoilt: TransferPoolDeps['fetch'] = async (one) =>
      [7, 8, 30].includes(one.id) ? failed(problem(code)) : fetchedAll(one);
    const { deps, said } = pool(items, spoilt);
    await drainClaims(deps);
    const own = [7, 8, 30].map((id) => `${id} failed: ${code}`);
    expect(said.filter((line) => line !== 'stored')).toEqual([...own, 'given back']);
    const again = pool([item(7), item(30)], spoilt);
    await drainClaims({ ...again.deps, ownProblems: deps.ownProblems });
    expect(again.said).toEqual([own[0], own[2], 'given back']);
  },
);

test('what Google says of one item after the other, or of the only one, is the problem of the run, and none is to blame', async () => {
  let fetched = 0;
  const { deps, said } = pool(
    Array.from({ length: 100 }, (_none, id) => item(id)),
    async (one) => {
      fetched += 1;
      return fetched > 20 ? failed(problem('token-revoked')) : fetchedAll(one);
    },
  );
  await drainClaims({ ...deps, atOnce: 3 });
  expect(said.filter((line) => line.includes('failed'))).toEqual([]);
  expect(said.filter((line) => line !== 'stored')[0]).toBe('run halted: token-revoked');
  expect(fetched).toBeLessThan(30);
  const alone = pool([item(1)], async () => failed(problem('network-unreachable')));
  await drainClaims(alone.deps);
  expect(alone.said).toEqual(['run halted: network-unreachable', 'given back']);
  // It had that before, while others came.
  const before = pool([item(1)], async () => failed(problem('network-unreachable')));
  await drainClaims({ ...before.deps, hadBefore: () => true });
  expect(before.said).toEqual(['1 failed: network-unreachable', 'given back']);
  // The limit of a day is believed at once.
  const day = pool([item(1), item(2)], async ({ id }) =>
    id === 1 ? failed(problem('quota-day')) : fetchedAll(item(id)),
  );
  await drainClaims({ ...day.deps, atOnce: 1 });
  expect(day.said).toEqual(['run halted: quota-day', 'given back']);
});

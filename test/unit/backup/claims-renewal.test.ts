import { expect, test } from 'vitest';
import { type Problem, problem } from '../../../electron/contract/problem.ts';
import { failed, ok, type Result } from '../../../electron/contract/result.ts';
import { noHandle } from '../../../electron/contract/source-items.ts';
import { ClaimQueue } from '../../../electron/engine/backup/claims.ts';
import { RunControl } from '../../../electron/engine/backup/run-control.ts';
import type { WantedItem } from '../../../electron/engine/catalog/items/transfers.ts';
import type { ItemHandle, RemoteItem, Source } from '../../../electron/engine/sources/source.ts';

const now = Date.parse('2026-03-01T12:00:00Z');
const soon = now + 50 * 60_000;

function wanted(id: number, handle: ItemHandle): WantedItem {
  return {
    ...{ id, key: `key ${id}`, filename: `${id}.JPG`, mimeType: 'image/jpeg', createdAt: null },
    ...{ width: null, height: null, description: null, beside: null, waitsFor: null, said: null, handle },
  };
}

function remote(key: string, handle: ItemHandle): RemoteItem {
  return {
    ...{ key, filename: key, mimeType: 'image/jpeg', createdAt: null, width: null, height: null },
    ...{ description: null, readiness: 'ready', handle, verbatim: '{}' },
  };
}

type Renewal = (keys: readonly string[]) => Result<ReadonlyMap<string, Result<RemoteItem>>>;

/** Takes everything out of a queue whose catalog wants `items`. */
async function drained(items: readonly WantedItem[], renewal: Renewal) {
  const left = [...items];
  const failures: (readonly [number, Problem])[] = [];
  const control = new RunControl();
  let renewals = 0;
  const source: Pick<Source, 'renew' | 'renewBatch'> = {
    renewBatch: 50,
    renew: async (keys) => {
      renewals += 1;
      if (renewals > 100) throw new Error('renews without end');
      return renewal(keys);
    },
  };
  const queue = new ClaimQueue({
    source,
    store: { claim: (limit) => left.splice(0, limit), release: () => undefined, renewed: () => undefined },
    control,
    now: () => now,
    onFailed: ({ id }, met) => failures.push([id, met]),
  });
  queue.discoveryEnded();
  const handed: number[] = [];
  for (let item = await queue.next(); item !== null; item = await queue.next()) handed.push(item.id);
  return { handed, renewals, failures: failures.map(([id, { code }]) => `${id} ${code}`), halted: control.problem };
}

const stale = { locator: 'old', staleAt: now };

test('stale links are renewed together, and good ones are left alone', async () => {
  const items = [wanted(1, stale), wanted(2, { locator: 'good', staleAt: soon }), wanted(3, noHandle)];
  const { handed, renewals, failures } = await drained(items, (keys) =>
    ok(new Map(keys.map((key) => [key, ok(remote(key, { locator: 'new', staleAt: soon }))]))),
  );
  expect([handed, renewals, failures]).toEqual([[1, 2, 3], 1, []]);
});

test('an item for which Google has no link costs itself, and one request', async () => {
  const { handed, renewals, failures } = await drained([wanted(1, stale), wanted(2, stale)], (keys) =>
    ok(new Map(keys.map((key) => [key, ok(remote(key, { locator: key === 'key 1' ? '' : 'new', staleAt: soon }))]))),
  );
  expect([handed, renewals, failures]).toEqual([[2], 1, ['1 bytes-link-expired']]);
});

test('a link that is called stale as soon as it comes is used all the same', async () => {
  const { handed, renewals } = await drained([wanted(1, stale)], (keys) =>
    ok(new Map(keys.map((key) => [key, ok(remote(key, stale))]))),
  );
  expect([handed, renewals]).toEqual([[1], 1]);
});

test('an item that is not among the answers is failed, not forgotten', async () => {
  const { handed, failures } = await drained([wanted(1, stale)], () => ok(new Map()));
  expect([handed, failures]).toEqual([[], ['1 google-answer-unreadable']]);
});

test('an item that Google does not know any more costs itself', async () => {
  const { handed, failures } = await drained([wanted(1, stale)], (keys) =>
    ok(new Map(keys.map((key) => [key, failed(problem('item-gone'))]))),
  );
  expect([handed, failures]).toEqual([[], ['1 item-gone']]);
});

test('what concerns all items halts the run', async () => {
  const { handed, halted } = await drained([wanted(1, stale)], () => failed(problem('quota-day')));
  expect([handed, halted?.code]).toEqual([[], 'quota-day']);
});

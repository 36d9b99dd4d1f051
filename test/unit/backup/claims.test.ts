import { expect, test } from 'vitest';
import { problem } from '../../../electron/contract/problem.ts';
import { failed, ok, type Result } from '../../../electron/contract/result.ts';
import type { RemoteItem } from '../../../electron/contract/source-items.ts';
import { ClaimQueue } from '../../../electron/engine/backup/claims.ts';
import { RunControl } from '../../../electron/engine/backup/run-control.ts';
import type { WantedItem } from '../../../electron/engine/catalog/items/transfers.ts';
import type { Source } from '../../../electron/engine/sources/source.ts';
import { seen } from '../catalog/catalog-fixture.ts';
import { sourceWith, stale, wanted } from './staged-bytes.ts';

function queueOf(wantedItems: WantedItem[], source: Partial<Source> = {}, onLook: () => void = () => undefined) {
  const said: string[] = [];
  const control = new RunControl();
  const queue = new ClaimQueue({
    source: sourceWith(source),
    control,
    now: () => 1_000_000,
    store: {
      claim: (limit) => {
        onLook();
        return wantedItems.splice(0, limit);
      },
      release: (ids) => void said.push(`released ${ids.join()}`),
      renewed: (items) =>
        void said.push(`renewed ${items.map(({ key, handle }) => `${key}: ${handle.locator}`).join()}`),
    },
    onFailed: ({ key }, met) => void said.push(`${key} failed: ${met.code}`),
  });
  return { queue, control, said };
}

/** A fresh handle for each key but those in `without`. */
function renewing(without: Readonly<Record<string, Result<RemoteItem> | null>> = {}) {
  const asked: (readonly string[])[] = [];
  const renew: Source['renew'] = async (keys) => {
    asked.push(keys);
    const answers = new Map<string, Result<RemoteItem>>();
    for (const key of keys) {
      const answer = without[key];
      if (answer === null) continue;
      answers.set(key, answer ?? ok(seen(key, { handle: { locator: `fresh ${key}`, staleAt: null } })));
    }
    return ok(answers);
  };
  return { asked, renew };
}

async function all(queue: ClaimQueue): Promise<readonly string[]> {
  const handed: string[] = [];
  for (let item = await queue.next(); item !== null; item = await queue.next()) {
    handed.push(`${item.id} by ${item.handle.locator}`);
  }
  return handed;
}

test('items come once each, in their order, until discovery is over and nothing is left', async () => {
  const { queue } = queueOf([wanted(1), wanted(2)]);
  queue.discoveryEnded();
  expect(await all(queue)).toEqual(['1 by link 1', '2 by link 2']);
});

test('while discovery goes on, an empty catalog is waited for', async () => {
  const items: WantedItem[] = [];
  const { queue } = queueOf(items);
  const first = queue.next();
  items.push(wanted(1));
  queue.more();
  expect(await first).toMatchObject({ id: 1 });
  const second = queue.next();
  queue.discoveryEnded();
  expect(await second).toBeNull();
});

test('those who wait for more at the same time share one look at the catalog', async () => {
  let looks = 0;
  const items: WantedItem[] = [];
  const { queue } = queueOf(items, {}, () => {
    looks += 1;
  });
  const waiting = Array.from({ length: 18 }, () => queue.next());
  expect(looks).toBe(1);
  items.push(wanted(1));
  queue.more();
  expect(await Promise.race(waiting)).toMatchObject({ id: 1 });
  queue.discoveryEnded();
  expect((await Promise.all(waiting)).filter((item) => item !== null)).toHaveLength(1);
  // One when they began to wait, one for the news, and one that finds the end.
  expect(looks).toBeLessThanOrEqual(4);
});

test('stale handles are renewed just before use, as many in a request as the source allows', async () => {
  const { asked, renew } = renewing();
  const items = [wanted(1), stale(2), stale(3), wanted(4), stale(5)];
  const { queue, said } = queueOf(items, { renew, renewBatch: 2 });
  queue.discoveryEnded();
  expect(await queue.next()).toMatchObject({ id: 1 });
  expect(asked).toEqual([]);
  expect(await all(queue)).toEqual(['2 by fresh key 2', '3 by fresh key 3', '4 by link 4', '5 by fresh key 5']);
  expect(asked).toEqual([['key 2', 'key 3'], ['key 5']]);
  expect(said[0]).toBe('renewed key 2: fresh key 2,key 3: fresh key 3');
});

test('a handle is good until the moment from which on it is stale', async () => {
  const { asked, renew } = renewing();
  const until = (id: number, staleAt: number) => wanted(id, { handle: { locator: `link ${id}`, staleAt } });
  const { queue } = queueOf([until(1, 1_000_001), until(2, 1_000_000)], { renew });
  queue.discoveryEnded();
  expect(await all(queue)).toEqual(['1 by link 1', '2 by fresh key 2']);
  expect(asked).toEqual([['key 2']]);
});

test('those who wait for handles at the same time share one request', async () => {
  const { asked, renew } = renewing();
  const { queue } = queueOf([stale(1), stale(2), stale(3)], { renew });
  queue.discoveryEnded();
  const handed = await Promise.all([queue.next(), queue.next(), queue.next(), queue.next()]);
  expect(handed.map((item) => item?.id ?? null).toSorted()).toEqual([1, 2, 3, null]);
  expect(asked).toHaveLength(1);
});

test('an item without a fresh handle fails, and the others come', async () => {
  const gone = failed(problem('item-gone'));
  const { renew } = renewing({ 'key 1': gone, 'key 2': null });
  const { queue, said } = queueOf([stale(1), stale(2), stale(3)], { renew });
  queue.discoveryEnded();
  expect(await all(queue)).toEqual(['3 by fresh key 3']);
  expect(said).toContain('key 1 failed: item-gone');
  expect(said).toContain('key 2 failed: google-answer-unreadable');
});

test('a renewal that fails for one reason costs its items, for any other the run', async () => {
  const ofItems = queueOf([stale(1)], { renew: async () => failed(problem('item-gone')) });
  ofItems.queue.discoveryEnded();
  expect(await all(ofItems.queue)).toEqual([]);
  expect(ofItems.said).toContain('key 1 failed: item-gone');
  expect(ofItems.control.problem).toBeNull();

  const ofAll = queueOf([stale(1)], { renew: async () => failed(problem('quota-day')) });
  expect(await all(ofAll.queue)).toEqual([]);
  expect(ofAll.control.problem).toMatchObject({ code: 'quota-day' });
  expect(ofAll.said).toEqual([]);
});

test('a halt ends the waiting, and what was claimed but not begun is given back', async () => {
  const { queue, control, said } = queueOf([wanted(1), wanted(2), wanted(3)]);
  await queue.next();
  control.halt(problem('interrupted'));
  expect(await queue.next()).toBeNull();
  queue.giveBack();
  expect(said).toEqual(['released 2,3']);

  const waiting = queueOf([]);
  const next = waiting.queue.next();
  waiting.control.halt(problem('interrupted'));
  expect(await next).toBeNull();
});

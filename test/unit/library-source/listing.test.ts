import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ProblemError } from '../../../electron/contract/problem.ts';
import { ok } from '../../../electron/contract/result.ts';
import { listPages } from '../../../electron/engine/sources/listing.ts';

/** Follows a listing whose page `number` holds `page(number)`, with a fresh token each; null is the last. */
async function follow(page: (number: number) => readonly string[] | null) {
  let pages = 0;
  let entries = 0;
  try {
    for await (const listed of listPages(async (token) => {
      const number = Number(token ?? 0);
      if (number > 5_000) throw new Error('endless');
      const ids = page(number);
      return ok({
        entries: (ids ?? []).map((id) => ({ id })),
        unreadable: 0,
        nextPageToken: ids === null ? null : String(number + 1),
      });
    })) {
      pages += 1;
      entries += listed.entries.length;
    }
    return { end: 'came', pages, entries };
  } catch (thrown) {
    if (!(thrown instanceof ProblemError)) throw thrown;
    return { end: thrown.problem.code, pages, entries };
  }
}

const hundred = (from: number) => Array.from({ length: 100 }, (_none, index) => String(from + index));

test('a long library with empty and thin pages in between comes to its end', async () => {
  const { end, entries } = await follow((number) => {
    if (number === 1_500) return null;
    if (number % 3 === 0) return [];
    return number % 3 === 1 ? [`thin ${number}`] : hundred(number * 1_000);
  });
  expect(end).toBe('came');
  expect(entries).toBe(500 + 50_000);
});

test.each<[string, (number: number) => readonly string[]]>([
  ['the same item on every page', () => ['a']],
  ['the same hundred items on every page', () => hundred(0)],
  ['a few pages that come round and round with fresh tokens', (number) => hundred((number % 7) * 100)],
  ['nothing at all, page after page', () => []],
  ['a new item on every page, without end', (number) => [String(number)]],
])('%s is given up', async (_name, page) => {
  const { end, pages } = await follow(page);
  expect(end).toBe('google-answer-unreadable');
  expect(pages).toBeLessThanOrEqual(1_002);
});

test('the next page is on its way while one is worked on, and no more than one', async () => {
  const asked: (string | null)[] = [];
  const before: number[] = [];
  const pages = listPages(async (token) => {
    asked.push(token);
    const number = Number(token ?? 0);
    return ok({ entries: [{ id: `${number}` }], unreadable: 0, nextPageToken: number === 3 ? null : `${number + 1}` });
  });
  for await (const _page of pages) before.push(asked.length);
  expect(before).toEqual([2, 3, 4, 4]);
  expect(asked).toEqual([null, '1', '2', '3']);
});

test('a page that cannot be had is told behind the one before; whoever stops waits for what was asked', async () => {
  const seen: string[] = [];
  const failing = listPages<{ readonly id: string }>(async (token) => {
    if (token !== null) throw new Error('gone');
    return ok({ entries: [{ id: 'first' }], unreadable: 0, nextPageToken: '1' });
  });
  await expect(async () => {
    for await (const { entries } of failing) seen.push(...entries.map(({ id }) => id));
  }).rejects.toThrow('gone');
  expect(seen).toEqual(['first']);

  let isAnswered = false;
  const stopped = listPages(async (token) => {
    if (token !== null) {
      await setTimeout(20);
      isAnswered = true;
    }
    return ok({ entries: [{ id: `${token}` }], unreadable: 0, nextPageToken: `${token}+` });
  });
  for await (const _page of stopped) break;
  expect(isAnswered).toBe(true);
});

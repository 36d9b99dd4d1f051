import { expect, test } from 'vitest';
import { problem } from '../../../electron/contract/problem.ts';
import { failed, ok, type Result } from '../../../electron/contract/result.ts';
import { ItemPages } from '../../../renderer/features/photos/item-pages.ts';

/** A list whose answers are given by hand. */
function byHand(options: { readonly kept?: number; readonly parallel?: number } = {}) {
  const asked: { readonly page: number; readonly answer: (result: Result<readonly string[]>) => void }[] = [];
  let edition = 'a';
  const pages = new ItemPages<string>({
    load: (offset) =>
      new Promise((resolve) => {
        asked.push({ page: offset / 10, answer: resolve });
      }),
    pageSize: 10,
    parallel: options.parallel ?? 2,
    kept: options.kept ?? 5,
  });
  const itemsOf = (page: number) => Array.from({ length: 10 }, (_, index) => `${edition}${page * 10 + index}`);
  async function settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  }
  return {
    pages,
    /** Pages that are asked for and not answered, in their order. */
    open: () => asked.map(({ page }) => page),
    async answer(result?: Result<readonly string[]>) {
      const question = asked.shift();
      if (question === undefined) throw new Error('Nothing was asked');
      question.answer(result ?? ok(itemsOf(question.page)));
      await settle();
    },
    changeList: () => {
      edition = 'b';
    },
  };
}

test('what is in sight is fetched, a few pages at a time', async () => {
  const { pages, open, answer } = byHand();
  pages.show(5, 34);
  expect(open()).toEqual([0, 1]);
  expect(pages.at(5)).toBeUndefined();
  await answer();
  expect(pages.at(5)).toBe('a5');
  expect(open()).toEqual([1, 2]);
});

test('what is out of sight before its turn is never asked for', async () => {
  const { pages, open, answer } = byHand({ parallel: 1 });
  pages.show(0, 9);
  pages.show(100, 119);
  pages.show(500, 519);
  await answer();
  expect(open()).toEqual([50]);
  await answer();
  expect(open()).toEqual([51]);
  await answer();
  expect(open()).toEqual([]);
  expect(pages.at(100)).toBeUndefined();
});

test('only so many pages are kept: those seen longest ago go, those in sight never', async () => {
  const { pages, open, answer } = byHand({ kept: 3 });
  for (const page of [0, 1, 2]) {
    pages.show(page * 10, page * 10);
    await answer();
  }
  pages.show(0, 0);
  pages.show(30, 30);
  await answer();
  expect([0, 10, 20, 30].map((item) => pages.at(item))).toEqual(['a0', undefined, 'a20', 'a30']);
  pages.show(40, 89);
  for (let left = 0; left < 5; left += 1) await answer();
  expect([40, 50, 60, 70, 80].map((item) => pages.at(item))).toEqual(['a40', 'a50', 'a60', 'a70', 'a80']);
  expect(open()).toEqual([]);
});

test('a failure is said, not repeated on its own, and tried again on demand', async () => {
  const { pages, open, answer } = byHand();
  let told = 0;
  pages.subscribe(() => {
    told += 1;
  });
  pages.show(0, 9);
  await answer(failed(problem('engine-crashed')));
  expect(pages.problem()?.code).toBe('engine-crashed');
  expect(told).toBe(1);
  pages.show(0, 9);
  expect(open()).toEqual([]);
  pages.retry();
  expect(pages.problem()).toBeNull();
  await answer();
  expect(pages.at(3)).toBe('a3');
});

test('a changed list is fetched again, and the old is shown until the new is here', async () => {
  const { pages, answer, changeList } = byHand();
  pages.show(0, 9);
  await answer();
  const version = pages.version(0, 9);
  changeList();
  pages.refresh();
  expect(pages.at(3)).toBe('a3');
  await answer();
  expect(pages.at(3)).toBe('b3');
  expect(pages.version(0, 9)).not.toBe(version);
});

test('an answer to a question from before the change is not taken for the present list', async () => {
  const { pages, open, answer, changeList } = byHand();
  pages.show(0, 9);
  pages.refresh();
  await answer();
  expect(pages.at(3)).toBe('a3');
  expect(open()).toEqual([0]);
  changeList();
  await answer();
  expect(pages.at(3)).toBe('b3');
  expect(open()).toEqual([]);
});

test('nothing is told or asked after the end', async () => {
  const { pages, open, answer } = byHand({ parallel: 1 });
  pages.show(0, 29);
  pages.subscribe(() => {
    throw new Error('told after the end');
  });
  pages.close();
  await answer();
  expect(open()).toEqual([]);
  expect(pages.at(0)).toBeUndefined();
});

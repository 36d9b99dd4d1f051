import { expect, test } from 'vitest';
import { problem } from '../../../electron/contract/problem.ts';
import { ItemDoubts } from '../../../electron/engine/backup/item-doubts.ts';
import { wanted } from './staged-bytes.ts';

const refused = problem('access-token-refused');

/** Doubts, and what came of them. */
function doubts({ before = [] as readonly number[] } = {}) {
  const said: string[] = [];
  const ownProblems = new Set<number>();
  const judge = new ItemDoubts({
    outcomes: {
      failed: ({ id }, met) => void said.push(`${id} failed: ${met.code}`),
      halted: ({ id }, met) => void said.push(`${id} halted the run: ${met.code}`),
    },
    ownProblems,
    hadBefore: ({ id }) => before.includes(id),
  });
  return { judge, said, ownProblems };
}

test('an item of which the sign-in is said to be over fails alone once a later item comes', () => {
  const { judge, said, ownProblems } = doubts();
  judge.met(wanted(1), refused, judge.begin());
  expect(said).toEqual([]);
  judge.came(judge.begin());
  expect(said).toEqual(['1 failed: access-token-refused']);
  expect(ownProblems).toEqual(new Set([1]));
});

test('an item that was begun before shows nothing: the sign-in may have ended since', () => {
  const { judge, said } = doubts();
  const early = judge.begin();
  judge.met(wanted(1), refused, judge.begin());
  judge.came(early);
  expect(said).toEqual([]);
});

test('five in a row are true of the run, and it is halted', () => {
  const { judge, said } = doubts();
  for (const id of [1, 2, 3, 4]) judge.met(wanted(id), refused, judge.begin());
  expect(said).toEqual([]);
  judge.met(wanted(5), refused, judge.begin());
  expect(said).toEqual(['5 halted the run: access-token-refused']);
  judge.end();
  expect(said.slice(1)).toEqual([1, 2, 3, 4].map((id) => `${id} halted the run: access-token-refused`));
});

test('at the end, what came since an item was begun tells whether its problem was its own', () => {
  const { judge, said } = doubts();
  const begun = judge.begin();
  judge.came(begun);
  judge.met(wanted(1), refused, begun);
  judge.met(wanted(2), refused, judge.begin());
  judge.end();
  expect(said).toEqual(['1 failed: access-token-refused', '2 halted the run: access-token-refused']);
  judge.end();
  expect(said).toHaveLength(2);
});

test('what was its own problem in an earlier run is so at once, and so is its second chance', () => {
  const { judge, said } = doubts({ before: [7] });
  judge.met(wanted(7), refused, judge.begin());
  judge.met(wanted(1), refused, judge.begin());
  judge.came(judge.begin());
  judge.met(wanted(1), refused, judge.begin());
  expect(said).toEqual([
    '7 failed: access-token-refused',
    '1 failed: access-token-refused',
    '1 failed: access-token-refused',
  ]);
});

test.each(['quota-day', 'destination-full'] as const)("%s is no single item's, whatever was before", (code) => {
  const { judge, said } = doubts({ before: [1] });
  judge.met(wanted(1), problem(code), judge.begin());
  expect(said).toEqual([`1 halted the run: ${code}`]);
});

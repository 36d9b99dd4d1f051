import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { heapFlags, heapFlagsOfElectron } from '../../../electron/base/heap-flags.ts';
import { forkChild } from '../../../electron/main/supervision/child-process.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const project = join(import.meta.dirname, '..', '..', '..');
/** What the flags let the young generation take, both its halves together. */
const young = 8 * 1024 ** 2;
/** Of the listing below, at most: 101 pages of 4,000 rows, and the program itself. */
const alive = 60_000_000;

/** Goes through many pages of rows as a listing does; prints the largest sizes of the parts of its heap, in bytes. */
const listing = `
  import { setImmediate } from 'node:timers/promises';
  import v8 from 'node:v8';
  import { limitHeapGrowth } from './electron/base/heap-flags.ts';

  if (process.argv[1] === 'growth limited') limitHeapGrowth();
  const most = { young: 0, old: 0 };
  const underWay = [];
  for (let page = 0; page < 1200; page += 1) {
    underWay.push(Array.from({ length: 4000 }, (_, row) => ({ page, row, name: 'IMG_' + page + row })));
    // So many pages are alive at a time; long enough to grow old.
    if (underWay.length > 100) underWay.shift();
    const spaces = v8.getHeapSpaceStatistics();
    const [newSpace] = spaces.filter(({ space_name: name }) => name === 'new_space');
    const others = spaces.filter((space) => space !== newSpace);
    most.young = Math.max(most.young, newSpace.space_size);
    // Until its first full collection V8 knows nothing of what is alive.
    if (page > 300) most.old = Math.max(most.old, others.reduce((sum, { space_used_size: used }) => sum + used, 0));
    await setImmediate();
  }
  console.log(JSON.stringify(most));
`;

function sizesOf(flags: readonly string[], how = '') {
  const options = { cwd: project, encoding: 'utf8', env: testEnvironment() } as const;
  const program = ['--input-type=module-typescript', '-e', listing, how];
  const printed = execFileSync(process.execPath, [...flags, ...program], options);
  return z.object({ young: z.int().positive(), old: z.int().positive() }).parse(JSON.parse(printed));
}

// Only what the flags promise is held to a number. What V8 would do decides whether there is anything to show.
// On a starved machine V8's helping threads come late and the heap overshoots: one calm try of three has to hold.
test('a long listing keeps its heap near what is alive in it', { retry: 2 }, (context) => {
  // What V8 decides on a machine with much memory.
  const unlimited = ['--max-semi-space-size=64'];
  const left = sizesOf(unlimited);
  if (left.young <= 2 * young || left.old <= 2 * alive) context.skip('this V8 keeps its heap small by itself');
  const small = sizesOf(heapFlags);
  expect(small.young).toBeLessThan(2 * young);
  expect(small.old).toBeLessThan(2 * alive);
  expect(sizesOf(unlimited, 'growth limited').old).toBeLessThan(2 * alive);
});

test('whoever starts a process that backs up passes them', () => {
  const forked: unknown[] = [];
  const utility = {
    fork: (...called: unknown[]) => {
      forked.push(called);
      throw new Error('enough');
    },
  };
  const program = { name: 'engine', script: '/engine.js', execArgv: [heapFlagsOfElectron] } as const;
  expect(() => forkChild(utility, program, () => undefined)).toThrow('enough');
  expect(forked).toEqual([
    [
      '/engine.js',
      [],
      expect.objectContaining({
        execArgv: ['--js-flags=--max-semi-space-size=4 --heap-growing-percent=100 --expose-gc'],
      }),
    ],
  ]);
  const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
  expect(scripts.afterimage).toBe(`node ${heapFlags.join(' ')} electron/cli/main.ts`);
});

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { testEnvironment } from '../../support/test-environment.ts';

const project = join(import.meta.dirname, '..', '..', '..');
/** What limitHeap lets the young generation take, and garbage in the old one; see there. */
const young = 32_000_000;
const garbage = 24_000_000;
/** Of the listing below: 21 pages of 4,000 rows, and the program itself. */
const alive = 16_000_000;

/** Goes through many pages of rows as a listing does; prints the largest sizes of the parts of its heap, in bytes. */
const listing = `
  import { setImmediate } from 'node:timers/promises';
  import v8 from 'node:v8';
  import { limitHeap } from './electron/engine/runs/heap-limiter.ts';

  const how = process.argv[1];
  const keeper = how === 'as V8 likes it' ? null : limitHeap();
  const most = { young: 0, old: 0 };
  const underWay = [];
  for (let page = 0; page < 1200; page += 1) {
    if (page === 600 && how === 'kept small, then let go') keeper[Symbol.dispose]();
    underWay.push(Array.from({ length: 4000 }, (_, row) => ({ page, row, name: 'IMG_' + page + row })));
    // So many pages are alive at a time; long enough to grow old.
    if (underWay.length > 20) underWay.shift();
    const spaces = v8.getHeapSpaceStatistics();
    const [newSpace] = spaces.filter(({ space_name: name }) => name === 'new_space');
    const others = spaces.filter((space) => space !== newSpace);
    most.young = Math.max(most.young, newSpace.space_size);
    most.old = Math.max(most.old, others.reduce((sum, { space_used_size: used }) => sum + used, 0));
    await setImmediate();
  }
  if (how === 'kept small') keeper[Symbol.dispose]();
  console.log(JSON.stringify(most));
`;

function sizesOf(how: 'kept small' | 'kept small, then let go' | 'as V8 likes it') {
  const options = { cwd: project, encoding: 'utf8', env: testEnvironment() } as const;
  // What V8 decides on a machine with much memory.
  const flags = ['--max-semi-space-size=64', '--input-type=module-typescript'];
  const printed = execFileSync(process.execPath, [...flags, '-e', listing, how], options);
  return z.object({ young: z.int().positive(), old: z.int().positive() }).parse(JSON.parse(printed));
}

// Only what limitHeap itself promises is held to a number. What V8 would do decides whether there is anything to show.
test('a long listing keeps its heap small, ends on its own, and leaves the heap to V8 again', (context) => {
  if (sizesOf('as V8 likes it').young <= 2 * young) context.skip('this V8 keeps its young generation small by itself');
  const small = sizesOf('kept small');
  // V8 has decided about its next size before anybody can look: one step of its growth beyond the limit.
  expect(small.young).toBeLessThan(2 * young);
  // Between two looks no more than a young generation grows old.
  expect(small.old).toBeLessThan(alive + garbage + young);
  expect(sizesOf('kept small, then let go').young).toBeGreaterThan(2 * young);
});

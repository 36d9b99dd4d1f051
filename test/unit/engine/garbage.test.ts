import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';

const project = join(import.meta.dirname, '..', '..', '..');

/** Goes through many pages of rows as a listing does; prints the largest sizes of its heap and of the young part in bytes. */
const listing = `
  import { setImmediate } from 'node:timers/promises';
  import v8 from 'node:v8';
  import { keepHeapSmall } from './electron/engine/garbage.ts';

  const how = process.argv[1];
  const keeper = how === 'as V8 likes it' ? null : keepHeapSmall();
  const most = { heap: 0, young: 0 };
  const underWay = [];
  for (let page = 0; page < 1200; page += 1) {
    if (page === 600 && how === 'kept small, then let go') keeper[Symbol.dispose]();
    underWay.push(Array.from({ length: 4000 }, (_, row) => ({ page, row, name: 'IMG_' + page + row })));
    // So many pages are alive at a time; long enough to grow old.
    if (underWay.length > 20) underWay.shift();
    const young = v8.getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
    most.heap = Math.max(most.heap, v8.getHeapStatistics().total_heap_size);
    most.young = Math.max(most.young, young.space_size);
    await setImmediate();
  }
  if (how === 'kept small') keeper[Symbol.dispose]();
  console.log(JSON.stringify(most));
`;

function sizesOf(how: 'kept small' | 'kept small, then let go' | 'as V8 likes it') {
  const options = { cwd: project, encoding: 'utf8' } as const;
  // What V8 decides on a machine with much memory.
  const flags = ['--max-semi-space-size=64', '--input-type=module-typescript'];
  const printed = execFileSync(process.execPath, [...flags, '-e', listing, how], options);
  return z.object({ heap: z.int().min(10_000_000), young: z.int() }).parse(JSON.parse(printed));
}

test('a long listing keeps its heap small, ends by itself, and leaves the heap to V8 again', () => {
  const small = sizesOf('kept small');
  const large = sizesOf('as V8 likes it');
  const letGo = sizesOf('kept small, then let go');
  expect(small.heap).toBeLessThan(large.heap * 0.75);
  expect(small.young).toBeLessThan(large.young / 2);
  expect(letGo.young).toBe(large.young);
});

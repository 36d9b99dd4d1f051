import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const project = join(import.meta.dirname, '..', '..', '..');

/** Goes through many pages of rows as a listing does; prints the largest size of its heap in bytes. */
const listing = `
  import { setImmediate } from 'node:timers/promises';
  import v8 from 'node:v8';
  import { keepHeapSmall } from './electron/engine/garbage.ts';

  const keeper = process.argv[1] === 'kept small' ? keepHeapSmall() : null;
  let most = 0;
  const underWay = [];
  for (let page = 0; page < 600; page += 1) {
    underWay.push(Array.from({ length: 4000 }, (_, row) => ({ page, row, name: 'IMG_' + page + row })));
    // So many pages are alive at a time; long enough to grow old.
    if (underWay.length > 20) underWay.shift();
    most = Math.max(most, v8.getHeapStatistics().total_heap_size);
    await setImmediate();
  }
  keeper?.[Symbol.dispose]();
  console.log(most);
`;

function mostBytes(how: 'kept small' | 'as V8 likes it'): number {
  const options = { cwd: project, encoding: 'utf8' } as const;
  // What V8 decides on a machine with much memory.
  const flags = ['--max-semi-space-size=64', '--input-type=module-typescript'];
  return Number(execFileSync(process.execPath, [...flags, '-e', listing, how], options));
}

test('a long listing keeps its heap small, and ends by itself', () => {
  const small = mostBytes('kept small');
  expect(small).toBeGreaterThan(10_000_000);
  expect(small).toBeLessThan(mostBytes('as V8 likes it') * 0.75);
});

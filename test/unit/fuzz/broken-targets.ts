import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FuzzTarget } from '../../fuzz/fuzz-target.ts';

/** What the harness must find: each breaks one promise, at the inputs that are said. */
export const fuzzTargets: readonly FuzzTarget[] = [
  brokenTarget('sound', () => 'read'),
  brokenTarget('throws', (nth) => {
    if (nth === 3) throw new RangeError('out of bounds');
  }),
  brokenTarget('hangs', (nth) => {
    while (nth === 2);
  }),
  brokenTarget('ends-the-thread', (nth) => {
    if (nth === 1) setImmediate(() => Promise.reject(new Error('nobody caught it')));
    return new Promise((resolve) => setTimeout(resolve, 20));
  }),
  brokenTarget('never-the-same', () => performance.now()),
  brokenTarget('writes-outside', (_nth, folder) => writeFileSync(join(folder, '..', 'elsewhere'), 'x')),
];

function brokenTarget(name: string, read: (nth: number, folder: string) => unknown): FuzzTarget {
  return {
    name,
    open: async (folder) => ({
      samples: [Buffer.from('sample')],
      // The input says which one it is.
      damage: (_samples, chance) => Buffer.from(String(chance())),
      read: async (input) => read(numberOf(input), folder),
      close: async () => undefined,
    }),
  };

  function numberOf(input: Uint8Array): number {
    const text = Buffer.from(input).toString();
    if (!seen.includes(text)) seen.push(text);
    return seen.indexOf(text);
  }
}

const seen: string[] = [];

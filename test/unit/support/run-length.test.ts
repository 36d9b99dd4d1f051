import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isLong, runsOf } from '../../support/test-environment.ts';

test('a property is tried a hundred times unless it says how often, and ten times as often in a long run', () => {
  let tried = 0;
  fc.assert(
    fc.property(fc.nat(), () => {
      tried += 1;
    }),
  );
  expect(tried).toBe(isLong() ? 1_000 : 100);
  expect(runsOf(40)).toBe(isLong() ? 400 : 40);
});

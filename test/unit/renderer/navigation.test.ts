import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { screens } from '../../../electron/contract/screens.ts';
import { hashOf, placeOf } from '../../../renderer/store/navigation.ts';

test('every place survives the way through the address', () => {
  const parts = fc.option(fc.string({ minLength: 1, unit: 'grapheme' }));
  fc.assert(
    fc.property(fc.constantFrom(...screens), parts, (screen, part) => {
      expect(placeOf(hashOf(screen, part))).toEqual({ screen, part });
    }),
  );
});

test('an address that means nothing leads to the Overview', () => {
  const overview = { screen: 'overview', part: null };
  expect(['', '#', '#/', '#/nowhere', '#/../etc'].map(placeOf)).toEqual(Array(5).fill(overview));
  expect(placeOf('#/albums/%E0%A4%A')).toEqual({ screen: 'albums', part: null });
  expect(placeOf('#/albums/')).toEqual({ screen: 'albums', part: null });
});

import { expect, test } from 'vitest';
import { ContentSizes } from '../../../electron/engine/google/content-sizes.ts';

const MiB = 1024 * 1024;

/** What a line expects that has seen these. */
async function after(...seen: readonly number[]): Promise<boolean> {
  const sizes = new ContentSizes();
  for (const bytes of seen) sizes.took(bytes);
  return sizes.expectLarge();
}

test('the next one is expected to be like those that came last', async () => {
  expect(await after(3 * MiB)).toBe(true);
  expect(await after(200_000)).toBe(false);
  expect(await after(...Array.from({ length: 100 }, () => 3 * MiB), ...Array.from({ length: 40 }, () => 9_000))).toBe(
    false,
  );
  expect(await after(...Array.from({ length: 100 }, () => 9_000), ...Array.from({ length: 8 }, () => 3 * MiB))).toBe(
    true,
  );
});

test.each([
  ['is large', 3 * MiB, true],
  ['is small', 9_000, false],
] as const)(
  'as long as nobody knows, one goes ahead, and the others wait for its head: it %s',
  async (_what, bytes, isLarge) => {
    const sizes = new ContentSizes();
    expect(await sizes.expectLarge()).toBe(false);
    const others = [sizes.expectLarge(), sizes.expectLarge()];
    sizes.took(bytes);
    expect(await Promise.all(others)).toEqual([isLarge, isLarge]);
  },
);

test('where the first one says nothing the others are thought to be photos of a phone', async () => {
  const refused = new ContentSizes();
  await refused.expectLarge();
  const other = refused.expectLarge();
  refused.ended();
  expect(await other).toBe(true);
  const silent = new ContentSizes();
  await silent.expectLarge();
  expect(await silent.expectLarge()).toBe(true);
});

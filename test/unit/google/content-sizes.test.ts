import { expect, test } from 'vitest';
import { ContentSizes } from '../../../electron/engine/google/content-sizes.ts';

const MiB = 1024 * 1024;

/** What a line expects that has seen these. */
async function after(...seen: readonly number[]): Promise<boolean> {
  const sizes = new ContentSizes();
  for (const bytes of seen) sizes.took(bytes, 'image');
  return sizes.expectLarge('image');
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
    expect(await sizes.expectLarge('image')).toBe(false);
    const others = [sizes.expectLarge('image'), sizes.expectLarge('image')];
    sizes.took(bytes, 'image');
    expect(await Promise.all(others)).toEqual([isLarge, isLarge]);
  },
);

test('where the first one says nothing the others are thought to be photos of a phone', async () => {
  const refused = new ContentSizes();
  await refused.expectLarge('image');
  const other = refused.expectLarge('image');
  refused.ended();
  expect(await other).toBe(true);
  const silent = new ContentSizes();
  await silent.expectLarge('image');
  expect(await silent.expectLarge('image')).toBe(true);
});

test.each([
  ['large photos, a first film', [3 * MiB], [], true],
  ['small photos, a first film', [9_000], [], false],
  ['small photos, large films', [9_000], [80 * MiB], true],
  ['large photos, small films', [3 * MiB], [90_000], false],
] as const)('films are judged by films, the first one by the photos: %s', async (_what, photos, films, isLarge) => {
  const sizes = new ContentSizes();
  for (const bytes of photos) sizes.took(bytes, 'image');
  for (const bytes of films) sizes.took(bytes, 'video');
  expect(await sizes.expectLarge('video')).toBe(isLarge);
  expect(await sizes.expectLarge('image')).toBe((photos[0] ?? 0) > MiB);
});

test('a photo behind films alone is taken for one of them', async () => {
  const sizes = new ContentSizes();
  sizes.took(80 * MiB, 'video');
  expect(await sizes.expectLarge('any')).toBe(true);
});

import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import type { TakeoutSample } from '../../simulator/takeout/takeout-sample.ts';
import { takeoutLocales } from '../../simulator/takeout/takeout-words.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { expectImported } from '../../support/expect-takeout.ts';
import { openImportEngine } from '../../support/import-world.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { isLong } from '../../support/test-environment.ts';

const studio = createPictureStudio();

/** How an export lies on a disk. */
const layout = fc.record({
  seed: fc.integer({ min: 1, max: 300 }),
  items: fc.integer({ min: 5, max: 30 }),
  albums: fc.integer({ min: 0, max: 3 }),
  parts: fc.integer({ min: 1, max: 4 }),
  groups: fc.integer({ min: 1, max: 2 }),
  bareFiles: fc.integer({ min: 0, max: 2 }),
  locale: fc.constantFrom(...takeoutLocales),
  format: fc.constantFrom('zip', 'tgz', 'folder', 'mixed'),
  indexPart: fc.constantFrom('among', 'own'),
  absentItems: fc.constantFrom('shown', 'left out'),
});

/** Cuts a list into the portions that are given one after the other. */
function portions<T>(all: readonly T[], cuts: readonly boolean[]): readonly (readonly T[])[] {
  const cut: T[][] = [[]];
  for (const [index, one] of all.entries()) {
    if (index > 0 && cuts[index] === true) cut.push([]);
    cut.at(-1)?.push(one);
  }
  return cut;
}

async function written(options: Parameters<typeof writeTakeoutSample>[0]): Promise<TakeoutSample> {
  return writeTakeoutSample({ ...options, itemBytes: 'tiny' }, studio);
}

test('parts in any order, layout and language, given in any portions and broken off anywhere: the truth', async () => {
  await fc.assert(
    fc.asyncProperty(layout, fc.infiniteStream(fc.nat(999)), async (options, chance) => {
      const draw = (): number => chance.next().value;
      const world = await openImportEngine();
      const sample = await written({ ...options, out: join(await temporaryFolder(), 'sample') });
      const paths = sample.parts.map(({ path }) => path).toSorted(() => (draw() % 2 === 0 ? 1 : -1));
      for (const given of portions(
        paths,
        paths.map(() => draw() % 2 === 0),
      )) {
        // Broken off after some word of the run, now and then; then the same once more.
        if (draw() % 2 === 0) await world.importParts(given, { abortAfter: draw() % 60 });
        await world.importParts(given);
      }
      await world.importParts(paths);
      await expectImported(world.backup, sample.truth);
      const [known, ...others] = world.exports();
      expect(others).toEqual([]);
      expect(known).toMatchObject({ missing: 0, index: { read: true }, waiting: 0 });
      const isWhole = options.absentItems === 'left out';
      expect(known?.state).toBe(isWhole ? 'complete' : 'losses');
      if (!isWhole) expect(known?.index.failedAtGoogle).toBeGreaterThan(0);
      expect(known?.parts.filter(({ format }) => format === 'file')).toHaveLength(
        sample.parts.filter(({ name }) => /-\d{3}\.mp4$/i.test(name)).length,
      );
    }),
    { numRuns: isLong() ? 60 : 1, timeout: 500_000 },
  );
});

test('a film beside the archives, given before the part of its year, is one that the index lists', async () => {
  const sample = await written({
    ...{ seed: 241, items: 15, albums: 1, parts: 4, groups: 1, bareFiles: 2, locale: 'vi', format: 'zip' },
    ...{ indexPart: 'among', absentItems: 'left out', out: join(await temporaryFolder(), 'sample') },
  });
  // The details of "Trip to Rome" are in the third part, those of the year in the second.
  const given = (end: string): string[] => sample.parts.map(({ path }) => path).filter((path) => path.endsWith(end));
  const world = await openImportEngine();
  for (const end of ['-003.zip', 'IMG_0001-006.MP4', '-002.zip', '-004.zip', '-001.zip', '-005.MP4']) {
    expect(given(end)).toHaveLength(1);
    await world.importParts(given(end));
  }
  await expectImported(world.backup, sample.truth);
  expect(world.exports()).toMatchObject([{ state: 'complete', missing: 0, waiting: 0 }]);
});

test('parts that a person extracted into folders of any name are one export, given at once or one by one', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 300 }),
      fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
      async (seed, order) => {
        const place = await temporaryFolder();
        const options = { items: 20, albums: 2, parts: 3, format: 'folder', folderNames: 'letters' } as const;
        const sample = await written({ ...options, seed, out: join(place, 'sample'), absentItems: 'left out' });
        const paths = sample.parts.map(({ path }) => path);
        for (const portions of [[[sample.folder]], order.map((nth) => [paths[nth] ?? ''])]) {
          const world = await openImportEngine();
          for (const given of portions) await world.importParts(given);
          await expectImported(world.backup, sample.truth);
          expect(world.exports()).toMatchObject([{ state: 'complete', missing: 0 }]);
        }
      },
    ),
    { numRuns: isLong() ? 20 : 1 },
  );
});

test('an album of sidecars finds a photo that lies in an archive and in a folder', async () => {
  const options = { items: 0, albums: 0, parts: 2, format: 'mixed', seed: 1 } as const;
  const sample = await written({ ...options, out: join(await temporaryFolder(), 'sample') });
  const world = await openImportEngine();
  await world.importParts([sample.folder]);
  await expectImported(world.backup, sample.truth);
});

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { lastRecord } from '../../support/command-line.ts';
import { expectImported } from '../../support/expect-takeout.ts';
import { openImportWorld } from '../../support/import-world.ts';
import { isLong } from '../../support/test-environment.ts';

const studio = createPictureStudio();

test('a library in three parts, one of them a run late, is exactly the truth', { tags: 'long' }, async () => {
  const size = isLong() ? { items: 3_000, albums: 40 } : { items: 120, albums: 12 };
  const { folder, backup, call } = await openImportWorld();
  const out = join(folder, 'sample');
  const sample = await writeTakeoutSample({ out, ...size, seed: 1, parts: 3, itemBytes: 2_560 }, studio);
  const [first, second, third] = sample.parts.map(({ path }) => path);
  if (first === undefined || second === undefined || third === undefined) throw new Error('There are three parts');

  const early = await call(['import', '--json', third, first]);
  expect(early.code, early.stderr).toBe(0);
  const late = await call(['import', '--json', second]);
  expect(late.code, late.stderr).toBe(0);
  await expectImported(backup, sample.truth);

  const again = await call(['import', '--json', out]);
  expect(again.code, again.stderr).toBe(0);
  const report = lastRecord(again);
  expect(report).toMatchObject({ outcome: 'complete', stored: 0, failed: 0, skipped: 0, bytes: 0 });
  expect(report['entries']).toMatchObject(sample.expected.counts);
  await expectImported(backup, sample.truth);
});

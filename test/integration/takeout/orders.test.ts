import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import type { TakeoutSample } from '../../simulator/takeout/takeout-sample.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { expectImported } from '../../support/expect-takeout.ts';
import { type ImportWorld, openImportWorld } from '../../support/import-world.ts';

const studio = createPictureStudio();

function partPaths({ parts }: TakeoutSample): readonly string[] {
  return parts.map(({ path }) => path);
}

async function importAll({ call }: ImportWorld, paths: readonly string[]): Promise<void> {
  const ended = await call(['import', '--json', ...paths]);
  expect(ended.code, `${ended.stderr}\n${ended.stdout.slice(-2_000)}`).toBe(0);
}

test('parts one by one, the last first, are the same library', async () => {
  const world = await openImportWorld();
  const out = join(world.folder, 'sample');
  const sample = await writeTakeoutSample({ out, items: 60, albums: 5, seed: 2, parts: 4, itemBytes: 'tiny' }, studio);
  for (const path of partPaths(sample).toReversed()) await importAll(world, [path]);
  await expectImported(world.backup, sample.truth);
});

test('the next export adds what is new, changes what was changed, and removes nothing; in either order', async () => {
  const world = await openImportWorld();
  const account = { items: 60, albums: 5, seed: 3, itemBytes: 'tiny' } as const;
  const first = await writeTakeoutSample({ out: join(world.folder, 'first'), ...account, parts: 2 }, studio);
  const next = await writeTakeoutSample(
    { out: join(world.folder, 'next'), incrementalOf: first.folder, format: 'tgz', parts: 2 },
    studio,
  );
  await importAll(world, [first.folder]);
  await expectImported(world.backup, first.truth);
  await importAll(world, [next.folder]);
  await expectImported(world.backup, next.truth);

  const other = await openImportWorld();
  await importAll(other, [next.folder]);
  await importAll(other, [first.folder]);
  await expectImported(other.backup, next.truth);
});

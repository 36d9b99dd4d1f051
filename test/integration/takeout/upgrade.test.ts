import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { lastRecord } from '../../support/command-line.ts';
import { picked } from '../../support/expect-picked.ts';
import { readLibrary } from '../../support/expect-takeout.ts';
import { pick } from '../../support/picking.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { openWorld, type World } from '../../support/world.ts';

const account = { items: 120, albums: 4, seed: 12, itemBytes: 2_560 } as const;

test('originals take the place of the copies that the Picker brought, in their albums, too', async () => {
  const world = await openWorld({ ...account, picker: { pollSeconds: 1 } });
  const ids = await allIds(world);
  const chosen = ids.slice(0, 80);
  const first = await pick(world, ['--album', 'Chosen'], { visits: [{ ids: chosen }] });
  expect(first.code, first.stderr).toBe(0);
  const copies = await picked(world, chosen);

  const out = join(await temporaryFolder(), 'sample');
  const sample = await writeTakeoutSample({ out, ...account, parts: 2 }, createPictureStudio());
  const imported = await world.call(['import', '--json', out]);
  expect(imported.code, imported.stderr).toBe(0);

  const { contents, explanations } = await readLibrary(world.backup);
  const originals = new Set(sample.truth.map(({ sha256 }) => sha256));
  // Every original is there, and no copy of it. Only clips stay that the account's original photos have within themselves.
  for (const sha256 of originals) expect(contents.photos.get(sha256), sha256).toHaveLength(1);
  const left = copies.filter(({ sha256 }) => contents.photos.has(String(sha256)) && !originals.has(String(sha256)));
  const photos = copies.filter(({ kind }) => kind === 'photo');
  expect(photos.length).toBeGreaterThan(50);
  expect(left.filter(({ pairOf }) => pairOf === null)).toEqual([]);
  const replaced = [...explanations.values()].flatMap(({ replaced: paths }) => paths);
  expect(replaced.length).toBeGreaterThan(50);
  for (const path of replaced) expect(path).toMatch(/^\.afterimage\/quarantine\/Photos\//);

  // What was chosen is still in the album, as originals.
  const inAlbum = contents.albums.get('Chosen') ?? [];
  expect(inAlbum.length).toBe(new Set(copies.map(({ sha256 }) => sha256)).size);
  const gone = new Set(
    copies
      .filter(({ pairOf }) => pairOf === null)
      .map(({ sha256 }) => String(sha256))
      .filter((sha256) => !originals.has(sha256)),
  );
  for (const sha256 of inAlbum) expect(gone.has(sha256), sha256).toBe(false);

  const again = await world.call(['import', '--json', out]);
  expect(lastRecord(again)).toMatchObject({ outcome: 'complete', stored: 0 });
  const rechosen = await pick(world, ['--max', '80'], { visits: [{ ids: chosen }] });
  expect(lastRecord(rechosen)).toMatchObject({ outcome: 'complete', stored: 0, bytes: 0 });
  const verified = await world.call(['verify', '--json']);
  expect(verified.code, verified.stdout).toBe(0);
});

async function allIds({ google }: World): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { id } of google.truth()) ids.push(id);
  return ids;
}

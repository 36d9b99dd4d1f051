import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openImportWorld } from '../../support/import-world.ts';
import { albumText, googlePhotos, sidecarText, smallPicture, writeTree } from '../../support/small-export.ts';

const coast = `${googlePhotos}/Coast`;

async function worldWithAlbum() {
  const world = await openImportWorld();
  const say = (description: string) =>
    writeTree(world.folder, {
      [`${coast}/metadata.json`]: albumText('Coast', {
        description,
        enrichments: [{ narrativeEnrichment: { text: 'Day one' } }],
      }),
    });
  await writeTree(world.folder, {
    [`${coast}/c.jpg`]: await smallPicture(1),
    [`${coast}/c.jpg.supplemental-metadata.json`]: sidecarText('c.jpg', '2015-05-05T10:00:00Z'),
  });
  const file = join(world.backup, 'Albums/Coast/album.txt');
  const importAll = async (...more: readonly string[]) => {
    const ended = await world.call(['import', '--json', join(world.folder, 'Takeout'), ...more]);
    expect(ended.code, ended.stdout).toBe(0);
  };
  return { ...world, say, file, importAll, read: () => readFile(file, 'utf8').catch(() => null) };
}

test('what people wrote into an album lies in its folder, and follows what a later look says', async () => {
  const { say, importAll, read } = await worldWithAlbum();
  await say('Our first trip');
  await importAll();
  expect(await read()).toContain('Coast\n\nOur first trip\n\nDay one\n');
  await say('Our second trip');
  await importAll();
  expect(await read()).toContain('Our second trip');
  expect(await read()).not.toContain('first');
});

test('a text that a person changed stays theirs, and one that is gone comes back with the next news', async () => {
  const { say, file, importAll, read } = await worldWithAlbum();
  await say('One');
  await importAll();
  const own = `${await read()}My own line\n`;
  await writeFile(file, own);
  await say('Two');
  await importAll();
  expect(await read()).toBe(own);
  await rm(file);
  await say('Three');
  await importAll();
  expect(await read()).toContain('Three');
});

test('an album without words has no text', async () => {
  const { folder, importAll, read } = await worldWithAlbum();
  await writeTree(folder, { [`${coast}/metadata.json`]: albumText('Coast') });
  await importAll();
  expect(await read()).toBeNull();
});

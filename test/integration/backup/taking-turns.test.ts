import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBackupFolder, readTruth } from '../../support/backup-folder.ts';
import { type Ended, lastRecord } from '../../support/command-line.ts';
import { pick } from '../../support/picking.ts';
import { googlePhotos, sidecarText, smallPicture, writeTree } from '../../support/small-export.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { isLong } from '../../support/test-environment.ts';
import { trueSums } from '../../support/true-sums.ts';
import { anotherComputer, openWorld, type World } from '../../support/world.ts';

/** One turn: what happens in the library, who sits down, and what they do. */
interface Turn {
  readonly change: 'none' | 'photos' | 'album' | 'rename';
  readonly computer: 0 | 1;
  readonly does: 'backup' | 'full' | 'import' | 'pick' | 'verify' | 'status';
}

const turn: fc.Arbitrary<Turn> = fc.record({
  change: fc.constantFrom('none', 'photos', 'photos', 'album', 'rename'),
  computer: fc.constantFrom(0, 1),
  does: fc.constantFrom('backup', 'backup', 'full', 'import', 'pick', 'verify', 'status'),
});
const rounds = isLong() ? 10 : 3;
const turns = fc.array(turn, { minLength: rounds, maxLength: rounds });
/** A story costs many runs, so there are few, and what fails is not made smaller. */
const stories = { numRuns: isLong() ? 5 : 1, seed: 20_261_129, endOnFailure: true };

test('two computers take turns on one folder: everything once, the list true, and both agree', {
  tags: 'long',
}, async () => {
  await fc.assert(
    fc.asyncProperty(turns, async (story) => {
      const one = await openWorld({ items: 15, albums: 2, seed: 29, itemBytes: 4_000, picker: { pollSeconds: 1 } });
      const computers = [one, await anotherComputer(one)] as const;
      const imports = await exportsIn(await temporaryFolder());
      for (const [round, { change, computer, does }] of story.entries()) {
        changeLibrary(one, change, round);
        const ended = await act(computers[computer], does, imports, round);
        expect(ended.code, `${round}: ${does} on ${computer}: ${ended.stdout}${ended.stderr}`).toBe(0);
        await expectSound(one);
      }
      for (const world of computers) await world.call(['backup', '--full']);
      await expectWholeLibrary(one);
      const said = [];
      for (const world of computers) {
        expect(lastRecord(await world.call(['verify', '--json']))).toMatchObject({ changed: [], missing: [] });
        said.push(await knownTo(world));
      }
      expect(said[0]).toEqual(said[1]);
    }),
    stories,
  );
});

function changeLibrary({ google }: World, change: Turn['change'], round: number): void {
  if (change === 'none') return;
  const [added] = google.changeLibrary([{ kind: 'add-items', count: 2, description: `Round ${round}` }]);
  if (added?.ok !== true) throw new Error('The library refused the change');
  if (change === 'photos') return;
  const itemIds = [...added.itemIds];
  const [album] = google.changeLibrary([{ kind: 'add-album', title: `Round ${round}`, itemIds }]);
  if (change === 'rename' && album?.ok === true && 'albumId' in album && typeof album.albumId === 'string') {
    google.changeLibrary([{ kind: 'rename-album', id: album.albumId, title: `Renamed ${round}` }]);
  }
}

async function act(world: World, does: Turn['does'], imports: readonly string[], round: number): Promise<Ended> {
  switch (does) {
    case 'import':
      return world.call(['import', '--json', imports[round % imports.length] ?? '']);
    case 'pick': {
      const ids = (await readTruth(world.google.url)).slice(round, round + 3).map(({ id }) => id);
      return pick(world, [], { visits: [{ ids }] });
    }
    case 'full':
      return world.call(['backup', '--json', '--full']);
    case 'backup':
    case 'verify':
    case 'status':
      return world.call([does, '--json']);
  }
}

/** A few exports, of which some bring what others have brought, with news about its date. */
async function exportsIn(folder: string): Promise<readonly string[]> {
  const folders: string[] = [];
  for (const number of [0, 1, 2]) {
    const root = join(folder, `takeout-2026030${number + 1}T120000Z-001`);
    await mkdir(root, { recursive: true });
    const year = `${googlePhotos}/Photos from 2019`;
    const files: Record<string, Uint8Array | string> = {};
    for (let photo = number; photo < number + 3; photo += 1) {
      files[`${year}/IMG_${photo}.jpg`] = await smallPicture(photo + 1);
      files[`${year}/IMG_${photo}.jpg.json`] = sidecarText(`IMG_${photo}.jpg`, `2019-0${number + 1}-04T10:11:12Z`);
    }
    folders.push(await writeTree(root, files));
  }
  await writeFile(join(folder, 'read-me.txt'), 'none of the exports');
  return folders;
}

/** Whatever was done: no content lies there twice, and every line of the list is true of the folder. */
async function expectSound({ backup }: World): Promise<void> {
  const { photos } = await readBackupFolder(backup);
  for (const paths of photos.values()) expect(paths).toHaveLength(1);
  expect(await trueSums(backup)).toEqual([...photos.keys()].toSorted());
}

async function expectWholeLibrary({ google, backup }: World): Promise<void> {
  const { photos } = await readBackupFolder(backup);
  for (const { sha256, filename } of await readTruth(google.url)) expect(photos.has(sha256), filename).toBe(true);
}

/** What a computer says is stored, albums and all, without the ids of its own. */
async function knownTo({ call }: World): Promise<unknown> {
  const [items, albums] = [
    await call(['items', 'list', '--stored', '--json']),
    await call(['albums', 'list', '--stored', '--json']),
  ];
  return [items.records, albums.records];
}

import { lstat, mkdir, readdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { finalizeAlbumView } from '../../../electron/engine/destination/album-view.ts';
import type { Destination } from '../../../electron/engine/destination/identity.ts';
import { relocateFiles } from '../../../electron/engine/destination/relocation-moves.ts';
import { writeSidecar } from '../../../electron/engine/destination/sidecar.ts';
import { openStaging } from '../../../electron/engine/destination/staging.ts';
import { writeSums } from '../../../electron/engine/destination/sums.ts';
import { xmpSidecar } from '../../../electron/engine/destination/xmp.ts';
import { mountedOver } from './disks.ts';
import { now, openedDestination, threadsForTest, valueIn } from './open-folder.ts';

const place = 'Photos/2023/08/a.jpg';
const noon = new Date('2023-08-01T12:00:00.000Z');

let destination: Destination;
const inside = (path: string): string => join(destination.path, path);
const namesIn = (path: string): Promise<readonly string[]> => readdir(inside(path));

beforeEach(async () => {
  destination = await openedDestination();
  await mkdir(inside('Photos/2023/08'), { recursive: true });
});

async function placed(bytes: Buffer): Promise<string> {
  const staging = valueIn(await openStaging(destination, threadsForTest(), now));
  const file = await staging.open('key');
  await file.start({ from: 0, etag: null });
  await file.write(bytes);
  const { stagedPath } = valueIn(await file.finish());
  const [outcome] = valueIn(await staging.place([{ stagedPath, path: place, takenAt: noon }]));
  return outcome?.kind ?? 'none';
}

describe.each(['Photos', 'Photos/2023', 'Photos/2023/08', '.afterimage/staging'])(
  'where %s is a disk of its own',
  (mount) => {
    beforeEach(async (context) => {
      await mountedOver(context, inside(mount));
      await mkdir(inside('Photos/2023/08'), { recursive: true });
    });

    test('photos are copied whole, with their times', async () => {
      expect(await placed(Buffer.from('photo'))).toBe('placed');
      expect(await readFile(inside(place), 'utf8')).toBe('photo');
      expect((await lstat(inside(place))).mtimeMs).toBe(noon.getTime());
      expect(await namesIn(dirname(place))).toEqual(['a.jpg']);
      expect(await namesIn('.afterimage/staging')).toEqual([]);
    });

    test('nothing that is there is replaced, and no copy is left', async () => {
      await writeFile(inside(place), 'mine');
      expect(await placed(Buffer.from('photo'))).toBe('taken');
      expect(await readFile(inside(place), 'utf8')).toBe('mine');
      expect(await namesIn(dirname(place))).toEqual(['a.jpg']);
    });

    test('a link under the name of the copy is not written through', async () => {
      const staged = '.2c70e12b7a0646f92279f427c7b38e73.part.afterimage';
      await writeFile(inside('letter.txt'), 'mine');
      await symlink(inside('letter.txt'), join(inside(dirname(place)), staged));
      expect(await placed(Buffer.from('photo'))).toBe('placed');
      expect(await readFile(inside('letter.txt'), 'utf8')).toBe('mine');
      expect(await namesIn(dirname(place))).toEqual(['a.jpg']);
    });

    test('sidecars are written and rewritten, and so is the list of checksums', async () => {
      for (const description of ['x', 'y']) {
        const xmp = xmpSidecar({ description, takenLocal: null, zoneMinutes: null }) ?? '';
        expect(valueIn(await writeSidecar(destination, place, xmp))).toBe('written');
        expect(await readFile(inside(`${place}.xmp`), 'utf8')).toBe(xmp);
        const sha256 = (description === 'x' ? 'a' : 'b').repeat(64);
        expect(valueIn(await writeSums(destination, [{ path: place, sha256 }]))).toBe('written');
      }
      expect(await namesIn(dirname(place))).toEqual(['a.jpg.xmp']);
      expect(await namesIn('.afterimage/staging')).toEqual([]);
    });

    test('albums hold copies', async () => {
      await writeFile(inside(place), 'photo');
      const request = { kind: 'copy', title: 'Trip', folder: 'Albums/Trip', previousFolder: null, made: [] } as const;
      const wanted = [{ name: 'a.jpg', target: place }];
      expect(await finalizeAlbumView(destination, { ...request, wanted })).toMatchObject({ problems: [] });
      expect(await readFile(inside('Albums/Trip/a.jpg'), 'utf8')).toBe('photo');
    });

    test('photos are moved in and out, also after a kill between copy and removal', async () => {
      await mkdir(inside('Photos/2024/01'), { recursive: true });
      const other = 'Photos/2024/01/a.jpg';
      for (const [from, to] of [
        [place, other],
        [other, place],
      ] as const) {
        await writeFile(inside(from), 'photo');
        await writeFile(inside(`${from}.xmp`), 'words');
        await utimes(inside(from), noon, noon);
        if (to === place) {
          await writeFile(inside(to), 'photo');
          await utimes(inside(to), noon, noon);
        }
        const move = { from, to, bytes: 5, time: null };
        expect(valueIn(await relocateFiles(destination, [move]))).toMatchObject([{ kind: 'moved' }]);
        expect(await readFile(inside(to), 'utf8')).toBe('photo');
        expect(await namesIn(dirname(from))).toEqual([]);
      }
    });
  },
);

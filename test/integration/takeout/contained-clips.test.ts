import { hash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lastRecord } from '../../support/command-line.ts';
import { readLibrary } from '../../support/expect-takeout.ts';
import {
  albumMetadata,
  archived,
  details,
  type ExportFiles,
  picture,
  sidecar,
  year,
} from '../../support/hand-made-export.ts';
import { openImportWorld } from '../../support/import-world.ts';
import { smallFilm } from '../../support/small-export.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const stamp = '20260301T120000Z';
const album = 'Takeout/Google Photos/Trip';

/** As a Pixel writes it: the still, and behind it the film. */
async function motionPhoto(number: number): Promise<{ readonly photo: Buffer; readonly clip: Uint8Array }> {
  const clip = smallFilm(number);
  return { photo: Buffer.concat([await picture(number), clip]), clip };
}

async function exported(): Promise<ExportFiles> {
  const [pixel, other, early] = [await motionPhoto(1), await motionPhoto(2), await motionPhoto(3)];
  const apart = await motionPhoto(4);
  return {
    [`${year}/PXL_1.MP`]: pixel.clip,
    [`${year}/PXL_1.MP.jpg`]: pixel.photo,
    [`${year}/PXL_1.MP.jpg${details}`]: sidecar('PXL_1.MP.jpg', '2019-05-01', 'in it'),
    // A film of its own beside a photo of another.
    [`${year}/PXL_2.MP`]: smallFilm(9),
    [`${year}/PXL_2.MP.jpg`]: other.photo,
    [`${year}/PXL_2.MP.jpg${details}`]: sidecar('PXL_2.MP.jpg', '2019-05-02', 'beside it'),
    [`${year}/MVIMG_3.jpg`]: early.photo,
    [`${year}/MVIMG_3`]: early.clip,
    [`${year}/MVIMG_3.jpg${details}`]: sidecar('MVIMG_3.jpg', '2019-05-03'),
    // Apple's film is the other half of its photo, whatever the bytes.
    [`${year}/IMG_4.HEIC`]: apart.photo.subarray(0, apart.photo.length - 1),
    [`${year}/IMG_4.MOV`]: apart.clip,
    [`${year}/IMG_4.HEIC${details}`]: sidecar('IMG_4.HEIC', '2019-05-04'),
    [`${album}/metadata.json`]: albumMetadata('Trip'),
    [`${album}/PXL_1.MP`]: pixel.clip,
    [`${album}/PXL_1.MP.jpg`]: pixel.photo,
    [`${album}/PXL_1.MP.jpg${details}`]: sidecar('PXL_1.MP.jpg', '2019-05-01', 'in it'),
  };
}

test.each(['zip', 'tgz'])(
  'a clip that is the end of its photo is not placed once more, and a dry run says so: %s',
  async (ending) => {
    const world = await openImportWorld();
    const path = await archived(join(await temporaryFolder(), `takeout-${stamp}-001.${ending}`), await exported());
    const dry = await world.call(['import', '--json', '--dry-run', path]);
    const ended = await world.call(['import', '--json', path]);
    expect(ended.code, ended.stdout).toBe(0);
    const { contents, explanations } = await readLibrary(world.backup);
    expect([...contents.photos.values()].flat().toSorted()).toEqual(
      [
        'Photos/2019/05/IMG_4.HEIC',
        'Photos/2019/05/IMG_4.MOV',
        'Photos/2019/05/MVIMG_3.jpg',
        'Photos/2019/05/PXL_1.MP.jpg',
        'Photos/2019/05/PXL_2.MP',
        'Photos/2019/05/PXL_2.MP.jpg',
      ]
        .map((path) => (path.endsWith('PXL_2.MP') ? 'Photos/2019/05/PXL_2.MP.MP' : path))
        .toSorted(),
    );
    expect((await readdir(join(world.backup, 'Albums/Trip'))).toSorted()).toEqual(['PXL_1.MP.jpg']);
    const { photo } = await motionPhoto(1);
    const told = explanations.get(hash('sha256', photo));
    expect(told).toMatchObject({ caption: 'in it', albums: ['Trip'] });
    expect(told?.sources.map(({ entry }) => entry?.path)).toContain(`${year}/PXL_1.MP`);
    const { stored = 0, duplicate = 0 } = Object(lastRecord(ended)['entries']) as Record<string, number>;
    expect({ stored, duplicate }).toEqual({ stored: 6, duplicate: 4 });
    expect(lastRecord(dry)['entries']).toEqual(lastRecord(ended)['entries']);
    const present = dry.records.filter(({ event, state }) => event === 'media' && state === 'present');
    expect(present.map(({ path }) => path)).toEqual(
      expect.arrayContaining([`${year}/PXL_1.MP`, `${year}/MVIMG_3`, `${album}/PXL_1.MP`, `${album}/PXL_1.MP.jpg`]),
    );
    const [known] = (await world.call(['exports', '--json'])).records;
    expect(known).toMatchObject({ exports: [{ state: 'unproven', failed: 0, missing: 0 }] });
    // The next export says it all again: nothing is placed, nothing moves.
    const next = await archived(
      join(await temporaryFolder(), `takeout-20260401T120000Z-001.${ending}`),
      await exported(),
    );
    expect((await world.call(['import', next])).code).toBe(0);
    expect([...(await readLibrary(world.backup)).contents.photos.keys()].toSorted()).toEqual(
      [...contents.photos.keys()].toSorted(),
    );
  },
);

test('a clip that an earlier export brought alone goes once a later one brings the photo that holds it', async () => {
  const { backup, call } = await openImportWorld();
  const [pixel, own] = [await motionPhoto(1), await motionPhoto(2)];
  const folder = await temporaryFolder();
  const first = await archived(join(folder, `takeout-${stamp}-001.zip`), {
    [`${year}/PXL_1.MP`]: pixel.clip,
    // With details of its own it is a film of its own.
    [`${year}/film.mp4`]: own.clip,
    [`${year}/film.mp4${details}`]: sidecar('film.mp4', '2019-07-01', 'a film'),
  });
  const whole = {
    [`${year}/PXL_1.MP`]: pixel.clip,
    [`${year}/PXL_1.MP.jpg`]: pixel.photo,
    [`${year}/PXL_1.MP.jpg${details}`]: sidecar('PXL_1.MP.jpg', '2019-05-01', 'in it'),
    [`${year}/PXL_2.MP`]: own.clip,
    [`${year}/PXL_2.MP.jpg`]: own.photo,
    [`${year}/PXL_2.MP.jpg${details}`]: sidecar('PXL_2.MP.jpg', '2019-05-02', 'with a film'),
  };
  expect((await call(['import', '--json', first])).code).toBe(0);
  for (const later of ['20260401T120000Z', '20260601T120000Z']) {
    const next = await archived(join(folder, `takeout-${later}-001.zip`), whole);
    expect((await call(['import', '--json', next])).code).toBe(0);
    const placed = [...(await readLibrary(backup)).contents.photos.values()].flat();
    expect(placed.filter((path) => path.includes('PXL_1'))).toEqual(['Photos/2019/05/PXL_1.MP.jpg']);
    expect(placed).toHaveLength(3);
  }
  expect((await call(['verify', '--json'])).code).toBe(0);
});

test('a clip that came before its photo is kept apart until the photo comes that holds it', async () => {
  const { backup, call } = await openImportWorld();
  const [pixel, other] = [await motionPhoto(1), await motionPhoto(2)];
  const folder = await temporaryFolder();
  const clips = await archived(join(folder, `takeout-${stamp}-3-001.zip`), {
    [`${year}/PXL_1.MP`]: pixel.clip,
    [`${year}/PXL_2.MP`]: smallFilm(9),
  });
  const photos = await archived(join(folder, `takeout-${stamp}-3-002.zip`), {
    [`${year}/PXL_1.MP.jpg`]: pixel.photo,
    [`${year}/PXL_1.MP.jpg${details}`]: sidecar('PXL_1.MP.jpg', '2019-05-01', 'in it'),
    [`${year}/PXL_2.MP.jpg`]: other.photo,
    [`${year}/PXL_2.MP.jpg${details}`]: sidecar('PXL_2.MP.jpg', '2019-05-02', 'beside it'),
  });
  expect((await call(['import', '--json', clips])).code).toBe(0);
  expect((await readLibrary(backup)).contents.photos.size).toBe(2);
  expect((await call(['import', '--json', photos])).code).toBe(0);
  const { contents, explanations } = await readLibrary(backup);
  expect([...contents.photos.values()].flat().toSorted()).toEqual([
    'Photos/2019/05/PXL_1.MP.jpg',
    'Photos/2019/05/PXL_2.MP.MP',
    'Photos/2019/05/PXL_2.MP.jpg',
  ]);
  const told = explanations.get(hash('sha256', pixel.photo));
  expect(told?.sources.map(({ entry }) => entry?.path)).toContain(`${year}/PXL_1.MP`);
  expect(told?.replaced).toHaveLength(1);
  const kept = await readdir(join(backup, '.afterimage/quarantine'), { recursive: true });
  expect(kept.filter((name) => name.includes('PXL_1'))).toHaveLength(1);
  expect((await call(['verify', '--json'])).code).toBe(0);
  // Given again, in either order, nothing changes any more.
  expect((await call(['import', '--json', clips, photos])).code).toBe(0);
  expect([...(await readLibrary(backup)).contents.photos.values()].flat()).toHaveLength(3);
});

import { execFileSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import type { TakeoutTruth } from '../../simulator/takeout/takeout-truth.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { readLibrary } from '../../support/expect-takeout.ts';
import { openImportWorld } from '../../support/import-world.ts';
import { testEnvironment } from '../../support/test-environment.ts';

interface Read {
  readonly SourceFile: string;
  readonly DateTimeOriginal?: string;
  readonly GPSLatitude?: number;
  readonly GPSLongitude?: number;
  readonly Description?: string | number;
  readonly PersonInImage?: string | readonly string[];
  readonly HierarchicalSubject?: string | readonly string[];
  readonly Rating?: number;
  readonly Favorite?: number;
  readonly TagsList?: string | readonly string[];
  readonly Subject?: string | readonly string[];
}

test('exiftool reads date, zone, place, caption, people, albums and favourites as the truth states them', {
  tags: 'exiftool',
}, async () => {
  const { folder, backup, call } = await openImportWorld();
  const out = join(folder, 'sample');
  const sample = await writeTakeoutSample(
    { out, items: 150, albums: 6, seed: 7, itemBytes: 'tiny' },
    createPictureStudio(),
  );
  const imported = await call(['import', '--json', out]);
  expect(imported.code, imported.stderr).toBe(0);
  const { contents } = await readLibrary(backup);
  const answer = execFileSync('exiftool', ['-json', '-n', '-r', '-ext', 'xmp', join(backup, 'Photos')], {
    encoding: 'utf8',
    env: testEnvironment({ LC_ALL: 'C.UTF-8' }),
    maxBuffer: 64 * 1024 * 1024,
  });
  const read = new Map((JSON.parse(answer) as readonly Read[]).map((one) => [one.SourceFile, one]));

  let checked = 0;
  for (const truth of sample.truth) {
    const [path = ''] = contents.photos.get(truth.sha256) ?? [];
    const xmp = read.get(join(backup, `${path}.xmp`));
    if (xmp === undefined) {
      expect({ path, caption: truth.caption, people: truth.people, favorite: truth.favorite }).toEqual({
        path,
        caption: null,
        people: [],
        favorite: false,
      });
      continue;
    }
    checked += 1;
    expect(saidBy(xmp, truth)).toEqual(saidIn(truth));
    if (truth.takenFrom === 'sidecar' && truth.taken !== null && Date.parse(truth.taken) > 0) {
      expect((await stat(join(backup, path))).mtimeMs, path).toBe(Date.parse(truth.taken));
    }
  }
  expect(checked).toBeGreaterThan(100);
});

function saidBy(xmp: Read, { sha256, takenFrom, lat, lon }: TakeoutTruth) {
  const keywords = listOf(xmp.HierarchicalSubject);
  return {
    sha256,
    taken: takenFrom === 'sidecar' ? momentOf(xmp.DateTimeOriginal) : null,
    caption: xmp.Description === undefined ? null : String(xmp.Description),
    people: listOf(xmp.PersonInImage),
    favorite: xmp.Rating === 5,
    // What docs/RECIPES.md says that PhotoPrism reads, and Immich and digiKam before all other keywords.
    isFlagged: xmp.Favorite === 1,
    albums: keywords.filter((keyword) => keyword.startsWith('Albums|')).length,
    tags: listOf(xmp.TagsList).length - keywords.length,
    hasFlatKeywords: listOf(xmp.Subject).length > 0,
    isNear: lat === null || (isNear(xmp.GPSLatitude, lat) && isNear(xmp.GPSLongitude, lon)),
  };
}

function saidIn({ sha256, taken, takenFrom, caption, people, favorite, albums }: TakeoutTruth) {
  return {
    sha256,
    taken: takenFrom === 'sidecar' ? taken : null,
    // Trailing blanks are what exiftool leaves out.
    caption,
    people,
    favorite,
    isFlagged: favorite,
    tags: 0,
    hasFlatKeywords: people.length + albums.length > 0,
    albums: new Set(albums.map(({ title, folder }) => (title.trim() === '' ? folder : title))).size,
    isNear: true,
  };
}

/** exiftool shows `2023:08:12 14:30:15+02:00`; without a zone the clock shows UTC. */
function momentOf(text: string | undefined): string | null {
  const [, date = '', time = '', zone = ''] = /^(\S+) (\d\d:\d\d:\d\d)(\S*)$/.exec(text ?? '') ?? [];
  const moment = new Date(`${date.replaceAll(':', '-')}T${time}${zone || 'Z'}`);
  return Number.isNaN(moment.getTime()) ? null : `${moment.toISOString().slice(0, -5)}Z`;
}

function listOf(value: string | number | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'object' ? value : [String(value)];
}

function isNear(degrees: number | undefined, wanted: number | null): boolean {
  return degrees !== undefined && wanted !== null && Math.abs(degrees - wanted) < 0.000_15;
}

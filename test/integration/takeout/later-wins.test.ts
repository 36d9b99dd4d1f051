import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  albumMetadata,
  archived,
  details,
  type ExportFiles,
  extracted,
  libraryLines,
  picture,
  sidecar,
  year,
} from '../../support/hand-made-export.ts';
import { openImportEngine } from '../../support/import-world.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { isLong } from '../../support/test-environment.ts';

const album = 'Takeout/Google Photos/Trip';
const months = ['2025-01', '2025-04', '2025-08'] as const;
const layouts = [
  'stamped zip',
  'stamped tgz',
  'renamed zip',
  'renamed tgz',
  'extracted',
  'extracted and stamped',
] as const;

/** What the export of a month holds: one photo that each speaks of anew, one of its own, and the album's text. */
async function filesOf(month: string, nth: number): Promise<ExportFiles> {
  const own = `own${nth}.jpg`;
  return {
    [`${year}/a.jpg`]: await picture(1),
    [`${year}/a.jpg${details}`]: sidecar('a.jpg', `2019-0${nth + 1}-05`, `as of ${month}`, '2020-01-01'),
    [`${year}/${own}`]: await picture(10 + nth),
    [`${year}/${own}${details}`]: sidecar(own, '2019-07-07', own, `${month}-10`),
    [`${album}/metadata.json`]: albumMetadata('Trip', `Our trip, as of ${month}`),
    [`${album}/a.jpg`]: await picture(1),
    [`${album}/a.jpg${details}`]: sidecar('a.jpg', `2019-0${nth + 1}-05`, `as of ${month}`, '2020-01-01'),
  };
}

async function written(layout: (typeof layouts)[number], month: string, nth: number): Promise<string> {
  const place = await temporaryFolder();
  const files = await filesOf(month, nth);
  const changed = `${month}-15`;
  const stamp = `${month.replace('-', '')}15T000000Z`;
  switch (layout) {
    case 'stamped zip':
      return archived(join(place, `takeout-${stamp}-3-001.zip`), files);
    case 'stamped tgz':
      return archived(join(place, `takeout-${stamp}-001.tgz`), files, changed);
    case 'renamed zip':
      return archived(join(place, 'photos.zip'), files);
    case 'renamed tgz':
      return archived(join(place, 'photos.tgz'), files, changed);
    case 'extracted':
      return extracted(place, files, changed);
    case 'extracted and stamped':
      return extracted(join(place, `takeout-${stamp}-3-001`), files, changed);
  }
}

test('the later export has the last word on photos and albums, in every order of import and every layout', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...layouts), { minLength: 3, maxLength: 3 }),
      fc.shuffledSubarray([0, 1, 2], { minLength: 3, maxLength: 3 }),
      async (chosen, order) => {
        const world = await openImportEngine();
        for (const nth of order) {
          await world.importParts([await written(chosen[nth] ?? 'extracted', months[nth] ?? '', nth)]);
        }
        expect(await libraryLines(world.backup)).toEqual({
          'Photos/2019/03/a.jpg': '2019-03-05 "as of 2025-08" in Trip',
          'Photos/2019/07/own0.jpg': '2019-07-07 "own0.jpg"',
          'Photos/2019/07/own1.jpg': '2019-07-07 "own1.jpg"',
          'Photos/2019/07/own2.jpg': '2019-07-07 "own2.jpg"',
        });
        const words = await readFile(join(world.backup, 'Albums/Trip/album.txt'), 'utf8');
        expect(words).toContain('as of 2025-08');
        expect(words).not.toMatch(/as of 2025-0[14]/);
        expect(world.exports()).toHaveLength(3);
      },
    ),
    { numRuns: isLong() ? 120 : 2 },
  );
});

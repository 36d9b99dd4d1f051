import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  albumFolderCandidates,
  type Candidate,
  clipPathCandidates,
  entryNameCandidates,
  photoPathCandidates,
} from '../../../electron/engine/destination/candidates.ts';
import { anyText } from './any-text.ts';

function first(count: number, candidates: Iterable<Candidate>): readonly Candidate[] {
  const taken: Candidate[] = [];
  for (const candidate of candidates) {
    if (taken.push(candidate) === count) break;
  }
  return taken;
}

function paths(count: number, candidates: Iterable<Candidate>): readonly string[] {
  return first(count, candidates).map(({ path }) => path);
}

test('the clip of a motion photo goes beside it under its name, never under a name that looks like another’s', () => {
  expect(paths(3, clipPathCandidates('Photos/2023/08/IMG_0001 (2).JPG', 'IMG_0001.mp4'))).toEqual([
    'Photos/2023/08/IMG_0001 (2).mp4',
    'Photos/2023/08/IMG_0001 (2).JPG.mp4',
    'Photos/2023/08/IMG_0001 (2).JPG (2).mp4',
  ]);
  expect(paths(1, clipPathCandidates('Photos/Undated/no ending', 'x.mp4'))).toEqual(['Photos/Undated/no ending.mp4']);
});

describe('photoPathCandidates', () => {
  test('goes by year and month of the local time of capture', () => {
    expect(paths(3, photoPathCandidates({ takenLocal: '2023-08-01T00:30:00', filename: 'IMG_0001.JPG' }))).toEqual([
      'Photos/2023/08/IMG_0001.JPG',
      'Photos/2023/08/IMG_0001 (2).JPG',
      'Photos/2023/08/IMG_0001 (3).JPG',
    ]);
  });

  test.each([null, '0000-01-01T00:00:00', '1700-01-01T00:00:00', '2023-13-01T00:00:00', '9999-01-01T00:00:00', 'soon'])(
    'a capture time of %j is undated',
    (takenLocal) => {
      expect(paths(1, photoPathCandidates({ takenLocal, filename: 'a.jpg' }))).toEqual(['Photos/Undated/a.jpg']);
    },
  );

  test('no candidate can be the sidecar of another', () => {
    expect(paths(2, photoPathCandidates({ takenLocal: null, filename: 'A.JPG.XMP' }))).toEqual([
      'Photos/Undated/A.JPG_xmp',
      'Photos/Undated/A.JPG_xmp (2)',
    ]);
  });

  test('candidates are distinct everywhere, fit with their sidecar, and never leave Photos', () => {
    const anyFile = fc.oneof(anyText(20), anyText(400));
    fc.assert(
      fc.property(anyFile, fc.integer({ min: 60, max: 255 }), (filename, maxNameBytes) => {
        const candidates = first(12, photoPathCandidates({ takenLocal: null, filename, maxNameBytes }));
        expect(new Set(candidates.map(({ key }) => key)).size).toBe(12);
        for (const { path } of candidates) {
          const segments = path.split('/');
          expect(segments.slice(0, -1)).toEqual(['Photos', 'Undated']);
          expect(Buffer.byteLength(`${segments.at(-1)}.xmp`)).toBeLessThanOrEqual(maxNameBytes);
          expect(path).not.toMatch(/\.xmp$/iu);
        }
      }),
    );
  });
});

test('albums get folders of their own', () => {
  expect(paths(2, albumFolderCandidates('Trip 12.08'))).toEqual(['Albums/Trip 12.08', 'Albums/Trip 12.08 (2)']);
  expect(paths(1, albumFolderCandidates(''))).toEqual(['Albums/Untitled']);
  expect(paths(1, albumFolderCandidates('../../etc'))).toEqual(['Albums/_.._.._etc']);
});

test('entries keep their extension when numbered', () => {
  expect(paths(2, entryNameCandidates('a/b.jpg'))).toEqual(['a_b.jpg', 'a_b (2).jpg']);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  basesOfCore,
  compareText,
  cutMediaName,
  fileNamesOf,
  isCoreOf,
  numberedName,
  readMediaName,
  readSidecarName,
  spell,
} from '../../../electron/engine/sources/takeout/meaning/names.ts';
import { fileNameOf, mediaName, numbered, sidecarName } from '../../simulator/takeout/entry-names.ts';

const title = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 70 }),
    fc.string({ unit: fc.constantFrom('a', '.', '(', ')', '1', ' ', '🌊', '\u00e9', '%', '-', '_'), maxLength: 70 }),
  )
  .filter((text) => text.isWellFormed());

describe('names are made of titles as an export makes them', () => {
  test('of media', () => {
    fc.assert(
      fc.property(title, fc.integer({ min: 0, max: 30 }), (text, number) => {
        const name = numbered(mediaName(fileNameOf(text)), number);
        const [fileName = ''] = fileNamesOf(text, 'exact');
        const base = cutMediaName(fileName);
        expect(numberedName({ base, number })).toBe(name);
        expect(readMediaName(name)).toContainEqual({ base, number });
      }),
    );
  });

  test('of sidecars', () => {
    fc.assert(
      fc.property(
        title,
        fc.integer({ min: 0, max: 22 }),
        fc.integer({ min: 0, max: 30 }),
        (text, infixLength, number) => {
          const name = numbered(sidecarName(fileNameOf(text), { kind: 'shortened', infixLength }), number);
          const [fileName = ''] = fileNamesOf(text, 'exact');
          const readings = readSidecarName(name).filter(({ base }) => isCoreOf(base, fileName, spell.exact));
          expect(readings.map((reading) => reading.number)).toEqual([number]);
        },
      ),
    );
  });

  test('and of no other title', () => {
    expect(isCoreOf('Lake - 9', 'Lake - 90.jpg', spell.exact)).toBe(false);
    expect(isCoreOf('Lake - 90.jpg.x', 'Lake - 90.jpg', spell.exact)).toBe(false);
    expect(isCoreOf(`${'x'.repeat(46)}y`, `${'x'.repeat(46)}y.jpg`, spell.exact)).toBe(false);
  });
});

test('a sidecar may be of all of its core, or of what stands before the infix', () => {
  expect(basesOfCore('IMG.jpg')).toEqual(['IMG.jpg']);
  expect(basesOfCore('IMG.jpg.')).toEqual(['IMG.jpg.', 'IMG.jpg']);
  expect(basesOfCore('IMG.jpg.suppl')).toEqual(['IMG.jpg.suppl', 'IMG.jpg']);
  expect(basesOfCore('.suppl')).toEqual(['.suppl']);
});

test.each([
  ['IMG.jpg', [['IMG.jpg', 0]]],
  [
    'IMG(2).jpg',
    [
      ['IMG(2).jpg', 0],
      ['IMG.jpg', 2],
    ],
  ],
  [
    'IMG(2)(3).jpg',
    [
      ['IMG(2)(3).jpg', 0],
      ['IMG(2).jpg', 3],
    ],
  ],
  ['IMG(0).jpg', [['IMG(0).jpg', 0]]],
  ['IMG(02).jpg', [['IMG(02).jpg', 0]]],
  ['(2).jpg', [['(2).jpg', 0]]],
  [
    'X.MP~2(1)',
    [
      ['X.MP~2(1)', 0],
      ['X.MP~2', 1],
    ],
  ],
])('%s can be read in these ways', (name, readings) => {
  expect(readMediaName(name).map(({ base, number }) => [base, number])).toEqual(readings);
});

test('entities that mean no character stay as they are', () => {
  expect(fileNamesOf('a&#39;b&amp;c', 'loose')).toContain("a'b_c");
  for (const text of ['&#0;', '&#9999999;', '&#1114112;', '&nbsp;', '&constructor;']) {
    expect(() => fileNamesOf(text, 'loose')).not.toThrow();
  }
});

test('texts are ordered', () => {
  expect(['b', 'a', 'a', 'Z'].toSorted(compareText)).toEqual(['Z', 'a', 'a', 'b']);
});

test.each([' ', '.', '(', '(1', ')', '&', '&#', '\u00a0', 'a', '.a'])(
  'titles of any length take no longer than they are: %j',
  (piece) => {
    const long = piece.repeat(Math.ceil(160_000 / piece.length));
    const begun = performance.now();
    for (const text of [long, `a${long}b`, `a${long}\u00e9`, `${long}b`]) {
      for (const spelling of ['exact', 'loose', 'folded'] as const) {
        spell[spelling](text);
        for (const name of fileNamesOf(text, spelling)) cutMediaName(name);
      }
      readMediaName(text);
      readSidecarName(`${text}.json`);
      isCoreOf(text.slice(0, 46), text, spell.folded);
      basesOfCore(text);
    }
    expect(performance.now() - begun).toBeLessThan(4_000);
  },
);

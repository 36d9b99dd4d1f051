import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  collisionKey,
  safeFileName,
  safeFolderName,
  splitExtension,
  withExtension,
} from '../../../electron/engine/destination/names.ts';
import { runsOf } from '../../support/test-environment.ts';
import { anyMarks, anyText } from './any-text.ts';

/** Names made of everything that has ever made trouble, beside any Unicode at all. */
const anyName = fc.oneof(
  anyText(20),
  anyText(400),
  fc
    .array(
      fc.constantFrom(
        ...['CON', 'nul', 'COM1', 'lpt\u00b2', '.', '..', ' ', '\t', '/', '\\', ':', '*', '\u0000', '\u202e', '\ud800'],
        ...[
          'é',
          'e\u0301',
          '👩‍👩‍👧‍👦',
          '\u200d',
          '\u0308',
          'a',
          'IMG',
          '.jpg',
          '.JPG',
          '.tar.gz',
          '~',
          '\uf03a',
          '\uffff',
          'ß',
        ],
      ),
      { maxLength: 300 },
    )
    .map((pieces) => pieces.join('')),
);

const reserved = /^(con|prn|aux|nul|(com|lpt)[0-9¹²³])\s*(\.|$)/iu;
const encoder = new TextEncoder();

function expectSafe(name: string, maxBytes: number): void {
  expect(name).not.toBe('');
  expect(encoder.encode(name).length).toBeLessThanOrEqual(maxBytes);
  expect(name).toBe(name.normalize('NFC'));
  expect(name.isWellFormed()).toBe(true);
  expect(name).not.toMatch(/[\p{Cc}"*/:<>?\\|\u202a-\u202e\u2066-\u2069]/u);
  expect(name).not.toMatch(/^[\s.]|[\s.]$/u);
  expect(name).not.toMatch(reserved);
}

describe('safeFileName', () => {
  test.each([
    ['IMG_0001.JPG', 'IMG_0001.JPG'],
    ['Ferien/Rom: Tag 1?.jpg', 'Ferien_Rom_ Tag 1_.jpg'],
    ['CON', 'CON_'],
    ['con.jpg', 'con_.jpg'],
    ['LPT¹.tar.gz', 'LPT¹_.tar.gz'],
    ['CONtent.jpg', 'CONtent.jpg'],
    ['.hidden.jpg', '_.hidden.jpg'],
    ['..', 'Unnamed'],
    ['', 'Unnamed'],
    ['  a.jpg . ', 'a.jpg'],
    ['e\u0301te\u0301.png', 'été.png'],
    ['holiday\u202egpj.exe', 'holidaygpj.exe'],
    ['👩‍👩‍👧‍👦.heic', '👩‍👩‍👧‍👦.heic'],
    ['half\ud83d.jpg', 'half_.jpg'],
    ['line\nbreak.jpg', 'line break.jpg'],
  ])('%j becomes %j', (given, expected) => {
    expect(safeFileName(given)).toBe(expected);
  });

  test('is safe, bounded and idempotent for any name and limit', () => {
    fc.assert(
      fc.property(anyName, fc.integer({ min: 32, max: 240 }), (name, maxBytes) => {
        const safe = safeFileName(name, { maxBytes });
        expectSafe(safe, maxBytes);
        expect(safeFileName(safe, { maxBytes })).toBe(safe);
      }),
      { numRuns: runsOf(1000) },
    );
  });

  test('keeps the extension of a name that is cut, and cuts between whole characters', () => {
    const safe = safeFileName(`${'👩‍👩‍👧‍👦'.repeat(20)}.jpeg`, { maxBytes: 100 });
    expect(safe).toBe(`${'👩‍👩‍👧‍👦'.repeat(3)}.jpeg`);
  });

  test('a cut that leaves a reserved word is mended', () => {
    expect(safeFileName(`nul${' '.repeat(300)}x.jpg`, { maxBytes: 64 })).toBe('nul_.jpg');
  });

  test('one letter under hundreds of marks is cut all the same', () => {
    expectSafe(safeFileName(`a${'\u0315'.repeat(500)}.jpg`, { maxBytes: 64 }), 64);
  });
});

describe('safeFolderName', () => {
  test('is safe, bounded and idempotent', () => {
    fc.assert(
      fc.property(anyName, (title) => {
        const safe = safeFolderName(title, { maxBytes: 240 });
        expectSafe(safe, 240);
        expect(safeFolderName(safe, { maxBytes: 240 })).toBe(safe);
      }),
    );
  });

  test('an empty title has a name', () => {
    expect(safeFolderName('  ')).toBe('Untitled');
  });
});

describe('withExtension', () => {
  test.each([
    ['IMG_1', 'IMG_1.jpg'],
    ['IMG_1.HEIC', 'IMG_1.HEIC'],
    ['Rome 12.08.2023', 'Rome 12.08.2023.jpg'],
    ['clip.mp4', 'clip.mp4'],
    ['A.JPG', 'A.JPG'],
  ])('%j becomes %j', (given, expected) => {
    expect(withExtension(given, 'jpg')).toBe(expected);
  });

  test('never changes what is there', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(withExtension(name, 'jpg').startsWith(name)).toBe(true);
      }),
    );
  });
});

describe('splitExtension', () => {
  test('loses nothing', () => {
    fc.assert(
      fc.property(anyText(40), (name) => {
        expect(splitExtension(name).join('')).toBe(name);
      }),
    );
  });
});

describe('collisionKey', () => {
  test.each([
    ['IMG.JPG', 'img.jpg'],
    ['é', 'e\u0301'],
    ['STRASSE', 'straße'],
    ['ΑΣ', 'ας'],
    ['\u03f4', '\u03b8'],
    ['K', '\u212a'],
    ['a\u200db', 'ab'],
  ])('%j and %j collide', (one, other) => {
    expect(collisionKey(one)).toBe(collisionKey(other));
  });

  test('other names do not collide', () => {
    expect(collisionKey('a (2).jpg')).not.toBe(collisionKey('a.jpg'));
    expect(collisionKey('ö')).not.toBe(collisionKey('o'));
  });

  test.each([
    ['any text', anyText(40), 1000],
    ['marks upon marks', anyMarks(8), 5000],
  ] as const)('is blind to case and normalisation, and stable: %s', (_what, text, runs) => {
    fc.assert(
      fc.property(text, (name) => {
        const key = collisionKey(name);
        expect(collisionKey(key)).toBe(key);
        expect(collisionKey(name.normalize('NFD'))).toBe(key);
        expect(collisionKey(name.normalize('NFC'))).toBe(key);
        expect(collisionKey(upperCase(name))).toBe(key);
        expect(collisionKey(name.toLowerCase())).toBe(key);
      }),
      { numRuns: runsOf(runs) },
    );
  });

  // Catalogs hold the keys of names as earlier versions made them: a key never changes.
  test.each([
    ['Photos/2023/08/IMG_0001 (2).jpg', 'PHOTOS/2023/08/IMG_0001 (2).JPG'],
    ['Μάιος.jpg', 'ΜΆΙΟΣ.JPG'],
    ['προϊόν', 'ΠΡΟΪΌΝ'],
    ['ᾳ\u0301', 'ΆΙ'],
    ['\u0308\u0345', '\u0308Ι'],
    ['\u0345\u0308', '\u0308Ι'],
    ['ıİ', 'II\u0307'],
    ['ŉǰΐ', 'ʼNJ̌Ϊ́'],
    ['ﬀ각e\u0301\u0323', 'FF각Ẹ́'],
  ])('the key of %j stays', (name, key) => {
    expect(collisionKey(name)).toBe(key.normalize('NFC'));
  });
});

/**
 * In upper case an iota that stood below its letter is a letter of its own, behind which marks belong to it. Marks in a
 * row stand in no order, so theirs is made canonical first, where that iota is the last: `ά` with it and `Άι` are one, but
 * `Μάιος` and `Μαίος` must not be.
 */
function upperCase(name: string): string {
  return (/[\u0345]/u.test(name.normalize('NFD')) ? name.normalize('NFD') : name).toUpperCase();
}

test.each([
  ['blanks', ' '],
  ['dots', '.'],
  ['joiners', '\u200d'],
  ['line breaks', '\n'],
  ['combining marks', '\u0308'],
  ['forbidden characters', ':'],
  ['letters', 'a'],
  ['things that look like extensions', '.a'],
  ['reserved words', 'con '],
])('names of any length take no longer than they are: %s', (_, piece) => {
  const long = piece.repeat(Math.ceil(160_000 / piece.length));
  const begun = performance.now();
  for (const name of [long, `a${long}b`, `a${long}.jpg`, `${long}b`]) {
    expect(Buffer.byteLength(safeFileName(name))).toBeLessThanOrEqual(240);
    expect(Buffer.byteLength(safeFolderName(name))).toBeLessThanOrEqual(240);
    withExtension(name, 'jpg');
    collisionKey(name);
  }
  expect(performance.now() - begun).toBeLessThan(4_000);
});

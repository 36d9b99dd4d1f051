import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createFolderNames,
  editedName,
  fileNameOf,
  mediaName,
  numbered,
  type SidecarForm,
  sidecarName,
} from '../../simulator/takeout/entry-names.ts';

const infix: SidecarForm = { kind: 'infix' };
const plain: SidecarForm = { kind: 'plain' };

function media(title: string, number = 0): string {
  return numbered(mediaName(fileNameOf(title)), number);
}

function sidecar(title: string, form: SidecarForm = infix, number = 0): string {
  return numbered(sidecarName(fileNameOf(title), form), number);
}

describe('names that are met in real exports', () => {
  test.each([
    ['IMG_0001.JPG', 'IMG_0001.JPG.supplemental-metadata.json'],
    ['PXL_20240102_030405678.MP.jpg', 'PXL_20240102_030405678.MP.jpg.supplemental-met.json'],
    [`${'x'.repeat(41)}.jpg`, `${'x'.repeat(41)}.jpg..json`],
    [`${'x'.repeat(42)}.jpg`, `${'x'.repeat(42)}.jpg.json`],
    [`${'x'.repeat(44)}.jpg`, `${'x'.repeat(44)}.j.json`],
    [`${'x'.repeat(80)}.jpg`, `${'x'.repeat(46)}.json`],
  ])('the sidecar of %s', (title, expected) => {
    expect(sidecar(title)).toBe(expected);
  });

  test('the number stands behind the cut', () => {
    expect(media('IMG.JPG', 1)).toBe('IMG(1).JPG');
    expect(sidecar('IMG.JPG', infix, 1)).toBe('IMG.JPG.supplemental-metadata(1).json');
    expect(sidecar('IMG.JPG', plain, 1)).toBe('IMG.JPG(1).json');
    expect(media(`${'x'.repeat(80)}.jpg`, 12)).toBe(`${'x'.repeat(47)}(12).jpg`);
  });

  test('an edited copy keeps what fits of its suffix', () => {
    expect(numbered(editedName('IMG.jpg', '-edited'), 1)).toBe('IMG-edited(1).jpg');
    expect(numbered(editedName(`${'x'.repeat(43)}.jpg`, '-edited'), 0)).toBe(`${'x'.repeat(43)}-edi.jpg`);
  });

  test('characters that some file system refuses become underscores', () => {
    expect(fileNameOf('a/b\\c:d*e?f"g<h>i|j%k&l\nm.jpg')).toBe('a_b_c_d_e_f_g_h_i_j_k_l_m.jpg');
    expect(['', '.', '..'].map(fileNameOf)).toEqual(['_', '_', '__']);
  });
});

test('no name is longer than 51 UTF-16 units, and none ends in half a character', () => {
  const form = fc.oneof(
    fc.constant(infix),
    fc.constant(plain),
    fc.record({ kind: fc.constant('shortened' as const), infixLength: fc.integer({ min: 1, max: 22 }) }),
  );
  const title = fc.string({ unit: 'grapheme', maxLength: 90 });
  fc.assert(
    fc.property(title, fc.constantFrom('', '.jpg', '.HEIC'), form, (stem, extension, how) => {
      const names = [media(stem + extension), sidecar(stem + extension, how)];
      for (const name of names) {
        expect(name.length).toBeLessThanOrEqual(51);
        expect(name.isWellFormed()).toBe(true);
        expect(name).not.toMatch(/[/\\\0]/);
      }
      expect(names[0]?.endsWith(fileNameOf(extension) === '_' ? '' : extension)).toBe(true);
      expect(names[1]?.endsWith('.json')).toBe(true);
    }),
  );
});

test('names of one item are claimed together, and nobody else has them', () => {
  const titles = fc.array(fc.constantFrom('a.jpg', 'b.jpg', 'a.HEIC', `${'x'.repeat(60)}.jpg`), { maxLength: 40 });
  fc.assert(
    fc.property(titles, (list) => {
      const names = createFolderNames(['a(1).jpg']);
      const given = list.flatMap((title) => {
        const own = [mediaName(title), sidecarName(title, infix)];
        const number = names.claim(own);
        return own.map((name) => numbered(name, number));
      });
      expect(new Set([...given, 'a(1).jpg']).size).toBe(given.length + 1);
    }),
  );
});

import { describe, expect, test } from 'vitest';
import { createLibrary } from '../../simulator/library/library.ts';

const library = createLibrary({ items: 60, albums: 15, seed: 42, itemBytes: 2560 });
const items = library.page(0, 60);
const names = items.map(({ filename }) => filename);
const titles = library.albums(0, 15).map(({ title }) => title);

describe('a library of sixty items and fifteen albums already holds', () => {
  test.each<[string, (name: string) => boolean]>([
    ['an emoji', (name) => /\p{Extended_Pictographic}/u.test(name)],
    ['a slash', (name) => name.includes('/')],
    ['a backslash', (name) => name.includes('\\')],
    ['a colon', (name) => name.includes(':')],
    ['a leading dot', (name) => /^\.[^.]/.test(name)],
    ['a trailing dot', (name) => /\w\.+$/.test(name)],
    ['a trailing space', (name) => name.endsWith(' ')],
    ['a reserved name with an extension', (name) => name === 'CON.jpg'],
    ['a bare reserved name', (name) => name === 'NUL'],
    ['the wrong extension', (name) => name === 'aux.png'],
    ['more than 200 characters', (name) => /^[\x20-\x7e]{200,}$/.test(name)],
    ['more than 200 characters of several bytes', (name) => name.length > 200 && Buffer.byteLength(name) > 600],
    ['control characters', (name) => name.includes('\n') && name.includes('\u0007')],
    ['only dots', (name) => name === '..'],
    ['a way out of the folder', (name) => name.startsWith('../')],
    ['nothing', (name) => name === ''],
  ])('a file name with %s', (_, matches) => {
    expect(names.some(matches)).toBe(true);
  });

  test('file names that come several times in one month', async () => {
    const months: string[] = [];
    for (const { id, filename } of items) {
      if (filename === 'IMG_0001.JPG') months.push((await library.truth(id))?.taken.slice(0, 7) ?? '');
    }
    expect(months.length).toBeGreaterThan(3);
    expect(new Set(months).size).toBeLessThan(months.length - 1);
  });

  test.each([
    ['case', (a: string, b: string) => a.toLowerCase() === b.toLowerCase()],
    ['normalization', (a: string, b: string) => a.normalize('NFC') === b.normalize('NFC')],
  ])('file names that differ in %s alone, in one month', async (_, alike) => {
    const twins = items.flatMap((a) =>
      items.filter((b) => a.filename < b.filename && alike(a.filename, b.filename)).map((b) => [a, b]),
    );
    expect(twins.length).toBeGreaterThan(0);
    for (const pair of twins) {
      const months = await Promise.all(pair.map(async ({ id }) => (await library.truth(id))?.taken.slice(0, 7)));
      expect(new Set(months).size).toBe(1);
    }
  });

  test('every format, an undated photo, one from another month in UTC, one before 1970, a clip with its zone', async () => {
    expect(new Set(items.map(({ mimeType }) => mimeType))).toEqual(new Set(['image/jpeg', 'image/heic', 'video/mp4']));
    const truths = await Promise.all(items.map(({ id }) => library.truth(id)));
    expect(truths.some((truth) => truth?.takenFrom === 'creation-time')).toBe(true);
    expect(truths.some((truth) => truth?.takenFrom === 'quicktime-zone')).toBe(true);
    expect(truths.some((truth) => truth?.takenFrom === 'exif' && truth.offsetMinutes !== null)).toBe(true);
    expect(truths.some((truth) => truth?.taken.startsWith('2023-12') && truth.creationTime.startsWith('2024-01'))).toBe(
      true,
    );
    expect(items.some(({ creationTime }) => creationTime < '1970')).toBe(true);
  });

  test('items with a description, without an album and in several albums', () => {
    expect(items.some(({ description }) => description?.includes('\n'))).toBe(true);
    const counts = items.map(({ id }) => library.albumsOf(id).length);
    expect(counts).toContain(0);
    expect(Math.max(...counts)).toBeGreaterThan(1);
  });

  test('albums that are empty, of the same title, of no title and of difficult titles', () => {
    expect(library.albums(0, 15).some(({ itemCount }) => itemCount === 0)).toBe(true);
    expect(titles.filter((title) => title === 'Family')).toHaveLength(2);
    expect(titles).toContain('');
    expect(titles).toContain('CON');
    expect(titles.some((title) => title.includes('/') && title.includes('\\'))).toBe(true);
    expect(titles.some((title) => /^\p{Extended_Pictographic}/u.test(title))).toBe(true);
    expect(titles.some((title) => title.length > 255)).toBe(true);
    expect(new Set(titles.map((title) => title.normalize('NFC').toLowerCase())).size).toBeLessThan(
      new Set(titles).size,
    );
  });
});

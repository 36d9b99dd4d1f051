import { describe, expect, test } from 'vitest';
import {
  findContainers,
  folderMeaning,
  placeInExport,
} from '../../../electron/engine/sources/takeout/meaning/folder-meaning.ts';
import { takeoutLocales, takeoutWords } from '../../simulator/takeout/takeout-words.ts';

const now = new Date('2026-11-21T00:00:00Z');

describe('the folder of Google Photos', () => {
  test.each([
    'Google Photos',
    'Google\u00a0Photos',
    'Google Fotos',
    'Google Foto',
    'Google Фото',
    'Google フォト',
    'Google フォト'.normalize('NFD'),
    'Google 相册',
    'Zdjęcia Google',
    'GOOGLE PHOTOS',
  ])('is known as %s', (container) => {
    const path = `Takeout/${container}/Photos from 2023/a.jpg`;
    const containers = findContainers([path], []);
    expect(placeInExport(path, containers)).toEqual({
      container: `Takeout/${container}`,
      folder: 'Photos from 2023',
      name: 'a.jpg',
    });
  });

  test('may lie at the top, where somebody extracted it so', () => {
    const containers = findContainers(['Google Photos/A/a.jpg'], []);
    expect(placeInExport('Google Photos/A/a.jpg', containers)).toMatchObject({
      container: 'Google Photos',
      folder: 'A',
    });
  });

  test('with a name that nobody knows is known by the sidecars in it', () => {
    const containers = findContainers(['Takeout/Drive/A/x.jpg'], ['Takeout/Gúgul Mindir/2023/a.jpg.json']);
    expect(placeInExport('Takeout/Gúgul Mindir/2023/a.jpg', containers)).toMatchObject({ folder: '2023' });
    expect(placeInExport('Takeout/Drive/A/x.jpg', containers)).toBeNull();
  });

  test('holds its own files, and folders within folders', () => {
    const containers = new Set(['Takeout/Google Photos']);
    expect(placeInExport('Takeout/Google Photos/print-subscriptions.json', containers)).toMatchObject({ folder: '' });
    expect(placeInExport('Takeout/Google Photos/A/b/c.jpg', containers)).toMatchObject({
      folder: 'A/b',
      name: 'c.jpg',
    });
    expect(placeInExport('Takeout/archive_browser.html', containers)).toBeNull();
    expect(placeInExport('archive_browser.html', containers)).toBeNull();
    expect(findContainers(['Google Photos', 'Takeout/Google Photos', 'a.json'], ['a.json'])).toEqual(new Set());
  });
});

describe('folders', () => {
  test.each(takeoutLocales)('of every kind are known in %s', (locale) => {
    const words = takeoutWords[locale];
    expect(folderMeaning(words.yearFolder(2023), null, now)).toEqual({
      kind: 'year',
      year: 2023,
      certainty: 'certain',
    });
    expect(folderMeaning(words.trash, null, now)).toEqual({ kind: 'trash' });
    expect(folderMeaning(words.archive, null, now)).toEqual({ kind: 'archive' });
    expect(folderMeaning(words.locked, null, now)).toEqual({ kind: 'locked' });
    expect(folderMeaning(words.failedVideos, null, now)).toEqual({ kind: 'failed-videos' });
    expect(folderMeaning(`${words.untitled}(3)`, null, now)).toEqual({ kind: 'unknown' });
  });

  test.each([
    ["Foto's uit 2019", 2019],
    ['Foto_s uit 2019', 2019],
    ['Zdjęcia z 2019', 2019],
    ['Фото за 2019 год', 2019],
    ['Фото за 2019 рік', 2019],
    ['Kuvat vuodelta 2019', 2019],
    ['2019年的照片', 2019],
    ['2019년의 사진', 2019],
    ['صور من ٢٠١٩', 2019],
    ['Photos\u00a0from\u00a01869', 1869],
  ])('%s is the year %i', (folder, year) => {
    expect(folderMeaning(folder, null, now)).toEqual({ kind: 'year', year, certainty: 'certain' });
  });

  test.each([
    ['Summer 2013', { kind: 'year', year: 2013, certainty: 'likely' }],
    ['Photos from 1825', { kind: 'unknown' }],
    ['Photos from 2028', { kind: 'unknown' }],
    ['Photos from 20231', { kind: 'unknown' }],
    ['2012 to 2013', { kind: 'unknown' }],
    ['Holiday', { kind: 'unknown' }],
    ['', { kind: 'container' }],
    ['Bin', { kind: 'trash' }],
    ['Papierkorb/x', { kind: 'trash' }],
    ['Archive(1)', { kind: 'archive' }],
  ])('%s without album metadata is %j', (folder, meaning) => {
    expect(folderMeaning(folder, null, now)).toEqual(meaning);
  });

  test.each(['Photos from 2023', 'Archive', 'Trash', 'Holiday'])('%s with album metadata is an album', (folder) => {
    expect(folderMeaning(folder, 'Rome', now)).toEqual({ kind: 'album' });
  });

  test.each([
    ['Photos from 2018', 'Photos from 2018'],
    ['Fotos von 2018', 'FOTOS VON 2018'],
    ['2018年の写真', '2018年の写真'.normalize('NFD')],
    ['Zdjęcia z 2018', 'Photos from 2018'],
  ])('%s stays a year folder though metadata calls it %s', (folder, title) => {
    expect(folderMeaning(folder, title, now)).toEqual({ kind: 'year', year: 2018, certainty: 'certain' });
  });

  test.each([
    ['Photos from 2018', 'Photos from 2019'],
    ['Photos from 2018', 'Summer 2018'],
    ['Summer 2018', 'Summer 2018'],
    ['Archive', 'Archive'],
    ['Photos from 2018', ''],
  ])('%s with metadata that calls it "%s" is an album', (folder, title) => {
    expect(folderMeaning(folder, title, now)).toEqual({ kind: 'album' });
  });
});

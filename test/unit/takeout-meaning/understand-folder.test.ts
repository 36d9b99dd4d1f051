import { expect, test } from 'vitest';
import {
  type FolderJson,
  type UnderstoodFolder,
  understandFolder,
} from '../../../electron/engine/sources/takeout/meaning/understand-folder.ts';

const now = new Date('2026-11-21T00:00:00Z');

function titleOnly(name: string, title: string): FolderJson {
  return { name, kind: 'title-only', title, album: { title, description: null, date: null } };
}

function album(name: string, title: string): FolderJson {
  return { name, kind: 'album', album: { title, description: null, date: 5 } };
}

function understood(folder: string, media: readonly string[], json: readonly FolderJson[]): UnderstoodFolder {
  return understandFolder({ folder, media: media.map((name) => ({ name })), json }, now);
}

test('an album is known by the content of its metadata, whatever its name', () => {
  const { meaning, album: found, roles } = understood('Photos from 2023', [], [album('Metadaten.json', 'Rome')]);
  expect(meaning).toEqual({ kind: 'album' });
  expect(found).toEqual({ title: 'Rome', description: null, date: 5 });
  expect(roles).toEqual(['album-metadata']);
});

test('JSON with a title alone is a sidecar beside its file, or by its name; else album metadata', () => {
  const json = [
    titleOnly('IMG.jpg.json', 'IMG.jpg'),
    titleOnly('gone.jpg.json', 'gone.jpg'),
    titleOnly('metadata.json', 'Rome'),
  ];
  const { roles, matches, unusedSidecars, album: found } = understood('Rome', ['IMG.jpg'], json);
  expect(roles).toEqual(['sidecar', 'sidecar', 'album-metadata']);
  expect(matches[0]?.sidecar).toBe(0);
  expect(unusedSidecars).toEqual([1]);
  expect(found?.title).toBe('Rome');
});

test('a sidecar that is no use to an album does not make one', () => {
  const { meaning, album: found } = understood('Photos from 2023', [], [titleOnly('gone.jpg.json', 'gone.jpg')]);
  expect(meaning).toEqual({ kind: 'year', year: 2023, certainty: 'certain' });
  expect(found).toBeNull();
});

test('sidecars are told by their place among all JSON, and nothing in the container is an album', () => {
  const json: readonly FolderJson[] = [
    { name: 'print-subscriptions.json', kind: 'other' },
    album('metadata.json', 'Rome'),
    { name: 'broken.json', kind: 'unreadable' },
    { name: 'b.jpg.json', kind: 'sidecar', title: 'b.jpg' },
    { name: 'a.jpg(1).json', kind: 'sidecar', title: 'a.jpg' },
    { name: 'c.jpg.json', kind: 'sidecar', title: 'c.jpg' },
  ];
  const inAlbum = understood('Rome', ['a.jpg', 'b.jpg'], json);
  expect(inAlbum.matches.map(({ sidecar, candidates }) => [sidecar, candidates])).toEqual([
    [null, [4]],
    [3, []],
  ]);
  expect(inAlbum.unusedSidecars).toEqual([4, 5]);
  expect(inAlbum.roles).toEqual(['other-json', 'album-metadata', 'other-json', 'sidecar', 'sidecar', 'sidecar']);
  const atTop = understood('', [], json);
  expect(atTop.album).toBeNull();
  expect(atTop.meaning).toEqual({ kind: 'container' });
  expect(atTop.roles[1]).toBe('other-json');
});

test('of several metadata files the same one counts in any order', () => {
  const json = [titleOnly('a.json', 'Title alone'), album('metadata.json', 'Second'), album('Metadaten.json', 'First')];
  for (const given of [json, json.toReversed()]) expect(understood('Rome', [], given).album?.title).toBe('First');
});

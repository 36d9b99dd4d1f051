import { expect, test } from 'vitest';
import { storedName } from '../../../electron/engine/backup/stored-name.ts';
import { mediaTypes } from '../../../electron/engine/media/media-type.ts';

test.each([
  ['foto.xyz', 'image/jpeg', 'foto.xyz.jpg'],
  ['Foto.XYZ', 'image/heic', 'Foto.XYZ.heic'],
  ['foto.xyz', 'video/mp4', 'foto.xyz.mp4'],
  ['Rome 12.Aug', 'image/png', 'Rome 12.Aug.png'],
  ['foto', 'image/jpeg', 'foto.jpg'],
  ['Rome 12.08.2023', 'image/jpeg', 'Rome 12.08.2023.jpg'],
  ['foto.xyz', 'application/octet-stream', 'foto.xyz'],
  // A person's own name for a photo or film, whatever its bytes.
  ['IMG_1.JPG', 'image/heic', 'IMG_1.JPG'],
  ['PXL_1.MP', 'video/mp4', 'PXL_1.MP'],
  ['IMG_1.jfif', 'image/jpeg', 'IMG_1.jfif'],
  ['raw.3FR', 'image/tiff', 'raw.3FR'],
  ['3d.mpo', 'image/jpeg', '3d.mpo'],
  ['tv.ts', 'video/mp2t', 'tv.ts'],
])('%s of %s is stored as %s', (name, mimeType, stored) => {
  expect(storedName(name, mimeType)).toBe(stored);
});

test('every type keeps its own extension', () => {
  for (const { mime, extension } of Object.values(mediaTypes)) {
    expect(storedName(`a.${extension}`, mime)).toBe(`a.${extension}`);
    expect(storedName(`a.${extension.toUpperCase()}`, mime)).toBe(`a.${extension.toUpperCase()}`);
  }
});

test('what lies under its own ending stays there, and what has got one keeps that', () => {
  expect(storedName('foto.xyz', 'image/jpeg', 'Photos/2019/07/foto.xyz')).toBe('foto.xyz');
  expect(storedName('foto.xyz', 'image/jpeg', 'Photos/2019/07/foto.xyz.jpg')).toBe('foto.xyz.jpg');
});

import { describe, expect, test } from 'vitest';
import type { RestorablePhoto } from '../../../electron/engine/catalog/restores/restorable-photos.ts';
import { factsToSend, isDated, isPlaced } from '../../../electron/engine/restore/facts-to-send.ts';
import { fakeOf } from '../main/support/fake-of.ts';

function photo(mimeType: string, latitude: number | null, longitude: number | null): RestorablePhoto {
  return fakeOf<RestorablePhoto>({ mimeType, latitude, longitude, embedded: null });
}

describe('whether Google will know the place', () => {
  test.each<readonly [string, number | null, number | null, boolean]>([
    ['image/jpeg', 41.9, 12.5, true],
    ['video/mp4', 41.9, 12.5, true],
    ['image/gif', 41.9, 12.5, false],
    ['image/bmp', 41.9, 12.5, false],
    ['video/x-msvideo', 41.9, 12.5, false],
    ['image/gif', null, null, true],
    ['image/gif', 0, 0, true],
  ])('%s at %s, %s: %s', (mimeType, latitude, longitude, placed) => {
    expect(isPlaced(photo(mimeType, latitude, longitude))).toBe(placed);
  });
});

describe('whether Google will know the date', () => {
  const own = JSON.stringify({
    taken: { kind: 'local', local: '2024-05-01T12:00:00', zoneMinutes: 120, reason: 'exif' },
    place: null,
  });

  test.each<readonly [string, string, Pick<RestorablePhoto, 'takenLocal' | 'takenReason' | 'embedded'>, boolean]>([
    [
      'the file says what the sidecar says',
      'image/jpeg',
      { takenLocal: '2024-05-01T12:00:00', takenReason: 'sidecar', embedded: own },
      true,
    ],
    [
      'the sidecar alone says it',
      'image/jpeg',
      { takenLocal: '2024-05-01T12:00:00', takenReason: 'sidecar', embedded: null },
      true,
    ],
    [
      'the sidecar alone says it, and the format cannot',
      'image/gif',
      {
        takenLocal: '2024-05-01T12:00:00',
        takenReason: 'sidecar',
        embedded: JSON.stringify({ taken: null, place: null }),
      },
      false,
    ],
    ['nobody says it', 'image/jpeg', { takenLocal: null, takenReason: 'folder', embedded: null }, false],
  ])('%s: %s', (_name, mimeType, said, dated) => {
    const known = fakeOf<RestorablePhoto>({ mimeType, zoneMinutes: 120, latitude: null, longitude: null, ...said });
    expect(isDated(known, factsToSend(known))).toBe(dated);
  });
});

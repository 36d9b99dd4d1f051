import { describe, expect, test } from 'vitest';
import type { RestorablePhoto } from '../../../electron/engine/catalog/restores/restorable-photos.ts';
import { isPlaced } from '../../../electron/engine/restore/facts-to-send.ts';
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

import { describe, expect, test } from 'vitest';
import {
  albumParts,
  batchFor,
  fittingDescription,
  fittingName,
  fittingTitle,
  whyUnaccepted,
} from '../../../electron/engine/restore/limits.ts';

describe('what Google takes', () => {
  test.each([
    ['image/jpeg', 200_000_000, null],
    ['image/jpeg', 201_000_000, 'photo-too-large'],
    ['image/x-adobe-dng', 201_000_000, 'photo-too-large'],
    ['video/mp4', 201_000_000, null],
    ['video/mp4', 20_000_000_001, 'film-too-large'],
    ['image/jxl', 10, 'type'],
    ['video/webm', 10, 'type'],
    ['application/octet-stream', 10, 'type'],
  ])('%s of %d bytes: %s', (mime, bytes, reason) => {
    expect(whyUnaccepted(mime, bytes)).toBe(reason);
  });

  test('titles have 500 characters at most, the number of the part included', () => {
    expect(fittingTitle('Rome', 1)).toBe('Rome');
    expect(fittingTitle('Rome', 2)).toBe('Rome (2)');
    expect(fittingTitle('x'.repeat(600), 1)).toHaveLength(500);
    const third = fittingTitle('x'.repeat(600), 3);
    expect(third).toHaveLength(500);
    expect(third.endsWith('… (3)')).toBe(true);
    expect(fittingTitle('  ', 1)).toBe('Album');
  });

  test('descriptions have fewer than 1,000 characters, and no half ones', () => {
    expect(fittingDescription('  ')).toBeNull();
    expect(fittingDescription('a word')).toBe('a word');
    expect(fittingDescription('x'.repeat(1000))).toHaveLength(999);
    const cut = fittingDescription('😀'.repeat(600)) ?? '';
    expect(cut.length).toBeLessThan(1000);
    expect(cut.isWellFormed()).toBe(true);
  });

  test('names keep their ending, and the clip of a motion photo gets one that Google knows', () => {
    expect(fittingName('PXL_1.MP')).toBe('PXL_1.mp4');
    expect(fittingName('PXL_1.jpg')).toBe('PXL_1.jpg');
    const long = fittingName(`${'ä'.repeat(300)}.jpeg`);
    expect(long).toHaveLength(255);
    expect(long.endsWith('….jpeg')).toBe(true);
  });

  test('an album of 20,001 items is two, in order', () => {
    const items = Array.from({ length: 20_001 }, (_, index) => index);
    const parts = [...albumParts(items)];
    expect(parts.map((part) => part.length)).toEqual([20_000, 1]);
    expect(parts.flat()).toEqual(items);
    expect([...albumParts([])]).toEqual([]);
  });
});

test.each([
  [10_000, 50],
  [51, 50],
  [20, 19],
  [5, 4],
  [1, 1],
])('of %i requests a day, one makes %i items', (requests, items) => {
  expect(batchFor(requests)).toBe(items);
});

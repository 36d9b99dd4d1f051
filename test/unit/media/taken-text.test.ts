import { expect, test } from 'vitest';
import { takenOfText } from '../../../electron/engine/media/taken-text.ts';

const now = new Date('2026-11-21T10:00:00.000Z');

test('a date with a text without end behind it takes no longer than it is', () => {
  const begun = performance.now();
  for (const tail of ['1', '1.', ' ', '1 ']) takenOfText(`2023-08-12T10:15:30${tail.repeat(80_000)}x`, 'exif', now);
  expect(performance.now() - begun).toBeLessThan(2_000);
  expect(takenOfText(`2023-08-12T10:15:30.${'0'.repeat(20)}+0200 \n`, 'exif', now)).toMatchObject({ zoneMinutes: 120 });
});

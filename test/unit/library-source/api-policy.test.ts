import { expect, test } from 'vitest';
import { apiPolicy } from '../../../electron/engine/sources/api-policy.ts';
import type { EmbeddedFacts } from '../../../electron/engine/sources/source-policy.ts';

const now = new Date('2026-11-21T10:00:00.000Z');
const createdAt = '2023-08-01T10:00:00.000Z';

function decided(taken: EmbeddedFacts['taken'], changes: { createdAt?: string | null; filename?: string } = {}) {
  const item = { createdAt, filename: 'A.JPG', said: null, neighbourZone: null, ...changes };
  return apiPolicy.decideDate({ facts: { taken, place: null }, ...item }, now);
}

const seconds = (utc: string): number => Date.parse(utc) / 1_000;

test.each([
  [
    'the clock in the file, in its zone',
    decided({ kind: 'local', local: '2023-08-01T12:00:00', zoneMinutes: 120, reason: 'exif' }),
    {
      takenLocal: '2023-08-01T12:00:00',
      takenAt: seconds('2023-08-01T10:00:00Z'),
      zoneReason: 'exif',
      takenReason: 'exif',
    },
  ],
  [
    'the clock in the file without a zone is no moment',
    decided({ kind: 'local', local: '2023-08-01T12:00:00', zoneMinutes: null, reason: 'exif' }),
    { takenLocal: '2023-08-01T12:00:00', takenAt: null, zoneReason: 'none' },
  ],
  [
    "a film's moment is one, and its clock shows UTC",
    decided({ kind: 'instant', utc: '2023-08-01T10:00:00.000Z', reason: 'quicktime' }, { filename: 'A.mp4' }),
    {
      takenLocal: '2023-08-01T10:00:00',
      takenAt: seconds('2023-08-01T10:00:00Z'),
      zoneMinutes: null,
      zoneReason: 'none',
    },
  ],
  [
    'a name that tells the same moment tells the zone',
    decided(
      { kind: 'instant', utc: '2023-08-01T10:00:00.000Z', reason: 'quicktime' },
      { filename: '20230801_120000.mp4' },
    ),
    {
      takenLocal: '2023-08-01T12:00:00',
      takenAt: seconds('2023-08-01T10:00:00Z'),
      zoneMinutes: 120,
      zoneReason: 'camera-clock',
    },
  ],
  [
    "Google's date where the file tells none",
    decided(null),
    { takenLocal: '2023-08-01T10:00:00', takenAt: seconds(createdAt), takenReason: 'api', zoneReason: 'none' },
  ],
  [
    'the name where nothing else tells; a clock, and no moment',
    decided(null, { createdAt: null, filename: '20230801_120000.jpg' }),
    { takenLocal: '2023-08-01T12:00:00', takenAt: null, takenReason: 'file-name', zoneReason: 'none' },
  ],
  [
    'nothing where nothing tells',
    decided(null, { createdAt: null }),
    { takenLocal: null, takenAt: null, takenReason: 'none', zoneReason: 'none' },
  ],
])('%s', (_title, date, expected) => {
  expect(date).toMatchObject(expected);
});

import { expect, test } from 'vitest';
import { zoneText } from '../../../electron/contract/zone-text.ts';

test('an offset in minutes is written as in ISO 8601', () => {
  expect([0, 60, -60, 330, -210, 345, 840, -720, -1].map(zoneText)).toEqual([
    '+00:00',
    '+01:00',
    '-01:00',
    '+05:30',
    '-03:30',
    '+05:45',
    '+14:00',
    '-12:00',
    '-00:01',
  ]);
});

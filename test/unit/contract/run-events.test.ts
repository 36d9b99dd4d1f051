import { expect, test } from 'vitest';
import { runEventSchema } from '../../../electron/contract/models.ts';

const standing = { event: 'picker', session: 1, sessionId: 's', chosen: 0, expiresAt: '2026-11-28T10:00:00.000Z' };

test.for([
  {
    ...{ ...standing, state: 'waiting', pickerUri: 'https://photos.google.com/picker/s/autoclose' },
    waitsUntil: '2026-11-21T10:30:00.000Z',
  },
  { ...standing, state: 'listing' },
  { ...standing, state: 'chosen', chosen: 12 },
  { ...standing, state: 'kept', chosen: 12 },
])('the picker’s state %j crosses a process border', (event) => {
  expect(runEventSchema.parse(event)).toEqual(event);
});

test.for([
  { ...standing, state: 'waiting' },
  { ...standing, state: 'waiting', pickerUri: 'photos', waitsUntil: '2026-11-21T10:30:00.000Z' },
  { ...standing, state: 'waiting', pickerUri: 'https://photos.google.com/picker/s' },
  { ...standing, state: 'lost' },
  { ...standing, state: 'chosen', session: 0 },
])('%j does not', (event) => {
  expect(runEventSchema.safeParse(event).success).toBe(false);
});

import { expect, test } from 'vitest';
import { dueKind } from '../../../electron/engine/backup/run-context.ts';

const now = new Date('2026-03-10T12:00:00Z');

test.each([
  ['never', null, 'full'],
  ['an hour ago', '2026-03-10T11:00:00Z', 'quick'],
  ['six days ago', '2026-03-04T13:00:00Z', 'quick'],
  ['a week ago', '2026-03-03T12:00:00Z', 'full'],
  ['in forty days, by a clock that was ahead', '2026-04-19T12:00:00Z', 'full'],
  ['in a minute, by a clock that was set back since', '2026-03-10T12:01:00Z', 'full'],
  ['at a time that nobody can read', 'yesterday', 'full'],
])('the last full run was %s', (_name, lastFull, kind) => {
  expect(dueKind(lastFull, now)).toBe(kind);
});

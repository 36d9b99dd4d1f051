import { expect, test } from 'vitest';
import { exportName, instantOf } from '../../../renderer/features/takeout/export-names.ts';
import { createFormats } from '../../../renderer/formatting/formats.ts';
import { english } from '../texts/english.ts';

const formats = createFormats({ texts: english, locale: 'en-GB', timeZone: 'UTC' });

test('an export is called by the day on which it was made', () => {
  expect(instantOf('20260301T120000Z')).toBe('2026-03-01T12:00:00.000Z');
  expect(exportName('20260301T120000Z', formats)).toBe('Export of 1 March 2026');
});

test.each(['folder-holiday', '20261399T120000Z', '20260301T120000', ''])('%j tells no day', (stamp) => {
  expect(instantOf(stamp)).toBeNull();
  expect(exportName(stamp, formats)).toBe('Extracted folder');
});

import { describe, expect, test } from 'vitest';
import { layoutOf } from '../../../renderer/features/photos/grid-layout.ts';
import { monthName } from '../../../renderer/features/photos/month-name.ts';
import { sectionsOf, yearMarks } from '../../../renderer/features/photos/scrubber-marks.ts';
import { zoneText } from '../../../renderer/features/photos/zone-text.ts';
import { createFormats } from '../../../renderer/formatting/formats.ts';
import { english } from '../texts/english.ts';

describe('yearMarks', () => {
  const months = [
    { month: '2026-02', count: 50 },
    { month: '2026-01', count: 50 },
    { month: '2025-12', count: 2 },
    { month: '2024-06', count: 100 },
    { month: null, count: 10 },
  ];
  const measure = { width: 100, tileWidth: 100, leastColumns: 1, gap: 0, headHeight: 0, captionHeight: 0 };
  const layout = layoutOf(sectionsOf(months), measure);

  test('each year stands where it begins; undated photos have none', () => {
    expect(yearMarks(layout, layout.height, 0)).toEqual([
      { label: '2026', at: 0 },
      { label: '2025', at: 100 / 212 },
      { label: '2024', at: 102 / 212 },
    ]);
  });

  test('years that would overlap give way to the one above', () => {
    expect(yearMarks(layout, layout.height, 0.1).map(({ label }) => label)).toEqual(['2026', '2025']);
  });
});

test('a zone is written as people write it', () => {
  expect([120, -210, 0, 345].map(zoneText)).toEqual(['+02:00', '−03:30', '', '+05:45']);
});

test('only months have a month’s name', () => {
  const { t } = createFormats({ texts: english, locale: 'en-GB' });
  const formats = { t, month: (month: string) => `month ${month}` };
  expect(monthName('2026-08', formats)).toBe('month 2026-08');
  expect(monthName('undated', formats)).toBe('Without a date');
});

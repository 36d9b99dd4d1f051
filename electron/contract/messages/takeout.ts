import type { MessageTable } from './parameters.ts';

/** What a person should do about exports: titles, and what follows from them. */
export const takeoutMessages = {
  'takeout.parts-expire': { numbers: 'numerals', exportedAt: 'day' },
  'takeout.parts-expire-undated': { numbers: 'numerals' },
  'takeout.files-expire': { files: 'count', exportedAt: 'day' },
  'takeout.parts-expire.way-out': { until: 'day-and-time' },
  'takeout.export-overdue': {},
  'takeout.export-overdue.way-out': { expectedAt: 'day' },
  'takeout.drive-full': {},
  'takeout.drive-full.way-out': { expectedAt: 'day' },
  'takeout.schedule-ends': {},
  'takeout.schedule-ends.way-out': { endsAt: 'day' },
  'takeout.schedule-ended': {},
  'takeout.schedule-ended.way-out': { endsAt: 'day' },
} as const satisfies MessageTable;

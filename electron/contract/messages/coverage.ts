import type { MessageTable } from './parameters.ts';

/** What exports cover of a Google library, and what they do not. */
export const coverageMessages = {
  'coverage.none': {},
  'coverage.waiting': {},
  'coverage.order-late': { orderedAt: 'date' },
  'coverage.only-made': { items: 'count' },
  'coverage.only-chosen': { items: 'count' },
  'coverage.only-made-and-chosen': { items: 'count' },
  'coverage.receiving': { made: 'date' },
  'coverage.incomplete': { missing: 'count', made: 'date' },
  'coverage.parts-missing': { parts: 'count', made: 'date' },
  'coverage.parts-not-here': { numbers: 'numerals', made: 'date' },
  'coverage.broken': { made: 'date' },
  'coverage.losses': { failed: 'count', made: 'date' },
  'coverage.unproven': { made: 'date' },
  'coverage.albums-only': { made: 'date' },
  'coverage.years-left-out': { made: 'date' },
  'coverage.not-full': { made: 'date' },
  'coverage.gap': { from: 'date', made: 'date' },
  'coverage.until': { until: 'date' },
  'coverage.late': { until: 'date', expectedAt: 'date' },
  'coverage.old': { until: 'date' },
  'coverage.of-unknown': { status: 'message' },
  'coverage.of-account': { account: 'text', status: 'message' },
} as const satisfies MessageTable;

import type { PluralWords } from '../../formatting/formats.ts';

/** The words of the coverage map. */
export const coverageMapStrings = {
  title: 'Coverage map',
  lead: 'Every month of your library: what is on the disk, what was verified, what is missing.',
  back: 'All photos',
  save: 'Save as picture',
  saved: 'Saved.',
  year: 'Year',
  total: 'Total',
  undated: 'Without a date',
  caption: 'Photos and films by year and month',
  loading: 'Counting…',
  empty: { title: 'Nothing is stored yet', words: 'The map fills in as photos and films are stored.' },
  states: { verified: 'Verified', stored: 'On the disk', missing: 'Some missing', none: 'Nothing' },
  cell: (month: string, stored: string, verified: string, missing: string) =>
    `${month}: ${stored} on the disk, ${verified} verified, ${missing} missing`,
  nothing: (month: string) => `${month}: nothing`,
  gap: { one: 'year in between has no photos', other: 'years in between have no photos' } satisfies PluralWords,
  missing: { one: 'photo or film is missing', other: 'photos and films are missing' } satisfies PluralWords,
  toProblems: 'See problems',
  again: 'Try again',
} as const;

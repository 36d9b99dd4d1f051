/** The words of the coverage map. */
export const coverageMapTexts = {
  'coverage-map.title': 'Coverage map',
  'coverage-map.lead': 'Every month of your library: what is on the disk, what was verified, what is missing.',
  'coverage-map.back': 'All photos',
  'coverage-map.save': 'Save as picture',
  'coverage-map.saved': 'Saved.',
  'coverage-map.year': 'Year',
  'coverage-map.total': 'Total',
  'coverage-map.undated': 'Without a date: {stored, number}',
  'coverage-map.caption': 'Photos and videos by year and month',
  'coverage-map.loading': 'Counting…',
  'coverage-map.again': 'Try again',
  'coverage-map.empty.title': 'Nothing is stored yet',
  'coverage-map.empty.words': 'The map fills in as photos and videos are stored.',
  'coverage-map.states.verified': 'Verified',
  'coverage-map.states.stored': 'On the disk',
  'coverage-map.states.missing': 'Some missing',
  'coverage-map.states.none': 'Nothing',
  'coverage-map.cell': '{month}: {stored, number} on the disk, {verified, number} verified, {missing, number} missing',
  'coverage-map.cell-missing': '−{missing, number}',
  'coverage-map.nothing': '{month}: nothing',
  'coverage-map.gap':
    '{years, plural, one {# year in between has no photos} other {# years in between have no photos}}',
  'coverage-map.missing':
    '{missing, plural, one {# photo or video is missing} other {# photos and videos are missing}}',
  'coverage-map.to-problems': 'See problems',
} as const;

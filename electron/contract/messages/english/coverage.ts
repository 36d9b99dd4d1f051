/** See `coverageMessages`. */
export const coverageTexts = {
  'coverage.none': "Your Google library isn't backed up yet.",
  'coverage.waiting': "Your Google library isn't backed up yet. Waiting for Google's export, usually 1–3 days.",
  'coverage.order-late':
    "Your Google library isn't backed up yet. The export you ordered on {orderedAt} hasn't arrived.",
  'coverage.only-made':
    "{items, plural, one {Your Google library isn't backed up yet, only # item that your client ID made.} other {Your Google library isn't backed up yet, only # items that your client ID made.}}",
  'coverage.only-chosen':
    "{items, plural, one {Your Google library isn't backed up yet, only # item that you chose.} other {Your Google library isn't backed up yet, only # items that you chose.}}",
  'coverage.only-made-and-chosen':
    "Your Google library isn't backed up yet, only {items, number} items that your client ID made or you chose.",
  'coverage.receiving': 'The export of {made} is not imported to its end.',
  'coverage.incomplete':
    '{missing, plural, one {# file of the export of {made} is missing.} other {# files of the export of {made} are missing.}}',
  'coverage.parts-missing':
    '{parts, plural, one {# export file of {made} is missing.} other {# export files of {made} are missing.}}',
  'coverage.parts-not-here':
    '{numbersCount, plural, one {Export file {numbers} of {made} is missing.} other {Export files {numbers} of {made} are missing.}}',
  'coverage.broken': 'An export file of {made} is broken.',
  'coverage.losses':
    "{failed, plural, one {# file of the export of {made} couldn't be exported or stored.} other {# files of the export of {made} couldn't be exported or stored.}}",
  'coverage.unproven': 'The export of {made} came without a readable list of its files.',
  'coverage.albums-only': 'The export of {made} holds only albums, not your library.',
  'coverage.years-left-out': 'The export of {made} leaves out years that you have.',
  'coverage.not-full': 'Nothing shows that the export of {made} holds your whole library.',
  'coverage.gap': 'An export between {from} and {made} is missing.',
  'coverage.until': 'Covered to {until}.',
  'coverage.late': "Covered to {until}. The export due on {expectedAt} hasn't arrived.",
  'coverage.old': 'Covered to {until}, which is more than 90 days ago.',
  'coverage.of-unknown': 'Account unknown: {status}',
  'coverage.of-account': '{account}: {status}',
} as const;

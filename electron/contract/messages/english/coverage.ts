/** See `coverageMessages`. */
export const coverageTexts = {
  'coverage.none': "Your Google library isn't backed up yet.",
  'coverage.only-made': {
    by: 'items',
    one: "Your Google library isn't backed up yet, only {items} item that your client ID made.",
    other: "Your Google library isn't backed up yet, only {items} items that your client ID made.",
  },
  'coverage.only-chosen': {
    by: 'items',
    one: "Your Google library isn't backed up yet, only {items} item that you chose.",
    other: "Your Google library isn't backed up yet, only {items} items that you chose.",
  },
  'coverage.only-made-and-chosen':
    "Your Google library isn't backed up yet, only {items} items that your client ID made or you chose.",
  'coverage.receiving': 'The export of {made} is not imported to its end.',
  'coverage.incomplete': {
    by: 'missing',
    one: '{missing} file of the export of {made} is missing.',
    other: '{missing} files of the export of {made} are missing.',
  },
  'coverage.parts-missing': {
    by: 'parts',
    one: '{parts} archive of the export of {made} is missing.',
    other: '{parts} archives of the export of {made} are missing.',
  },
  'coverage.broken': 'A part of the export of {made} is broken.',
  'coverage.losses': {
    by: 'failed',
    one: "{failed} file of the export of {made} couldn't be exported or stored.",
    other: "{failed} files of the export of {made} couldn't be exported or stored.",
  },
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

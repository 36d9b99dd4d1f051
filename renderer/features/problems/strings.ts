/** The words of the Problems screen. */
export const problemsStrings = {
  title: 'Problems',
  lead: 'Grouped by cause: why it happened, what to do, and which items it concerns. Nothing here was deleted or overwritten.',
  retryAll: 'Try everything again',
  exportCsv: 'Save as CSV',
  exported: 'The list was saved.',
  times: { one: 'time', other: 'times' },
  newest: (when: string) => `most recently ${when}`,
  automatic: 'Tried again by itself',
  afterFix: 'Needs you',
  never: 'Cannot be tried again',
  forExample: 'For example',
  showAll: (count: string) => `Show all ${count}`,
  showOne: 'Show it',
  loading: 'Fetching the list…',
  more: 'Show more',
  again: 'Try again',
  nothingToName: 'No single item is concerned.',
  empty: {
    title: 'No problems',
    words: 'Everything that was found is either stored, or left out for a reason that needs nobody.',
  },
} as const;

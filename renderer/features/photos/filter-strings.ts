/** The words of the filters. */
export const filterStrings = {
  label: 'Filters',
  anyTime: 'Any time',
  anyKind: 'Photos and films',
  kinds: { photo: 'Photos only', video: 'Films only' } satisfies Record<'photo' | 'video', string>,
  anySource: 'Any source',
  undated: 'Without a date',
  favourites: 'Favourites',
  doubtful: 'Uncertain details',
  clear: 'Clear filters',
  nothing: 'No photos match these filters',
  toMap: 'Coverage map',
} as const;

import type { PluralWords } from '../../formatting/formats.ts';

/** The words of photos that arrive, and of what an import brought back. */
export const developingStrings = {
  strip: 'Arriving now',
  title: 'Your photos are back',
  nothing: { title: 'Nothing has come back yet', words: 'Import an export, and what it brought back is counted here.' },
  lead: (folder: string) => `In ${folder}, in your own hands.`,
  years: (first: string, last: string) => (first === last ? `From ${first}` : `From ${first} to ${last}`),
  photos: { one: 'photo', other: 'photos' } satisfies PluralWords,
  films: { one: 'film', other: 'films' } satisfies PluralWords,
  albums: { one: 'album', other: 'albums' } satisfies PluralWords,
  places: { one: 'photo with its place', other: 'photos with their place' } satisfies PluralWords,
  captions: { one: 'caption', other: 'captions' } satisfies PluralWords,
  people: { one: 'photo with names of people', other: 'photos with names of people' } satisfies PluralWords,
  favourites: { one: 'favourite', other: 'favourites' } satisfies PluralWords,
  missing: { one: 'is still missing', other: 'are still missing' } satisfies PluralWords,
  nothingMissing: 'No missing photos found.',
  doubtful: { one: 'photo has uncertain details', other: 'photos have uncertain details' } satisfies PluralWords,
  toPhotos: 'Look through them',
  toMap: 'Coverage map',
  toTakeout: 'Takeout',
  loading: 'Counting…',
  again: 'Try again',
  see: 'See what came back',
} as const;

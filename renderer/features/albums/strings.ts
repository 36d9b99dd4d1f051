import type { IpcInput } from '../../../electron/contract/ipc.ts';

type Order = IpcInput<'albums.page'>['order'];

/** The words of the album list and of an open album. */
export const albumsStrings = {
  title: 'Albums',
  known: { one: 'album', other: 'albums' },
  found: { one: 'album found', other: 'albums found' },
  search: 'Search by title',
  order: 'Order of the albums',
  orders: { newest: 'Newest', title: 'Title', largest: 'Largest' } satisfies Record<Order, string>,
  list: 'Albums',
  loading: 'Looking for albums…',
  albumLoading: 'Not loaded yet',
  again: 'Try again',
  items: { one: 'item', other: 'items' },
  storedOf: (stored: string, items: string) => `${stored} of ${items} stored`,
  untitled: 'Untitled album',
  absent: 'No longer at Google',
  empty: {
    title: 'There are no albums yet',
    words:
      'Google lets Afterimage see albums that were made through your own client ID. They appear here after a backup that found some.',
    toOverview: 'Go to the Overview',
  },
  nothingFound: {
    title: (search: string) => `No album is called “${search}”`,
    words: 'Any part of a title will do.',
    clear: 'Show all albums',
  },
  album: {
    back: 'All albums',
    loading: 'Opening the album…',
    grid: (title: string) => `Photos and videos of ${title}`,
    show: 'Show in folder',
    absent: (day: string) => `Google has not listed this album since ${day}`,
    absentWords:
      'It was deleted there, or is no longer shown to your client ID. Your copy stays: nothing is ever removed from the backup because it is missing at Google.',
    missing: { one: 'item is not stored yet', other: 'items are not stored yet' },
    missingWords: 'They come with the next backup, or are listed under Problems with their reason.',
    toProblems: 'Look at the problems',
    empty: 'Nothing of this album is stored yet',
    emptyWords: 'Its photos appear here as soon as a backup has fetched them.',
    unknown: 'There is no such album',
    unknownWords: 'The address may be an old one.',
  },
} as const;

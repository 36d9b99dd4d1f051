import type { WayOn } from './ways-on.ts';

/** Every word of choosing in Google Photos. */
export const pickStrings = {
  title: 'Choose in Google Photos',
  idle: 'Anything in your library that you choose by hand goes into the same folder. Google hands out copies on this route: without the place where they were taken, and videos converted.',
  choose: 'Choose photos…',
  chooseMore: 'Choose more…',
  notReady: 'Sign in and choose a backup folder first.',

  dialog: {
    title: 'Choose photos in Google Photos',
    words: (email: string) =>
      `Google Photos opens in your browser. Choose there as ${email}: search or scroll, tick what you want, and press Done. Whatever you tick is fetched and stored.`,
    firstTime:
      'This first time, Google asks whether Afterimage may see what you choose. For that, the Photos Picker API has to be switched on in your project.',
    enable: 'Open “Photos Picker API”',
    album: 'Album (optional)',
    albumHint: 'Everything that you choose goes into an album folder of this name, beside what is in it already.',
    open: 'Open Google Photos',
    cancel: 'Not now',
  },

  permission: {
    title: 'Google asks you in the browser',
    words: (email: string) =>
      `Allow there, as ${email}, that Afterimage sees what you choose. Google shows the same warning as at your first sign-in. Then choosing begins by itself.`,
  },
  queued: {
    title: 'You can choose when the backup has ended',
    words: 'One thing at a time goes into your folder. Google Photos opens by itself when the backup is done.',
    hurry: 'Stop the backup and choose now',
  },
  opening: { title: 'Asking Google for a page to choose on…' },
  waiting: {
    title: 'Google Photos is open in your browser',
    takenUp: 'You have not finished choosing',
    notOpened: 'Your browser did not open',
    words: (email: string) =>
      `Choose there as ${email}: search or scroll, tick what you want, and press Done. This page goes on by itself.`,
    full: (items: string) => `${items} chosen, which is as many as fit at once`,
    fullWords: (email: string) =>
      `They are being fetched. A further page is open in your browser: choose more there as ${email}, or say that this is all.`,
    left: (time: string) => `${time} left`,
    until: (when: string) => `Google waits until ${when}`,
    open: 'Open Google Photos',
    openAgain: 'Open it again',
    copy: 'Copy the link',
    copied: 'Link copied',
    noMore: 'That is all',
    stuckTitle: 'Something else happened in the browser',
    stuck: (email: string) => [
      {
        term: 'Another account is signed in there',
        value: `Switch to ${email} at the top right. If that is in another browser, copy the link and open it there.`,
      },
      { term: 'The tab is closed', value: 'Open it again. Nothing is lost but your ticks.' },
      { term: 'It says that the selection is over', value: 'Cancel here, and choose photos again.' },
      {
        term: 'Your albums are not shown',
        value: 'Google lets you choose items only. Type the name of an album into the search to see what is in it.',
      },
    ],
  },
  fetching: {
    listing: 'You have pressed Done',
    listingWords: 'Afterimage asks Google what you chose, and begins to fetch it.',
    title: (items: string) => `You finished choosing ${items}`,
  },
  items: { one: 'item', other: 'items' },
  intoAlbum: (album: string) => `Into the album “${album}”`,
  cancel: 'Cancel',
  stop: 'Stop fetching',

  ended: {
    complete: (items: string) => `${items} chosen, and all of it is in your backup`,
    partly: (items: string) => `${items} chosen, but not everything is in your backup yet`,
    nothing: 'Nothing was chosen',
    nothingWords: 'You pressed Done without ticking anything. What was stored before stays as it is.',
    pairs: 'A motion photo is two files: the photo, and its clip beside it.',
    stored: 'Stored',
    present: 'Already there',
    skipped: 'Left out',
    failed: 'Not fetched',
    bytes: 'Size',
    kept: (when: string) =>
      `Google hands out the rest until ${when}. Afterimage tries again after each backup, or now if you like.`,
    goOn: 'Fetch the rest now',
  },
  waysOn: {
    again: 'Choose again…',
    'problem-page': 'Open Google’s page',
    'google-photos': 'Open Google Photos',
    accounts: 'See your accounts',
    'sign-in': 'Sign in again',
  } satisfies Record<WayOn, string>,
} as const;

import type { Delivery, OrderStep } from './order-steps.ts';

/**
 * The words of the guide to ordering an export. The names in quotation marks are those on Google's page as it is in
 * November 2026; the seven days and the six exports are from Google's own help on Takeout.
 */
export const orderStrings = {
  title: 'How to order the export',
  lead: 'About five minutes, once a year. Google then makes an export every two months: the first one is the whole library, the later ones bring what is new.',
  open: 'Open Google Takeout',
  steps: {
    photos: {
      title: 'Only Google Photos',
      words: [
        '“Open Google Takeout” shows Google’s page with Google Photos ticked and nothing else. Leave “All photo albums included” as it is.',
        'Then press “Next step”.',
      ],
      picture: 'Google’s page: “Google Photos” is ticked, and the button “Next step” is below it.',
    },
    delivery: {
      title: 'Where it should be delivered',
      words: [
        'Choose under “Transfer to:”. A cloud drive that this computer synchronises brings the parts here without you; with an e-mail link you fetch each part yourself.',
      ],
      picture: 'Google’s page: the list “Transfer to:” is open, with e-mail link, Drive, Dropbox and OneDrive.',
    },
    frequency: {
      title: 'Every two months',
      words: [
        'Take “Export every 2 months for 1 year”: six exports, then Google stops. Afterimage reminds you to order again before that.',
      ],
      picture: 'Google’s page: “Export every 2 months for 1 year” is chosen instead of “Export once”.',
    },
    file: {
      title: '.zip, and 50 GB',
      words: [
        'Large parts mean few parts, and a zip can be checked before it is read to its end. Then press “Create export”.',
        'Google takes hours, for large libraries days, and writes an e-mail when the parts are ready.',
      ],
      picture: 'Google’s page: file type .zip, file size 50 GB, and the button “Create export”.',
    },
  } satisfies Record<
    OrderStep,
    { readonly title: string; readonly words: readonly string[]; readonly picture: string }
  >,
  deliveries: {
    caption: 'What each delivery means',
    way: 'Delivery',
    you: 'What you do',
    room: 'What it needs',
    rows: {
      drive: {
        name: 'Google Drive',
        you: 'Nothing: Afterimage imports each export straight from Google Drive once you’ve signed in.',
        room: 'Room in your Google storage, as much as the export is large',
      },
      dropbox: {
        name: 'Dropbox',
        you: 'Nothing, with the Dropbox program on this computer.',
        room: 'Room in your Dropbox',
      },
      onedrive: {
        name: 'OneDrive',
        you: 'Nothing, with OneDrive on this computer. Choose “Always keep on this device”.',
        room: 'Room in your OneDrive',
      },
      email: {
        name: 'Link by e-mail',
        you: 'Download every part within 7 days of each e-mail.',
        room: 'Nothing; after 7 days the parts are gone',
      },
    } satisfies Record<Delivery, { readonly name: string; readonly you: string; readonly room: string }>,
  },
  after:
    'When the parts are on this computer, drop them on this window, or let Afterimage watch the folder in which they arrive. They can stay packed, and they can come one by one.',
} as const;

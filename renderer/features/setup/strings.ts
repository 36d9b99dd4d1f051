import type { ExportPickup, SetupDoor, SetupStep } from '../../../electron/contract/setup-models.ts';
import type { ConsoleTask, WantedApi } from './console-tasks.ts';
import type { FolderFinding } from './folder-findings.ts';
import type { StepState } from './step-states.ts';

/** Every word of the set-up. */
export const setupStrings = {
  steps: 'Setup steps',
  stepOf: (step: string, total: string) => `Step ${step} of ${total}`,
  names: {
    welcome: 'What to back up',
    folder: 'Backup folder',
    order: 'Order the export',
    pickup: 'How it arrives',
    client: 'Your client ID',
    publish: 'Publish it',
    'sign-in': 'Sign in',
    done: 'Finish',
  } satisfies Record<SetupStep, string>,
  states: {
    done: 'done',
    passed: 'seen',
    open: 'to do',
    warn: 'needs a look',
  } satisfies Record<StepState, string>,
  back: 'Back',
  next: 'Continue',
  later: 'Do this later',

  welcome: {
    title: 'What do you want to back up?',
    lead: 'Each way asks only for what it needs. You can close the window at any time and resume later.',
    doorsLabel: 'What to back up',
    doors: {
      library: {
        label: 'My whole library (recommended)',
        hint: 'Every photo and video in original quality, with places, albums and captions. Google sends them as an export every two months.',
      },
      choice: {
        label: 'Photos I choose',
        hint: 'You choose in Google Photos, up to 2,000 at a time. Good copies, without the place; videos are converted.',
      },
      client: {
        label: 'What my own client ID made',
        hint: 'For people who used rclone or gphotos-sync: albums and photos that their client ID uploaded.',
      },
    } satisfies Record<SetupDoor, { readonly label: string; readonly hint: string }>,
    needs: {
      library: 'Takes about 10 minutes. No Google Cloud needed if you download the export yourself.',
      choice: 'Takes about 15 minutes: you’ll create a free client ID. No card needed.',
      client: 'Takes about 5 minutes if you have the client file, 15 if you don’t.',
    } satisfies Record<SetupDoor, string>,
    truthTitle: 'What Google lets apps access',
    truth:
      'Apps can’t read your existing library. Google Takeout sends you all of it, in original quality, and Afterimage imports it. Through the two APIs apps get copies: full size, but without the place, and with videos converted.',
    routes: 'The official routes',
    route: 'Route',
    whole: 'Whole library',
    originals: 'Originals with place',
    alone: 'Runs by itself',
    command: 'In Afterimage',
    yes: 'yes',
    no: 'no',
    nearly: 'nearly',
    rows: [
      {
        route: 'Library API',
        what: 'what your client ID created',
        whole: 'no',
        originals: 'no',
        alone: 'yes',
        command: 'Back up now',
      },
      {
        route: 'Picker',
        what: 'what you choose by hand',
        whole: 'no',
        originals: 'no',
        alone: 'no',
        command: 'Choose photos',
      },
      {
        route: 'Takeout',
        what: 'everything, as archives',
        whole: 'yes',
        originals: 'yes',
        alone: 'nearly',
        command: 'Import an export',
      },
    ],
  },

  order: {
    title: 'Order your export',
    lead: 'Google makes an export of your whole library and then, every two months, one of what’s new. About five minutes, once a year.',
    path: 'takeout.google.com › Google Photos › Next step › Add to Drive, or Send download link via email › Export every 2 months for 1 year › .zip, 50 GB › Create export',
    guide: 'Where to click',
    open: 'Open Google Takeout',
    confirm: 'I’ve ordered it',
    ordered: (date: string) => `Ordered on ${date}`,
    orderedWords: 'Google usually needs 1–3 days, and sends an e-mail when it’s ready.',
  },

  pickup: {
    title: 'How should exports arrive?',
    lead: 'You can change this later.',
    label: 'How exports arrive',
    ways: {
      drive: {
        label: 'From Google Drive',
        hint: 'For “Add to Drive”. Afterimage imports each export straight from Drive. You sign in with Google, with a free client ID of your own.',
      },
      downloads: {
        label: 'I’ll download it myself',
        hint: 'For “Send download link via email”. No Google Cloud needed: Afterimage watches Downloads and imports what arrives.',
      },
    } satisfies Record<ExportPickup, { readonly label: string; readonly hint: string }>,
    watch: 'Watch Downloads',
  },

  client: {
    title: 'Create your client ID',
    lead: 'Google requires a key for every app. You’ll create your own, in seven small steps. Free, no card needed.',
    guide: 'In Google’s console',
    guideAgain: 'How a client ID is made',
    estimate: (minutes: string) => `about ${minutes}`,
    progress: (done: string, total: string) => `${done} of ${total} done`,
    markDone: 'Done, next',
    markUndone: 'Mark as not done',
    isDone: 'done',
    copy: 'Copy',
    copied: 'Copied',
    copyByHand: 'The line is selected: copy it with Ctrl+C (⌘C on a Mac).',
    scopeLine: 'The line to paste',
    openSecondApi: 'Open “Google Picker API”',
    apis: {
      'photos-library': {
        title: 'Switch on the Photos Library API',
        open: 'Open “Photos Library API”',
        words: ['Press Enable. Google needs some minutes until that works everywhere; you can continue meanwhile.'],
        picture: 'The page of the Photos Library API. The button Enable is marked.',
      },
      'photos-picker': {
        title: 'Switch on the Photos Picker API',
        open: 'Open “Photos Picker API”',
        words: ['Press Enable. Don’t confuse it with the “Google Picker API”, which is for something else.'],
        picture: 'The page of the Photos Picker API. The button Enable is marked.',
      },
      drive: {
        title: 'Switch on the Google Drive API',
        open: 'Open “Google Drive API”',
        words: ['Press Enable. Google needs some minutes until that works everywhere; you can continue meanwhile.'],
        picture: 'The page of the Google Drive API. The button Enable is marked.',
      },
      'drive-picked': {
        title: 'Switch on the Google Drive API and the Google Picker API',
        open: 'Open “Google Drive API”',
        words: ['Press Enable on both pages. The Google Picker API shows the page on which you pick the files.'],
        picture: 'The page of the Google Drive API. The button Enable is marked.',
      },
    } satisfies Record<WantedApi, ConsoleTaskWords>,
    tasks: {
      enter: {
        title: 'Enter Google Cloud',
        open: 'Open Google Cloud',
        words: [
          'Check the picture at the top right: it must be the account you want. Google often opens with another one; click the picture to switch.',
          'The first time, choose your country, tick the terms of service, and press Agree and continue.',
          'Ignore the “Free Trial” banner and anything that asks for a card. You don’t need either.',
        ],
        picture:
          'The first page of Google Cloud: the account’s picture at the top right, then country, terms and Agree and continue are marked.',
      },
      project: {
        title: 'Create a project',
        open: 'Open “New project”',
        words: [
          'Any name will do, for instance “Photo backup”. Leave the location as it is, and press Create.',
          'Wait until the console reports that it is ready, and check that its name appears at the top of the page: all further steps belong to this project.',
        ],
        picture: 'The page “New project” with a field for its name. The button Create below it is marked.',
      },
      app: {
        title: 'Give your app a name',
        open: 'Open the overview',
        words: [
          'Press Get started. The app’s name is up to you, but Google refuses names that look like its own (“Google Photos backup”). As support e-mail choose your own address.',
          'Audience: External. Give your address once more as contact, agree to the policy, and press Create.',
        ],
        picture:
          'A form in four parts: app information, audience, contact information, finish. The choice External is marked.',
      },
      scope: {
        title: 'Say what it may read',
        open: 'Open “Data access”',
        words: [
          'Press Add or remove scopes. At the end of the panel that opens, paste the line below under “Manually add scopes”; then Add to table, Update, and Save.',
        ],
        picture: 'A panel with a list of scopes. The field “Manually add scopes” at its end is marked.',
      },
      create: {
        title: 'Create the client',
        open: 'Open “Clients”',
        words: ['Press Create client. Application type: Desktop app, and no other. Any name will do. Press Create.'],
        picture: 'The page “Create OAuth client ID”. The application type Desktop app is marked.',
      },
      download: {
        title: 'Download its file at once',
        open: 'Open “Clients”',
        words: [
          'In the window that appears, press Download JSON. Google shows the secret in it this one time only.',
          'If the window is gone already, open the client, add a new secret, and download that.',
        ],
        picture: 'The window “OAuth client created”. Download JSON is marked.',
      },
    } satisfies Record<Exclude<ConsoleTask, 'api'>, ConsoleTaskWords>,
  },

  intake: {
    title: 'Add your client file',
    drop: 'Drop the file here',
    dropNow: 'Let go: it is read at once',
    fileName: 'Its name begins with client_secret_, and it is most likely in your downloads.',
    choose: 'Choose the file…',
    downloads: {
      ask: 'Look in Downloads',
      none: 'No client_secret file is in Downloads yet. It’s found as soon as it’s there.',
      use: 'Use this file',
    },
    pasteTitle: 'Paste its text instead',
    paste: 'Text of the file',
    pasteHint: 'All of it, from the first { to the last }. You can also press Ctrl+V anywhere on this page.',
    judge: 'Check this text',
    tooLarge: (size: string) => `It has ${size}; a client file has less than one kilobyte.`,
    accepted: 'This is the right file',
    acceptedWords: 'A client of type “Desktop app”, with its secret.',
    id: 'Client ID',
    project: 'Project',
    unknownProject: 'not named in the file',
    secret: 'Secret',
    secretKept: {
      keychain: 'in your system’s keychain; it is never shown',
      file: 'in a file that only you can read; it is never shown',
      memory: 'in memory only: the keychain could not be opened',
      opening: 'on its way into your system’s keychain',
    },
    other: 'Use another file',
  },

  publish: {
    title: 'Stay signed in',
    lead: 'A new app is in the publishing status “Testing”. There Google ends every sign-in after 7 days, and your backup stands still until you sign in again. One press of “Publish app” ends that.',
    lifetime: 'In Testing the sign-in ends every 7 days. In production it lasts.',
    testing: 'Testing',
    production: 'In production',
    days: '7 days',
    lasts: 'lasts',
    howTitle: 'Publish the app',
    how: [
      'Open the page “Audience”.',
      'Under “Publishing status”, press Publish app, and confirm.',
      'That is all: for your own use Google reviews nothing.',
    ],
    open: 'Open “Audience”',
    picture: 'The page “Audience”. The button Publish app under the publishing status Testing is marked.',
    meansTitle: 'What it means',
    means: [
      'Nobody gets access to your photos by it: every person who signs in opens only their own.',
      'Google warns at the sign-in that it has not verified the app. The next step shows that page.',
      'At most 100 people may ever sign in to an unverified app. You need one.',
    ],
    stay: 'I would rather stay in Testing',
    stayWords:
      'Then add your own address under “Test users” on the same page; without that Google answers “access blocked”. Sign in anew every 7 days: Afterimage tells you two days before.',
    uncheckable: 'Whether it worked shows at the sign-in: Google then says how long it lasts.',
    checkedGood: 'Checked: your sign-in has no end.',
    checkedBad: (when: string) =>
      `Still in Testing when you signed in: that sign-in ends ${when}. Publish the app, then sign in again.`,
    done: 'It is published',
  },

  signIn: {
    title: 'Sign in with Google',
    lead: 'Google’s page opens in your browser: your password stays between you and Google. Afterimage asks for two things.',
    asks: 'What is asked for',
    asked: {
      library: { what: 'See and download your Google Drive files', why: 'read only: to import exports without you' },
      choice: {
        what: 'See photos that you choose in Google Photos',
        why: 'read only, and nothing that you don’t choose',
      },
      client: {
        what: 'See photos and albums that your client ID created',
        why: 'read only: nothing can be changed or deleted',
      },
    } satisfies Record<SetupDoor, { readonly what: string; readonly why: string }>,
    askedEmail: { what: 'See your e-mail address', why: 'to show whose library it is' },
    warningTitle: 'Google will warn you first',
    warningWords: [
      'The page says “Google hasn’t verified this app”. The app in question is yours: nobody but you uses it. Google says this about every unreviewed app.',
      'Press Advanced, then “Go to … (unsafe)” with the name you gave your app.',
    ],
    warningPicture:
      'The page “Google hasn’t verified this app”. First press Advanced, at the lower left; then the link “Go to Photo backup (unsafe)” that appears.',
    consentTitle: 'Leave the box ticked',
    consentWords: 'On the last page each permission has a box. Without the tick Afterimage sees nothing.',
    consentPicture:
      'The page on which access is given. The ticked box beside the permission, and the button Continue, are marked.',
    button: 'Sign in with Google',
    other: 'Use another account',
    waitingTitle: 'Your browser is waiting for you',
    waitingWords: 'Go on there. This page continues by itself as soon as you are done.',
    left: (time: string) => `${time} left`,
    cancel: 'Cancel sign-in',
    stuckTitle: 'The browser shows an error instead',
    stuck: [
      {
        sign: 'Access blocked',
        way: 'The app is in Testing and you are no test user: publish it, or add your address under “Test users”.',
      },
      { sign: 'redirect_uri_mismatch', way: 'The client is not of type “Desktop app”: create one of that type.' },
      { sign: 'invalid_client', way: 'The client was deleted, or the file belongs to another one: download it again.' },
      {
        sign: 'org_internal, admin_policy_enforced',
        way: 'A Workspace administrator decides: use a private account, or ask them.',
      },
    ],
    cancelled: 'The sign-in was cancelled',
    cancelledWords: 'Nothing was changed.',
    doneTitle: (email: string) => `Signed in as ${email}`,
    granted: 'The permission was given.',
    lastsTitle: 'It lasts: the app is published.',
    testingTitle: (when: string) => `It ends ${when}: the app is still in Testing`,
    testingWords: 'Publish the app, then sign in once more. Or go on, and sign in again every 7 days.',
    toPublish: 'Back to “Publish it”',
  },

  folder: {
    title: 'Choose the backup folder',
    size: {
      title: 'Will your library fit?',
      words:
        'Google shows its size under Storage. Leave empty if you don’t know: the backup stops, and says so, before the disk is full.',
      label: 'Size of your library',
      unit: 'GB',
      open: 'Open Google storage',
      fits: (needed: string, free: string) => `It fits: about ${needed} of the ${free} that are free.`,
      short: (needed: string, free: string) =>
        `It doesn’t fit: about ${needed} is needed, and ${free} is free. Choose a larger disk, or make room.`,
    },
    lead: 'An empty folder, or one that holds an Afterimage backup already. Everything in it stays readable without Afterimage: plain files, by year and month.',
    choose: 'Choose a folder…',
    none: 'No folder yet',
    empty: 'Afterimage tries out what you choose, and tells you what it found, before any photo goes there.',
    other: 'Choose another folder…',
    use: (name: string) => `Use “${name}”`,
    chosen: 'You have chosen',
    inUse: 'This is your backup folder',
    space: 'Space on this disk',
    spaceText: (free: string, total: string) => `${free} free of ${total}`,
    findings: 'What it can do',
    finding: {
      adopted: 'It already holds an Afterimage backup: that is taken over, and nothing stored is fetched again.',
      writable: 'Writable (tested).',
      'space-low': 'There is little room left. The backup stops, and says so, before the disk is full.',
      external: 'An external disk: when it is not connected, the backup waits for it.',
      network: 'A network drive: it works, but more slowly, and only while it is connected.',
      internal:
        'A disk in this computer: good against a lost account, not against a lost computer. Think of a second copy.',
      links: 'Albums become folders of links: they take no room of their own.',
      hardlinks: 'Albums become folders of hard links: they take no room of their own.',
      copies:
        'This file system has no links: albums become folders of copies, which take the room of their photos again. Settings can switch them off.',
      'no-albums': 'This file system allows no album folders. Albums are still kept in the catalog.',
      'no-huge-files': 'This file system stores no file above 4 GB: longer videos will be reported as problems.',
    } satisfies Record<FolderFinding['key'], string>,
  },

  done: {
    ready: {
      library: {
        title: 'Waiting for Google’s export',
        lead: 'Usually 1–3 days. You can close the window: Afterimage keeps running and imports what arrives. Start it again to open the window.',
      },
      choice: {
        title: 'Ready to choose photos',
        lead: 'Choose now, and as often as you like later on the Overview.',
      },
      client: {
        title: 'Ready for the first backup',
        lead: 'It runs in the background, even when this window is closed. Start Afterimage again to open the window.',
      },
    } satisfies Record<SetupDoor, { readonly title: string; readonly lead: string }>,
    chooseNow: 'Choose photos now',
    notYet: 'Almost there',
    notYetLead: 'Something is still missing. Each line leads to its step.',
    summary: 'Your setup',
    door: 'What is backed up',
    client: 'Client ID',
    account: 'Account',
    folder: 'Folder',
    order: 'Export',
    orderedOn: (date: string) => `ordered on ${date}`,
    notOrdered: 'not ordered yet',
    pickup: 'Arrives',
    pickups: {
      drive: 'from Google Drive',
      downloads: 'by your download',
    } satisfies Record<ExportPickup, string>,
    undecided: 'not chosen yet',
    missing: 'missing',
    change: (what: string) => `Change: ${what}`,
    add: (what: string) => `Do it now: ${what}`,
    start: { library: 'Finish', choice: 'Finish', client: 'Start the first backup' } satisfies Record<
      SetupDoor,
      string
    >,
    anyway: 'Finish without it',
    toOverview: 'Go to the Overview',
  },
} as const;

interface ConsoleTaskWords {
  readonly title: string;
  readonly open: string;
  readonly words: readonly string[];
  /** What the drawing shows, for those who do not see it. */
  readonly picture: string;
}

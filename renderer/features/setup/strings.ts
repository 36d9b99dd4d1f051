import type { SetupStep } from '../../../electron/contract/desktop-models.ts';
import type { ConsoleTask } from './console-tasks.ts';
import type { FolderFinding } from './folder-findings.ts';
import type { StepState } from './step-states.ts';

/** Every word of the set-up. */
export const setupStrings = {
  steps: 'Steps of the set-up',
  stepOf: (step: string, total: string) => `Step ${step} of ${total}`,
  names: {
    welcome: 'What to expect',
    client: 'Your client ID',
    publish: 'Publish it',
    'sign-in': 'Sign in',
    folder: 'Backup folder',
    sources: 'What is backed up',
    done: 'First backup',
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
    title: 'Your photos, on a disk of your own',
    lead: 'Setting up takes about 15 minutes, once. Each step is checked as you do it, and you can close the window at any time: it goes on where you were.',
    truthTitle: 'What Google gives, and what it does not',
    truth:
      'Since March 2025 Google’s API shows a program only what that program itself uploaded. So what Afterimage can fetch by itself, as often as you like, are the photos, videos and albums that were created through a client ID of your own; what your phone uploads is not among them. For everything else Google has two other official routes, and Afterimage takes both: you choose photos by hand, or you order an export of your whole library and import it here. Only an export holds the originals. The other two give copies: in full size, but without the place where they were taken, and with videos coded again.',
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
    needs: 'What you need',
    needList: [
      'A Google account, and a browser in which you can sign in to it.',
      'A folder with enough room, best on another disk than your computer’s own.',
      'No money: the client ID is free, and no payment card is asked for.',
    ],
    begin: 'Begin',
  },

  client: {
    title: 'Create your client ID',
    lead: 'Google wants to know which program asks. With a client ID of your own nobody stands between you and your photos, and you share your limits with nobody. Google’s console asks for it in six small steps.',
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
    tasks: {
      project: {
        title: 'Create a project',
        open: 'Open “New project”',
        words: [
          'Any name will do, for instance “Photo backup”. Leave the location as it is, and press Create.',
          'Wait until the console reports that it is ready, and see to it that its name stands at the top of the page: all further steps belong to this project.',
        ],
        picture: 'The page “New project” with a field for its name. The button Create below it is marked.',
      },
      api: {
        title: 'Switch on the Photos Library API',
        open: 'Open “Photos Library API”',
        words: [
          'Press Enable. Google needs some minutes until that works everywhere; you can go on meanwhile.',
          'To choose photos by hand as well, switch on the Photos Picker API in the same way; that can wait until you do it for the first time. Beware of a namesake: “Google Picker API” is for something else.',
        ],
        picture: 'The page of the Photos Library API. The button Enable is marked.',
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
    } satisfies Record<ConsoleTask, ConsoleTaskWords>,
  },

  intake: {
    title: 'Hand the file over',
    drop: 'Drop the file here',
    dropNow: 'Let go: it is read at once',
    fileName: 'Its name begins with client_secret_, and it is most likely in your downloads.',
    choose: 'Choose the file…',
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
    title: 'Make your sign-in last',
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
    asked: [
      {
        what: 'See photos and albums that your client ID created',
        why: 'read only: nothing can be changed or deleted',
      },
      { what: 'See your e-mail address', why: 'to show whose library it is' },
    ],
    warningTitle: 'Google will warn you first',
    warningWords: [
      'The page says “Google hasn’t verified this app”. The app in question is yours: nobody has reviewed it, because nobody but you uses it. “Unsafe” is Google’s standing word for that.',
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
    cancel: 'Cancel the sign-in',
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
      writable: 'Files can be written and renamed here: it was tried out.',
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

  sources: {
    title: 'What is backed up',
    lead: 'One folder, fed by three routes. The first runs by itself; the other two are there whenever you want them, now or later.',
    list: {
      library: {
        name: 'Library API',
        badge: 'By itself',
        words:
          'Photos, videos and albums that were created through your client ID: listed and fetched by itself, as often as you like. Full size, without the place; videos coded again. They are marked as API copies.',
      },
      picker: {
        name: 'Google Photos Picker',
        badge: 'When you choose',
        words:
          'Anything that you choose by hand in Google Photos, up to 2,000 at a time, in the same quality. Google asks for one more permission when you choose for the first time.',
      },
      takeout: {
        name: 'Google Takeout',
        badge: 'When you import',
        words:
          'The whole library as originals, with places, albums and descriptions: order an export at Google, which can repeat it every two months, and import its archives here, under Takeout.',
      },
    },
    takeout: 'Open Google Takeout',
    schedule: (hours: string) => `A backup runs by itself every ${hours}. Settings can change that.`,
    hours: { one: 'hour', other: 'hours' },
  },

  done: {
    title: 'Ready for the first backup',
    lead: 'It runs in the background, even when this window is closed. Start Afterimage again to open the window.',
    notYet: 'Almost there',
    notYetLead: 'Something is still missing. Each line leads to its step.',
    summary: 'Your set-up',
    client: 'Client ID',
    account: 'Account',
    folder: 'Folder',
    sources: 'Sources',
    sourcesValue: 'Library API by itself; Picker and Takeout when you want them',
    missing: 'missing',
    change: (what: string) => `Change: ${what}`,
    add: (what: string) => `Do it now: ${what}`,
    start: 'Start the first backup',
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

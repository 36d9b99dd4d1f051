/** The words of each state of the whole app: what is so, why, and what is safe meanwhile. */
export const conditionStrings = {
  notices: 'Needs attention',
  more: (count: string) => `and ${count} more`,
  look: 'Look at it',
  toTakeout: 'Go to Takeout',
  engineCrashed: {
    title: 'The backup engine has stopped',
    words: 'It ended several times in a row, so it is not started again by itself. Everything stored is whole.',
    restart: 'Restart the engine',
  },
  engineRestarting: {
    title: 'The backup engine is starting again',
    words: 'It ended unexpectedly. Everything stored is whole; the backup goes on where it was.',
  },
  keychainOpening: {
    title: 'Opening your keychain',
    words: 'Your sign-in is kept there. If your system asks for its password, enter it; backups start after that.',
  },
  clientMissing: {
    title: 'No client ID is set',
    words: 'Afterimage talks to Google with a client ID of your own. Without it nothing new can be backed up.',
    set: 'Set the client ID',
  },
  signingIn: {
    title: 'Your browser is waiting for you',
    words: (until: string) => `Sign in on Google's page that has opened there. The sign-in waits until ${until}.`,
    cancel: 'Cancel the sign-in',
  },
  signedOut: {
    title: 'Nobody is signed in',
    words: 'What is stored stays where it is. To back up what is new, sign in with your Google account.',
    signIn: 'Sign in with Google',
  },
  signInExpired: (email: string) => `The sign-in of ${email} ended after 7 days`,
  signInRevoked: (email: string) => `Google no longer gives access to ${email}`,
  signInBroken: (email: string, title: string) => `${title}: ${email}`,
  signInEnding: {
    title: (email: string, when: string) => `The sign-in of ${email} ends ${when}`,
    words:
      'The Google Cloud project is in publishing status "Testing", where every sign-in ends after 7 days. Publish the app once, sign in again, and it will last.',
    audience: 'Open Audience in the console',
    signIn: 'Sign in again',
  },
  diskFull: (free: string) => `Only ${free} left on the disk.`,
  offline: {
    title: 'There is no internet connection',
    words: 'The backup goes on by itself as soon as the connection is back. Your stored photos can be looked at.',
  },
  quota: {
    waiting: (until: string) => `Waiting for Google until ${until}`,
    stopped: "Today's share of requests is used up",
    words: 'Nothing to do: the backup goes on by itself.',
  },
  paused: {
    until: (until: string) => `Paused until ${until}`,
    open: 'Paused until you resume',
    words: 'No backup starts by itself meanwhile.',
    resume: 'Resume now',
  },
} as const;

/** The words of each state of the whole app: what is so, why, and what is not affected meanwhile. */
export const conditionsTexts = {
  'conditions.notices': 'Needs attention',
  'conditions.with-more': '{count, plural, one {{first}, and # more} other {{first}, and # more}}',
  'conditions.look': 'View',
  'conditions.to-takeout': 'Go to Takeout',
  'conditions.engine-crashed.title': 'The backup engine has stopped',
  'conditions.engine-crashed.words':
    "It ended several times in a row, so it isn't restarted automatically. What is stored is intact.",
  'conditions.engine-crashed.restart': 'Restart the engine',
  'conditions.engine-restarting.title': 'The backup engine is restarting',
  'conditions.engine-restarting.words':
    'It ended unexpectedly. What is stored is intact; the backup resumes where it was.',
  'conditions.keychain-opening.title': 'Opening your keychain',
  'conditions.keychain-opening.words':
    'Your sign-in is stored there. If your system asks for a password, enter it; backups start after that.',
  'conditions.client-missing.title': 'No client ID set',
  'conditions.client-missing.words':
    'Google requires a client ID for every app. Without yours, nothing new can be backed up from Google.',
  'conditions.signing-in.title': 'Your browser is waiting for you',
  'conditions.signing-in.words': 'Sign in on the Google page that opened there. It waits until {until}.',
  'conditions.signing-in.cancel': 'Cancel sign-in',
  'conditions.signed-out.title': 'Not signed in',
  'conditions.signed-out.words': "What is stored stays where it is. Sign in with Google to back up what's new.",
  'conditions.signed-out.sign-in': 'Sign in with Google',
  'conditions.sign-in-expired': '{email}: signed out after 7 days',
  'conditions.sign-in-revoked': 'Google no longer gives access to {email}',
  'conditions.sign-in-broken': '{problem}: {email}',
  'conditions.sign-in-ending.title': '{email}: sign-in ends {when}',
  'conditions.sign-in-ending.words':
    'Your Google Cloud project is in status “Testing”, which ends sign-ins after 7 days. Publish the app, then sign in again to stay signed in.',
  'conditions.sign-in-ending.audience': 'Open Audience in Google Cloud',
  'conditions.sign-in-ending.sign-in': 'Sign in again',
  'conditions.disk-full': '{free} left on the disk.',
  'conditions.offline.title': 'No internet connection',
  'conditions.offline.words': "The backup resumes when you're back online. You can still view your stored photos.",
  'conditions.paused.until': 'Paused until {until}',
  'conditions.paused.open': 'Paused until you resume',
  'conditions.paused.words': 'No backup starts automatically until then.',
  'conditions.paused.resume': 'Resume now',
} as const;

import type { signInProblems } from '../sign-in.ts';
import type { ProblemMessages } from '../traits.ts';

export const signInMessages = {
  'sign-in-cancelled': {
    title: 'Signing in was cancelled',
    explanation: 'Nothing was changed.',
    wayOut: 'Start signing in again whenever you like.',
  },
  'sign-in-timeout': {
    title: 'No answer came from the browser',
    explanation:
      'Afterimage waited for the sign-in page to come back. If Google showed an error page instead ("access blocked", "redirect_uri_mismatch", "org_internal"), it does not tell Afterimage.',
    wayOut:
      'Try again. If Google shows "access blocked", add yourself as a test user or publish the app; a Workspace account may need its administrator.',
  },
  'sign-in-denied': {
    title: 'Access was not given',
    explanation: 'The sign-in page was closed with "Cancel", or the account is not allowed to use this client.',
    wayOut: 'Sign in again and choose "Continue".',
    command: 'Sign in again and choose "Continue": afterimage sign-in',
  },
  'sign-in-failed': {
    title: 'Google refused the sign-in',
    explanation: 'The sign-in page or the exchange of its answer ended with an error.',
    wayOut: 'Try again; if it stays, check the client ID in the console.',
    command: 'Try again: afterimage sign-in. If it stays, check the client ID in the console.',
  },
  'sign-in-no-port': {
    title: 'No local port could be opened for signing in',
    explanation:
      'The browser hands the answer to Afterimage through an address on your own computer (127.0.0.1), and no such address could be opened.',
    wayOut: 'Allow Afterimage to listen on 127.0.0.1 in your firewall or security program, then retry.',
  },
  'browser-not-opened': {
    title: 'The browser could not be opened',
    explanation: 'Google allows signing in only in a real browser, and this system offered none.',
    wayOut:
      'Open the printed address by hand in a browser on this machine (on a server: forward the port, see the README).',
  },
  'account-missing': {
    title: 'Not signed in',
    explanation: 'A backup needs a Google account that allowed access.',
    wayOut: 'Sign in with Google.',
    command: 'Sign in with Google: afterimage sign-in',
  },
  'account-unknown': {
    title: 'This account is not signed in here',
    explanation: 'The account that was named is not among those that signed in on this computer.',
    wayOut: 'Choose one of the signed-in accounts, or sign in with it first.',
    command: 'See who is signed in: afterimage accounts. Or sign in with it first: afterimage sign-in',
  },
  'account-other': {
    title: 'Another account signed in',
    explanation: 'The permission was asked for one account, but another one was signed in in the browser and gave it.',
    wayOut: "Try again, and choose the right account on Google's page.",
    command: "Try again, and choose the right account on Google's page: afterimage sign-in",
  },
  'scope-not-granted': {
    title: 'A permission was left unticked',
    explanation: "On Google's page each permission can be unticked. What was not granted stays switched off.",
    wayOut: 'Sign in again and leave the named permission ticked.',
    command: 'Sign in again and leave the named permission ticked: afterimage sign-in',
  },
  'token-expired-testing': {
    title: 'The sign-in ended after 7 days',
    explanation:
      'The Google Cloud project is in publishing status "Testing"; there Google ends every sign-in after seven days.',
    wayOut:
      'In the console open Audience and choose "Publish app" (for your own use no review is needed), then sign in again: it will last.',
    command:
      'In the console open Audience and choose "Publish app" (for your own use no review is needed). Then sign in again, and it will last: afterimage sign-in',
  },
  'token-revoked': {
    title: 'Access was withdrawn',
    explanation:
      'The permission was removed in the Google account, the password was changed, or the sign-in was not used for six months.',
    wayOut: 'Sign in again.',
    command: 'Sign in again: afterimage sign-in',
  },
  'keychain-unavailable': {
    title: 'The keychain of this system cannot be used',
    explanation:
      "Afterimage keeps sign-ins only in the operating system's keychain, and it is missing, locked or refused access.",
    wayOut:
      'Unlock or install a keychain (on Linux: GNOME Keyring or KWallet). On a server use --token-store file:PATH, which keeps them in a file that only you can read.',
  },
  'token-store-unreadable': {
    title: 'The stored sign-in cannot be read',
    explanation: 'The entry in the keychain or token file is damaged, or other people can read the token file.',
    wayOut: 'Sign in again; the old entry is kept until then. Token files must belong to you alone (chmod 600).',
  },
  'token-store-unwritable': {
    title: 'The token file cannot be written',
    explanation: 'The sign-in could not be stored in the file that --token-store names.',
    wayOut: 'Check that the folder exists, belongs to you and has free space, or name another file.',
  },
  'token-store-unprotected': {
    title: 'Sign-ins are kept in a plain file',
    explanation:
      'The token file is readable for your user alone, but it is not encrypted: whoever can read your files, or a backup of them, can use the sign-in.',
    wayOut:
      'Keep the file out of backups and shared folders. Where the system has a keychain, use --token-store keychain.',
  },
  'token-store-passing': {
    title: 'The sign-in lasts only until Afterimage ends',
    explanation: 'No keychain is in use, so the sign-in is kept in memory and nowhere else.',
    wayOut:
      'Install or unlock a keychain (on Linux: GNOME Keyring or KWallet), or on a server use --token-store file:PATH.',
  },
  'token-missing': {
    title: 'The sign-in is not stored here',
    explanation:
      'It was kept only in memory and ended with the program, was removed from the keychain, or is kept in another token store.',
    wayOut: 'Sign in again, or use the same --token-store as at the sign-in.',
    command: 'Sign in again: afterimage sign-in. Or name the token store that you signed in with: --token-store',
  },
  'account-file-damaged': {
    title: 'The list of accounts was damaged',
    explanation:
      'A file in the data folder could not be read and was kept aside under another name. Your photos are not affected.',
    wayOut: 'Set the client file and sign in again where Afterimage asks for it.',
  },
  'data-folder-not-folder': {
    title: "The place for Afterimage's own data is not a folder",
    explanation: 'Something else is at the path of --data-dir or above it.',
    wayOut: 'Name a folder with --data-dir, or move away what is there.',
  },
  'data-folder-unusable': {
    title: "Afterimage's own folder cannot be used",
    explanation: 'The folder that holds the settings and the list of accounts cannot be read or written.',
    wayOut: 'Check its permissions and the free space on its disk.',
  },
  'data-folder-full': {
    title: "The disk with Afterimage's own folder is full",
    explanation:
      'Afterimage keeps its catalog, settings and log there, and could not write them. This is not the backup disk, unless both are on one.',
    wayOut: 'Free some space on that disk, then retry.',
  },
} as const satisfies Readonly<Record<keyof typeof signInProblems, ProblemMessages>>;

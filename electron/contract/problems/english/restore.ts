import type { restoreProblems } from '../restore.ts';
import type { ProblemMessages } from '../traits.ts';

export const restoreMessages = {
  'restore-busy': {
    title: 'Another restore is running',
    explanation: 'Google takes new items from one program at a time, so restores go one after the other.',
    wayOut: 'Wait until the other restore has ended, or stop it.',
  },
  'restore-nothing-stored': {
    title: 'There is nothing to restore yet',
    explanation: 'No backup or import has stored anything in this folder.',
    wayOut: 'Import an export or run a backup first.',
  },
  'restore-not-confirmed': {
    title: 'The account was not confirmed',
    explanation:
      'This account may still hold these photos. Google would keep both copies, and no app can delete the second one.',
    wayOut: 'Restore to an account without these photos, or confirm by typing the e-mail address of the account.',
  },
  'restore-file-changed': {
    title: 'The file has changed or is gone',
    explanation: 'It is not the file that the backup knows, so it was not sent.',
    wayOut: 'Run "afterimage verify" to see what is wrong with it, then restore again.',
  },
  'restore-file-unaccepted': {
    title: 'Google Photos does not take this file',
    explanation: 'It takes most photos of up to 200 MB and videos of up to 20 GB.',
    wayOut: 'Keep the file in your backup, or convert it and upload the result.',
  },
  'restore-item-refused': {
    title: 'Google refused the file',
    explanation: 'Google could not make a photo or video of it. The file in your backup is unchanged.',
    wayOut: 'Open the file to see whether it is whole. Google may not know its format.',
  },
  'restore-item-failing': {
    title: 'Google could not take the file for now',
    explanation: 'Google answered with an error of its own each time.',
    wayOut: 'Start the restore again later: it sends only what is missing.',
  },
  'restore-item-not-found': {
    title: 'The item was not found at Google',
    explanation: 'It was sent, but was not there when it was read back.',
    wayOut: 'Start the restore again with "--missing": it sends what is not there.',
  },
  'restore-storage-full': {
    title: 'The Google account has no storage left',
    explanation: 'Restored photos count against the storage of the account, in original quality.',
    wayOut: 'Free storage in the account or buy more, then start the restore again: it sends only what is missing.',
  },
  'google-sharing-over': {
    title: 'Apps cannot share albums any more',
    explanation: 'Google refuses this to every app since 31 March 2025.',
    wayOut: 'Share the album at photos.google.com.',
  },
} as const satisfies Readonly<Record<keyof typeof restoreProblems, ProblemMessages>>;

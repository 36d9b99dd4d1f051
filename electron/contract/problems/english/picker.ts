import type { pickerProblems } from '../picker.ts';
import type { ProblemMessages } from '../traits.ts';

export const pickerMessages = {
  'picker-no-photos': {
    title: 'This account does not use Google Photos',
    explanation: 'Google lets you choose photos only in an account that has Google Photos switched on.',
    wayOut: 'Open photos.google.com with this account once, or sign in with the account that holds your photos.',
  },
  'picker-sessions-full': {
    title: 'Too many selections are open',
    explanation:
      'Google allows only so many selections at a time. Afterimage ends its own, but some were begun elsewhere or could not be ended.',
    wayOut: 'Finish or cancel selections that wait for other backup folders. All others end within a week.',
  },
  'picker-not-finished': {
    title: 'The selection is not finished yet',
    explanation: 'Google hands out what you chose only after you pressed Done in Google Photos.',
    wayOut: 'Press Done in the browser window in which you choose.',
  },
  'picker-timeout': {
    title: 'Nothing was chosen in time',
    explanation: 'The selection in the browser was not finished, so waiting for it has ended.',
    wayOut: 'Choose photos again, and press Done in Google Photos when you are ready.',
    command: 'Choose photos again, and press Done in Google Photos when you are ready: afterimage pick',
  },
  'picker-session-expired': {
    title: 'Google no longer hands out this selection',
    explanation:
      'What you choose is open to Afterimage for some days at most. The selection has ended before everything was fetched.',
    wayOut: 'Choose these photos again. What is stored already is not fetched twice.',
    command: 'Choose these photos again: afterimage pick. What is stored already is not fetched twice.',
  },
} as const satisfies Readonly<Record<keyof typeof pickerProblems, ProblemMessages>>;

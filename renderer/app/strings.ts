import type { AppStatus } from '../../electron/contract/desktop-models.ts';
import type { Screen } from '../../electron/contract/screens.ts';

/** The words of the frame around the screens. */
export const appStrings = {
  name: 'Afterimage',
  skip: 'Skip to content',
  navigation: 'Screens',
  notices: 'App notices',
  starting: 'Starting…',
  opening: 'Opening…',
  startFailed: 'Afterimage could not start its window',
  tryAgain: 'Try again',
  fault: {
    title: 'This window ran into a fault',
    words: 'Your backup is not affected: it runs outside of this window.',
    again: 'Load the window again',
  },
  drop: {
    call: 'Drop to open the import',
    words: 'For exports from Google Takeout. Nothing is imported until you say so.',
  },
  screens: {
    overview: 'Overview',
    photos: 'Photos',
    albums: 'Albums',
    takeout: 'Takeout',
    activity: 'Activity',
    problems: 'Problems',
    settings: 'Settings',
    setup: 'Set-up',
  } satisfies Record<Screen, string>,
  statuses: {
    'setting-up': 'Setting up',
    idle: 'Idle',
    running: 'Backing up',
    done: 'Covered',
    attention: 'Needs attention',
    error: 'Needs you',
    paused: 'Paused',
  } satisfies Record<AppStatus, string>,
  choosing: 'Choosing photos',
  waiting: 'Waiting',
  openProblems: (count: string) => `${count} open`,
} as const;

import type { ProblemTraits } from './traits.ts';

/** Of exports that are read from Google Drive. What concerns one file costs that file: the others are read all the same. */
export const driveProblems = {
  'drive-not-connected': {
    retry: 'after-fix',
    scope: 'run',
    exit: 'signInNeeded',
    condition: 'silent',
    waysOut: ['sign-in'],
  },
  'drive-nothing-picked': { retry: 'after-fix', scope: 'run', exit: 'problems', condition: 'silent', waysOut: [] },
  'drive-no-exports': { retry: 'after-fix', scope: 'run', exit: 'problems', condition: 'silent', waysOut: ['retry'] },
  'drive-search-incomplete': {
    retry: 'automatic',
    scope: 'item',
    exit: 'problems',
    condition: 'silent',
    marks: ['only-told'],
  },
  // Its photos are in the backup, under the account that the export names: nothing is missing, and no run has failed.
  'drive-other-account': {
    retry: 'never',
    scope: 'item',
    exit: 'problems',
    condition: 'silent',
    marks: ['only-told'],
  },
  'drive-file-gone': {
    retry: 'after-fix',
    scope: 'item',
    exit: 'problems',
    condition: 'trouble',
    marks: ['part-may-return'],
  },
  'drive-file-changed': {
    retry: 'automatic',
    scope: 'item',
    exit: 'problems',
    condition: 'trouble',
    marks: ['part-may-return', 'app-resumes', 'other-bytes'],
  },
  'drive-checksum': {
    retry: 'automatic',
    scope: 'item',
    exit: 'problems',
    condition: 'trouble',
    marks: ['part-may-return', 'app-resumes', 'other-bytes'],
  },
  'drive-range-ignored': {
    retry: 'automatic',
    scope: 'item',
    exit: 'problems',
    condition: 'trouble',
    marks: ['part-may-return', 'of-one-link'],
  },
  'drive-download-quota': {
    retry: 'automatic',
    scope: 'item',
    exit: 'waitingForQuota',
    condition: 'silent',
    waysOut: [],
    marks: ['part-may-return', 'app-resumes'],
  },
  'drive-daily-limit': {
    retry: 'automatic',
    scope: 'run',
    exit: 'waitingForQuota',
    condition: 'silent',
    waysOut: [],
    marks: ['part-may-return', 'daily-limit'],
  },
  'drive-file-flagged': {
    retry: 'after-fix',
    scope: 'item',
    exit: 'problems',
    condition: 'trouble',
    marks: ['part-may-return'],
  },
  'drive-file-not-picked': {
    retry: 'after-fix',
    scope: 'item',
    exit: 'problems',
    condition: 'trouble',
    marks: ['part-may-return'],
  },
  'drive-not-allowed': {
    retry: 'after-fix',
    scope: 'item',
    exit: 'problems',
    condition: 'trouble',
    marks: ['part-may-return'],
  },
} as const satisfies Readonly<Record<string, ProblemTraits>>;

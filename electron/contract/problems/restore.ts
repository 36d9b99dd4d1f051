import type { ProblemTraits } from './traits.ts';

/** Of what is sent back to Google Photos. What concerns one file costs that file. */
export const restoreProblems = {
  'restore-busy': { retry: 'automatic', scope: 'run', exit: 'locked', condition: 'silent', waysOut: [] },
  'restore-nothing-stored': { retry: 'after-fix', scope: 'run', exit: 'problems', condition: 'silent', waysOut: [] },
  'restore-not-confirmed': { retry: 'after-fix', scope: 'run', exit: 'usage', condition: 'silent', waysOut: [] },
  'restore-file-changed': {
    retry: 'after-fix',
    scope: 'item',
    exit: 'problems',
    condition: 'silent',
    waysOut: ['repair'],
  },
  'restore-file-unaccepted': { retry: 'never', scope: 'item', exit: 'problems', condition: 'silent' },
  'restore-item-refused': { retry: 'never', scope: 'item', exit: 'problems', condition: 'silent' },
  'restore-item-failing': {
    retry: 'automatic',
    scope: 'item',
    exit: 'problems',
    condition: 'silent',
    waysOut: ['retry'],
  },
  'restore-item-not-found': {
    retry: 'after-fix',
    scope: 'item',
    exit: 'problems',
    condition: 'silent',
    waysOut: ['retry'],
  },
  'restore-storage-full': {
    retry: 'after-fix',
    scope: 'run',
    exit: 'problems',
    condition: 'silent',
    waysOut: ['retry'],
  },
  'google-sharing-over': { retry: 'never', scope: 'run', exit: 'problems', condition: 'silent' },
} as const satisfies Readonly<Record<string, ProblemTraits>>;

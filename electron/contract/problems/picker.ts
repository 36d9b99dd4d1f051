import type { ProblemTraits } from './traits.ts';

export const pickerProblems = {
  'picker-no-photos': {
    retry: 'after-fix',
    scope: 'run',
    exit: 'problems',
    condition: 'trouble',
    waysOut: ['choose-photos'],
    waysOn: ['google-photos', 'accounts'],
    marks: ['selection-over'],
  },
  'picker-sessions-full': {
    retry: 'after-fix',
    scope: 'run',
    exit: 'waitingForQuota',
    condition: 'trouble',
    waysOut: ['choose-photos'],
  },
  'picker-not-finished': { retry: 'automatic', scope: 'run', exit: 'problems', condition: 'trouble' },
  'picker-timeout': {
    retry: 'after-fix',
    scope: 'run',
    exit: 'problems',
    condition: 'trouble',
    waysOut: ['choose-photos'],
    marks: ['selection-over'],
  },
  'picker-session-expired': {
    retry: 'after-fix',
    scope: 'item',
    exit: 'problems',
    condition: 'trouble',
    waysOut: ['choose-photos'],
    marks: ['selection-over'],
  },
} as const satisfies Readonly<Record<string, ProblemTraits>>;

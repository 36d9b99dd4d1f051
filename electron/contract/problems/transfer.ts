import type { ProblemTraits } from './traits.ts';

export const transferProblems = {
  'bytes-link-expired': { retry: 'automatic', scope: 'item', exit: 'problems', condition: 'trouble' },
  'bytes-not-media': { retry: 'automatic', scope: 'item', exit: 'problems', condition: 'trouble' },
  'bytes-incomplete': {
    retry: 'automatic',
    scope: 'item',
    exit: 'problems',
    condition: 'trouble',
    marks: ['resumable'],
  },
  'bytes-stalled': { retry: 'automatic', scope: 'item', exit: 'problems', condition: 'trouble', marks: ['resumable'] },
  'bytes-cut-short': { retry: 'automatic', scope: 'item', exit: 'problems', condition: 'trouble' },
  'photo-damaged': { retry: 'automatic', scope: 'item', exit: 'problems', condition: 'trouble' },
  'video-processing': { retry: 'automatic', scope: 'item', exit: 'problems', condition: 'trouble' },
  'video-failed': { retry: 'never', scope: 'item', exit: 'problems', condition: 'trouble' },
} as const satisfies Readonly<Record<string, ProblemTraits>>;

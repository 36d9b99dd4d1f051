import type { ProblemTraits } from './traits.ts';

/** A part, or an entry of one, costs itself: what else was given is imported all the same. */
export const exportProblems = {
  'part-missing': {
    retry: 'after-fix',
    scope: 'item',
    exit: 'usage',
    condition: 'trouble',
    marks: ['part-may-return'],
  },
  'part-unreadable': {
    retry: 'after-fix',
    scope: 'item',
    exit: 'usage',
    condition: 'trouble',
    marks: ['part-may-return'],
  },
  'part-gone': { retry: 'after-fix', scope: 'item', exit: 'problems', condition: 'trouble', marks: ['part-may-return'] },
  'part-changed': {
    retry: 'after-fix',
    scope: 'item',
    exit: 'problems',
    condition: 'trouble',
    marks: ['part-may-return'],
  },
  'part-empty': {
    retry: 'after-fix',
    scope: 'item',
    exit: 'problems',
    condition: 'trouble',
    marks: ['may-be-downloading'],
  },
  'part-unfinished': { retry: 'after-fix', scope: 'item', exit: 'problems', condition: 'trouble' },
  'part-not-archive': {
    retry: 'after-fix',
    scope: 'item',
    exit: 'problems',
    condition: 'trouble',
    marks: ['may-be-downloading'],
  },
  'part-truncated': {
    retry: 'after-fix',
    scope: 'item',
    exit: 'problems',
    condition: 'trouble',
    marks: ['may-be-downloading'],
  },
  'part-damaged': { retry: 'after-fix', scope: 'item', exit: 'problems', condition: 'trouble' },
  'part-encrypted': { retry: 'after-fix', scope: 'item', exit: 'problems', condition: 'trouble' },
  'part-not-recognised': { retry: 'after-fix', scope: 'item', exit: 'usage', condition: 'trouble' },
  'entry-refused': { retry: 'never', scope: 'item', exit: 'problems', condition: 'trouble', marks: ['entry'] },
  'entry-encrypted': { retry: 'after-fix', scope: 'item', exit: 'problems', condition: 'trouble', marks: ['entry'] },
  'entry-unsupported': { retry: 'after-fix', scope: 'item', exit: 'problems', condition: 'trouble', marks: ['entry'] },
  'entry-damaged': { retry: 'after-fix', scope: 'item', exit: 'problems', condition: 'trouble', marks: ['entry'] },
  'entry-too-large': { retry: 'never', scope: 'item', exit: 'problems', condition: 'trouble', marks: ['entry'] },
  'entry-not-media': { retry: 'never', scope: 'item', exit: 'problems', condition: 'trouble', marks: ['entry'] },
  'sidecar-unreadable': { retry: 'after-fix', scope: 'item', exit: 'problems', condition: 'trouble' },
} as const satisfies Readonly<Record<string, ProblemTraits>>;

import type { ProblemTraits } from './traits.ts';

export const generalProblems = {
  usage: { retry: 'after-fix', scope: 'run', exit: 'usage', condition: 'trouble' },
  'file-not-found': { retry: 'after-fix', scope: 'run', exit: 'usage', condition: 'trouble' },
  'file-is-folder': { retry: 'after-fix', scope: 'run', exit: 'usage', condition: 'trouble' },
  'file-not-readable': { retry: 'after-fix', scope: 'run', exit: 'usage', condition: 'trouble' },
  'album-unknown': {
    retry: 'never',
    scope: 'run',
    exit: 'usage',
    condition: 'trouble',
    marks: ['no-such-id', 'title-says-all'],
  },
  'item-unknown': {
    retry: 'never',
    scope: 'run',
    exit: 'usage',
    condition: 'trouble',
    marks: ['no-such-id', 'title-says-all'],
  },
  interrupted: {
    retry: 'automatic',
    scope: 'run',
    exit: 'interrupted',
    condition: 'silent',
    marks: ['part-may-return'],
  },
  internal: { retry: 'after-fix', scope: 'run', exit: 'problems', condition: 'trouble' },
} as const satisfies Readonly<Record<string, ProblemTraits>>;

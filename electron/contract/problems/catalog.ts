import type { ProblemTraits } from './traits.ts';

export const catalogProblems = {
  'catalog-damaged': { retry: 'after-fix', scope: 'run', exit: 'problems', condition: 'trouble' },
  'catalog-restored': {
    retry: 'automatic',
    scope: 'run',
    exit: 'problems',
    condition: 'trouble',
    marks: ['only-told'],
  },
  'catalog-trimmed': { retry: 'never', scope: 'run', exit: 'problems', condition: 'trouble' },
  'catalog-newer': { retry: 'after-fix', scope: 'run', exit: 'problems', condition: 'trouble' },
} as const satisfies Readonly<Record<string, ProblemTraits>>;

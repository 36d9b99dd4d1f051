import type { ProblemTraits } from './traits.ts';

export const appProblems = {
  'engine-crashed': {
    retry: 'automatic',
    scope: 'run',
    exit: 'problems',
    condition: 'trouble',
    waysOut: ['restart-engine'],
  },
  'settings-damaged': {
    retry: 'never',
    scope: 'run',
    exit: 'problems',
    condition: 'trouble',
    waysOut: ['choose-folder'],
  },
  'entry-unknown': { retry: 'never', scope: 'run', exit: 'usage', condition: 'trouble', marks: ['title-says-all'] },
  'folder-not-opened': { retry: 'never', scope: 'run', exit: 'problems', condition: 'trouble' },
  'file-not-opened': { retry: 'never', scope: 'run', exit: 'problems', condition: 'trouble' },
  'file-not-saved': { retry: 'after-fix', scope: 'run', exit: 'problems', condition: 'trouble' },
  'watch-folder-gone': { retry: 'automatic', scope: 'run', exit: 'problems', condition: 'trouble' },
  'link-not-opened': { retry: 'after-fix', scope: 'run', exit: 'problems', condition: 'trouble', waysOut: [] },
  'text-not-copied': { retry: 'after-fix', scope: 'run', exit: 'problems', condition: 'trouble', waysOut: [] },
  'data-folder-busy': { retry: 'after-fix', scope: 'run', exit: 'locked', condition: 'silent', waysOut: [] },
  'service-refused': { retry: 'after-fix', scope: 'run', exit: 'problems', condition: 'silent', waysOut: [] },
  'healthcheck-failed': { retry: 'never', scope: 'run', exit: 'problems', condition: 'silent', waysOut: [] },
  'hook-failed': { retry: 'never', scope: 'run', exit: 'problems', condition: 'silent', waysOut: [] },
  'run-going-on': { retry: 'after-fix', scope: 'run', exit: 'problems', condition: 'trouble', waysOut: [] },
  'page-file-damaged': { retry: 'after-fix', scope: 'run', exit: 'problems', condition: 'trouble' },
  'page-not-connected': { retry: 'after-fix', scope: 'run', exit: 'problems', condition: 'trouble' },
  'page-not-started': { retry: 'after-fix', scope: 'run', exit: 'problems', condition: 'trouble' },
} as const satisfies Readonly<Record<string, ProblemTraits>>;

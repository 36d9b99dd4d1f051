import type { RunKind, RunOutcome } from '../../../electron/contract/models.ts';

/** The words of the Activity screen. */
export const activityStrings = {
  title: 'Activity',
  lead: 'Every run, and how its sums add up. Nothing is left out of an equation.',
  list: 'Runs, newest first',
  loading: 'Fetching the runs…',
  again: 'Try again',
  empty: {
    title: 'No run yet',
    words: 'Each backup will leave its account here: what was found, what was stored, what was not, and why.',
    toOverview: 'Go to the Overview',
  },
  outcomes: { complete: 'Complete', problems: 'With problems', stopped: 'Stopped early' } satisfies Record<
    RunOutcome,
    string
  >,
  kinds: { quick: 'Quick run', full: 'Full comparison', repair: 'Repair' } satisfies Record<RunKind, string>,
  rehearsal: 'rehearsal, nothing stored',
  sums: {
    discovered: 'found',
    stored: 'stored',
    present: 'already there',
    skipped: 'left out',
    failed: 'failed',
  },
  took: (duration: string) => `took ${duration}`,
  tookNoTime: 'took under a second',
  moved: (bytes: string) => `${bytes} stored`,
  requests: { one: 'request', other: 'requests' },
  problems: 'Show the problems of this run',
  noProblems: 'This run left no problems behind.',
  problemsLoading: 'Fetching the problems…',
} as const;

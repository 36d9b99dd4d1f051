import type { AppSnapshot, AppStatus } from '../../contract/desktop-models.ts';
import type { Problem } from '../../contract/problem.ts';
import type { TakeoutWarning } from '../../contract/takeout-desktop-models.ts';

/** The inputs of the status. */
export type StatusFacts = Pick<
  AppSnapshot,
  | 'setup'
  | 'engine'
  | 'run'
  | 'pause'
  | 'trouble'
  | 'destinationTrouble'
  | 'accounts'
  | 'activeAccount'
  | 'client'
  | 'destination'
  | 'lastRun'
  | 'problems'
  | 'takeout'
>;

/** How Afterimage is, in one word: what needs a person comes before what is going well. */
export function statusOf(facts: StatusFacts): AppStatus {
  if (facts.engine === 'crashed') return 'error';
  if (facts.run !== null) return 'running';
  if (!facts.setup.finished) return 'setting-up';
  if (facts.pause !== null) return 'paused';
  if (blockingProblem(facts) !== null) return 'error';
  if (facts.problems.some(({ retry }) => retry === 'after-fix') || endsInProblems(facts)) return 'attention';
  if (pressingWarning(facts) !== null) return 'attention';
  return facts.lastRun?.outcome === 'complete' ? 'done' : 'idle';
}

/** The blocker of every backup until a person acts; null when there is none. */
export function blockingProblem(facts: StatusFacts): Problem | null {
  const { accounts, activeAccount, destinationTrouble, trouble } = facts;
  const signIn = accounts.find(({ id }) => id === activeAccount)?.trouble ?? null;
  const found = [destinationTrouble, signIn, trouble].find((one) => one?.retry === 'after-fix');
  return found ?? null;
}

/** What is lost unless a person does something within days; the rest can wait on its own screen. */
export function pressingWarning({ takeout }: Pick<StatusFacts, 'takeout'>): TakeoutWarning | null {
  return takeout.warnings.find(({ kind }) => kind === 'parts-expire') ?? null;
}

function endsInProblems({ lastRun, problems }: StatusFacts): boolean {
  return lastRun?.outcome === 'problems' && problems.length > 0;
}

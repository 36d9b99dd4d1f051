import type { AppMood, AppSnapshot } from '../../contract/desktop-models.ts';
import type { Problem } from '../../contract/problem.ts';

/** What the mood follows from. */
export type MoodFacts = Pick<
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
>;

/** How Afterimage is, in one word: what needs a person comes before what is going well. */
export function moodOf(facts: MoodFacts): AppMood {
  if (facts.engine === 'crashed') return 'error';
  if (facts.run !== null) return 'running';
  if (!facts.setup.finished) return 'setting-up';
  if (facts.pause !== null) return 'paused';
  if (obstacleOf(facts) !== null) return 'error';
  if (facts.problems.some(({ retry }) => retry === 'after-fix') || endsInProblems(facts)) return 'attention';
  return facts.lastRun?.outcome === 'complete' ? 'done' : 'idle';
}

/** What stands in the way of every backup until a person does something about it; null when nothing does. */
export function obstacleOf(facts: MoodFacts): Problem | null {
  const { accounts, activeAccount, destinationTrouble, trouble } = facts;
  const signIn = accounts.find(({ id }) => id === activeAccount)?.trouble ?? null;
  const found = [destinationTrouble, signIn, trouble].find((one) => one?.retry === 'after-fix');
  return found ?? null;
}

function endsInProblems({ lastRun, problems }: MoodFacts): boolean {
  return lastRun?.outcome === 'problems' && problems.length > 0;
}

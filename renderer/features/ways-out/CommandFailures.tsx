import type { Problem } from '../../../electron/contract/problem.ts';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';

/** What went wrong under the buttons of one place. */
export interface CommandFailuresProps {
  readonly commands: readonly { readonly problem: Problem | null; readonly dismiss: () => void }[];
}

export function CommandFailures({ commands }: CommandFailuresProps) {
  return commands.map(({ problem, dismiss }, index) =>
    problem === null ? null : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the commands of a place never change their order.
      <ProblemNotice key={index} problem={problem} onDismiss={dismiss} />
    ),
  );
}

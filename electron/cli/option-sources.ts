import { message } from '../contract/messages/message.ts';
import { type Problem, problem } from '../contract/problem.ts';

/** Where the values of options came from. */
export interface OptionSources {
  /** The variable that an option came from, by its flag; what was given on the command line is not in it. */
  readonly variables: Readonly<Record<string, string>>;
}

/** How the value of an option was given: by its flag, or by the variable that stands for it. */
export function givenBy({ variables }: OptionSources, flag: string): string {
  return variables[flag] ?? flag;
}

/** What is wrong with the value of an option, said of its flag or of the variable that it came from. Problem: `usage`. */
export function mistakenOption({ variables }: OptionSources, flag: string, detail: string): Problem {
  const variable = variables[flag];
  const wayOut = variable === undefined ? undefined : message('way-out.correct-variable', { variable });
  return problem('usage', { subject: variable ?? flag, detail, wayOut });
}

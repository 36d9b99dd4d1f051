import { type Problem, problem } from './problem.ts';

/** What a person reads when the environment variable of that name does not hold the address of a proxy. */
export function proxyProblem(variable: string): Problem {
  return problem('network-unreachable', {
    detail: `The variable ${variable} does not hold the address of a proxy.`,
    wayOut: `Correct ${variable}, for example to http://proxy.example:3128, or unset it.`,
  });
}

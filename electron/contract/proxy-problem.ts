import { message } from './messages/message.ts';
import { type Problem, problem } from './problem.ts';

/** What a person reads when the environment variable of that name does not hold the address of a proxy. */
export function proxyProblem(variable: string): Problem {
  return problem('network-unreachable', {
    detail: `The variable ${variable} does not hold the address of a proxy.`,
    wayOut: message('way-out.proxy-variable', { variable }),
  });
}

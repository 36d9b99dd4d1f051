import type { Problem } from '../../contract/problem.ts';
import { isMarked } from '../../contract/problem-codes.ts';
import { failed, ok, type Result } from '../../contract/result.ts';

/**
 * Asks about many keys at once; the answer has one result a key. `once`: a failure is not worth a wait, because smaller
 * questions follow.
 */
export type AskBatch<T> = (
  keys: readonly string[],
  repetition: 'repeat' | 'once',
) => Promise<Result<ReadonlyMap<string, Result<T>>>>;

/** So many questions in a row may fail before it is not one key that is to blame, but whoever is asked. */
const mostFailures = 15;

/**
 * Asks about keys, and where one among them spoils the answer for all (Google answers a batch with 500 or 400 as long as
 * a certain id is in it), asks about halves, down to the key that is to blame: only that one fails. Fails as a whole
 * when nothing at all is answered, and with problems that halves would meet as well (quota, sign-in, network).
 */
export async function askInParts<T>(
  keys: readonly string[],
  ask: AskBatch<T>,
): Promise<Result<ReadonlyMap<string, Result<T>>>> {
  const answers = new Map<string, Result<T>>();
  const blamed = new Map<string, Result<T>>();
  let asked: (readonly string[])[] = [keys];
  let failures: Problem[] = [];
  // By size, so that an outage shows before single keys are asked about.
  for (let parts = asked; parts.length > 0; parts = asked) {
    asked = [];
    for (const part of parts) {
      const answer = await ask(part, part === keys ? 'repeat' : 'once');
      if (answer.ok) for (const [key, result] of answer.value) answers.set(key, result);
      else if (!isMarked(answer.problem.code, 'of-one-link')) return answer;
      else {
        failures = [...failures, answer.problem];
        if (answers.size === 0 && failures.length >= mostFailures) return answer;
        if (part.length > 1) asked.push(part.slice(0, part.length / 2), part.slice(part.length / 2));
        else for (const key of part) blamed.set(key, answer);
      }
    }
  }
  const [failure] = failures;
  if (answers.size === 0 && failure !== undefined) return failed(failure);
  return ok(new Map([...answers, ...blamed]));
}

import { ProblemError } from '../../contract/problem.ts';
import type { Source } from './source.ts';

/**
 * A source that shows only the items with these keys, asked for one by one: those whose stored files are damaged or gone.
 * What it no longer has is not shown, and stays as it is.
 */
export function repairSource(source: Source, keys: readonly string[]): Source {
  return {
    ...source,
    shows: 'a part',
    async *discover({ signal }) {
      for (let from = 0; from < keys.length; from += source.renewBatch) {
        const answer = await source.renew(keys.slice(from, from + source.renewBatch), signal);
        if (!answer.ok) throw new ProblemError(answer.problem);
        const items = [...answer.value.values()].flatMap((item) => (item.ok ? [item.value] : []));
        if (items.length > 0) yield { kind: 'items', items };
      }
    },
  };
}

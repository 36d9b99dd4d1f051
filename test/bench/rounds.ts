import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contender, Outcome } from './contender.ts';
import { measureProcess } from './measured-process.ts';
import type { Work } from './shapes.ts';

/** All outcomes of one contender, one a round. */
export interface Series {
  readonly contender: string;
  readonly outcomes: readonly Outcome[];
}

/**
 * Lets contenders do the same work in turns, so that what else the machine is busy with hits all of them. Each begins
 * on a disk that has written what came before, in an empty folder below `scratch`.
 */
export async function alternate(
  shape: Work,
  contenders: readonly Contender[],
  { rounds, scratch, say }: { readonly rounds: number; readonly scratch: string; readonly say: (text: string) => void },
): Promise<readonly Series[]> {
  const outcomes = new Map<string, Outcome[]>();
  for (let round = 1; round <= rounds; round += 1) {
    for (const contender of turned(contenders, round)) {
      const folder = await mkdtemp(join(scratch, `${contender.name}-`));
      await measureProcess('sync', []);
      const outcome = await contender.perform(shape, folder);
      await rm(folder, { recursive: true, force: true });
      outcomes.set(contender.name, [...(outcomes.get(contender.name) ?? []), outcome]);
      say(`${shape.title}, round ${round} of ${rounds}, ${contender.name}: ${outcome.seconds.toFixed(2)} s`);
    }
  }
  return contenders.map(({ name }) => ({ contender: name, outcomes: outcomes.get(name) ?? [] }));
}

/** Every round begins with another contender. */
function turned<T>(list: readonly T[], round: number): readonly T[] {
  const first = round % list.length;
  return [...list.slice(first), ...list.slice(0, first)];
}

/** The middle of some numbers; of an even count the mean of the two in the middle. Null without any. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}

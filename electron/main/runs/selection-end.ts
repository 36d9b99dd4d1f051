import type { Selection } from '../../contract/desktop-models.ts';
import { isMarked } from '../../contract/problem-codes.ts';
import type { RunEnd } from './run-coordinator.ts';

/** How a selection stood when its run ended. */
export interface OpenSelection {
  /** As far as Google has told. */
  readonly chosen: number;
  /** Google still hands out what could not be fetched, until then; null when nothing is left. */
  readonly keptUntil: string | null;
  /** Nothing was told at all: there was nothing to go on with. */
  readonly isSilent: boolean;
}

/** What is shown of a selection whose run has ended, and whether something of it may still be open at Google. */
export interface SelectionEnd {
  /** Null: nothing is worth telling. */
  readonly shown: Extract<Selection['now'], { stage: 'ended' }> | null;
  readonly isOpen: boolean;
}

/** Reads the end of a run. A selection that was broken off, but not by a person, stays open at Google. */
export function selectionEnd(
  { result, stoppedBy }: RunEnd,
  { chosen, keptUntil, isSilent }: OpenSelection,
): SelectionEnd {
  const isCancelled = stoppedBy === 'person';
  const problem = result.ok ? result.value.problem : result.problem;
  const report = result.ok ? result.value : null;
  const isKept = keptUntil !== null;
  if (isCancelled && chosen === 0 && !isKept) return { shown: null, isOpen: false };
  const ended = { stage: 'ended', chosen, report, problem: isCancelled ? null : problem, keptUntil } as const;
  if (problem === null) return { shown: isSilent ? null : ended, isOpen: isKept };
  return { shown: ended, isOpen: isKept || (!isCancelled && !isMarked(problem.code, 'selection-over')) };
}

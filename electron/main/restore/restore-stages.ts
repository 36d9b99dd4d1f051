import type { AppSnapshot } from '../../contract/desktop-models.ts';
import type { Problem } from '../../contract/problem.ts';
import type { AppRestore, RestoreStage } from '../../contract/restore-desktop-models.ts';
import type { RestorePlan, RestoreReport } from '../../contract/restore-models.ts';
import type { Result } from '../../contract/result.ts';
import { type Supply, supplyBlocker } from '../runs/run-blocker.ts';

/* Questions about a restore in the app: whether it is put away, on, due, agreed to, and how far it is. */

/** Nothing is under way, so that another one may be planned. */
export function isPutAway({ stage }: AppRestore['now']): boolean {
  return stage === 'planned' || stage === 'unplanned' || stage === 'ended';
}

export function tallyOf(stage: RestoreStage | null): { readonly done: number; readonly items: number } {
  return stage !== null && 'done' in stage ? { done: stage.done, items: stage.items } : { done: 0, items: 0 };
}

/** Of what can be at Google at all. */
export function tallyOfReport({ sent, present, left }: RestoreReport): {
  readonly done: number;
  readonly items: number;
} {
  return { done: sent + present, items: sent + present + left };
}

/** It sends, or waits for a limit of Google's: there is something to stop. */
export function isOn(stage: RestoreStage | null): boolean {
  return stage?.stage === 'sending' || stage?.stage === 'waiting';
}

/** Whether it can go on: what waits for power has it, or the time of its next try has come. */
export function isDue({ restore, pause, settings }: AppSnapshot, supply: Supply, now: Date): boolean {
  const stage = restore?.now;
  if (pause !== null) return false;
  if (stage?.stage === 'paused') return stage.by === 'supply' && supplyBlocker(settings, supply) === null;
  return stage?.stage === 'halted' && stage.retryAt !== null && Date.parse(stage.retryAt) <= now.getTime();
}

/** Why a restore ended before its end; null when it came to it. */
export function endedBy(result: Result<RestoreReport>): Problem | null {
  if (!result.ok) return result.problem;
  return result.value.outcome === 'stopped' ? result.value.problem : null;
}

/** Whether a person has said enough for this plan: the address of the account where doubles may come of it. */
export function isAgreedTo({ doubles, items, isConfirmed, email }: RestorePlan, typedEmail: string | null): boolean {
  if (doubles !== 'own' || items === 0 || isConfirmed) return true;
  return typedEmail?.trim().toLowerCase() === email.toLowerCase();
}

import type { AppSnapshot } from '../../contract/desktop-models.ts';

/** What the taskbar or dock shows: a fraction of 1, 2 for "continuing without a known end", -1 for nothing. */
export function taskbarProgress({ run, selection }: Pick<AppSnapshot, 'run' | 'selection'>): number {
  // Nothing moves as long as a person is still choosing.
  if (run === null || (selection?.now.stage === 'waiting' && run.progress.items.done === 0)) return -1;
  const { done, total } = run.progress.items;
  return total === null || total === 0 ? 2 : done / total;
}

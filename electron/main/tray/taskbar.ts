import type { AppSnapshot } from '../../contract/desktop-models.ts';

/** What the taskbar or dock shows: a fraction of 1, 2 for "going on without a known end", -1 for nothing. */
export function taskbarProgress({ run }: Pick<AppSnapshot, 'run'>): number {
  if (run === null) return -1;
  const { done, total } = run.progress.items;
  return total === null || total === 0 ? 2 : done / total;
}

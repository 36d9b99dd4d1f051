import type { DesktopSettings, DesktopSettingsChange } from '../../../electron/contract/desktop-models.ts';
import type { Problem } from '../../../electron/contract/problem.ts';
import { useCommand } from '../../api/use-command.ts';
import { useSnapshot } from '../../store/use-store.tsx';

/** The settings and how to change them; each part of the screen has its own, so that a failure shows where it was made. */
export interface SettingsChange {
  readonly settings: DesktopSettings;
  readonly change: (change: DesktopSettingsChange) => void;
  readonly problem: Problem | null;
  readonly dismiss: () => void;
}

/** The settings of the snapshot and the command that changes some of them. */
export function useSettings(): SettingsChange {
  const settings = useSnapshot((snapshot) => snapshot.settings);
  const { run, problem, dismiss } = useCommand('settings.change');
  return { settings, change: (change) => void run(change), problem, dismiss };
}

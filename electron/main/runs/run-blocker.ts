import type { AppSnapshot, DesktopSettings } from '../../contract/desktop-models.ts';
import { blockingProblem } from '../snapshot/status.ts';

/** How the machine is supplied. */
export interface Supply {
  readonly onBattery: boolean;
  /** `unknown` where the system does not tell: then the switch for metered connections has no effect. */
  readonly metered: boolean | 'unknown';
}

/** Why a run that is due has to wait; null when nothing is in the way. For the log, not for the page. */
export function runBlocker(state: AppSnapshot, supply: Supply): string | null {
  if (!state.setup.finished) return 'setting up';
  if (state.engine === 'crashed') return 'the engine has crashed';
  if (state.tokenStore === 'opening') return 'the keychain is being opened';
  // What stopped the last run is no reason not to try again when the next one is due.
  const blocker = blockingProblem({ ...state, trouble: null });
  if (blocker !== null) return blocker.code;
  if (!state.online) return 'offline';
  return supplyBlocker(state.settings, supply);
}

/** Why an import that the watch folder brings has to wait; null when nothing is in the way. It asks nobody on the net. */
export function importBlocker(
  { engine, pause, destination, destinationTrouble, settings }: AppSnapshot,
  supply: Supply,
): string | null {
  if (engine !== 'ready') return 'the engine is not ready';
  if (pause !== null) return 'paused';
  if (destination === null || destinationTrouble !== null) return 'the folder is not there';
  return supplyBlocker(settings, { ...supply, metered: false });
}

/** Whether runs are to be kept from being felt now. */
export function isGentle(
  { gentle }: Pick<DesktopSettings, 'gentle'>,
  { onBattery }: Pick<Supply, 'onBattery'>,
): boolean {
  return gentle === 'always' || (gentle === 'on-battery' && onBattery);
}

/** Why the machine's supply does not let runs go on by themselves; null when it does. */
export function supplyBlocker(
  { runOnBattery, runOnMetered }: Pick<DesktopSettings, 'runOnBattery' | 'runOnMetered'>,
  { onBattery, metered }: Supply,
): string | null {
  if (onBattery && !runOnBattery) return 'on battery';
  if (metered === true && !runOnMetered) return 'metered connection';
  return null;
}

import type { AppSnapshot } from '../../contract/desktop-models.ts';
import { obstacleOf } from '../snapshot/mood.ts';

/** How the machine is supplied. */
export interface Supply {
  readonly onBattery: boolean;
  /** `unknown` where the system does not tell: then the switch for metered connections has no effect. */
  readonly metered: boolean | 'unknown';
}

/** Why a run that is due has to wait; null when nothing is in the way. For the log, not for the page. */
export function hindranceOf(state: AppSnapshot, supply: Supply): string | null {
  if (!state.setup.finished) return 'setting up';
  if (state.engine === 'crashed') return 'the engine has crashed';
  const obstacle = obstacleOf(state);
  if (obstacle !== null) return obstacle.code;
  if (!state.online) return 'offline';
  if (supply.onBattery && !state.settings.runOnBattery) return 'on battery';
  if (supply.metered === true && !state.settings.runOnMetered) return 'metered connection';
  return null;
}

import { LoudEmitter } from '../core/loud.ts';
import { onlyWhatIsWritten } from '../core/not-implemented.ts';
import type { Recorder } from '../core/recorder.ts';

/** `powerMonitor` of a machine on mains with somebody in front of it; its events come from tests. */
export class PowerMonitor extends LoudEmitter {
  /** Settable, as a test's way to unplug the machine before it emits `on-battery`. */
  onBatteryPower = false;

  constructor() {
    super('powerMonitor');
  }

  isOnBatteryPower(): boolean {
    return this.onBatteryPower;
  }
  getSystemIdleTime(): number {
    return 0;
  }
  getSystemIdleState(idleThreshold: number): 'active' {
    if (!(idleThreshold > 0)) throw new TypeError('Invalid idle threshold, must be greater than 0');
    return 'active';
  }
  getCurrentThermalState(): 'unknown' {
    return 'unknown';
  }
}

/** `powerSaveBlocker`: counts and records, blocks nothing. */
export function makePowerSaveBlocker(recorder: Recorder): Electron.PowerSaveBlocker {
  const started = new Set<number>();
  let last = 0;
  return onlyWhatIsWritten('powerSaveBlocker', {
    start: (type) => {
      recorder.record('powerSaveBlocker.start', type);
      started.add(++last);
      return last;
    },
    stop: (id) => {
      recorder.record('powerSaveBlocker.stop', id);
      return started.delete(id);
    },
    isStarted: (id) => started.has(id),
  });
}

import { readdirSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

const { PRIORITY_BELOW_NORMAL } = constants.priority;

/**
 * Puts this process behind the window and other programs: a backup is in no hurry. Linux knows a priority for each thread
 * only (setpriority(2), "C library/kernel differences"), and V8's are there before any of our code; threads that begin
 * later inherit it. A courtesy: where the system does not allow it, the backup runs like every other program.
 */
export function lowerPriority(): void {
  for (const thread of threads()) {
    try {
      setPriority(thread, PRIORITY_BELOW_NORMAL);
    } catch {
      // This one has just ended, or must stay as it is.
    }
  }
}

function threads(): readonly number[] {
  try {
    return process.platform === 'linux' ? readdirSync('/proc/self/task').map(Number) : [process.pid];
  } catch {
    return [process.pid];
  }
}

import { existsSync } from 'node:fs';
import { onlyWhatIsWritten } from '../core/not-implemented.ts';
import type { Recorder } from '../core/recorder.ts';

/** `shell`: nothing is opened, everything is recorded. */
export function makeShell(
  recorder: Recorder,
): Pick<Electron.Shell, 'beep' | 'openExternal' | 'openPath' | 'showItemInFolder'> {
  return onlyWhatIsWritten('shell', {
    openExternal: async (url, options) => recorder.record('shell.openExternal', new URL(url).href, options),
    openPath: async (path) => {
      recorder.record('shell.openPath', path);
      return existsSync(path) ? '' : 'Failed to open path';
    },
    showItemInFolder: (fullPath) => recorder.record('shell.showItemInFolder', fullPath),
    beep: () => recorder.record('shell.beep'),
  });
}

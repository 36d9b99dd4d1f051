import { onlyWhatIsWritten } from '../core/not-implemented.ts';
import type { Recorder } from '../core/recorder.ts';

/** `crashReporter`: started and never used; plain Node has no crash reports. */
export function makeCrashReporter(
  recorder: Recorder,
): Pick<
  Electron.CrashReporter,
  | 'start'
  | 'addExtraParameter'
  | 'removeExtraParameter'
  | 'getParameters'
  | 'getUploadToServer'
  | 'setUploadToServer'
  | 'getLastCrashReport'
  | 'getUploadedReports'
> {
  const parameters = new Map<string, string>();
  let uploads = false;
  return onlyWhatIsWritten('crashReporter', {
    start: (options) => {
      recorder.record('crashReporter.start', options);
      uploads = options.uploadToServer ?? true;
    },
    addExtraParameter: (key, value) => void parameters.set(key, value),
    removeExtraParameter: (key) => void parameters.delete(key),
    getParameters: () => Object.fromEntries(parameters),
    getUploadToServer: () => uploads,
    setUploadToServer: (uploadToServer) => {
      uploads = uploadToServer;
    },
    getLastCrashReport: () => null,
    getUploadedReports: () => [],
  });
}

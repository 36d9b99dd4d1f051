import { onlyWhatIsWritten } from '../core/not-implemented.ts';
import type { Recorder } from '../core/recorder.ts';

/** `dialog`: nobody could answer a native dialog, so a call that the test has not replaced fails instead of waiting. */
export function makeDialog(
  recorder: Recorder,
  isReady: () => boolean,
): Omit<Electron.Dialog, 'showCertificateTrustDialog'> {
  const unanswered = (name: string): Error =>
    new Error(`stand-in Electron: nobody answers dialog.${name}; replace it in the test (electronApp.evaluate)`);
  const later = (name: string) => async (): Promise<never> => {
    throw unanswered(name);
  };
  const atOnce = (name: string) => (): never => {
    throw unanswered(name);
  };
  return onlyWhatIsWritten('dialog', {
    showOpenDialog: later('showOpenDialog'),
    showSaveDialog: later('showSaveDialog'),
    showMessageBox: later('showMessageBox'),
    showOpenDialogSync: atOnce('showOpenDialogSync'),
    showSaveDialogSync: atOnce('showSaveDialogSync'),
    showMessageBoxSync: atOnce('showMessageBoxSync'),
    showErrorBox: (title: string, content: string): void => {
      // Before `ready` Electron on Linux only writes to stderr: nobody who clicked an icon sees that.
      if (!isReady()) return console.error(`${title}\n${content}`);
      recorder.record('dialog.showErrorBox', title, content);
      // A test should see the box in its report.
      console.error(`dialog.showErrorBox: ${title}\n${content}`);
    },
  });
}

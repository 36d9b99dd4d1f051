import { ok } from '../../contract/result.ts';
import type { AnswersOptions } from './answers-options.ts';
import type { IpcAnswers } from './ipc-server.ts';

type DriveVerbs = Extract<keyof IpcAnswers, `drive.${string}`>;

/** Exports in Google Drive. */
export function driveAnswers({
  drive,
  onSettings,
}: Pick<AnswersOptions, 'drive' | 'onSettings'>): Pick<IpcAnswers, DriveVerbs> {
  return {
    'drive.connect': ({ mode }) => drive.connect(mode),
    'drive.disconnect': () => drive.disconnect(),
    'drive.look': () => drive.look(),
    'drive.fetch': () => drive.fetch(),
    'drive.stop': () => drive.stop(),
    'drive.dismiss': () => {
      drive.dismiss();
      return ok(null);
    },
    'drive.switchTidy': async ({ isOn }) => {
      const switched = await drive.switchTidy(isOn);
      onSettings();
      return switched;
    },
    'drive.tidy': () => drive.tidy(),
    'drive.undoTidy': async () => {
      const undone = await drive.undoTidy();
      onSettings();
      return undone;
    },
  };
}

import { ok } from '../../contract/result.ts';
import type { AnswersOptions } from './answers-options.ts';
import type { IpcAnswers } from './ipc-server.ts';

type RestoreVerbs = Extract<keyof IpcAnswers, `restore.${string}`>;

/** Restores to Google Photos. */
export function restoreAnswers({ restores }: Pick<AnswersOptions, 'restores'>): Pick<IpcAnswers, RestoreVerbs> {
  return {
    'restore.plan': (wanted) => restores.plan(wanted),
    'restore.start': (agreed) => restores.start(agreed),
    'restore.pause': () => {
      restores.pause();
      return ok(null);
    },
    'restore.resume': () => restores.resume(),
    'restore.cancel': () => restores.cancel(),
    'restore.dismiss': () => {
      restores.dismiss();
      return ok(null);
    },
  };
}

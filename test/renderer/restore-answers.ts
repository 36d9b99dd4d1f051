import type { IpcVerb } from '../../electron/contract/ipc.ts';
import type { RestoreStage } from '../../electron/contract/restore-desktop-models.ts';
import { account } from './facts.ts';
import { type Answers, done, type FakeMain } from './fake-main.ts';
import { restorePlan, stoppedReport } from './restore-scenarios.ts';

function become(main: FakeMain, now: RestoreStage): typeof done {
  const { restore } = main.snapshot();
  if (restore !== null) main.change({ restore: { ...restore, now } });
  return done;
}

const tally = { done: 0, items: restorePlan.items };

/** What the made-up main process does for the verbs of restores: what is asked for happens at once. */
export const restoreAnswers: Pick<Answers, Extract<IpcVerb, `restore.${string}`>> = {
  'restore.plan': ({ selection, account: wanted }, main) => {
    const target = main.snapshot().accounts.find(({ id }) => id === wanted) ?? account;
    const plan = { ...restorePlan, account: target.id, email: target.email };
    const albumTitle = selection.albums === null ? null : 'Lisbon';
    main.change({
      restore: { account: target.id, email: target.email, selection, albumTitle, now: { stage: 'planned', plan } },
    });
    return done;
  },
  'restore.start': (_, main) => become(main, { stage: 'sending', ...tally, progress: null, isPausing: false }),
  'restore.pause': (_, main) => become(main, { stage: 'paused', ...tally, by: 'person' }),
  'restore.resume': (_, main) => become(main, { stage: 'sending', ...tally, progress: null, isPausing: false }),
  'restore.cancel': (_, main) => {
    const stage = main.snapshot().restore?.now.stage;
    if (stage === 'sending' || stage === 'waiting') return become(main, { stage: 'ended', report: stoppedReport });
    main.change({ restore: null });
    return done;
  },
  'restore.dismiss': (_, main) => {
    const stage = main.snapshot().restore?.now.stage;
    if (stage === 'planned' || stage === 'unplanned' || stage === 'ended') main.change({ restore: null });
    return done;
  },
};

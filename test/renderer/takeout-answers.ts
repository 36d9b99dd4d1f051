import type { IpcVerb } from '../../electron/contract/ipc.ts';
import { ok } from '../../electron/contract/result.ts';
import type { TakeoutImport, TakeoutState } from '../../electron/contract/takeout-desktop-models.ts';
import { type Answers, done, type FakeMain } from './fake-main.ts';
import { candidatesOf, doubtfulEntry, explanation, importReport } from './takeout-facts.ts';
import { watchedFolder } from './takeout-scenarios.ts';

function change(main: FakeMain, takeout: Partial<TakeoutState>): typeof done {
  main.change({ takeout: { ...main.snapshot().takeout, ...takeout } });
  return done;
}

function ended(main: FakeMain, now: TakeoutImport['now']): typeof done {
  const work = main.snapshot().takeout.import;
  return change(main, { import: work === null ? null : { ...work, now } });
}

/** What the made-up main process does for Takeout's verbs. */
export const takeoutAnswers: Pick<Answers, Extract<IpcVerb, `takeout.${string}` | 'photos.explain'>> = {
  'takeout.chooseParts': () => ok(candidatesOf(new Date())),
  'takeout.import': (_, main) => {
    const parts = candidatesOf(new Date()).exports.flatMap((one) =>
      one.parts.map(({ name }) => ({ name, state: 'waiting' as const, entries: 0, problem: null })),
    );
    return change(main, { import: { startedBy: 'person', parts, now: { stage: 'running' } } });
  },
  'takeout.goOn': (_, main) => ended(main, { stage: 'running' }),
  'takeout.stop': (_, main) => {
    if (main.snapshot().takeout.import?.now.stage === 'queued') return change(main, { import: null });
    return ended(main, { stage: 'ended', report: importReport(new Date()), problem: null, isStopped: true });
  },
  'takeout.dismiss': (_, main) => change(main, { import: null }),
  'takeout.chooseWatchFolder': (_, main) => {
    change(main, { watch: watchedFolder(new Date()) });
    return ok({ chosen: true });
  },
  'takeout.watchDownloads': (_, main) => change(main, { watch: watchedFolder(new Date()) }),
  'takeout.suggestFolders': () =>
    ok([{ folder: 0, cloud: 'dropbox', path: '/home/ada/Dropbox/Apps/Google Download Your Data' }]),
  'takeout.watchSuggested': (_, main) => change(main, { watch: watchedFolder(new Date()) }),
  'takeout.startWatching': (_, main) => watchIs(true, main),
  'takeout.stopWatching': (_, main) => watchIs(false, main),
  'takeout.doubtful': ({ after, limit }, main) => {
    const total = main.snapshot().exports?.exports.reduce((sum, { doubtful }) => sum + doubtful, 0) ?? 0;
    const length = Math.max(0, Math.min(limit, total * 10 - after));
    return ok(Array.from({ length }, (_, index) => doubtfulEntry(after + index + 1)));
  },
  'takeout.showPart': () => done,
  'photos.explain': ({ id }) => ok(explanation(id)),
};

function watchIs(isOn: boolean, main: FakeMain): typeof done {
  const { watch } = main.snapshot().takeout;
  return change(main, { watch: watch === null ? null : { ...watch, isOn } });
}

import type { DriveState } from '../../electron/contract/drive-desktop-models.ts';
import type { IpcVerb } from '../../electron/contract/ipc.ts';
import { connectedDrive, driveReport } from './drive-scenarios.ts';
import { account } from './facts.ts';
import { type Answers, done, type FakeMain } from './fake-main.ts';

function change(main: FakeMain, drive: Partial<DriveState>): typeof done {
  main.change({ drive: { ...main.snapshot().drive, ...drive } });
  return done;
}

/** What the made-up main process does for Drive's verbs. */
export const driveAnswers: Pick<Answers, Extract<IpcVerb, `drive.${string}`>> = {
  'drive.connect': ({ mode }, main) => {
    main.change({ accounts: [account], activeAccount: account.id });
    const now = new Date();
    return change(main, connectedDrive(now, { connection: { mode, email: account.email, problem: null } }));
  },
  'drive.disconnect': (_, main) => change(main, { connection: null, report: null, lookedAt: null }),
  'drive.look': (_, main) => change(main, { report: driveReport(new Date(), 0), lookedAt: new Date().toISOString() }),
  'drive.fetch': (_, main) => {
    const { report } = main.snapshot().drive;
    const parts = (report?.files ?? []).map(({ name }) => ({
      ...{ name, state: 'waiting' as const, entries: 0, problem: null },
    }));
    return change(main, { fetch: { startedBy: 'person', parts, now: { stage: 'running' } } });
  },
  'drive.stop': (_, main) => change(main, { fetch: null }),
  'drive.dismiss': (_, main) => change(main, { fetch: null }),
  'drive.switchTidy': ({ isOn }, main) => {
    main.change({ settings: { ...main.snapshot().settings, tidyDrive: isOn } });
    return done;
  },
  'drive.tidy': (_, main) => {
    const { tidy } = main.snapshot().drive;
    const trashed = tidy.plan?.files ?? [];
    return change(main, { tidy: { ...tidy, plan: { files: [], kept: [], trashed }, movesAt: null } });
  },
  'drive.undoTidy': (_, main) => {
    const { tidy } = main.snapshot().drive;
    const files = tidy.plan?.trashed ?? [];
    main.change({ settings: { ...main.snapshot().settings, tidyDrive: false } });
    return change(main, {
      tidy: { plan: { files, kept: [], trashed: [] }, movesAt: null, undone: { files, gone: [] } },
    });
  },
};

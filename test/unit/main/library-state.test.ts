import { describe, expect, it } from 'vitest';
import type { ProblemGroup } from '../../../electron/contract/desktop-models.ts';
import type { LibraryStatus } from '../../../electron/contract/models.ts';
import { problem } from '../../../electron/contract/problem.ts';
import { failed, ok, type Result } from '../../../electron/contract/result.ts';
import { createLibraryState } from '../../../electron/main/runs/library-state.ts';
import type { SnapshotChange } from '../../../electron/main/snapshot/snapshot-store.ts';
import type { AskEngine } from '../../../electron/main/supervision/engine-supervisor.ts';
import { healthy, routeOf } from '../contract/coverage-fixture.ts';
import { account, report, settingsWith, snapshotWith } from './support/app-state.ts';

const known: LibraryStatus = {
  ...{ assets: 3, bytes: 30, albums: 0, items: { wanted: 0, stored: 3, skipped: 0, failed: 0 }, lastRun: report },
  ...{ lastSuccess: report.finishedAt, quota: null, folder: healthy, routes: [routeOf(3)] },
};

const { title, explanation, wayOut, retry } = problem('file-changed');
const changed: ProblemGroup = {
  ...{ code: 'file-changed', title, explanation, wayOut, retry, link: null, count: 1 },
  ...{ newest: report.finishedAt, examples: [] },
};

type Answers = Readonly<Record<'status' | 'problemGroups' | 'runs', Result<unknown>>>;

const all: Answers = { status: ok(known), problemGroups: ok([changed]), runs: ok([report]) };

/** A state over an engine that gives these answers, one set a refresh. */
async function refreshed(...sets: readonly Answers[]) {
  let state = snapshotWith();
  const logged: string[] = [];
  for (const answers of sets) {
    const library = createLibraryState({
      ask: (async (verb: keyof Answers) => answers[verb]) as AskEngine,
      snapshot: {
        current: () => state,
        change: (change: SnapshotChange) => {
          state = { ...state, ...change };
        },
      },
      account: async () => ok(account),
      settings: () => settingsWith({ destination: { path: '/disk', identity: 'b1' } }),
      log: (line) => logged.push(line),
    });
    await library.refresh();
  }
  return { state, logged };
}

describe('what is read of the library when a run has ended', () => {
  it('is its state, its problems and its runs', async () => {
    const { state, logged } = await refreshed(all);
    expect(state).toMatchObject({ library: known, problems: [changed], recentRuns: [report], lastRun: report });
    expect(logged).toEqual([]);
  });

  it.each(['problemGroups', 'runs'] as const)(
    'keeps what is known where %s cannot be read, and logs why',
    async (unread) => {
      const { state, logged } = await refreshed(all, { ...all, [unread]: failed(problem('engine-crashed')) });
      expect(state).toMatchObject({ problems: [changed], recentRuns: [report], lastRun: report });
      expect(logged).toEqual([expect.stringContaining('engine-crashed')]);
    },
  );

  it('changes nothing where the state of the library cannot be read', async () => {
    const { state } = await refreshed(all, {
      ...all,
      status: failed(problem('engine-crashed')),
      problemGroups: ok([]),
    });
    expect(state).toMatchObject({ library: known, problems: [changed] });
  });

  it('has no problem any more where none is left', async () => {
    const { state } = await refreshed(all, { ...all, problemGroups: ok([]) });
    expect(state.problems).toEqual([]);
  });
});

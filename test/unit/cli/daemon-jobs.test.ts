import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { silentLog } from '../../../electron/base/log.ts';
import { commandLineSettingsSchema } from '../../../electron/cli/command-line-settings.ts';
import { backupJob } from '../../../electron/cli/daemon/daemon-jobs.ts';
import { openSession } from '../../../electron/cli/session.ts';
import { Terminal } from '../../../electron/cli/terminal.ts';
import { type RunReport, runReportSchema } from '../../../electron/contract/models.ts';
import { type ProblemCode, problem } from '../../../electron/contract/problem.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';
import { goodValue, reportOf } from '../catalog/catalog-fixture.ts';

/** A session without a folder: a backup ends at once, and what became of it is for the test to say. */
async function openJob() {
  const data = join(await temporaryFolder(), 'data');
  const streams = { out: new PassThrough(), err: new PassThrough() };
  const terminal = new Terminal(streams, { json: false, quiet: true });
  const none = { tokenStore: 'memory', destination: undefined, profile: undefined, waitLock: undefined };
  const session = goodValue(
    openSession(
      {
        dataDir: data,
        ...none,
        variables: {},
        google: undefined,
        timeScale: undefined,
        json: false,
        quiet: true,
        verbose: false,
        logFile: undefined,
      },
      { environment: testEnvironment(), platform: process.platform, developmentBuild: true },
      { terminal, log: silentLog, onStoreKept: () => undefined },
    ),
  );
  const clock = fakeClock(new Date('2026-07-01T12:00:00Z'));
  let last: RunReport | null = null;
  const job = backupJob({
    session,
    clock: { now: clock.now, after: () => () => undefined },
    settings: () => commandLineSettingsSchema.parse({ schedule: { mode: 'every', hours: 6 } }),
    lastRun: () => last,
  });
  const ended = (changes: Partial<RunReport>): void => {
    last = runReportSchema.parse(reportOf(1, changes));
  };
  return { job, ended, run: () => job.run(AbortSignal.abort()) };
}

test.for<[ProblemCode, string]>([
  // Six hours are the schedule's; Google's day begins at seven in the morning, UTC.
  ['quota-day', '2026-07-02T07:00:00.000Z'],
  ['network-unreachable', '2026-07-01T12:30:00.000Z'],
  ['interrupted', '2026-07-01T18:00:00.000Z'],
])('after a backup that %s cut short, the next one is at %s', async ([code, next]) => {
  const { job, ended, run } = await openJob();
  expect(job.dueAt()).toBe(Date.parse('2026-07-01T12:00:00Z'));
  await run();
  ended({ outcome: 'stopped', problem: problem(code) });
  expect(new Date(job.dueAt() ?? 0).toISOString()).toBe(next);
  // An import that ends well meanwhile says nothing of the backup.
  ended({ outcome: 'complete' });
  expect(new Date(job.dueAt() ?? 0).toISOString()).toBe(next);
});

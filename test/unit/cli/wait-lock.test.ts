import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { endOfRun } from '../../../electron/cli/commands/backup.ts';
import { Terminal } from '../../../electron/cli/terminal.ts';
import type { RunReport } from '../../../electron/contract/models.ts';
import { problem } from '../../../electron/contract/problem.ts';
import { failed, ok } from '../../../electron/contract/result.ts';
import type { RunningBackup } from '../../../electron/engine/engine.ts';

const report: RunReport = {
  ...{ run: 1, source: 'library', account: '1', kind: 'full', dryRun: false, outcome: 'complete', problem: null },
  ...{ discovered: 0, stored: 0, present: 0, skipped: 0, failed: 0, bytes: 0, apiRequests: 0, mediaRequests: 0 },
  ...{ seconds: 1, startedAt: '2026-11-21T00:00:00.000Z', finishedAt: '2026-11-21T00:00:02.000Z' },
};

function attempts(busyTimes: number) {
  let begun = 0;
  const start = (): RunningBackup => {
    begun += 1;
    const ended = begun > busyTimes ? ok(report) : failed(problem('destination-busy'));
    return { ended: Promise.resolve(ended), stop: () => undefined, abort: () => undefined };
  };
  return { start, begun: () => begun };
}

function session(lockWaitMs: number) {
  const err = new PassThrough();
  const terminal = new Terminal({ out: new PassThrough(), err }, { json: false, quiet: false });
  return { terminal, lockWaitMs, said: () => String(err.read() ?? '') };
}

test('a folder that another run is using is exit code 7 at once', async () => {
  const { start, begun } = attempts(1);
  const here = session(0);
  expect(await endOfRun(here, start, new AbortController().signal)).toBe(7);
  expect(begun()).toBe(1);
  expect(here.said()).toMatch(/^✗ Another backup is using this folder/);
});

test('with --wait-lock the run begins once the other has ended, and waiting is told once', async () => {
  const { start, begun } = attempts(2);
  const here = session(60_000);
  expect(await endOfRun(here, start, new AbortController().signal)).toBe(0);
  expect(begun()).toBe(3);
  expect(here.said().match(/Waiting for its end/g)).toHaveLength(1);
});

test('Ctrl-C ends the waiting', async () => {
  const { start } = attempts(1_000);
  const interruption = new AbortController();
  const ended = endOfRun(session(60_000), start, interruption.signal);
  interruption.abort();
  expect(await ended).toBe(7);
});

import { describe, expect, it } from 'vitest';
import type { AppSnapshot } from '../../../electron/contract/desktop-models.ts';
import { problem } from '../../../electron/contract/problem.ts';
import { failed, ok, type Result } from '../../../electron/contract/result.ts';
import type { VerificationOutcome } from '../../../electron/contract/verification-models.ts';
import { RunCoordinator } from '../../../electron/main/runs/run-coordinator.ts';
import { VerificationController } from '../../../electron/main/runs/verification-controller.ts';
import { snapshotWith } from './support/app-state.ts';
import { FakeClock, settled } from './support/fake-clock.ts';

const at = '2026-03-10T12:00:00.000Z';
const outcome: VerificationOutcome = {
  ...{ checked: 2, bytes: 20, intact: 1, findings: 1, named: [{ thing: 'photo', fault: 'cut', path: 'Photos/a.jpg' }] },
  ...{ known: 0, edited: 0, quarantined: 0, unknown: 0, seconds: 3 },
};

/** A controller over an engine that reads until the test ends it. */
function openVerification(hasFolder = true) {
  const asked: string[] = [];
  const reading = Promise.withResolvers<Result<VerificationOutcome>>();
  let state: AppSnapshot = snapshotWith();
  const snapshot = {
    current: () => state,
    change: (change: Partial<AppSnapshot>) => {
      state = { ...state, ...change };
    },
  };
  const runs = new RunCoordinator({
    stopEngine: async () => {
      asked.push('stop');
      reading.resolve(failed(problem('interrupted')));
      return ok(null);
    },
    onStopping: () => undefined,
    refresh: async () => void asked.push('refresh'),
  });
  const context = { destination: { path: '/disk', identity: 'b1' }, albumView: 'auto' } as const;
  const engine = {
    context: () =>
      hasFolder
        ? ok({ ...context, limits: { dailyRequests: null, bandwidth: null } })
        : failed(problem('destination-not-set')),
    log: () => undefined,
  };
  const clock = new FakeClock(at);
  const read = async (): Promise<Result<VerificationOutcome>> => {
    asked.push('verify');
    return reading.promise;
  };
  const controller = new VerificationController({ runs, engine, read, snapshot, clock });
  const end = async (result: Result<VerificationOutcome>): Promise<void> => {
    reading.resolve(result);
    await settled();
  };
  return { controller, runs, asked, end, shown: () => state.verification, trouble: () => state.destinationTrouble };
}

const progress = { files: 1, bytes: 10, totalFiles: 2, totalBytes: 20 };

describe('reading the whole folder', () => {
  it('is shown from its beginning to its outcome, and what is known of the folder is read again', async () => {
    const { controller, asked, end, shown, runs } = openVerification();
    controller.hear(progress);
    expect(shown()).toBeNull();
    expect(await controller.start()).toEqual(ok(null));
    expect(shown()).toEqual({ stage: 'reading', progress: null, stopping: false });
    controller.hear(progress);
    expect(shown()).toEqual({ stage: 'reading', progress, stopping: false });
    controller.dismiss();
    expect(shown()).toMatchObject({ stage: 'reading' });
    expect(runs.busy).toBe(true);
    await end(ok(outcome));
    expect(shown()).toEqual({ stage: 'ended', endedAt: at, outcome });
    expect(asked).toEqual(['verify', 'refresh']);
    controller.dismiss();
    expect(shown()).toBeNull();
  });

  it('is stopped by a person, who is told nothing more', async () => {
    const { controller, asked, shown } = openVerification();
    expect(await controller.stop()).toEqual(ok(null));
    await controller.start();
    const stopped = controller.stop();
    expect(shown()).toMatchObject({ stopping: true });
    expect(await stopped).toEqual(ok(null));
    await settled();
    expect(shown()).toBeNull();
    expect(asked).toEqual(['verify', 'stop', 'refresh']);
  });

  it('says why it broke off, and that the folder is gone', async () => {
    const { controller, end, shown, trouble } = openVerification();
    await controller.start();
    const gone = problem('destination-missing', { subject: '/disk' });
    await end(failed(gone));
    expect(shown()).toEqual({ stage: 'failed', problem: gone });
    expect(trouble()).toEqual(gone);
  });

  it('needs a folder, and waits for nobody', async () => {
    const without = openVerification(false);
    expect(await without.controller.start()).toMatchObject({ problem: { code: 'destination-not-set' } });
    expect(without.shown()).toBeNull();
    const { controller } = openVerification();
    await controller.start();
    expect(await controller.start()).toMatchObject({ problem: { code: 'run-going-on' } });
  });
});

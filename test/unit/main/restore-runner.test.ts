import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { EngineInput } from '../../../electron/contract/engine-protocol.ts';
import { problem } from '../../../electron/contract/problem.ts';
import type { RestoreNews, RestorePlan } from '../../../electron/contract/restore-models.ts';
import { failed, type Result } from '../../../electron/contract/result.ts';
import { createRestoreRunner } from '../../../electron/main/engine-process/restore-runner.ts';
import { account } from './support/app-state.ts';

const request: EngineInput<'restore'> = {
  account: { id: account.id, email: account.email, clientId: account.clientId },
  destination: { path: '/disk', identity: 'b1' },
  limits: { dailyRequests: null, bandwidth: null },
  selection: { albums: null, years: null, search: null, files: null, missing: false },
  typedEmail: null,
};
const waits: RestoreNews = {
  event: 'restore-waiting',
  until: '2026-03-11T07:00:00.000Z',
  problem: problem('quota-day'),
};

/** A runner over an engine whose plans and restores last until they are stopped. */
function openRunner() {
  const told: RestoreNews[] = [];
  const runner = createRestoreRunner(
    {
      planRestore: async (_request, signal, emit): Promise<Result<RestorePlan>> => {
        emit?.(waits);
        if (!signal.aborted) await once(signal, 'abort');
        return failed(problem('interrupted'));
      },
      startRestore: (_request, emit) => {
        const { promise: ended, resolve } = Promise.withResolvers<Result<never>>();
        emit({ event: 'restore-resumed' });
        return { ended, stop: () => resolve(failed(problem('interrupted'))) };
      },
    },
    (event) => told.push(event),
  );
  return { runner, told };
}

describe('createRestoreRunner', () => {
  it('has one at a time, tells what it does, and is stopped', async () => {
    const { runner, told } = openRunner();
    const first = runner.restore(request);
    expect(await runner.restore(request)).toMatchObject({ problem: { code: 'restore-busy' } });
    runner.stop();
    expect(await first).toMatchObject({ problem: { code: 'interrupted' } });
    expect(told).toEqual([{ event: 'restore-resumed' }]);
  });

  it('plans again as soon as a plan that was given up has ended', async () => {
    const { runner, told } = openRunner();
    const first = runner.plan(request);
    runner.stop();
    const second = runner.plan(request);
    expect(await first).toMatchObject({ problem: { code: 'interrupted' } });
    await expect.poll(() => told).toEqual([waits, waits]);
    runner.stop();
    expect(await second).toMatchObject({ problem: { code: 'interrupted' } });
  });

  it('finishes at once without one, and otherwise stops it and waits for its end', async () => {
    const { runner } = openRunner();
    await runner.finish();
    const restored = runner.restore(request);
    await runner.finish();
    expect(await restored).toMatchObject({ problem: { code: 'interrupted' } });
  });
});

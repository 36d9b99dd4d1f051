import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { googleEndpoints } from '../../../electron/contract/endpoints.ts';
import { noDecoder } from '../../../electron/contract/picture-decoder.ts';
import { problem } from '../../../electron/contract/problem.ts';
import { failed, type Result } from '../../../electron/contract/result.ts';
import { createEngine } from '../../../electron/engine/engine.ts';
import { openEngineLog } from '../../../electron/logging/log-files.ts';
import { createEngineRunner } from '../../../electron/main/engine-process/engine-runner.ts';
import { createEngineService } from '../../../electron/main/engine-process/engine-service.ts';
import { createGalleryCache } from '../../../electron/main/engine-process/gallery-cache.ts';
import { createRestoreRunner } from '../../../electron/main/engine-process/restore-runner.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const account = { id: 'account', email: 'someone@example.com', clientId: '123-abc.apps.googleusercontent.com' };

/** An engine as its process has it, with a log in a file and without any Google. */
async function openEngine(accessToken: () => Promise<Result<string>>) {
  const dataFolder = join(await temporaryFolder(), 'data');
  const now = (): Date => new Date('2026-03-10T12:00:00.000Z');
  const log = openEngineLog({ dataFolder, level: 'info', home: '/home/someone', now });
  const engine = createEngine({
    ...{ dataFolder, endpoints: googleEndpoints, tokens: { accessToken }, decoder: noDecoder, environment: {} },
    ...{ timeScale: 0.001, now, clock: () => performance.now(), log },
  });
  const restores = createRestoreRunner(engine, () => undefined);
  const runs = createEngineRunner(
    engine,
    () => undefined,
    () => undefined,
    () => 0,
  );
  const chosen = await engine.chooseDestination(join(dataFolder, '..', 'backup'));
  if (!chosen.ok) throw new Error(chosen.problem.title);
  const { destination } = chosen.value;
  const broken = { ...engine, findParts: plantedBug };
  const ask = createEngineService({
    engine: broken,
    cache: createGalleryCache(engine),
    runs,
    restores,
    onGentle: () => undefined,
    log,
  });
  const backUp = () =>
    ask('backUp', {
      ...{ account, destination, kind: 'auto', dryRun: false, albumView: 'auto' },
      limits: { dailyRequests: null, bandwidth: null },
    });
  const events = async (): Promise<readonly Record<string, unknown>[]> =>
    (await readFile(join(dataFolder, 'logs', 'engine.log'), 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  return { dataFolder, ask, backUp, events };
}

async function plantedBug(): Promise<never> {
  throw new RangeError('nobody had thought of this', { cause: new Error('ya29.secret-in-a-cause') });
}

it('a bug that ends a run leaves its stack in the log, for its problem says only "internal"', async () => {
  const { backUp, events } = await openEngine(plantedBug);
  expect(await backUp()).toMatchObject({ ok: true, value: { outcome: 'stopped', problem: { code: 'internal' } } });
  const broke = (await events()).find(({ event }) => event === 'run.broke');
  expect(broke).toMatchObject({
    ...{ level: 'error', problem: 'internal', detail: 'nobody had thought of this' },
    error: { name: 'RangeError', stack: expect.stringMatching(/at .*plantedBug .*log\.test\.ts:\d+/) },
  });
  expect(JSON.stringify(broke)).not.toContain('ya29');
});

it('a problem that ends a run is told without a stack', async () => {
  const { backUp, events } = await openEngine(async () => failed(problem('token-revoked')));
  await backUp();
  const halted = (await events()).find(({ event }) => event === 'run.halted');
  expect(halted).toMatchObject({ level: 'info', problem: 'token-revoked' });
  expect(halted).not.toHaveProperty('error');
  expect((await events()).map(({ event }) => event)).toEqual(expect.arrayContaining(['run.started', 'run.finished']));
});

it('a bug in answering leaves its stack, and an input that is none what is wrong with it', async () => {
  const { ask, events } = await openEngine(plantedBug);
  await ask('quota', { account, limits: { dailyRequests: -1, bandwidth: null } });
  await ask('findParts', { paths: [] });
  const broke = (await events()).filter(({ event }) => event === 'engine.broke');
  expect(broke).toMatchObject([
    { level: 'error', verb: 'quota', problem: 'internal', detail: expect.stringContaining('dailyRequests') },
    { level: 'error', verb: 'findParts', problem: 'internal', error: { stack: expect.stringContaining('plantedBug') } },
  ]);
});

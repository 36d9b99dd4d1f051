import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { silentLog } from '../../../electron/base/log.ts';
import { googleEndpoints } from '../../../electron/contract/endpoints.ts';
import { type EngineInput, type EngineVerb, engineVerbs } from '../../../electron/contract/engine-protocol.ts';
import type { RunReport, ScrubReport, VerifyReport } from '../../../electron/contract/models.ts';
import { noDecoder } from '../../../electron/contract/picture-decoder.ts';
import { problem } from '../../../electron/contract/problem.ts';
import { failed, ok, type Result } from '../../../electron/contract/result.ts';
import { createEngine, type Engine } from '../../../electron/engine/engine.ts';
import { createEngineRunner } from '../../../electron/main/engine-process/engine-runner.ts';
import { createEngineService } from '../../../electron/main/engine-process/engine-service.ts';
import { createGalleryCache } from '../../../electron/main/engine-process/gallery-cache.ts';
import { createRestoreRunner } from '../../../electron/main/engine-process/restore-runner.ts';
import { createTokenBroker, type TokenWanted } from '../../../electron/main/engine-process/token-broker.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { account, report } from './support/app-state.ts';

/** The verbs over a real engine in their own folders, without any Google. */
async function openService() {
  const folder = await temporaryFolder();
  const engine = createEngine({
    dataFolder: join(folder, 'data'),
    endpoints: googleEndpoints,
    tokens: { accessToken: async () => failed(problem('token-missing')) },
    decoder: noDecoder,
    environment: {},
    timeScale: 1,
    now: () => new Date('2026-03-10T12:00:00.000Z'),
    clock: () => 0,
    log: silentLog,
  });
  const shelf = createGalleryCache(engine);
  const restores = createRestoreRunner(engine, () => undefined);
  const runs = createEngineRunner(
    engine,
    () => undefined,
    () => undefined,
    () => 0,
  );
  const path = join(folder, 'Backup');
  await mkdir(path);
  const gentle: boolean[] = [];
  const onGentle = (isGentle: boolean): void => void gentle.push(isGentle);
  return { ask: createEngineService({ engine, cache: shelf, runs, restores, onGentle, log: silentLog }), path, gentle };
}

const page = { offset: 0, limit: 50 };

describe('createEngineService', () => {
  it('hears whether runs are not to be felt', async () => {
    const { ask, gentle } = await openService();
    expect(await ask('beGentle', { isGentle: true })).toEqual({ ok: true, value: null });
    expect(gentle).toEqual([true]);
  });

  it('probes a folder, makes it a destination, and finds nothing stored there yet', async () => {
    const { ask, path } = await openService();
    expect(await ask('probe', { path })).toMatchObject({ ok: true, value: { path, identity: null } });
    const chosen = engineVerbs.chooseDestination.output.parse(goodOf(await ask('chooseDestination', { path })));
    const { destination } = chosen;
    expect(chosen.report.identity).toBe(destination.identity);
    expect(await ask('status', { destination })).toEqual(ok(null));
    expect(await ask('months', { destination, search: '' })).toEqual(ok([]));
    expect(await ask('photos', { destination, search: '', ...page })).toEqual(ok([]));
    expect(await ask('albums', { destination, search: '', order: 'title', ...page })).toEqual(
      ok({ total: 0, albums: [] }),
    );
    expect(await ask('runs', { destination, ...page })).toEqual(ok([]));
    expect(await ask('problemGroups', { destination })).toEqual(ok([]));
    expect(await ask('thumbnail', { destination, id: 1 })).toEqual(ok(null));
    expect(await ask('photo', { destination, id: 1 })).toMatchObject({ problem: { code: 'entry-unknown' } });
    expect(await ask('albumPhotos', { destination, album: 1, ...page })).toMatchObject({
      problem: { code: 'entry-unknown' },
    });
  });

  it('refuses input that does not fit the schema, whatever the verb', async () => {
    const { ask } = await openService();
    for (const verb of Object.keys(engineVerbs) as EngineVerb[]) {
      expect(await ask(verb, { path: 7, offset: -1 }), verb).toMatchObject({ problem: { code: 'internal' } });
    }
  });

  it('says what is wrong with a folder', async () => {
    const { ask, path } = await openService();
    expect(await ask('probe', { path: join(path, 'gone') })).toMatchObject({
      problem: { code: 'destination-missing' },
    });
  });
});

function goodOf(result: Result<unknown>): unknown {
  if (!result.ok) throw new Error(result.problem.title);
  return result.value;
}

describe('createRunDesk', () => {
  const request: EngineInput<'backUp'> = {
    account: { id: account.id, email: account.email, clientId: account.clientId },
    destination: { path: '/disk', identity: 'b1' },
    kind: 'auto',
    dryRun: false,
    albumView: 'auto',
    limits: { dailyRequests: null, bandwidth: null },
  };

  function openController() {
    const orders: string[] = [];
    const { promise: ended, resolve: end } = Promise.withResolvers<Result<RunReport>>();
    const order = (name: string) => () => orders.push(name);
    const startBackup = () => ({ ended, stop: order('stop'), abort: order('abort') });
    const startPick = () => ({ ...startBackup(), suspend: order('suspend'), noMore: order('no more') });
    const scrub: Engine['scrub'] = async (_place, _request, _onProgress, signal) => {
      orders.push('scrub');
      await once(signal, 'abort');
      orders.push('scrub ended');
      return ok(scrubbed);
    };
    const others = { startImport: startBackup, startDriveImport: startBackup, startRepair: startBackup };
    const verify: Engine['verify'] = async (_place, onProgress, signal) => {
      orders.push('verify');
      for (const files of [1, 2, 3, 4]) onProgress({ files, bytes: files, totalFiles: 4, totalBytes: 4 });
      await once(signal, 'abort');
      return ok(verified);
    };
    const engine = { startBackup, startPick, ...others, scrub, verify };
    const told: number[] = [];
    // Each look at the clock is a tenth of a second later.
    let now = 0;
    const clock = (): number => (now += 100);
    const tell = ({ files }: { readonly files: number }): void => void told.push(files);
    return { controller: createEngineRunner(engine, () => undefined, tell, clock), orders, end, told };
  }

  const share: EngineInput<'scrub'> = { destination: request.destination, everyDays: 90 };
  const scrubbed: ScrubReport = {
    ...{ due: { files: 2, bytes: 2 }, checked: 1, bytes: 1, intact: 1, findings: [], known: 0 },
    ...{ ended: 'stopped', seconds: 1 },
  };

  const finding = { thing: 'photo', fault: 'changed', path: 'Photos/2020/01/A.JPG' } as const;
  const seen = { since: '2026-03-10T12:00:00.000Z', seenAt: '2026-03-10T12:00:00.000Z' } as const;
  const verified: VerifyReport = {
    ...{ checked: 30, bytes: 900, intact: 5, changed: [], missing: [], unreadable: [] },
    findings: Array.from({ length: 25 }, () => ({ ...finding, ...seen })),
    ...{ known: 1, edited: ['a.xmp'], quarantined: ['b', 'c'], unknown: 4, seconds: 2 },
  };

  it('reads the whole folder as a run: alone, told a few times a second, and ended by a stop', async () => {
    const { controller: desk, orders, told } = openController();
    const verification = desk.verify({ destination: request.destination });
    expect(await desk.backUp(request)).toMatchObject({ problem: { code: 'destination-busy' } });
    expect(await desk.scrub(share)).toMatchObject({ problem: { code: 'destination-busy' } });
    desk.stop();
    expect(await verification).toEqual(
      ok({
        ...{
          checked: 30,
          bytes: 900,
          intact: 5,
          findings: 25,
          known: 1,
          edited: 1,
          quarantined: 2,
          unknown: 4,
          seconds: 2,
        },
        named: Array.from({ length: 20 }, () => finding),
      }),
    );
    expect(orders).toEqual(['verify']);
    expect(told).toEqual([1, 4]);
  });

  it('ends a verification when the program ends', async () => {
    const { controller: desk } = openController();
    const verification = desk.verify({ destination: request.destination });
    await desk.finish(1_000);
    expect(await verification).toMatchObject({ ok: true });
  });

  it('ends a scrub before a run begins, and begins none during a run', async () => {
    const { controller: desk, orders, end } = openController();
    const scrub = desk.scrub(share);
    expect(await desk.scrub(share)).toMatchObject({ problem: { code: 'destination-busy' } });
    const run = desk.backUp(request);
    expect(await scrub).toEqual(ok(scrubbed));
    expect(await desk.backUp(request)).toMatchObject({ problem: { code: 'destination-busy' } });
    expect(await desk.scrub(share)).toMatchObject({ problem: { code: 'destination-busy' } });
    desk.stop();
    expect(orders).toEqual(['scrub', 'scrub ended', 'stop']);
    end(ok(report));
    await run;
  });

  it('begins no run that was stopped while it waited for a scrub to end', async () => {
    const { controller: desk, orders } = openController();
    const scrub = desk.scrub(share);
    const run = desk.backUp(request);
    desk.stop();
    expect(await run).toMatchObject({ problem: { code: 'interrupted' } });
    await scrub;
    expect(orders).toEqual(['scrub', 'scrub ended']);
  });

  it('ends a scrub when it is asked to, and when the program ends', async () => {
    const { controller: desk } = openController();
    const first = desk.scrub(share);
    desk.stopScrub();
    expect(await first).toEqual(ok(scrubbed));
    const second = desk.scrub(share);
    await desk.finish(1_000);
    expect(await second).toEqual(ok(scrubbed));
  });

  it('has one run at a time', async () => {
    const { controller: desk, end } = openController();
    const first = desk.backUp(request);
    expect(await desk.backUp(request)).toMatchObject({ problem: { code: 'destination-busy' } });
    end(ok(report));
    expect(await first).toEqual(ok(report));
  });

  it('finishes at once without a run, and otherwise stops the run and waits for its end', async () => {
    const { controller: desk, orders, end } = openController();
    await desk.finish(1_000);
    void desk.backUp(request);
    const finished = desk.finish(60_000);
    expect(orders).toEqual(['stop']);
    end(ok(report));
    await finished;
    expect(orders).toEqual(['stop']);
  });

  it('puts a selection down when the program ends, to be gone on with; a person cancels it', async () => {
    const { controller: desk, orders, end } = openController();
    const { account: chooser, destination: place, albumView, limits } = request;
    void desk.pick({ account: chooser, destination: place, choice: 'left', albumView, limits });
    expect(await desk.backUp(request)).toMatchObject({ problem: { code: 'destination-busy' } });
    desk.pickNoMore();
    desk.stop();
    const finished = desk.finish(60_000);
    expect(orders).toEqual(['no more', 'stop', 'suspend']);
    end(ok(report));
    await finished;
  });

  it('leaves in staging what is still in flight after the time limit', async () => {
    const { controller: desk, orders, end } = openController();
    void desk.backUp(request);
    const finished = desk.finish(1);
    await expect.poll(() => orders).toEqual(['stop', 'abort']);
    end(ok(report));
    await finished;
  });
});

describe('createTokenDesk', () => {
  it('matches answers with questions, in whatever order they come', async () => {
    const wanted: TokenWanted[] = [];
    const controller = createTokenBroker((one) => wanted.push(one));
    const first = controller.tokens.accessToken('108');
    const second = controller.tokens.accessToken('109', 'old');
    expect(wanted).toMatchObject([
      { account: '108', refused: null },
      { account: '109', refused: 'old' },
    ]);
    controller.settle(wanted[1]?.id ?? 0, ok('b'));
    controller.settle(wanted[0]?.id ?? 0, ok('a'));
    expect([await first, await second]).toEqual([ok('a'), ok('b')]);
  });

  it('lets nobody wait when it closes', async () => {
    const controller = createTokenBroker(() => undefined);
    const waiting = controller.tokens.accessToken('108');
    controller.close();
    expect(await waiting).toMatchObject({ problem: { code: 'interrupted' } });
  });
});

import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IpcMainInvokeEvent } from 'electron';
import { describe, expect, it } from 'vitest';
import { silentLog } from '../../../electron/base/log.ts';
import { droppedChannel } from '../../../electron/contract/channels.ts';
import { googleEndpoints } from '../../../electron/contract/endpoints.ts';
import {
  type EngineInput,
  type EngineOutput,
  type EngineVerb,
  engineVerbs,
} from '../../../electron/contract/engine-protocol.ts';
import type { RunEvent } from '../../../electron/contract/models.ts';
import { noDecoder } from '../../../electron/contract/picture-decoder.ts';
import { problem } from '../../../electron/contract/problem.ts';
import { failed, ok, type Result } from '../../../electron/contract/result.ts';
import type { TakeoutCandidates } from '../../../electron/contract/takeout-desktop-models.ts';
import { createEngine } from '../../../electron/engine/engine.ts';
import { createEngineRunner } from '../../../electron/main/engine-process/engine-runner.ts';
import { createEngineService } from '../../../electron/main/engine-process/engine-service.ts';
import { createGalleryCache } from '../../../electron/main/engine-process/gallery-cache.ts';
import { createRestoreRunner } from '../../../electron/main/engine-process/restore-runner.ts';
import { serveDroppedFiles } from '../../../electron/main/ipc/dropped-files.ts';
import { systemFolderWatch } from '../../../electron/schedule/folder-watch.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** The verbs over a real engine, and an export of some photos in two parts. */
async function openWorld() {
  const folder = await temporaryFolder();
  const engine = createEngine({
    dataFolder: join(folder, 'data'),
    endpoints: googleEndpoints,
    tokens: { accessToken: async () => failed(problem('token-missing')) },
    decoder: noDecoder,
    environment: {},
    timeScale: 1,
    now: () => new Date('2026-03-10T12:00:00.000Z'),
    clock: () => performance.now(),
    log: silentLog,
  });
  const events: RunEvent[] = [];
  const restores = createRestoreRunner(engine, () => undefined);
  const runs = createEngineRunner(
    engine,
    (event) => events.push(event),
    () => undefined,
    () => 0,
  );
  const service = createEngineService({
    ...{ engine, cache: createGalleryCache(engine), runs, restores, log: silentLog },
    onGentle: () => undefined,
  });
  async function ask<V extends EngineVerb>(verb: V, input: EngineInput<V>): Promise<EngineOutput<V>> {
    const answered = await service(verb, input);
    if (!answered.ok) throw new Error(`${answered.problem.code} ${answered.problem.detail ?? ''}`);
    // Parsed, as the answer is at the border of the processes.
    return engineVerbs[verb].output.parse(answered.value) as EngineOutput<V>;
  }
  await mkdir(join(folder, 'Backup'));
  const { destination } = await ask('chooseDestination', { path: join(folder, 'Backup') });
  const sample = await writeTakeoutSample({
    ...{ out: join(folder, 'export'), items: 40, albums: 3, seed: 5, parts: 2, itemBytes: 'tiny' },
    absentItems: 'left out',
  });
  return { ask, destination, sample, events, exportFolder: join(folder, 'export') };
}

describe('the engine about exports', () => {
  it('finds parts, imports them, and tells what it knows of them', async () => {
    const { ask, destination, sample, events, exportFolder } = await openWorld();
    expect(await ask('exports', { destination })).toEqual({ exports: [], schedule: null, coverage: [] });
    const found = await ask('findParts', { paths: [exportFolder] });
    const parts = found.exports.flatMap((one) => one.parts);
    expect(parts.map(({ path, place }) => ({ path, place }))).toEqual(
      sample.parts.map(({ path }) => ({ path, place: 'here' })),
    );
    const paths = parts.map(({ path }) => path);
    expect((await ask('partImportStates', { destination, paths })).map(({ state }) => state)).toEqual([null, null]);

    const request = { destination, includeTrash: false, albumView: 'auto', dryRun: false } as const;
    const report = await ask('importParts', { ...request, paths });
    expect(report).toMatchObject({ source: 'takeout', stored: sample.truth.length, failed: 0 });
    const told = events.filter((event) => event.event === 'part').map(({ part, state }) => `${part} ${state}`);
    for (const { name } of sample.parts) expect(told).toContain(`${name} imported`);

    const known = await ask('exports', { destination });
    expect(known.exports).toMatchObject([
      { complete: true, missingParts: [], parts: [{ state: 'imported' }, { state: 'imported' }] },
    ]);
    expect(await ask('partImportStates', { destination, paths })).toEqual(
      paths.map((path) => ({ path, state: 'imported', problem: null })),
    );
    const doubtful = await ask('doubtful', { destination, after: 0, limit: 500 });
    expect(doubtful).toHaveLength(known.exports[0]?.doubtful ?? -1);

    const [photo] = await ask('photos', { destination, search: '', offset: 0, limit: 1 });
    const path = await ask('photoPath', { destination, id: photo?.id ?? 0 });
    const explained = await ask('explain', { destination, id: photo?.id ?? 0 });
    expect(explained).toMatchObject({ path, sources: [{ source: 'takeout', entry: expect.anything() }] });
  });

  it('tells an archive whose bytes are not on this computer from one that is here', async () => {
    const { ask, destination, exportFolder } = await openWorld();
    const name = 'takeout-20260301T120000Z-001.zip';
    const elsewhere = join(exportFolder, 'cloud', name);
    const missing = join(exportFolder, 'missing');
    await mkdir(join(exportFolder, 'cloud'));
    await writeFile(elsewhere, '');
    await truncate(elsewhere, 1_000_000);
    const found = await ask('findParts', { paths: [elsewhere, missing] });
    expect(found.exports[0]?.parts).toMatchObject([{ name, place: 'cloud', bytes: 1_000_000 }]);
    expect(found.unrecognised).toMatchObject([{ path: missing, problem: { code: 'part-missing' } }]);
    expect(await ask('partImportStates', { destination, paths: [elsewhere] })).toMatchObject([
      { state: null, problem: { code: 'part-not-archive' } },
    ]);
  });
});

describe('serveDroppedFiles', () => {
  const offer: TakeoutCandidates = { offer: '0c7f5f5e-43a0-4bd1-9b53-2f0d6cbb6f10', exports: [], unrecognised: [] };

  function openServer(isOurs: boolean, answer: () => Promise<Result<TakeoutCandidates>> = async () => ok(offer)) {
    const lines: string[] = [];
    const offered: (readonly string[])[] = [];
    const handlers = new Map<string, (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown>();
    serveDroppedFiles({
      ipcMain: { handle: (channel, handler) => void handlers.set(channel, handler) },
      offer: (paths) => {
        offered.push(paths);
        return answer();
      },
      isOurs: () => isOurs,
      log: (line) => lines.push(line),
    });
    const event = { senderFrame: { url: 'https://evil.example/' } } as IpcMainInvokeEvent;
    return { lines, offered, drop: async (dropped: unknown) => handlers.get(droppedChannel)?.(event, dropped) };
  }

  it('offers what was dropped on our own page', async () => {
    const { drop, offered } = openServer(true);
    expect(await drop(['/home/me/one.zip', '/home/me/two.zip'])).toEqual(ok(offer));
    expect(offered).toEqual([['/home/me/one.zip', '/home/me/two.zip']]);
  });

  it.each([
    ['a foreign page', false, ['/home/me/one.zip']],
    ['something that is no list', true, '/home/me/one.zip'],
    ['something that is no path', true, [{ path: '/home/me/one.zip' }]],
    ['an empty path', true, ['']],
    ['more than anybody drops', true, Array.from({ length: 2_001 }, () => 'x')],
    ['a path without end', true, ['x'.repeat(40_000)]],
  ])('refuses %s', async (_name, isOurs, dropped) => {
    const { drop, offered, lines } = openServer(isOurs);
    expect(await drop(dropped)).toMatchObject({ ok: false, problem: { code: 'usage' } });
    expect(offered).toEqual([]);
    expect(lines).toHaveLength(1);
  });

  it('answers a bug as a problem', async () => {
    const { drop, lines } = openServer(true, () => Promise.reject(new Error('broken')));
    expect(await drop(['/home/me/one.zip'])).toMatchObject({ problem: { code: 'internal' } });
    expect(lines).toHaveLength(1);
  });
});

describe('systemFolderWatch', () => {
  it('hears of a file that appears, until it is ended', async () => {
    const folder = await temporaryFolder();
    const lines: string[] = [];
    const heard = Promise.withResolvers<void>();
    const end = systemFolderWatch((line) => lines.push(line))(folder, heard.resolve);
    await writeFile(join(folder, 'takeout.zip'), 'x');
    await heard.promise;
    end();
    expect(lines).toEqual([]);
  });

  it('only says so when a folder cannot be listened to', async () => {
    const lines: string[] = [];
    const gone = join(await temporaryFolder(), 'gone');
    systemFolderWatch((line) => lines.push(line))(gone, () => undefined)();
    expect(lines).toHaveLength(1);
  });
});

/**
 * The engine's process: the backup engine behind a port, driven by the main process. It imports nothing of Electron; all
 * that it is handed is `process.parentPort`.
 */
import { homedir } from 'node:os';
import { monotonicClock } from '../../base/clock.ts';
import { keepMemoryOutOfCoreDumps } from '../../base/core-dumps.ts';
import { limitHeapGrowth } from '../../base/heap-flags.ts';
import { heapStatistics } from '../../base/heap-statistics.ts';
import { type FromEngine, type ToEngine, toEngineSchema } from '../../contract/engine-protocol.ts';
import { createEngine } from '../../engine/engine.ts';
import { openEngineLog } from '../../logging/log-files.ts';
import { createDecoderClient } from './decoder-client.ts';
import { createEngineRunner } from './engine-runner.ts';
import { createEngineService, type EngineService } from './engine-service.ts';
import { createGalleryCache } from './gallery-cache.ts';
import { loggedDecoder } from './logged-decoder.ts';
import { lowerPriority } from './lower-priority.ts';
import { createRestoreRunner } from './restore-runner.ts';
import { createTokenBroker } from './token-broker.ts';

/** Milliseconds between two signs of life. */
const aliveEveryMs = 5_000;

// Main has passed all flags; should Electron not have handed them on, this much still counts.
limitHeapGrowth();
lowerPriority();
// Chromium may have forked this process from one that was there before the main process began.
keepMemoryOutOfCoreDumps(process.platform, process.pid);
const { parentPort } = process;
const send = (message: FromEngine): void => parentPort.postMessage(message);
const controller = createTokenBroker((wanted) => send({ kind: 'token-wanted', ...wanted }));
const pictures = createDecoderClient((wanted) => send({ kind: 'decode', ...wanted }));
let service: EngineService | null = null;
let aheadMs = 0;
let isGentle = false;

function begin(options: Extract<ToEngine, { kind: 'begin' }>): void {
  const now = (): Date => new Date(Date.now() + aheadMs);
  const log = openEngineLog({ dataFolder: options.dataFolder, level: options.logLevel, home: homedir(), now });
  // What happens then stays as it was: the process ends, and main starts another.
  process.on('uncaughtExceptionMonitor', (error, origin) => log.error('engine.crashed', { origin, error }));
  const heap = heapStatistics();
  log.info('engine.started', { pid: process.pid, node: process.versions.node, level: options.logLevel, heap });
  const engine = createEngine({
    dataFolder: options.dataFolder,
    endpoints: options.endpoints,
    tokens: controller.tokens,
    decoder: loggedDecoder(pictures.decoder, log),
    environment: process.env,
    timeScale: options.timeScale,
    now,
    clock: monotonicClock,
    isGentle: () => isGentle,
    log,
  });
  service = createEngineService({
    engine,
    cache: createGalleryCache(engine),
    runs: createEngineRunner(
      engine,
      (event) => send({ kind: 'run-event', event }),
      (progress) => send({ kind: 'verify-progress', progress }),
      monotonicClock,
    ),
    restores: createRestoreRunner(engine, (event) => send({ kind: 'restore-event', event })),
    onGentle: (wanted) => {
      isGentle = wanted;
    },
    log,
  });
  setInterval(() => send({ kind: 'alive' }), aliveEveryMs);
  send({ kind: 'ready' });
}

async function answer({ id, verb, input }: Extract<ToEngine, { kind: 'ask' }>): Promise<void> {
  if (service === null) throw new Error(`${verb} was asked before the engine began`);
  send({ kind: 'answer', id, result: await service(verb, input) });
  if (verb !== 'shutDown') return;
  controller.close();
  // The answer travels first.
  setImmediate(() => process.exit(0));
}

parentPort.on('message', ({ data }) => {
  const message = toEngineSchema.parse(data);
  switch (message.kind) {
    case 'begin':
      return begin(message);
    case 'ask':
      return void answer(message);
    case 'clock':
      aheadMs = message.aheadMs;
      return;
    case 'token':
      return controller.settle(message.id, message.result);
    case 'decoded':
      return pictures.settle(message.id, message.outcome);
  }
});

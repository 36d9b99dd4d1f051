import type { EngineInput, EngineOutput } from '../../contract/engine-protocol.ts';
import type { RunEvent, RunNews } from '../../contract/models.ts';
import { problem } from '../../contract/problem.ts';
import { failed, type Result } from '../../contract/result.ts';
import type { ShownVerificationProgress } from '../../contract/verification-models.ts';
import type { Engine, RunningBackup } from '../../engine/engine.ts';
import { startVerification } from './engine-verification.ts';

/** The one run that the engine's process may have. */
export interface EngineRunner {
  /** Answered when the run has ended. Problem: `destination-busy` while another one goes on. */
  readonly backUp: (request: EngineInput<'backUp'>) => Promise<Result<EngineOutput<'backUp'>>>;
  /** The same for what a person chooses. */
  readonly pick: (request: EngineInput<'pick'>) => Promise<Result<EngineOutput<'pick'>>>;
  /** The same for parts of exports. */
  readonly importParts: (request: EngineInput<'importParts'>) => Promise<Result<EngineOutput<'importParts'>>>;
  /** The same for exports in Google Drive. */
  readonly fetchDrive: (request: EngineInput<'fetchDrive'>) => Promise<Result<EngineOutput<'fetchDrive'>>>;
  /** The same for a repair of the folder. */
  readonly repair: (request: EngineInput<'repair'>) => Promise<Result<EngineOutput<'repair'>>>;
  /** Reads the whole folder, as a run of its own. */
  readonly verify: (request: EngineInput<'verify'>) => Promise<Result<EngineOutput<'verify'>>>;
  /** Reads a share again while no run is on; one that begins ends it first. Problem: `destination-busy` during a run. */
  readonly scrub: (request: EngineInput<'scrub'>) => Promise<Result<EngineOutput<'scrub'>>>;
  readonly stopScrub: () => void;
  /** The person who chooses wants no further session. */
  readonly pickNoMore: () => void;
  /** Begins nothing new. */
  readonly stop: () => void;
  /**
   * The program ends: stops, so that the next start can go on; after `withinMs` what is still in flight is left in
   * staging. Resolves when the run has ended.
   */
  readonly finish: (withinMs: number) => Promise<void>;
}

interface CurrentRun<R> {
  readonly run: Pick<RunningBackup, 'stop' | 'abort'> & { readonly ended: Promise<Result<R>> };
  /** Puts the run down, to be gone on with. */
  readonly suspend: () => void;
  readonly noMore: () => void;
}

/** A run that a stop puts down, too: the next one goes on with it. */
function plain<R>(run: CurrentRun<R>['run']): CurrentRun<R> {
  return { run, suspend: run.stop, noMore: () => undefined };
}

/** A scrub in progress; `ended` resolves however it ends. */
interface Scrubbing {
  readonly stopping: AbortController;
  readonly ended: Promise<void>;
}

/** A runner that passes on to `emit` what its run tells, except for the end, which is the answer. `clock` in milliseconds. */
export function createEngineRunner(
  engine: Pick<
    Engine,
    'startBackup' | 'startPick' | 'startImport' | 'startDriveImport' | 'startRepair' | 'scrub' | 'verify'
  >,
  emit: (event: RunNews) => void,
  emitProgress: (progress: ShownVerificationProgress) => void,
  clock: () => number,
): EngineRunner {
  let running: CurrentRun<unknown> | null = null;
  /** A run that waits for the scrub to end. */
  let starting: { isStopped: boolean } | null = null;
  let scrubbing: Scrubbing | null = null;
  const tell = (event: RunEvent): void => {
    if (event.event !== 'finished') emit(event);
  };

  async function has<R>(begin: () => CurrentRun<R>): Promise<Result<R>> {
    if (running !== null || starting !== null) return failed(problem('destination-busy'));
    if (scrubbing !== null) {
      const wanted = { isStopped: false };
      starting = wanted;
      await endScrub();
      starting = null;
      if (wanted.isStopped) return failed(problem('interrupted'));
    }
    const current = begin();
    running = current;
    try {
      return await current.run.ended;
    } finally {
      running = null;
    }
  }

  async function endScrub(): Promise<void> {
    scrubbing?.stopping.abort();
    await scrubbing?.ended;
  }

  async function scrub({ destination, everyDays }: EngineInput<'scrub'>): Promise<Result<EngineOutput<'scrub'>>> {
    if (running !== null || starting !== null || scrubbing !== null) return failed(problem('destination-busy'));
    const stopping = new AbortController();
    const work = engine.scrub(destination, { everyDays }, () => undefined, stopping.signal);
    const ended = work.then(
      () => undefined,
      () => undefined,
    );
    scrubbing = { stopping, ended };
    try {
      return await work;
    } finally {
      scrubbing = null;
    }
  }

  return {
    backUp: (request) => has(() => plain(engine.startBackup(request, tell))),
    importParts: (request) => has(() => plain(engine.startImport(request, tell))),
    fetchDrive: (request) => has(() => plain(engine.startDriveImport(request, tell))),
    repair: (request) => has(() => plain(engine.startRepair(request, tell))),
    verify: (request) => has(() => plain(startVerification(engine, request, emitProgress, clock))),
    pick: (request) =>
      has(() => {
        const run = engine.startPick(request, tell);
        return { run, suspend: run.suspend, noMore: run.noMore };
      }),
    scrub,
    stopScrub: () => scrubbing?.stopping.abort(),
    pickNoMore: () => running?.noMore(),
    stop: () => {
      if (starting !== null) starting.isStopped = true;
      running?.run.stop();
    },
    finish: async (withinMs) => {
      if (starting !== null) starting.isStopped = true;
      if (scrubbing !== null) await endScrub();
      const last = running;
      if (last === null) return;
      last.suspend();
      const limit = setTimeout(() => last.run.abort(), withinMs);
      try {
        await last.run.ended;
      } finally {
        clearTimeout(limit);
      }
    },
  };
}

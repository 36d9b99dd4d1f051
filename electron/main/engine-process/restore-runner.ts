import type { EngineInput, EngineOutput } from '../../contract/engine-protocol.ts';
import { problem } from '../../contract/problem.ts';
import type { RestoreEvent, RestoreNews } from '../../contract/restore-models.ts';
import { failed, type Result } from '../../contract/result.ts';
import type { Engine } from '../../engine/engine.ts';

/** The one restore, or planning of one, that the engine's process may have. It writes nothing into the folder. */
export interface RestoreRunner {
  /** Problem beyond the engine's: `restore-busy` while another one goes on. */
  readonly plan: (request: EngineInput<'planRestore'>) => Promise<Result<EngineOutput<'planRestore'>>>;
  /** Answered when it has ended. */
  readonly restore: (request: EngineInput<'restore'>) => Promise<Result<EngineOutput<'restore'>>>;
  readonly stop: () => void;
  /** The program ends: stops, and resolves when it has ended. The journal remembers the rest. */
  readonly finish: () => Promise<void>;
}

interface Current {
  readonly stop: () => void;
  isStopping: boolean;
  /** Resolves however it ends. */
  readonly ended: Promise<unknown>;
}

/** A runner that passes on to `emit` what a restore tells, except for the end, which is the answer. */
export function createRestoreRunner(
  engine: Pick<Engine, 'planRestore' | 'startRestore'>,
  emit: (event: RestoreNews) => void,
): RestoreRunner {
  let current: Current | null = null;
  const tell = (event: RestoreEvent): void => {
    if (event.event !== 'restore-finished') emit(event);
  };

  async function has<T>(begin: () => { ended: Promise<Result<T>>; stop: () => void }): Promise<Result<T>> {
    // What was given up ends within seconds: the next one need not be told.
    if (current?.isStopping === true) await current.ended;
    if (current !== null) return failed(problem('restore-busy'));
    const begun = begin();
    current = { stop: begun.stop, isStopping: false, ended: begun.ended.catch(() => undefined) };
    try {
      return await begun.ended;
    } finally {
      current = null;
    }
  }

  function stop(): void {
    if (current === null) return;
    current.isStopping = true;
    current.stop();
  }

  return {
    plan: (request) =>
      has(() => {
        const stopping = new AbortController();
        const ended = engine.planRestore({ ...request, typedEmail: null }, stopping.signal, tell);
        return { ended, stop: () => stopping.abort() };
      }),
    restore: (request) => has(() => engine.startRestore(request, tell)),
    stop,
    finish: async () => {
      stop();
      await current?.ended;
    },
  };
}

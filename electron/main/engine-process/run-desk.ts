import type { EngineInput, EngineOutput } from '../../contract/engine-protocol.ts';
import type { RunEvent } from '../../contract/models.ts';
import { problem } from '../../contract/problem.ts';
import { failed, type Result } from '../../contract/result.ts';
import type { Engine, RunningBackup } from '../../engine/engine.ts';

/** The one run that the engine's process may have. */
export interface RunDesk {
  /** Answered when the run has ended. Problem: `destination-busy` while another one goes on. */
  readonly backUp: (request: EngineInput<'backUp'>) => Promise<Result<EngineOutput<'backUp'>>>;
  /** Begins nothing new. */
  readonly stop: () => void;
  /** Stops; after `withinMs` what is still in flight is left in staging. Resolves when the run has ended. */
  readonly finish: (withinMs: number) => Promise<void>;
}

/** A desk that tells what its run tells to `emit`. */
export function createRunDesk(engine: Pick<Engine, 'startBackup'>, emit: (event: RunEvent) => void): RunDesk {
  let running: RunningBackup | null = null;
  return {
    backUp: async (request) => {
      if (running !== null) return failed(problem('destination-busy'));
      running = engine.startBackup(request, emit);
      try {
        return await running.ended;
      } finally {
        running = null;
      }
    },
    stop: () => running?.stop(),
    finish: async (withinMs) => {
      const last = running;
      if (last === null) return;
      last.stop();
      const limit = setTimeout(() => last.abort(), withinMs);
      try {
        await last.ended;
      } finally {
        clearTimeout(limit);
      }
    },
  };
}

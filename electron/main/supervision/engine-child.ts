import type { ToEngine } from '../../contract/engine-protocol.ts';

/** One process of the engine, as the operating system gives it. */
export interface EngineChild {
  readonly send: (message: ToEngine) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  /** Called once, however it ended. */
  readonly onExit: (listener: (code: number) => void) => void;
  readonly kill: () => void;
  /** Null when it does not run. */
  readonly pid: () => number | null;
}

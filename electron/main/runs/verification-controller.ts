import type { Clock } from '../../base/clock.ts';
import { ok, type Result } from '../../contract/result.ts';
import type { ShownVerificationProgress, VerificationOutcome } from '../../contract/verification-models.ts';
import type { EngineDestination } from '../../engine/engine.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import type { RunCoordinator, RunEnd, WantedRun } from './run-coordinator.ts';
import { folderChange, type RunEngine } from './run-engine.ts';

/** What the verification controller is built from. */
export interface VerificationControllerOptions {
  readonly runs: Pick<RunCoordinator, 'start' | 'isOn' | 'stop'>;
  readonly engine: Pick<RunEngine, 'context' | 'log'>;
  /** Reads the folder; resolves when that has ended. */
  readonly read: (destination: EngineDestination) => Promise<Result<VerificationOutcome>>;
  readonly snapshot: Pick<SnapshotStore, 'current' | 'change'>;
  readonly clock: Clock;
}

/**
 * Reading the whole folder again because a person wants to know now. It is a run like others: nothing else is stored
 * meanwhile, and what is due begins when it has ended.
 */
export class VerificationController {
  readonly #options: VerificationControllerOptions;
  readonly #run: WantedRun<VerificationOutcome> = {
    purpose: 'verification',
    startedBy: () => 'person',
    prepare: async () => this.#prepare(),
    // What it tells comes on a way of its own.
    hear: () => undefined,
    ended: (end) => this.#ended(end),
  };

  constructor(options: VerificationControllerOptions) {
    this.#options = options;
  }

  /** Begins. Problems: no folder, a run goes on already. Later ones are in the snapshot. */
  start(): Promise<Result<null>> {
    return this.#options.runs.start(this.#run);
  }

  /** Stops it; what was read until then counts as read. */
  async stop(): Promise<Result<null>> {
    const { runs, snapshot } = this.#options;
    const { verification } = snapshot.current();
    if (!runs.isOn(this.#run)) return ok(null);
    if (verification?.stage === 'reading') snapshot.change({ verification: { ...verification, stopping: true } });
    return runs.stop('person');
  }

  /** Puts the outcome away. */
  dismiss(): void {
    const { snapshot } = this.#options;
    if (snapshot.current().verification?.stage !== 'reading') snapshot.change({ verification: null });
  }

  /** Shows how far it is. */
  hear(progress: ShownVerificationProgress): void {
    const { snapshot } = this.#options;
    const { verification } = snapshot.current();
    if (verification?.stage === 'reading') snapshot.change({ verification: { ...verification, progress } });
  }

  #prepare(): Result<() => Promise<Result<VerificationOutcome>>> {
    const { engine, read, snapshot } = this.#options;
    const context = engine.context();
    if (!context.ok) return context;
    const { destination } = context.value;
    snapshot.change({ verification: { stage: 'reading', progress: null, stopping: false } });
    return ok(() => read(destination));
  }

  #ended({ result, stoppedBy }: RunEnd<VerificationOutcome>): void {
    const { engine, snapshot, clock } = this.#options;
    if (result.ok) {
      const endedAt = clock.now().toISOString();
      return snapshot.change({ verification: { stage: 'ended', endedAt, outcome: result.value } });
    }
    engine.log(`The verification ended early: ${result.problem.code}`);
    // A person who stopped it knows.
    const verification = stoppedBy === 'person' ? null : ({ stage: 'failed', problem: result.problem } as const);
    snapshot.change({ verification, ...folderChange(result.problem) });
  }
}

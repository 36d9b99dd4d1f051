import type { RunNews, RunReport } from '../../contract/models.ts';
import { problem, problemOf } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';

/** Which run takes the folder. */
export type RunPurpose = 'backup' | 'selection' | 'import' | 'verification';

/** Why a run is stopped: what passes (a pause, sleep, battery) lets it go on by itself, a person's word does not. */
export type StopReason = 'person' | 'passing';

/** How a run ended. A verification has a report of another kind. */
export interface RunEnd<R = RunReport> {
  readonly result: Result<R>;
  /** Null when nobody stopped it; `quit` when the end of the program broke it off. */
  readonly stoppedBy: StopReason | 'quit' | null;
}

/** A run that somebody wants. The same object may be asked for again once it has ended. */
export interface WantedRun<R = RunReport> {
  readonly purpose: RunPurpose;
  /** What a person started by hand is not stopped by what passes. Read when the run begins. */
  readonly startedBy: () => 'person' | 'itself';
  /** Its turn has come: what begins it in the engine, or why it cannot begin. */
  readonly prepare: () => Promise<Result<() => Promise<Result<R>>>>;
  /** What the engine tells of it while it goes on. */
  readonly hear: (event: RunNews) => void;
  /** Called exactly once for each time that it was taken on, unless `start` has refused it or it was withdrawn. */
  readonly ended: (end: RunEnd<R>) => void;
}

/** What the coordinator is built from. */
export interface RunCoordinatorOptions {
  /** Asks the engine to stop its run. */
  readonly stopEngine: () => Promise<Result<null>>;
  /** A stop was asked for. */
  readonly onStopping: () => void;
  /** What is to be up to date before the next run begins and anybody hears that one has ended. */
  readonly refresh: () => Promise<void>;
}

interface RunUnderWay {
  readonly run: Pick<WantedRun, 'purpose' | 'hear'>;
  readonly startedBy: 'person' | 'itself';
  stoppedBy: RunEnd['stoppedBy'];
}

/** What waits begins in this order: what a person has chosen does not stay open at Google for ever. */
const ranks: Readonly<Record<RunPurpose, number>> = { selection: 0, import: 1, backup: 2, verification: 3 };

/**
 * The one owner of "a run is on": one run at a time, the others in a queue, one end for each. Whatever else wants to know
 * asks here.
 */
export class RunCoordinator {
  readonly #options: RunCoordinatorOptions;
  readonly #listeners: (() => void)[] = [];
  #queue: readonly WantedRun[] = [];
  #underWay: RunUnderWay | null = null;
  /** A run has ended, and what hangs on its end is being read. */
  #isRefreshing = false;
  #isClosed = false;

  constructor(options: RunCoordinatorOptions) {
    this.#options = options;
  }

  /** A run goes on, or waits for its turn. */
  get busy(): boolean {
    return this.#underWay !== null || this.#queue.length > 0;
  }

  /** Which run goes on; null when none does. */
  get purpose(): RunPurpose | null {
    return this.#underWay?.run.purpose ?? null;
  }

  /** Whether it is this run that goes on. */
  isOn(run: Pick<WantedRun, 'purpose' | 'hear'>): boolean {
    return this.#underWay?.run === run;
  }

  /** Calls back after each end, when what hangs on it is up to date and what waited has had its turn. */
  onEnded(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Begins a run now. Problems: one goes on or waits, the program ends, and whatever keeps this one from beginning. */
  async start<R>(run: WantedRun<R>): Promise<Result<null>> {
    if (this.#isClosed) return failed(problem('interrupted'));
    if (this.busy) return failed(problem('run-going-on'));
    const begun = await this.#take(run);
    // Others may have come to wait meanwhile.
    if (!begun.ok && !this.#isRefreshing) this.#advance();
    return begun;
  }

  /** Begins a run when its turn comes; what keeps it from beginning is told as its end. True when it has to wait. */
  enqueue(run: WantedRun): boolean {
    if (this.#isClosed || this.#queue.includes(run)) return true;
    const waits = this.#underWay !== null || this.#isRefreshing;
    this.#queue = [...this.#queue, run].toSorted((one, other) => ranks[one.purpose] - ranks[other.purpose]);
    if (!waits) this.#advance();
    return waits;
  }

  /** Takes a run back that waits for its turn. */
  withdraw(run: WantedRun): void {
    this.#queue = this.#queue.filter((one) => one !== run);
  }

  /** Begins nothing new; files in flight have some seconds. What a person chose by hand is not stopped by what passes. */
  async stop(reason: StopReason): Promise<Result<null>> {
    const current = this.#underWay;
    if (current === null || (current.startedBy === 'person' && reason === 'passing')) return ok(null);
    // What passes takes nothing back from a person who wants it to stay stopped.
    if (current.stoppedBy !== 'person') current.stoppedBy = reason;
    this.#options.onStopping();
    return this.#options.stopEngine();
  }

  /** The program ends: nothing begins any more. The engine's process puts down what goes on, and that is its end. */
  close(): void {
    this.#isClosed = true;
    this.#queue = [];
    if (this.#underWay !== null && this.#underWay.stoppedBy !== 'person') this.#underWay.stoppedBy = 'quit';
  }

  /** Hears what the engine tells of the run that goes on. */
  hear(event: RunNews): void {
    this.#underWay?.run.hear(event);
  }

  async #take<R>(run: WantedRun<R>, isQueued = false): Promise<Result<null>> {
    const current: RunUnderWay = { run, startedBy: run.startedBy(), stoppedBy: null };
    this.#underWay = current;
    const prepared = await run.prepare().catch((thrown: unknown) => failed(problemOf(thrown)));
    if (!prepared.ok) {
      if (isQueued) this.#end(current, run, prepared);
      else this.#underWay = null;
      return prepared;
    }
    // Stopped before the engine heard of it: it never will.
    if (current.stoppedBy !== null) this.#end(current, run, failed(problem('interrupted')));
    else void this.#follow(current, run, prepared.value);
    return ok(null);
  }

  async #follow<R>(current: RunUnderWay, run: WantedRun<R>, begin: () => Promise<Result<R>>): Promise<void> {
    const result = await begin().catch((thrown: unknown) => failed(problemOf(thrown)));
    this.#end(current, run, result);
  }

  #end<R>({ stoppedBy }: RunUnderWay, run: WantedRun<R>, result: Result<R>): void {
    this.#underWay = null;
    this.#isRefreshing = true;
    run.ended({ result, stoppedBy });
    const refreshed = (): void => {
      this.#isRefreshing = false;
      this.#advance();
      for (const listener of this.#listeners) listener();
    };
    this.#options.refresh().then(refreshed, refreshed);
  }

  #advance(): void {
    const [next] = this.#queue;
    if (next === undefined || this.#underWay !== null || this.#isClosed) return;
    this.withdraw(next);
    void this.#take(next, true);
  }
}

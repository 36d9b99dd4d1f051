import type { Clock } from '../../base/clock.ts';
import type { EngineState } from '../../contract/desktop-models.ts';
import type { EngineInput, EngineOutput, EngineVerb, ToEngine } from '../../contract/engine-protocol.ts';
import type { RunNews } from '../../contract/models.ts';
import type { PictureDecoder } from '../../contract/picture-decoder.ts';
import { problem } from '../../contract/problem.ts';
import type { RestoreNews } from '../../contract/restore-models.ts';
import { failed, type Result } from '../../contract/result.ts';
import type { AccessTokens } from '../../contract/tokens.ts';
import type { ShownVerificationProgress } from '../../contract/verification-models.ts';
import { milestones } from '../log/milestones.ts';
import type { ChildProcess } from './child-process.ts';
import { afterCrash } from './crash-policy.ts';
import { EngineLink } from './engine-link.ts';

/** Asks the engine; waits while it starts, fails with `engine-crashed` when it is gone. */
export type AskEngine = <V extends EngineVerb>(verb: V, input: EngineInput<V>) => Promise<Result<EngineOutput<V>>>;

/** What the supervisor is built from. */
export interface SupervisorOptions {
  readonly fork: () => ChildProcess<ToEngine>;
  readonly begin: Extract<ToEngine, { kind: 'begin' }>;
  readonly tokens: AccessTokens;
  readonly decoder: PictureDecoder;
  readonly clock: Clock;
  readonly onState: (state: EngineState) => void;
  readonly log: (line: string) => void;
}

/**
 * Milliseconds between two looks at whether the process still speaks. Time asleep does not count: timers stand still.
 */
const lookEveryMs = 15_000;
/** After so many looks in a row without a word it hangs. */
const mostSilentLooks = 4;
/** How long an engine that has put everything down takes to be gone, in milliseconds. */
const exitMs = 1_000;

/** Keeps one engine process running: restarts it with growing pauses, and stops when it only crashes. */
export class EngineSupervisor {
  readonly #options: SupervisorOptions;
  readonly #crashes: number[] = [];
  readonly #runListeners: ((event: RunNews) => void)[] = [];
  readonly #restoreListeners: ((event: RestoreNews) => void)[] = [];
  readonly #verifyListeners: ((progress: ShownVerificationProgress) => void)[] = [];
  readonly #waitingForReady: (() => void)[] = [];
  #state: EngineState = 'starting';
  #child: ChildProcess<ToEngine> | null = null;
  #link: EngineLink | null = null;
  #stopping = false;
  #silentLooks = 0;
  #aheadMs = 0;
  #isGentle = false;
  #cancelTimer = (): void => undefined;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  readonly ask: AskEngine = async (verb, input) => {
    if (this.#state === 'starting' || this.#state === 'restarting') {
      await new Promise<void>((resolve) => this.#waitingForReady.push(resolve));
    }
    if (this.#link === null || this.#state !== 'ready') return failed(problem('engine-crashed'));
    return this.#link.ask(verb, input);
  };

  /** Calls back with what runs tell, whichever life of the process has them. */
  onRunEvent(listener: (event: RunNews) => void): void {
    this.#runListeners.push(listener);
  }

  /** The same of restores. */
  onRestoreEvent(listener: (event: RestoreNews) => void): void {
    this.#restoreListeners.push(listener);
  }

  /** Calls back with how far a verification is. */
  onVerifyProgress(listener: (progress: ShownVerificationProgress) => void): void {
    this.#verifyListeners.push(listener);
  }

  start(): void {
    const { fork, begin, tokens, decoder, log } = this.#options;
    const child = fork();
    this.#child = child;
    this.#silentLooks = 0;
    const link = new EngineLink(child, {
      tokens,
      decoder,
      onReady: () => {
        log(milestones.engineReady);
        this.#become('ready');
        if (this.#isGentle) void link.ask('beGentle', { isGentle: true });
      },
      onSign: () => {
        this.#silentLooks = 0;
      },
      onRunEvent: (event) => {
        for (const listener of this.#runListeners) listener(event);
      },
      onRestoreEvent: (event) => {
        for (const listener of this.#restoreListeners) listener(event);
      },
      onVerifyProgress: (progress) => {
        for (const listener of this.#verifyListeners) listener(progress);
      },
      onUnreadable: (detail) => log(`The engine sent something unreadable: ${detail}`),
    });
    this.#link = link;
    child.onExit((code) => this.#ended(link, code));
    child.send(begin);
    if (this.#aheadMs > 0) child.send({ kind: 'clock', aheadMs: this.#aheadMs });
    this.#watch();
  }

  /** Starts over after a crash loop, with its past forgotten. Does nothing in any other state. */
  restart(): void {
    if (this.#state !== 'crashed') return;
    this.#crashes.length = 0;
    this.#become('starting');
    this.start();
  }

  /** Development builds: the engine's clock goes forward by so many milliseconds, also in its later lives. */
  advance(milliseconds: number): void {
    this.#aheadMs += milliseconds;
    this.#child?.send({ kind: 'clock', aheadMs: this.#aheadMs });
  }

  /** From now on, and in its later lives, the engine works so that it is not felt, or as fast as it can. */
  beGentle(isGentle: boolean): void {
    if (isGentle === this.#isGentle) return;
    this.#isGentle = isGentle;
    if (this.#state === 'ready') void this.#link?.ask('beGentle', { isGentle });
  }

  /** The process's id, null when there is none. */
  pid(): number | null {
    return this.#child?.pid() ?? null;
  }

  /** Lets a run come to an orderly end within so many milliseconds, then ends the process in any case. */
  async stop(withinMs: number): Promise<void> {
    this.#stopping = true;
    this.#cancelTimer();
    const child = this.#child;
    if (child === null || this.#link === null) return;
    if (this.#state === 'ready') {
      await Promise.race([
        this.#link.ask('shutDown', { withinMs }),
        new Promise<void>((resolve) => this.#options.clock.after(withinMs * 2, resolve)),
      ]);
    }
    child.kill();
  }

  /**
   * The same where the caller may not give up its thread: the engine, which ends on its own when it has put everything
   * down, has so many milliseconds for it and one second more to be gone.
   */
  stopAndWait(withinMs: number, waitForExit: (pid: number, withinMs: number) => void): void {
    this.#stopping = true;
    this.#cancelTimer();
    const pid = this.pid();
    if (this.#state === 'ready' && this.#link !== null && pid !== null) {
      void this.#link.ask('shutDown', { withinMs });
      waitForExit(pid, withinMs + exitMs);
    }
    this.#child?.kill();
  }

  #ended(link: EngineLink, code: number): void {
    this.#cancelTimer();
    if (this.#link === link) {
      this.#link = null;
      this.#child = null;
    }
    link.end(problem('engine-crashed', { detail: `Exit code ${code}` }));
    if (this.#stopping) return this.#release();
    const { clock, log } = this.#options;
    const now = clock.now().getTime();
    this.#crashes.push(now);
    const next = afterCrash(this.#crashes, now);
    log(`The engine ended with exit code ${code}; ${next.kind}`);
    if (next.kind === 'give-up') return this.#become('crashed');
    this.#become('restarting');
    this.#cancelTimer = clock.after(next.inMs, () => this.start());
  }

  #watch(): void {
    this.#cancelTimer = this.#options.clock.after(lookEveryMs, () => {
      this.#silentLooks += 1;
      if (this.#silentLooks < mostSilentLooks) return this.#watch();
      this.#options.log('The engine has not spoken for a minute and is ended');
      this.#child?.kill();
    });
  }

  #become(state: EngineState): void {
    this.#state = state;
    if (state === 'ready' || state === 'crashed') this.#release();
    this.#options.onState(state);
  }

  #release(): void {
    for (const go of this.#waitingForReady.splice(0)) go();
  }
}

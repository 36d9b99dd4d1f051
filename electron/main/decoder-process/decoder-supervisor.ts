import type { Clock } from '../../base/clock.ts';
import {
  type DecodeOutcome,
  type DecodeRequest,
  fromDecoderSchema,
  type PictureDecoder,
  type ToDecoder,
} from '../../contract/picture-decoder.ts';
import type { ChildProcess } from '../supervision/child-process.ts';
import { afterCrash } from '../supervision/crash-policy.ts';

/** What the supervisor is built from. */
export interface DecoderSupervisorOptions {
  readonly fork: () => ChildProcess<ToDecoder>;
  readonly clock: Clock;
  readonly log: (line: string) => void;
}

/** A picture that somebody waits for. */
interface Asked {
  readonly request: DecodeRequest;
  readonly resolve: (outcome: DecodeOutcome) => void;
}

/** A picture that the process works on. */
interface InFlight extends Asked {
  readonly cancelLimit: () => void;
}

/**
 * The process itself ends what takes 20 seconds to read, or 20 to decode, and tries twice what needs more memory. This
 * counts from sending, so it spans both tries (80 seconds) and the waiting for as much of the picture beside it. One
 * that does not answer by now is stuck as a whole.
 */
const limitMs = 180_000;
/**
 * A process that has nothing to do for so long is ended: the next picture starts another one in a fraction of a second.
 */
const idleMs = 60_000;

/**
 * Keeps the decoder's process running while there are pictures to decode. A picture that ends the process costs that
 * picture only: when several were worked on, each is tried once more, alone. After several ends within two minutes
 * there are no more pictures until those two minutes are over.
 */
export class DecoderSupervisor implements PictureDecoder {
  readonly #options: DecoderSupervisorOptions;
  readonly #inFlight = new Map<number, InFlight>();
  readonly #waiting: Asked[] = [];
  /** Pictures during which the process ended; it is not known which of them ended it. */
  readonly #suspects: Asked[] = [];
  /** When the process ended for no picture that is known, since the last answer. */
  readonly #crashes: number[] = [];
  /** Whether a picture was ever answered. */
  #hasAnswered = false;
  #child: ChildProcess<ToDecoder> | null = null;
  #asked = 0;
  #isAlone = false;
  #isStopped = false;
  #cancelIdle = (): void => undefined;

  constructor(options: DecoderSupervisorOptions) {
    this.#options = options;
  }

  readonly decode = (request: DecodeRequest): Promise<DecodeOutcome> =>
    new Promise((resolve) => {
      this.#waiting.push({ request, resolve });
      this.#next();
    });

  /** The process's id, null when there is none. */
  pid(): number | null {
    return this.#child?.pid() ?? null;
  }

  /** How many pictures the process has been sent and not answered yet. */
  inFlight(): number {
    return this.#inFlight.size;
  }

  /** Ends the process. Pending calls are answered: no decoder. */
  stop(): void {
    this.#isStopped = true;
    this.#endChild();
    for (const { cancelLimit } of this.#inFlight.values()) cancelLimit();
    const left = [...this.#inFlight.values(), ...this.#suspects.splice(0), ...this.#waiting.splice(0)];
    this.#inFlight.clear();
    for (const { resolve } of left) resolve({ kind: 'unavailable' });
  }

  #next(): void {
    if (this.#isStopped || this.#isGivenUp()) return this.#refuse();
    if (this.#isAlone) return;
    if (this.#suspects.length > 0) {
      if (this.#inFlight.size > 0) return;
      this.#isAlone = true;
      return this.#send(this.#suspects.splice(0, 1));
    }
    this.#send(this.#waiting.splice(0));
  }

  #send(pictures: readonly Asked[]): void {
    for (const picture of pictures) {
      this.#cancelIdle();
      this.#child ??= this.#start();
      this.#asked += 1;
      const id = this.#asked;
      const cancelLimit = this.#options.clock.after(limitMs, () => {
        this.#options.log('The decoder has not answered and is ended');
        this.#child?.kill();
      });
      this.#inFlight.set(id, { ...picture, cancelLimit });
      this.#child.send({ id, request: picture.request });
    }
  }

  #start(): ChildProcess<ToDecoder> {
    const child = this.#options.fork();
    child.onMessage((message) => {
      if (this.#child === child) this.#hear(message);
    });
    child.onExit((code) => {
      if (this.#child === child) this.#ended(code);
    });
    return child;
  }

  #hear(message: unknown): void {
    const parsed = fromDecoderSchema.safeParse(message);
    if (!parsed.success) return this.#options.log(`The decoder sent something unreadable: ${parsed.error.message}`);
    const { id, outcome } = parsed.data;
    const picture = this.#inFlight.get(id);
    this.#inFlight.delete(id);
    if (picture !== undefined) {
      // It works: whatever ended it before were pictures, and many pictures may do so.
      this.#hasAnswered = true;
      this.#crashes.length = 0;
      picture.cancelLimit();
      picture.resolve(outcome);
    }
    if (this.#inFlight.size === 0) this.#isAlone = false;
    this.#next();
    // A stray answer finds one set: left alone, it would end the process in the middle of a later picture.
    this.#cancelIdle();
    if (this.#inFlight.size === 0) this.#cancelIdle = this.#options.clock.after(idleMs, () => this.#endChild());
  }

  /** The process has ended without being told to. */
  #ended(code: number): void {
    this.#child = null;
    this.#cancelIdle();
    const lost = [...this.#inFlight.values()];
    this.#inFlight.clear();
    // The guilty picture is known: one that is tried again, or any single one, unless nothing has ever been answered.
    // Then it may be the process itself that cannot run.
    const isPinned = lost.length === 1 && (this.#isAlone || this.#hasAnswered);
    this.#isAlone = false;
    for (const { cancelLimit } of lost) cancelLimit();
    this.#options.log(`The decoder ended with exit code ${code} at ${lost.length} pictures`);
    if (!isPinned) this.#crashes.push(this.#options.clock.now().getTime());
    const [guilty] = lost;
    if (lost.length === 1) guilty?.resolve({ kind: 'crashed' });
    else this.#suspects.push(...lost);
    this.#next();
  }

  #endChild(): void {
    const child = this.#child;
    // Forgotten first: its end is no crash, and nothing is sent to it any more.
    this.#child = null;
    this.#cancelIdle();
    child?.kill();
  }

  #isGivenUp(): boolean {
    return afterCrash(this.#crashes, this.#options.clock.now().getTime()).kind === 'give-up';
  }

  /** What the process works on at the moment may still come to its end. */
  #refuse(): void {
    for (const { resolve } of [...this.#suspects.splice(0), ...this.#waiting.splice(0)]) {
      resolve({ kind: 'unavailable' });
    }
  }
}

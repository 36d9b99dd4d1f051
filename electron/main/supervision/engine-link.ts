import {
  type EngineInput,
  type EngineOutput,
  type EngineVerb,
  engineVerbs,
  type FromEngine,
  fromEngineSchema,
  type ToEngine,
} from '../../contract/engine-protocol.ts';
import type { RunNews } from '../../contract/models.ts';
import type { PictureDecoder } from '../../contract/picture-decoder.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import type { RestoreNews } from '../../contract/restore-models.ts';
import { assertNever, failed, ok, type Result } from '../../contract/result.ts';
import type { AccessTokens } from '../../contract/tokens.ts';
import type { ShownVerificationProgress } from '../../contract/verification-models.ts';
import type { ChildProcess } from './child-process.ts';

/** What one life of the engine's process tells. */
export interface LinkListeners {
  readonly tokens: AccessTokens;
  readonly decoder: PictureDecoder;
  readonly onReady: () => void;
  /** Anything was heard at all. */
  readonly onSign: () => void;
  readonly onRunEvent: (event: RunNews) => void;
  readonly onRestoreEvent: (event: RestoreNews) => void;
  readonly onVerifyProgress: (progress: ShownVerificationProgress) => void;
  /** A message that no engine of this version sends. */
  readonly onUnreadable: (detail: string) => void;
}

type Resolve = (result: Result<unknown>) => void;

/** The wire to one process of the engine: asks, hears, hands over tokens. Everything that comes is parsed. */
export class EngineLink {
  readonly #child: ChildProcess<ToEngine>;
  readonly #listeners: LinkListeners;
  readonly #pending = new Map<number, Resolve>();
  #asked = 0;
  #isOver = false;

  constructor(child: ChildProcess<ToEngine>, listeners: LinkListeners) {
    this.#child = child;
    this.#listeners = listeners;
    child.onMessage((message) => this.#hear(message));
  }

  /** Asks the process. The promise never rejects; it waits as long as the process lives. */
  async ask<V extends EngineVerb>(verb: V, input: EngineInput<V>): Promise<Result<EngineOutput<V>>> {
    this.#asked += 1;
    const id = this.#asked;
    const answered = new Promise<Result<unknown>>((resolve) => this.#pending.set(id, resolve));
    this.#child.send({ kind: 'ask', id, verb, input });
    const result = await answered;
    if (!result.ok) return result;
    const output = engineVerbs[verb].output.safeParse(result.value);
    if (!output.success) return failed(problem('internal', { detail: `${verb}: ${output.error.message}` }));
    // The schema of a verb gives its output; TypeScript cannot follow that through the table.
    return ok(output.data as EngineOutput<V>);
  }

  /** The process is gone: pending calls reject with this problem. */
  end(why: Problem): void {
    this.#isOver = true;
    for (const settle of this.#pending.values()) settle(failed(why));
    this.#pending.clear();
  }

  #hear(message: unknown): void {
    // What a dead process said last must not be taken for the words of the next one.
    if (this.#isOver) return;
    const parsed = fromEngineSchema.safeParse(message);
    if (!parsed.success) return this.#listeners.onUnreadable(parsed.error.message);
    this.#listeners.onSign();
    this.#dispatch(parsed.data);
  }

  #dispatch(message: FromEngine): void {
    switch (message.kind) {
      case 'ready':
        return this.#listeners.onReady();
      case 'alive':
        return;
      case 'answer':
        this.#pending.get(message.id)?.(message.result);
        this.#pending.delete(message.id);
        return;
      case 'token-wanted':
        return void this.#handOver(message);
      case 'decode':
        return void this.#decode(message);
      case 'run-event':
        return this.#listeners.onRunEvent(message.event);
      case 'restore-event':
        return this.#listeners.onRestoreEvent(message.event);
      case 'verify-progress':
        return this.#listeners.onVerifyProgress(message.progress);
      default:
        return assertNever(message);
    }
  }

  async #handOver({ id, account, refused }: Extract<FromEngine, { kind: 'token-wanted' }>): Promise<void> {
    const result = await this.#listeners.tokens.accessToken(account, refused ?? undefined);
    this.#child.send({ kind: 'token', id, result });
  }

  async #decode({ id, request }: Extract<FromEngine, { kind: 'decode' }>): Promise<void> {
    const outcome = await this.#listeners.decoder.decode(request);
    this.#child.send({ kind: 'decoded', id, outcome });
  }
}

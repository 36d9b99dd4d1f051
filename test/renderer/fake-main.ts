import type { AppEvent, AppSnapshot } from '../../electron/contract/desktop-models.ts';
import type { IpcAnswer, IpcInput, IpcVerb } from '../../electron/contract/ipc.ts';
import { type Problem, problem } from '../../electron/contract/problem.ts';
import { failed, ok } from '../../electron/contract/result.ts';

/** A made-up state of the main process. */
export interface Scenario {
  readonly snapshot: AppSnapshot;
  /** Verbs that fail, and with what; `all` makes every verb but the snapshot fail. */
  readonly failing?: Readonly<Partial<Record<IpcVerb | 'all', Problem>>>;
  /** A failure is told once the person has gone to another screen; else at once. */
  readonly failsElsewhere?: boolean;
}

/** What the answers of single verbs may do. */
export interface FakeMain {
  readonly snapshot: () => AppSnapshot;
  /** Changes the snapshot and sends the event. */
  readonly change: (change: AppEvent['change']) => void;
}

/** One answer a verb. */
export type Answers = {
  readonly [V in IpcVerb]: (input: IpcInput<V>, main: FakeMain) => IpcAnswer<V>;
};

/** The answer of a verb that has nothing to say. */
export const done = ok(null);

/** What a scenario answers when something cannot be found. */
export const unknownThing = failed(problem('entry-unknown'));

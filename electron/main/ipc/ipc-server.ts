import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { ipcChannel } from '../../contract/channels.ts';
import { type IpcInput, type IpcOutput, type IpcVerb, ipcSchema, maxRequestUnitsOf } from '../../contract/ipc.ts';
import { type Problem, problem, problemOf } from '../../contract/problem.ts';
import { failed, type Result } from '../../contract/result.ts';

/** What each verb does. Inputs have been parsed; outputs are parsed before they leave. */
export type IpcAnswers = {
  readonly [V in IpcVerb]: (input: IpcInput<V>) => Result<IpcOutput<V>> | Promise<Result<IpcOutput<V>>>;
};

/** What the server is built from. */
export interface IpcServerOptions {
  readonly ipcMain: Pick<IpcMain, 'handle'>;
  readonly answers: IpcAnswers;
  /** Is this the main frame of our own page? */
  readonly isOurs: (event: IpcMainInvokeEvent) => boolean;
  readonly log: (line: string) => void;
}

/** Answers the page on the one channel. Foreign senders, unknown verbs, malformed and oversized input are refused and logged. */
export function serveIpc({ ipcMain, answers, isOurs, log }: IpcServerOptions): void {
  ipcMain.handle(ipcChannel, async (event, verb: unknown, input: unknown): Promise<Result<unknown>> => {
    const refuse = (detail: string): { readonly ok: false; readonly problem: Problem } => {
      log(`IPC refused: ${detail}`);
      return failed(problem('usage', { detail }));
    };
    if (!isOurs(event)) return refuse(`a foreign sender (${event.senderFrame?.url ?? 'a frame that is gone'})`);
    if (!isVerb(verb)) return refuse(`an unknown verb (${typeof verb === 'string' ? verb.slice(0, 80) : typeof verb})`);
    if (unitsOf(input) > maxRequestUnitsOf(verb)) return refuse(`${verb} with oversized input`);
    const parsed = ipcSchema[verb].input.safeParse(input);
    if (!parsed.success) return refuse(`${verb} with malformed input`);
    return answer(answers, verb, parsed.data, log);
  });
}

function isVerb(verb: unknown): verb is IpcVerb {
  return typeof verb === 'string' && Object.hasOwn(ipcSchema, verb);
}

function unitsOf(input: unknown): number {
  try {
    return JSON.stringify(input)?.length ?? 0;
  } catch {
    // Cyclic or a bigint: nothing that a schema would take.
    return Number.POSITIVE_INFINITY;
  }
}

async function answer<V extends IpcVerb>(
  answers: IpcAnswers,
  verb: V,
  input: unknown,
  log: (line: string) => void,
): Promise<Result<unknown>> {
  try {
    // The schema of a verb gives its input; TypeScript cannot follow that through the table.
    const work = answers[verb] as (input: unknown) => Promise<Result<unknown>>;
    const result = await work(input);
    if (!result.ok) return result;
    const output = ipcSchema[verb].output.safeParse(result.value);
    if (output.success) return { ok: true, value: output.data };
    log(`IPC ${verb} would have answered malformed: ${output.error.message}`);
    return failed(problem('internal', { detail: `${verb}: malformed answer` }));
  } catch (thrown) {
    log(`IPC ${verb} failed: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`);
    return failed(problemOf(thrown));
  }
}

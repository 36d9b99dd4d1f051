import { useCallback, useEffect, useRef, useState } from 'react';
import type { IpcInput, IpcOutput, IpcVerb } from '../../electron/contract/ipc.ts';
import type { Problem } from '../../electron/contract/problem.ts';
import type { Result } from '../../electron/contract/result.ts';
import { useAsk, useOnUnheard } from './api-context.tsx';

/** A command behind a button: whether it is under way, and what went wrong the last time. */
export interface Command<V extends IpcVerb> {
  readonly run: (input: IpcInput<V>) => Promise<Result<IpcOutput<V>>>;
  readonly busy: boolean;
  /** Show it where the button is, with ProblemNotice. */
  readonly problem: Problem | null;
  readonly dismiss: () => void;
}

/** Makes a command of a verb. A failure that comes after the component has gone is told to the shell instead. */
export function useCommand<V extends IpcVerb>(verb: V): Command<V> {
  const ask = useAsk();
  const onUnheard = useOnUnheard();
  const shown = useShown();
  const [under, setUnder] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = useCallback(
    async (input: IpcInput<V>) => {
      setUnder((before) => before + 1);
      setProblem(null);
      const result = await ask(verb, input);
      setUnder((before) => before - 1);
      if (!result.ok) (shown.current ? setProblem : onUnheard)(result.problem);
      return result;
    },
    [ask, verb, shown, onUnheard],
  );
  const dismiss = useCallback(() => setProblem(null), []);
  return { run, busy: under > 0, problem, dismiss };
}

/** Whether the component is still on the page. */
function useShown(): { readonly current: boolean } {
  const shown = useRef(false);
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);
  return shown;
}

import { useCallback, useEffect, useState } from 'react';
import type { IpcInput, IpcOutput, IpcVerb } from '../../electron/contract/ipc.ts';
import type { Problem } from '../../electron/contract/problem.ts';
import { useAsk } from './api-context.tsx';

/** Something that was asked for: not here yet, here, or failed. A value stays while it is asked for again. */
export type Answer<T> =
  | { readonly state: 'loading'; readonly value: null; readonly problem: null }
  | { readonly state: 'ready'; readonly value: T; readonly problem: null }
  | { readonly state: 'failed'; readonly value: T | null; readonly problem: Problem };

const loading = { state: 'loading', value: null, problem: null } as const;

/**
 * Asks while the component is shown, and again whenever the input or `freshness` changes (any string: for instance the
 * number of the last run). Answers that arrive after a newer question are dropped.
 */
export function useAnswer<V extends IpcVerb>(
  verb: V,
  input: IpcInput<V>,
  freshness = '',
): Answer<IpcOutput<V>> & { readonly again: () => void } {
  const ask = useAsk();
  const [round, setRound] = useState(0);
  const question = JSON.stringify([verb, input]);
  const [answered, setAnswered] = useState<{ readonly question: string; readonly answer: Answer<IpcOutput<V>> }>({
    question,
    answer: loading,
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: `question` stands for verb and input, whose identity changes with each render.
  useEffect(() => {
    let current = true;
    ask(verb, input).then((result) => {
      if (!current) return;
      setAnswered((before) => ({
        question,
        answer: answerOf(result, before.question === question ? before.answer : loading),
      }));
    });
    return () => {
      current = false;
    };
  }, [ask, question, freshness, round]);

  const again = useCallback(() => setRound((before) => before + 1), []);
  return { ...(answered.question === question ? answered.answer : loading), again };
}

function answerOf<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem },
  before: Answer<T>,
): Answer<T> {
  if (result.ok) return { state: 'ready', value: result.value, problem: null };
  return { state: 'failed', value: before.value, problem: result.problem };
}

import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { GridPhoto } from '../../../electron/contract/desktop-models.ts';
import type { PhotosAround, PhotosAroundQuery } from '../../../electron/contract/photos-around.ts';
import type { Problem } from '../../../electron/contract/problem.ts';
import type { Result } from '../../../electron/contract/result.ts';
import { answered, jumped, openedAt, questionOf, stepped, type ViewerPlace } from './viewer-place.ts';

/** Asks what lies around a photo in the list that the grid shows. Must keep its identity. */
export type AskAround = (query: PhotosAroundQuery) => Promise<Result<PhotosAround>>;

/** Where the viewer opens: a tile of the grid, whose photo may not have been fetched yet. */
export interface Opened {
  readonly photo: GridPhoto | undefined;
  readonly item: number;
  readonly total: number;
}

/** What is shown, how many photos of the list stand before it, and how many there are. */
export type ViewerPosition = Pick<ViewerPlace, 'photo' | 'place' | 'total'>;

/** The photo that the viewer shows, and the ways to the others. */
export interface ViewerPlaceHook extends ViewerPosition {
  readonly step: (by: 1 | -1) => void;
  readonly jump: (to: 'first' | 'last') => void;
  /** Why the neighbours, or the photo itself, could not be asked for; null when nothing failed. */
  readonly problem: Problem | null;
  readonly again: () => void;
}

type Change = (now: ViewerPlace) => ViewerPlace;

/** Keeps the viewer's place by its photo, whatever is stored meanwhile. */
export function useViewerPlace({ photo, item, total }: Opened, ask: AskAround): ViewerPlaceHook {
  const [now, change] = useReducer(
    (before: ViewerPlace, next: Change) => next(before),
    null,
    () => openedAt(photo, item, total),
  );
  const [problem, setProblem] = useState<Problem | null>(null);
  const [round, setRound] = useState(0);
  const isShown = useRef(true);
  const question = questionOf(now);
  const asked = JSON.stringify(question);
  // A person may want to go from the same photo twice: that is another question.
  const wish = now.wanted?.from;

  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);

  // An answer that comes late is an answer still: `answered` knows what it speaks of.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` stands for the question, and with the wish and the round for when it is asked.
  useEffect(() => {
    if (question === null) return;
    ask(question).then((answer) => {
      if (!isShown.current) return;
      setProblem(answer.ok ? null : answer.problem);
      if (answer.ok) change((before) => answered(before, question, answer.value));
    });
  }, [ask, asked, wish, round]);

  const step = useCallback((by: 1 | -1) => change((before) => stepped(before, by)), []);
  const jump = useCallback((to: 'first' | 'last') => change((before) => jumped(before, to)), []);
  const again = useCallback(() => setRound((before) => before + 1), []);
  return { photo: now.photo, place: now.place, total: now.total, step, jump, problem, again };
}

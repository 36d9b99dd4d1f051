import { useCallback, useEffect, useState } from 'react';
import type { Problem } from '../../../electron/contract/problem.ts';
import type { TakeoutCandidates } from '../../../electron/contract/takeout-desktop-models.ts';
import { useOfferDropped } from '../../api/api-context.tsx';
import { type Command, useCommand } from '../../api/use-command.ts';
import { useDroppedFiles } from '../../components/use-dropped-files.ts';
import { useStrayDrop } from '../../store/use-store.tsx';

/** What was chosen or dropped, until it is imported or given up. */
export interface CandidatesState {
  readonly offer: TakeoutCandidates | null;
  /** Whether files are being held over the page. */
  readonly dragging: boolean;
  /** What was dropped is being looked through. */
  readonly looking: boolean;
  /** Why nothing could be made of what was dropped. */
  readonly problem: Problem | null;
  readonly dismiss: () => void;
  readonly choosing: Command<'takeout.chooseParts'>;
  readonly choose: (what: 'files' | 'folder') => void;
  readonly starting: Command<'takeout.import'>;
  readonly start: (includeTrash: boolean) => void;
  readonly giveUp: () => void;
}

/** Takes parts in by the dialog or from anywhere on the page. A newer choice replaces the one before. */
export function useCandidates(): CandidatesState {
  const offerDropped = useOfferDropped();
  const choosing = useCommand('takeout.chooseParts');
  const starting = useCommand('takeout.import');
  const [offer, setOffer] = useState<TakeoutCandidates | null>(null);
  const [looking, setLooking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const take = useCallback(
    async (files: readonly File[]) => {
      setProblem(null);
      setLooking(true);
      const answer = await offerDropped(files);
      setLooking(false);
      if (answer.ok) setOffer(answer.value);
      else setProblem(answer.problem);
    },
    [offerDropped],
  );
  const takeDropped = useCallback((files: readonly File[]) => void take(files), [take]);
  const dragging = useDroppedFiles(takeDropped);
  useFilesFromElsewhere(takeDropped);

  async function choose(what: 'files' | 'folder'): Promise<void> {
    setProblem(null);
    const answer = await choosing.run({ what });
    if (answer.ok && answer.value !== null) setOffer(answer.value);
  }

  async function start(includeTrash: boolean): Promise<void> {
    if (offer === null) return;
    const answer = await starting.run({ offer: offer.offer, includeTrash });
    if (answer.ok) setOffer(null);
  }

  return {
    offer,
    dragging,
    looking,
    problem,
    dismiss: () => setProblem(null),
    choosing,
    choose: (what) => void choose(what),
    starting,
    start: (includeTrash) => void start(includeTrash),
    giveUp: () => {
      starting.dismiss();
      setOffer(null);
    },
  };
}

/** Takes what was dropped on another screen and has led here. */
function useFilesFromElsewhere(take: (files: readonly File[]) => void): void {
  const { files, collect } = useStrayDrop();
  useEffect(() => {
    if (files.length > 0) take(collect());
  }, [files, collect, take]);
}

import { useCallback, useEffect, useState } from 'react';
import { type Problem, problem } from '../../../electron/contract/problem.ts';
import { useCommand } from '../../api/use-command.ts';
import { useDroppedFiles } from '../../components/use-dropped-files.ts';
import { useFormats } from '../../formatting/formats-context.tsx';

/** As many characters as `client.set` takes; a real file has some 400. */
const mostCharacters = 65_536;

/** The ways in which a client file comes in: dropped or pasted anywhere, chosen, or as text. */
export interface ClientIntakeState {
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly dismiss: () => void;
  /** Whether a file is being held over the page. */
  readonly dragging: boolean;
  /** Resolves with whether it was the right one. */
  readonly judge: (text: string) => Promise<boolean>;
  readonly choose: () => void;
  /** A file was set, and another one is wanted. */
  readonly isReplacing: boolean;
  readonly replace: () => void;
  readonly accepted: () => void;
}

/** Listens to the whole page: people aim badly when they drag a file. Each text is judged at once. */
export function useClientIntake(): ClientIntakeState {
  const [isReplacing, setReplacing] = useState(false);
  const onAccepted = useCallback(() => setReplacing(false), []);
  const set = useCommand('client.set');
  const choosing = useCommand('client.choose');
  const formats = useFormats();
  const [unread, setUnread] = useState<Problem | null>(null);
  const { run: runSet, dismiss: dismissSet } = set;
  const { run: runChoose, dismiss: dismissChoose } = choosing;

  const dismiss = useCallback(() => {
    setUnread(null);
    dismissSet();
    dismissChoose();
  }, [dismissSet, dismissChoose]);

  const judge = useCallback(
    async (text: string) => {
      dismiss();
      if (text.length > mostCharacters) {
        setUnread(
          problem('client-file-wrong', {
            detail: formats.t('setup.intake.too-large', { size: formats.bytes(text.length) }),
          }),
        );
        return false;
      }
      const answer = await runSet({ text });
      if (answer.ok) onAccepted();
      return answer.ok;
    },
    [dismiss, runSet, onAccepted, formats],
  );

  const take = useCallback(
    async (file: File) => {
      dismiss();
      if (file.size > mostCharacters) {
        const detail = formats.t('setup.intake.too-large', { size: formats.bytes(file.size) });
        setUnread(problem('client-file-wrong', { detail, subject: file.name }));
        return;
      }
      try {
        await judge(await file.text());
      } catch {
        // A folder, or a file that was taken away meanwhile, cannot be read as text.
        setUnread(problem('client-file-unreadable', { subject: file.name }));
      }
    },
    [dismiss, judge, formats],
  );

  const choose = useCallback(async () => {
    dismiss();
    const answer = await runChoose(null);
    if (answer.ok && answer.value !== null) onAccepted();
  }, [dismiss, runChoose, onAccepted]);

  const takeFirst = useCallback(
    ([file]: readonly File[]) => {
      if (file !== undefined) void take(file);
    },
    [take],
  );
  const dragging = useDroppedFiles(takeFirst);
  usePastedText(judge);
  return {
    busy: set.busy || choosing.busy,
    problem: unread ?? set.problem ?? choosing.problem,
    dismiss,
    dragging,
    judge,
    choose: () => void choose(),
    isReplacing,
    replace: () => setReplacing(true),
    accepted: onAccepted,
  };
}

function usePastedText(judge: (text: string) => Promise<boolean>): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const isForField = event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement;
      const text = event.clipboardData?.getData('text/plain').trim() ?? '';
      if (isForField || text === '') return;
      event.preventDefault();
      void judge(text);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [judge]);
}

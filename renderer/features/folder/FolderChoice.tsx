import { useState } from 'react';
import type { IpcOutput } from '../../../electron/contract/ipc.ts';
import type { Problem } from '../../../electron/contract/problem.ts';
import { type Command, useCommand } from '../../api/use-command.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { FolderFacts } from './FolderFacts.tsx';
import { SpaceMeter } from './SpaceMeter.tsx';

type ChosenFolder = NonNullable<IpcOutput<'destination.choose'>>;

/** Choosing a folder in two steps: the system's dialog, then a probe of what the folder can do. */
export interface FolderChoiceState {
  readonly choosing: Command<'destination.choose'>;
  readonly choose: () => void;
  readonly chosen: ChosenFolder | null;
  readonly using: { readonly busy: boolean; readonly problem: Problem | null };
  readonly use: () => void;
  readonly cancel: () => void;
}

/** Holds a choice of folder; draw it with FolderChoice. */
export function useFolderChoice(): FolderChoiceState {
  const choosing = useCommand('destination.choose');
  const using = useCommand('destination.use');
  const [chosen, setChosen] = useState<ChosenFolder | null>(null);

  async function choose(): Promise<void> {
    const answer = await choosing.run(null);
    if (answer.ok) setChosen(answer.value);
  }
  async function use(): Promise<void> {
    if (chosen === null) return;
    const answer = await using.run({ choice: chosen.choice });
    if (answer.ok) setChosen(null);
  }
  function cancel(): void {
    using.dismiss();
    setChosen(null);
  }
  return { choosing, choose: () => void choose(), chosen, using, use: () => void use(), cancel };
}

/** The question whether the chosen folder shall be used, with what is known of it. */
export function FolderChoice({ choice }: { readonly choice: FolderChoiceState }) {
  const { chosen, using } = choice;
  const t = useTexts();
  if (chosen === null) return null;
  const { report } = chosen;
  return (
    <ConfirmDialog
      open
      kind="primary"
      title={t('folder.choice.title')}
      confirmLabel={t('folder.choice.use', { path: lastPart(report.path) })}
      cancelLabel={t('folder.choice.cancel')}
      busy={using.busy}
      problem={using.problem}
      onConfirm={choice.use}
      onCancel={choice.cancel}
    >
      <p>{t(report.identity === null ? 'folder.choice.begins' : 'folder.choice.adopts')}</p>
      <SpaceMeter report={report} />
      <FolderFacts report={report} />
    </ConfirmDialog>
  );
}

function lastPart(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? path;
}

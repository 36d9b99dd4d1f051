import type { PageSelection } from '../../../electron/contract/restore-desktop-models.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { CloudIcon } from '../../components/icons.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { goTo } from '../../store/go-to.ts';
import { useRestoreDraft, useSnapshot } from '../../store/use-store.tsx';

export interface RestoreButtonProps {
  readonly selection: PageSelection;
  /** Of the one album that it is about; null for anything else. */
  readonly albumTitle: string | null;
}

/** Leads to where a restore of this is planned; a former plan or outcome is put away, one under way stays. */
export function RestoreButton({ selection, albumTitle }: RestoreButtonProps) {
  const t = useTexts();
  const { setDraft } = useRestoreDraft();
  const dismiss = useCommand('restore.dismiss');
  const isThere = useSnapshot((snapshot) => snapshot.restore !== null);
  async function go(): Promise<void> {
    setDraft({ selection, albumTitle });
    // Main knows what can be put away.
    if (isThere) await dismiss.run(null);
    goTo('restore');
  }
  return (
    <Button icon={CloudIcon} busy={dismiss.busy} onClick={() => void go()}>
      {t('restore.button')}
    </Button>
  );
}

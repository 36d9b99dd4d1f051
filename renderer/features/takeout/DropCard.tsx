import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { DropArea } from '../../components/DropArea.tsx';
import { DownloadIcon, FolderIcon, TakeoutIcon } from '../../components/icons.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './DropCard.module.css';
import type { CandidatesState } from './use-candidates.ts';

/** Where parts come in: the whole window takes them, this card says so and has the buttons. */
export function DropCard({ state }: { readonly state: CandidatesState }) {
  const t = useTexts();
  const busy = state.looking || state.choosing.busy;
  return (
    <Card title={t('takeout.drop.title')} icon={DownloadIcon}>
      <DropArea
        icon={TakeoutIcon}
        dragging={state.dragging}
        call={state.dragging ? t('takeout.drop.now') : t('takeout.drop.call')}
        words={t('takeout.drop.words')}
      >
        <Button icon={TakeoutIcon} busy={busy} onClick={() => state.choose('files')}>
          {t('takeout.drop.files')}
        </Button>
        <Button icon={FolderIcon} busy={busy} onClick={() => state.choose('folder')}>
          {t('takeout.drop.folder')}
        </Button>
      </DropArea>
      {state.problem === null ? null : <ProblemNotice problem={state.problem} onDismiss={state.dismiss} />}
      <CommandFailures commands={[state.choosing]} />
      {state.dragging ? <div className={styles.shade} /> : null}
    </Card>
  );
}

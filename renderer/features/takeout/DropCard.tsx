import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { DropArea } from '../../components/DropArea.tsx';
import { DownloadIcon, FolderIcon, TakeoutIcon } from '../../components/icons.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './DropCard.module.css';
import { takeoutStrings } from './strings.ts';
import type { CandidatesState } from './use-candidates.ts';

const strings = takeoutStrings.drop;

/** Where parts come in: the whole window takes them, this card says so and has the buttons. */
export function DropCard({ state }: { readonly state: CandidatesState }) {
  const busy = state.looking || state.choosing.busy;
  return (
    <Card title={strings.title} icon={DownloadIcon}>
      <DropArea
        icon={TakeoutIcon}
        dragging={state.dragging}
        call={state.dragging ? strings.now : strings.call}
        words={strings.words}
      >
        <Button icon={TakeoutIcon} busy={busy} onClick={() => state.choose('files')}>
          {strings.files}
        </Button>
        <Button icon={FolderIcon} busy={busy} onClick={() => state.choose('folder')}>
          {strings.folder}
        </Button>
      </DropArea>
      {state.problem === null ? null : <ProblemNotice problem={state.problem} onDismiss={state.dismiss} />}
      <CommandFailures commands={[state.choosing]} />
      {state.dragging ? <div className={styles.shade} /> : null}
    </Card>
  );
}

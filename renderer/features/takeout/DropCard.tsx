import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { DownloadIcon, FolderIcon, TakeoutIcon } from '../../components/icons.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './DropCard.module.css';
import { takeoutStrings } from './strings.ts';
import type { OfferState } from './use-offer.ts';

const strings = takeoutStrings.drop;

/** Where parts come in: the whole window takes them, this card says so and has the buttons. */
export function DropCard({ state }: { readonly state: OfferState }) {
  const busy = state.looking || state.choosing.busy;
  return (
    <Card title={strings.title} icon={DownloadIcon}>
      <div className={styles.drop} data-dragging={state.dragging}>
        <span className={styles.sign}>
          <TakeoutIcon />
        </span>
        <p className={styles.call}>{state.dragging ? strings.now : strings.call}</p>
        <p className={styles.soft}>{strings.words}</p>
        <div className={styles.buttons}>
          <Button icon={TakeoutIcon} busy={busy} onClick={() => state.choose('files')}>
            {strings.files}
          </Button>
          <Button icon={FolderIcon} busy={busy} onClick={() => state.choose('folder')}>
            {strings.folder}
          </Button>
        </div>
      </div>
      {state.problem === null ? null : <ProblemNotice problem={state.problem} onDismiss={state.dismiss} />}
      <CommandFailures commands={[state.choosing]} />
      {state.dragging ? <div className={styles.shade} /> : null}
    </Card>
  );
}

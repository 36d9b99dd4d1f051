import type { Selection } from '../../../electron/contract/desktop-models.ts';
import { assertNever } from '../../../electron/contract/result.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { LiveProgress } from '../overview/LiveProgress.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { CancelButton } from './CancelButton.tsx';
import { ChoiceOutcome } from './ChoiceOutcome.tsx';
import { ChooseButton } from './ChooseButton.tsx';
import styles from './Pick.module.css';
import { SelectionState } from './SelectionState.tsx';

import { WaitingForChoice } from './WaitingForChoice.tsx';

/** The button that starts a selection, and its progress. */
export function ChoosePhotos() {
  const selection = useSnapshot((snapshot) => snapshot.selection);
  return <div className={styles.stack}>{selection === null ? <Idle /> : <Stage selection={selection} />}</div>;
}

function Idle() {
  const t = useTexts();
  const able = useSnapshot(({ activeAccount, destination }) => activeAccount !== null && destination !== null);
  return (
    <>
      <div className={styles.buttons}>
        <ChooseButton label={t('pick.choose')} />
      </div>
      {able ? null : <p className={styles.aside}>{t('pick.not-ready')}</p>}
    </>
  );
}

function Stage({ selection }: { readonly selection: Selection }) {
  const t = useTexts();
  const { now, album, email } = selection;
  switch (now.stage) {
    case 'permission':
      return (
        <>
          <SelectionState
            title={t('pick.permission.title')}
            words={t('pick.permission.words', { email })}
            album={album}
          />
          <Cancel />
        </>
      );
    case 'queued':
      return <Queued album={album} />;
    case 'opening':
      return (
        <>
          <SelectionState title={t('pick.opening.title')} album={album} />
          <Cancel />
        </>
      );
    case 'waiting':
      return <WaitingForChoice selection={selection} now={now} />;
    case 'fetching':
      return <Fetching album={album} chosen={now.chosen} />;
    case 'ended':
      return <ChoiceOutcome album={album} ended={now} />;
    default:
      return assertNever(now);
  }
}

function Cancel() {
  const t = useTexts();
  return (
    <div className={styles.buttons}>
      <CancelButton label={t('pick.cancel')} />
    </div>
  );
}

function Queued({ album }: { readonly album: string | null }) {
  const t = useTexts();
  const stop = useCommand('backup.stop');
  const stopping = useSnapshot((snapshot) => snapshot.run?.stopping === true);
  return (
    <>
      <SelectionState title={t('pick.queued.title')} words={t('pick.queued.words')} album={album} />
      <div className={styles.buttons}>
        <Button busy={stop.busy || stopping} onClick={() => void stop.run(null)}>
          {t('pick.queued.hurry')}
        </Button>
        <CancelButton label={t('pick.cancel')} />
      </div>
      <CommandFailures commands={[stop]} />
    </>
  );
}

function Fetching({ album, chosen }: { readonly album: string | null; readonly chosen: number | null }) {
  const t = useTexts();
  const run = useSnapshot((snapshot) => snapshot.run);
  return (
    <>
      {chosen === null ? (
        <SelectionState title={t('pick.fetching.listing')} words={t('pick.fetching.listing-words')} album={album} />
      ) : (
        <SelectionState title={t('pick.fetching.title', { items: chosen })} album={album} />
      )}
      {run === null ? null : <LiveProgress run={run} />}
      <div className={styles.buttons}>
        <CancelButton label={t('pick.stop')} />
      </div>
    </>
  );
}

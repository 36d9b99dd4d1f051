import type { Selection } from '../../../electron/contract/desktop-models.ts';
import { assertNever } from '../../../electron/contract/result.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { useFormats } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { LiveProgress } from '../overview/LiveProgress.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { CancelButton } from './CancelButton.tsx';
import { ChoiceOutcome } from './ChoiceOutcome.tsx';
import { ChooseButton } from './ChooseButton.tsx';
import styles from './Pick.module.css';
import { SelectionState } from './SelectionState.tsx';
import { pickStrings as strings } from './strings.ts';
import { WaitingForChoice } from './WaitingForChoice.tsx';

/** The button that starts a selection, and its progress. */
export function ChoosePhotos() {
  const selection = useSnapshot((snapshot) => snapshot.selection);
  return <div className={styles.stack}>{selection === null ? <Idle /> : <Stage selection={selection} />}</div>;
}

function Idle() {
  const able = useSnapshot(({ activeAccount, destination }) => activeAccount !== null && destination !== null);
  return (
    <>
      <div className={styles.buttons}>
        <ChooseButton label={strings.choose} />
      </div>
      {able ? null : <p className={styles.aside}>{strings.notReady}</p>}
    </>
  );
}

function Stage({ selection }: { readonly selection: Selection }) {
  const { now, album, email } = selection;
  switch (now.stage) {
    case 'permission':
      return (
        <>
          <SelectionState title={strings.permission.title} words={strings.permission.words(email)} album={album} />
          <Cancel />
        </>
      );
    case 'queued':
      return <Queued album={album} />;
    case 'opening':
      return (
        <>
          <SelectionState title={strings.opening.title} album={album} />
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
  return (
    <div className={styles.buttons}>
      <CancelButton label={strings.cancel} />
    </div>
  );
}

function Queued({ album }: { readonly album: string | null }) {
  const stop = useCommand('backup.stop');
  const stopping = useSnapshot((snapshot) => snapshot.run?.stopping === true);
  return (
    <>
      <SelectionState title={strings.queued.title} words={strings.queued.words} album={album} />
      <div className={styles.buttons}>
        <Button busy={stop.busy || stopping} onClick={() => void stop.run(null)}>
          {strings.queued.hurry}
        </Button>
        <CancelButton label={strings.cancel} />
      </div>
      <CommandFailures commands={[stop]} />
    </>
  );
}

function Fetching({ album, chosen }: { readonly album: string | null; readonly chosen: number | null }) {
  const formats = useFormats();
  const run = useSnapshot((snapshot) => snapshot.run);
  return (
    <>
      {chosen === null ? (
        <SelectionState title={strings.fetching.listing} words={strings.fetching.listingWords} album={album} />
      ) : (
        <SelectionState title={strings.fetching.title(formats.plural(chosen, strings.items))} album={album} />
      )}
      {run === null ? null : <LiveProgress run={run} />}
      <div className={styles.buttons}>
        <CancelButton label={strings.stop} />
      </div>
    </>
  );
}

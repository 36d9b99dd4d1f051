import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { DiskIcon, FolderIcon, RetryIcon } from '../../components/icons.tsx';
import { Meter } from '../../components/Meter.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { useFormats } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { FolderChoice, useFolderChoice } from '../folder/FolderChoice.tsx';
import { FolderFacts } from '../folder/FolderFacts.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './Settings.module.css';
import { settingsStrings } from './strings.ts';

const strings = settingsStrings.folder;

/** The backup folder: what it can do, and how to get another. */
export function FolderPart() {
  const destination = useSnapshot((snapshot) => snapshot.destination);
  const trouble = useSnapshot((snapshot) => snapshot.destinationTrouble);
  const open = useCommand('destination.open');
  const check = useCommand('destination.check');
  const choice = useFolderChoice();
  return (
    <Card title={settingsStrings.parts.folder} icon={DiskIcon}>
      {trouble === null ? null : <ProblemNotice problem={trouble} announce="none" />}
      {destination === null ? (
        <p className={styles.soft}>{strings.none}</p>
      ) : (
        <>
          <SpaceMeter free={destination.freeBytes} total={destination.totalBytes} />
          <FolderFacts report={destination} />
        </>
      )}
      <div className={styles.buttons}>
        {destination === null ? null : (
          <>
            <Button icon={FolderIcon} busy={open.busy} onClick={() => void open.run(null)}>
              {strings.open}
            </Button>
            <Button icon={RetryIcon} busy={check.busy} onClick={() => void check.run(null)}>
              {strings.check}
            </Button>
          </>
        )}
        <Button icon={DiskIcon} busy={choice.choosing.busy} onClick={choice.choose}>
          {destination === null ? strings.choose : strings.change}
        </Button>
      </div>
      <CommandFailures commands={[open, check, choice.choosing]} />
      <FolderChoice choice={choice} />
    </Card>
  );
}

function SpaceMeter({ free, total }: { readonly free: number; readonly total: number }) {
  const formats = useFormats();
  const used = Math.max(0, total - free);
  return (
    <Meter
      label={strings.used}
      used={used}
      limit={total}
      text={strings.usedOf(formats.bytes(used), formats.bytes(total))}
      tone={free < total * 0.05 ? 'bad' : free < total * 0.15 ? 'warn' : 'running'}
    />
  );
}

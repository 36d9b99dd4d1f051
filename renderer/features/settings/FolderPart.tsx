import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { DiskIcon, FolderIcon, RetryIcon } from '../../components/icons.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { FolderChoice, useFolderChoice } from '../folder/FolderChoice.tsx';
import { FolderFacts } from '../folder/FolderFacts.tsx';
import { SpaceMeter } from '../folder/SpaceMeter.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './Settings.module.css';

/** The backup folder: what it can do, and how to get another. */
export function FolderPart() {
  const t = useTexts();
  const destination = useSnapshot((snapshot) => snapshot.destination);
  const trouble = useSnapshot((snapshot) => snapshot.destinationTrouble);
  const open = useCommand('destination.open');
  const check = useCommand('destination.check');
  const choice = useFolderChoice();
  return (
    <Card title={t('settings.parts.folder')} icon={DiskIcon}>
      {trouble === null ? null : <ProblemNotice problem={trouble} announce="none" />}
      {destination === null ? (
        <p className={styles.soft}>{t('settings.folder.none')}</p>
      ) : (
        <>
          <SpaceMeter report={destination} />
          <FolderFacts report={destination} />
        </>
      )}
      <div className={styles.buttons}>
        {destination === null ? null : (
          <>
            <Button icon={FolderIcon} busy={open.busy} onClick={() => void open.run(null)}>
              {t('settings.folder.open')}
            </Button>
            <Button icon={RetryIcon} busy={check.busy} onClick={() => void check.run(null)}>
              {t('settings.folder.check')}
            </Button>
          </>
        )}
        <Button icon={DiskIcon} busy={choice.choosing.busy} onClick={choice.choose}>
          {destination === null ? t('settings.folder.choose') : t('settings.folder.change')}
        </Button>
      </div>
      <CommandFailures commands={[open, check, choice.choosing]} />
      <FolderChoice choice={choice} />
    </Card>
  );
}

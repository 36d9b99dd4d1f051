import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { CloudIcon } from '../../components/icons.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { ConnectDrive } from '../drive/ConnectDrive.tsx';
import styles from './Settings.module.css';

/** How exports in Google Drive are read: connect, change, disconnect. */
export function DrivePart() {
  const t = useTexts();
  const connection = useSnapshot((snapshot) => snapshot.drive.connection);
  return (
    <Card
      title={t('settings.parts.drive')}
      icon={CloudIcon}
      aside={connection === null ? undefined : <Badge tone="calm">{t(`drive.badge.${connection.mode}`)}</Badge>}
    >
      {connection === null ? (
        <p className={styles.soft}>{t('drive.lead')}</p>
      ) : (
        <p>
          {connection.email === null ? t('drive.connected-picked') : t('drive.connected', { email: connection.email })}
        </p>
      )}
      {connection === null || connection.problem === null ? null : (
        <ProblemNotice problem={connection.problem} announce="none" />
      )}
      <ConnectDrive key={connection?.mode ?? ''} first={connection?.mode ?? 'ask-each-time'} />
      {connection === null ? null : <Disconnect />}
    </Card>
  );
}

function Disconnect() {
  const t = useTexts();
  const [asking, setAsking] = useState(false);
  const disconnect = useCommand('drive.disconnect');
  async function confirm(): Promise<void> {
    const answer = await disconnect.run(null);
    if (answer.ok) setAsking(false);
  }
  return (
    <div className={styles.buttons}>
      <Button kind="danger" onClick={() => setAsking(true)}>
        {t('drive.disconnect')}
      </Button>
      <ConfirmDialog
        open={asking}
        title={t('drive.disconnect-title')}
        confirmLabel={t('drive.disconnect-confirm')}
        cancelLabel={t('drive.stay')}
        busy={disconnect.busy}
        problem={disconnect.problem}
        onConfirm={() => void confirm()}
        onCancel={() => setAsking(false)}
      >
        <p>{t('drive.disconnect-words')}</p>
      </ConfirmDialog>
    </div>
  );
}

import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { BreakableId } from '../../components/BreakableId.tsx';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { Facts } from '../../components/Facts.tsx';
import { KeyIcon, LinkIcon } from '../../components/icons.tsx';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './Settings.module.css';

/** The client ID: shown, replaced, removed. Its secret is never shown. */
export function ClientPart() {
  const t = useTexts();
  const client = useSnapshot((snapshot) => snapshot.client);
  const formats = useFormats();
  const choose = useCommand('client.choose');
  const link = useCommand('app.openLink');
  return (
    <Card title={t('settings.parts.client')} icon={KeyIcon}>
      {client === null ? (
        <p className={styles.soft}>{t('settings.client.none')}</p>
      ) : (
        <Facts
          facts={[
            { term: t('settings.client.id'), value: <BreakableId id={client.clientId} /> },
            { term: t('settings.client.project'), value: client.projectId ?? t('settings.client.unknown') },
            { term: t('settings.client.added'), value: formats.day(client.addedAt) },
            { term: t('settings.client.secret'), value: t('settings.client.secret-where') },
          ]}
        />
      )}
      <p className={styles.soft}>{t('settings.client.replace-hint')}</p>
      <div className={styles.buttons}>
        <Button busy={choose.busy} onClick={() => void choose.run(null)}>
          {client === null ? t('settings.client.choose') : t('settings.client.replace')}
        </Button>
        <Button icon={LinkIcon} busy={link.busy} onClick={() => void link.run({ link: 'console-clients' })}>
          {t('settings.client.console')}
        </Button>
        {client === null ? null : <RemoveClient />}
      </div>
      <CommandFailures commands={[choose, link]} />
    </Card>
  );
}

function RemoveClient() {
  const t = useTexts();
  const [asking, setAsking] = useState(false);
  const remove = useCommand('client.remove');
  async function confirm(): Promise<void> {
    const answer = await remove.run(null);
    if (answer.ok) setAsking(false);
  }
  return (
    <>
      <Button kind="danger" onClick={() => setAsking(true)}>
        {t('settings.client.remove')}
      </Button>
      <ConfirmDialog
        open={asking}
        title={t('settings.client.remove-title')}
        confirmLabel={t('settings.client.remove-confirm')}
        cancelLabel={t('settings.client.keep')}
        busy={remove.busy}
        problem={remove.problem}
        onConfirm={() => void confirm()}
        onCancel={() => setAsking(false)}
      >
        <p>{t('settings.client.remove-words')}</p>
      </ConfirmDialog>
    </>
  );
}

import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { Facts } from '../../components/Facts.tsx';
import { KeyIcon, LinkIcon } from '../../components/icons.tsx';
import { useFormats } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './Settings.module.css';
import { settingsStrings } from './strings.ts';

const strings = settingsStrings.client;

/** The client ID: shown, replaced, removed. Its secret is never shown. */
export function ClientPart() {
  const client = useSnapshot((snapshot) => snapshot.client);
  const formats = useFormats();
  const choose = useCommand('client.choose');
  const link = useCommand('app.openLink');
  return (
    <Card title={settingsStrings.parts.client} icon={KeyIcon}>
      {client === null ? (
        <p className={styles.soft}>{strings.none}</p>
      ) : (
        <Facts
          facts={[
            { term: strings.id, value: client.clientId },
            { term: strings.project, value: client.projectId ?? strings.unknown },
            { term: strings.added, value: formats.day(client.addedAt) },
            { term: strings.secret, value: strings.secretWhere },
          ]}
        />
      )}
      <p className={styles.soft}>{strings.replaceHint}</p>
      <div className={styles.buttons}>
        <Button busy={choose.busy} onClick={() => void choose.run(null)}>
          {client === null ? strings.choose : strings.replace}
        </Button>
        <Button icon={LinkIcon} busy={link.busy} onClick={() => void link.run({ link: 'console-clients' })}>
          {strings.console}
        </Button>
        {client === null ? null : <RemoveClient />}
      </div>
      <CommandFailures commands={[choose, link]} />
    </Card>
  );
}

function RemoveClient() {
  const [asking, setAsking] = useState(false);
  const remove = useCommand('client.remove');
  async function confirm(): Promise<void> {
    const answer = await remove.run(null);
    if (answer.ok) setAsking(false);
  }
  return (
    <>
      <Button kind="danger" onClick={() => setAsking(true)}>
        {strings.remove}
      </Button>
      <ConfirmDialog
        open={asking}
        title={strings.removeTitle}
        confirmLabel={strings.removeConfirm}
        cancelLabel={strings.keep}
        busy={remove.busy}
        problem={remove.problem}
        onConfirm={() => void confirm()}
        onCancel={() => setAsking(false)}
      >
        <p>{strings.removeWords}</p>
      </ConfirmDialog>
    </>
  );
}

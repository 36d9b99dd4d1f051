import { useState } from 'react';
import type { ClientSummary } from '../../../electron/contract/models.ts';
import { BreakableId } from '../../components/BreakableId.tsx';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Disclosure } from '../../components/Disclosure.tsx';
import { DropArea } from '../../components/DropArea.tsx';
import { Facts } from '../../components/Facts.tsx';
import { DownloadIcon, FolderIcon } from '../../components/icons.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { TextArea } from '../../components/TextFields.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import styles from './ClientIntake.module.css';
import { DownloadedClients } from './DownloadedClients.tsx';
import { GoodNews } from './GoodNews.tsx';
import type { ClientIntakeState } from './use-client-intake.ts';

/** Takes the client file in, or shows the one that is there. */
export function ClientIntake({ intake }: { readonly intake: ClientIntakeState }) {
  const t = useTexts();
  const client = useSnapshot((snapshot) => snapshot.client);
  return (
    <Card title={t('setup.intake.title')}>
      {intake.problem === null ? null : <ProblemNotice problem={intake.problem} onDismiss={intake.dismiss} />}
      {client === null || intake.isReplacing || intake.dragging ? (
        <Intake intake={intake} hasChooseBelow={client === null} />
      ) : (
        <>
          <Accepted client={client} />
          <div>
            <Button onClick={intake.replace}>{t('setup.intake.other')}</Button>
          </div>
        </>
      )}
    </Card>
  );
}

function Intake({
  intake,
  hasChooseBelow,
}: {
  readonly intake: ClientIntakeState;
  /** The step's own button chooses a file. */
  readonly hasChooseBelow: boolean;
}) {
  const t = useTexts();
  const [text, setText] = useState('');
  async function judge(): Promise<void> {
    if (await intake.judge(text)) setText('');
  }
  return (
    <>
      <DropArea
        icon={DownloadIcon}
        dragging={intake.dragging}
        call={intake.dragging ? t('setup.intake.drop-now') : t('setup.intake.drop')}
        words={t('setup.intake.file-name')}
      >
        {hasChooseBelow ? null : (
          <Button icon={FolderIcon} busy={intake.busy} onClick={intake.choose}>
            {t('setup.intake.choose')}
          </Button>
        )}
      </DropArea>
      <DownloadedClients onAccepted={intake.accepted} />
      <Disclosure label={t('setup.intake.paste-title')}>
        <form
          className={styles.paste}
          onSubmit={(event) => {
            event.preventDefault();
            void judge();
          }}
        >
          <TextArea
            label={t('setup.intake.paste')}
            hint={t('setup.intake.paste-hint', { open: '{', close: '}' })}
            value={text}
            onChange={setText}
          />
          <div>
            <Button type="submit" busy={intake.busy} disabled={text.trim() === ''}>
              {t('setup.intake.judge')}
            </Button>
          </div>
        </form>
      </Disclosure>
    </>
  );
}

function Accepted({ client }: { readonly client: ClientSummary }) {
  const t = useTexts();
  const tokenStore = useSnapshot((snapshot) => snapshot.tokenStore);
  return (
    <>
      <GoodNews title={t('setup.intake.accepted')}>{t('setup.intake.accepted-words')}</GoodNews>
      <Facts
        facts={[
          { term: t('setup.intake.id'), value: <BreakableId id={client.clientId} /> },
          { term: t('setup.intake.project'), value: client.projectId ?? t('setup.intake.unknown-project') },
          { term: t('setup.intake.secret'), value: t(`setup.intake.secret-kept.${tokenStore}`) },
        ]}
      />
    </>
  );
}

import { useState } from 'react';
import type { ClientSummary } from '../../../electron/contract/models.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Disclosure } from '../../components/Disclosure.tsx';
import { DropArea } from '../../components/DropArea.tsx';
import { Facts } from '../../components/Facts.tsx';
import { DownloadIcon, FolderIcon } from '../../components/icons.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { TextArea } from '../../components/TextFields.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import styles from './ClientIntake.module.css';
import { DownloadedClients } from './DownloadedClients.tsx';
import { GoodNews } from './GoodNews.tsx';
import { setupStrings } from './strings.ts';
import type { ClientIntakeState } from './use-client-intake.ts';

const strings = setupStrings.intake;

/** Takes the client file in, or shows the one that is there. */
export function ClientIntake({ intake }: { readonly intake: ClientIntakeState }) {
  const client = useSnapshot((snapshot) => snapshot.client);
  return (
    <Card title={strings.title}>
      {intake.problem === null ? null : <ProblemNotice problem={intake.problem} onDismiss={intake.dismiss} />}
      {client === null || intake.isReplacing || intake.dragging ? (
        <Intake intake={intake} hasChooseBelow={client === null} />
      ) : (
        <>
          <Accepted client={client} />
          <div>
            <Button onClick={intake.replace}>{strings.other}</Button>
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
  const [text, setText] = useState('');
  async function judge(): Promise<void> {
    if (await intake.judge(text)) setText('');
  }
  return (
    <>
      <DropArea
        icon={DownloadIcon}
        dragging={intake.dragging}
        call={intake.dragging ? strings.dropNow : strings.drop}
        words={strings.fileName}
      >
        {hasChooseBelow ? null : (
          <Button icon={FolderIcon} busy={intake.busy} onClick={intake.choose}>
            {strings.choose}
          </Button>
        )}
      </DropArea>
      <DownloadedClients onAccepted={intake.accepted} />
      <Disclosure label={strings.pasteTitle}>
        <form
          className={styles.paste}
          onSubmit={(event) => {
            event.preventDefault();
            void judge();
          }}
        >
          <TextArea label={strings.paste} hint={strings.pasteHint} value={text} onChange={setText} />
          <div>
            <Button type="submit" busy={intake.busy} disabled={text.trim() === ''}>
              {strings.judge}
            </Button>
          </div>
        </form>
      </Disclosure>
    </>
  );
}

function Accepted({ client }: { readonly client: ClientSummary }) {
  const tokenStore = useSnapshot((snapshot) => snapshot.tokenStore);
  return (
    <>
      <GoodNews title={strings.accepted}>{strings.acceptedWords}</GoodNews>
      <Facts
        facts={[
          { term: strings.id, value: client.clientId },
          { term: strings.project, value: client.projectId ?? strings.unknownProject },
          { term: strings.secret, value: strings.secretKept[tokenStore] },
        ]}
      />
    </>
  );
}

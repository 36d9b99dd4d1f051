import { useState } from 'react';
import { useAnswer } from '../../api/use-answer.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Facts } from '../../components/Facts.tsx';
import { InfoIcon } from '../../components/icons.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { SwitchRow } from '../../components/SwitchRow.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './Settings.module.css';
import { settingsStrings } from './strings.ts';
import { useSettings } from './use-settings.ts';

const strings = settingsStrings.about;

/** Which version this is, whose work is in it, and the way to end it. */
export function AboutPart() {
  const version = useSnapshot((snapshot) => snapshot.version);
  const set = useSettings();
  const quit = useCommand('app.quit');
  const [reading, setReading] = useState(false);
  return (
    <Card title={settingsStrings.parts.about} icon={InfoIcon}>
      <p>{strings.promise}</p>
      <Facts facts={[{ term: strings.version, value: version }]} />
      <SwitchRow
        label={strings.updates}
        hint={strings.updatesHint}
        checked={set.settings.checkForUpdates}
        onChange={(checkForUpdates) => set.change({ checkForUpdates })}
      />
      <div className={styles.buttons}>
        <Button onClick={() => setReading(true)}>{strings.licences}</Button>
        <Button busy={quit.busy} onClick={() => void quit.run(null)}>
          {strings.quit}
        </Button>
      </div>
      <p className={styles.soft}>{strings.quitHint}</p>
      <CommandFailures commands={[set, quit]} />
      <Dialog open={reading} title={strings.licencesTitle} size="wide" onClose={() => setReading(false)}>
        <Licences />
      </Dialog>
    </Card>
  );
}

function Licences() {
  const answer = useAnswer('app.licences', null);
  if (answer.state === 'loading') return <Waiting label={strings.licencesLoading} />;
  if (answer.state === 'failed') return <ProblemNotice problem={answer.problem} />;
  return <pre className={styles.licences}>{answer.value}</pre>;
}
